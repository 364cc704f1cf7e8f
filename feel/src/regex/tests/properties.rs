use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{marked, pattern};
use crate::{ErrorCode, Limits};

/// Patterns that mean the same to the crate `regex`. What may match nothing is repeated only where `idle_laps` says so:
/// engines do not agree which of several matches counts then.
fn common_pattern(idle_laps: bool) -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        6 => "[abc]",
        1 => Just(".".to_owned()),
        2 => select(vec!["[ab]", "[^a]", "[a-c]", "[^bc]"]).prop_map(str::to_owned),
        1 => select(vec!["^", "$"]).prop_map(str::to_owned),
    ];
    let quantifier =
        select(vec!["*", "+", "?", "*?", "+?", "??", "{2}", "{0,1}", "{1,}", "{2,}?", "{0,2}", "{1,3}?", "{2,4}"]);
    let matches_nothing = |pattern: &str| regex::Regex::new(pattern).unwrap().is_match("");
    atom.prop_recursive(4, 24, 3, move |inner| {
        let repeated = move |(inner, quantifier): (String, &str)| {
            let quantifier = if idle_laps || !matches_nothing(&inner) { quantifier } else { "" };
            format!("(?:{inner}){quantifier}")
        };
        prop_oneof![
            4 => vec(inner.clone(), 1..4).prop_map(|pieces| pieces.concat()),
            2 => vec(inner.clone(), 1..4).prop_map(|choices| format!("({})", choices.join("|"))),
            1 => vec(inner.clone(), 1..3).prop_map(|choices| format!("(?:{})", choices.join("|"))),
            3 => (inner, quantifier.clone()).prop_map(repeated),
        ]
    })
}

fn other_engine(pattern: &str, any_case: bool) -> (regex::Regex, &'static str) {
    let other = regex::RegexBuilder::new(pattern).case_insensitive(any_case).build().unwrap();
    (other, if any_case { "i" } else { "" })
}

/// Pieces that patterns are made of, and others.
fn any_pattern() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[()|*+?{}^$.\\[\\]\\\\,0-9a-cn-w-]{1,3}",
        select(vec![
            "(?:",
            "[a-",
            "-[",
            "[^",
            "]]",
            r"\1",
            r"\2",
            r"\p{L}",
            r"\P{IsGreek}",
            r"\w",
            "{2,3}",
            "*?",
            "(a*)*",
            r"\-",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn another_engine_finds_matches_in_the_same_texts(
        text in "[abcA]{0,8}", common in common_pattern(true), any_case: bool
    ) {
        let (other, flags) = other_engine(&common, any_case);
        let found = pattern(&common, flags).unwrap().is_in(&text, &mut Limits::default());
        prop_assert_eq!(found, Ok(other.is_match(&text)));
    }

    #[test]
    fn another_engine_finds_the_same_matches(
        text in "[abcA]{0,8}", common in common_pattern(false), any_case: bool
    ) {
        let (other, flags) = other_engine(&common, any_case);
        let first = other.find(&text).map(|found| format!("{}[{}]", &text[..found.start()], found.as_str()));
        prop_assert!(marked(&common, flags, &text).starts_with(&first.unwrap_or_default()));
        let replaced = pattern(&common, flags).unwrap().replace(&text, "<$0:$1:$2>", &mut Limits::default());
        let others = || other.replace_all(&text, "<${0}:${1}:${2}>").into_owned();
        prop_assert_eq!(replaced, Ok((!other.is_match("")).then(others)));
    }

    #[test]
    fn always_ends(
        text in any::<String>(),
        pattern_text in any_pattern(),
        replacement in "[$0-9a\\\\]{0,4}",
        flags in "[smixq]{0,2}",
    ) {
        let mut limits = Limits { fuel: 20_000, size: 10_000, ..Limits::default() };
        let Ok(Some(pattern)) = super::Pattern::new(&pattern_text, &flags, &mut limits) else { return Ok(()) };
        for result in [
            pattern.is_in(&text, &mut limits).map(|_| ()),
            pattern.replace(&text, &replacement, &mut limits).map(|_| ()),
            pattern.split(&pattern_text, &mut limits).map(|_| ()),
        ] {
            prop_assert!(matches!(result, Ok(()) | Err(ErrorCode::OutOfFuel | ErrorCode::TooLarge)));
        }
    }

    #[test]
    fn a_quoted_text_is_found(before in any::<String>(), text in any::<String>(), after in any::<String>()) {
        let quoted = pattern(&text, "q").unwrap();
        prop_assert_eq!(quoted.is_in(&[&*before, &text, &after].concat(), &mut Limits::default()), Ok(true));
    }
}
