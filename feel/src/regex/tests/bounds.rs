use super::pattern;
use crate::{ErrorCode, Limits};

/// Whether the pattern is in the text, with the fuel of an evaluation, and how much of it was used.
fn run(pattern_text: &str, text: &str) -> (Result<bool, ErrorCode>, u64) {
    let mut limits = Limits::default();
    let result = pattern(pattern_text, "").unwrap().is_in(text, &mut limits);
    (result, Limits::default().fuel - limits.fuel)
}

#[test]
fn searches_that_would_never_end_run_out_of_fuel() {
    let many = "a".repeat(40);
    for hopeless in ["(a*)*b", "(a|aa)+b", "(a+)+b", "(.*)*b", r"(a*)(a*)(a*)(a*)(a*)(a*)(a*)\1b", "(a?){40}a{40}b"] {
        assert_eq!(run(hopeless, &many).0, Err(ErrorCode::OutOfFuel), "{hopeless}");
    }
    assert_eq!(run("(|a|b){4000000000}", "").0, Err(ErrorCode::OutOfFuel));
}

#[test]
fn what_a_search_keeps_is_bounded() {
    assert_eq!(run("(?:a|b)*c", &"ab".repeat(200_000)).0, Err(ErrorCode::OutOfFuel));
}

#[test]
fn simple_searches_take_little() {
    let long = "a".repeat(100_000);
    for (pattern, found, most) in [
        ("a*", true, 15_000),
        ("^a*$", true, 15_000),
        ("^b", false, 10),
        ("b", false, 10_000),
        ("ab", false, 10_000),
        ("^(a|b)+$", false, 1_000_000),
        (".*b", false, 1_000_000),
    ] {
        let (result, fuel) = run(pattern, &long);
        assert!(fuel <= most, "{pattern} takes {fuel}");
        if most < 1_000_000 {
            assert_eq!(result, Ok(found), "{pattern}");
        }
    }
}

#[test]
fn patterns_are_bounded() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    let deepest = format!("({})*", nested(99));
    let run = move || pattern(&deepest, "").unwrap().is_in("a", &mut Limits::default());
    let with_little_stack = std::thread::Builder::new().stack_size(256 * 1024).spawn(run).unwrap();
    assert_eq!(with_little_stack.join().unwrap(), Ok(true));
    for refused in [
        nested(101),
        "(".repeat(10_000),
        "(?:".repeat(5_000),
        nested(8_000),
        format!("{}[b]{}", "[a-".repeat(4_000), "]".repeat(3_999)),
        "a".repeat(16 * 1024 + 1),
    ] {
        assert!(pattern(&refused, "").is_none());
    }
    // Long, but flat: neither reading nor running goes deeper.
    for flat in ["a|".repeat(8_000), "()".repeat(8_000), "[a-".repeat(4_000) + "[b]" + &"]".repeat(4_000)] {
        assert!(pattern(&flat, "").is_some());
    }
    // Counts are counted, not written out.
    assert!(
        pattern("((a{1,1000000}){1,1000000}b?){1,1000000}", "").unwrap().is_in("aab", &mut Limits::default()).unwrap()
    );
}

#[test]
fn results_are_bounded() {
    let mut limits = Limits { size: 100, ..Limits::default() };
    let pattern = pattern("a", "").unwrap();
    assert_eq!(pattern.replace(&"a".repeat(50), "$0$0$0", &mut limits), Err(ErrorCode::TooLarge));
    assert_eq!(pattern.replace(&"a".repeat(50), "$0$0", &mut limits), Ok(Some("a".repeat(100))));
}

#[test]
fn reading_takes_fuel() {
    let mut limits = Limits { fuel: 9, ..Limits::default() };
    assert_eq!(super::Pattern::new("aaaaaaaaaa", "", &mut limits).unwrap_err(), ErrorCode::OutOfFuel);
}
