//! What would take without end, or exhaust the stack, is refused or stopped.

use feel::{ErrorCode, Limits, parse};

use super::value_of;

fn repeated(count: usize, write: impl Fn(usize) -> String) -> String {
    (0..count).map(write).collect()
}

#[test]
fn a_variable_is_a_level_of_nesting() {
    let variables = |count| format!("for {}z in [1] return 1", "a in [1], ".repeat(count));
    assert_eq!(value_of(&variables(100)), "[1]");
    let refused = parse(&variables(20_000), &()).expect_err("it is too deep");
    assert_eq!(refused.code, ErrorCode::NestedTooDeep);
    // So it is where a function that calls itself goes through many of them.
    let body = format!("sum(for {}z in [1] return f(n))", "a in [1], ".repeat(100));
    assert_eq!(value_of(&format!("{{f: function(n) {body}, r: f(1)}}.r")), "too-deep");
}

#[test]
fn entries_that_have_one_another_within_do_not_become_deep() {
    let nested = |count| repeated(count, |n| format!("a{}: {{x: a{n}}}, ", n + 1));
    assert_eq!(value_of(&format!("{{a0: 1, {}z: 1}}.z", nested(50))), "1");
    assert_eq!(value_of(&format!("{{a0: 1, {}z: 1}}.z", nested(10_000))), "too-large");
    // A function has within what it refers to.
    let nested = |count| repeated(count, |n| format!("a{}: function() a{n}, ", n + 1));
    assert_eq!(value_of(&format!("{{a0: 1, {}z: a50()()}}.z", nested(50))), "function() a47");
    assert_eq!(value_of(&format!("{{a0: 1, {}z: 1}}.z", nested(10_000))), "too-large");
}

#[test]
fn joining_texts_takes_fuel_for_what_is_made() {
    let large = repeated(16, |n| format!("a{}: a{n} + a{n}, ", n + 1));
    let value = |text: &str| value_of(&format!("{{a0: \"abcdefgh\", {large}z: {text}}}.z"));
    assert_eq!(value("string length(string join([a16, null, a16], \"-\"))"), "too-large");
    assert_eq!(value("string length(string join([a15, null, a15], \"-\", \"(\", \")\"))"), "524291");
    assert_eq!(value("string join(for i in 1..1000 return \"\", a16)"), "too-large");
    assert_eq!(value("for i in 1..100000 return string join(a16)"), "out-of-fuel");
}

#[test]
fn looking_through_what_is_not_evaluated_takes_fuel() {
    let large = format!("[{}1]", "1, ".repeat(20_000));
    for text in [
        format!("for i in 1..100000 return function() {large}"),
        format!("for i in 1..100000 return count(for j in [] return {large})"),
        format!("for i in 1..100000 return true in (true or {large})"),
    ] {
        let mut limits = Limits { fuel: 100_000, ..Limits::default() };
        let stopped = parse(&text, &()).unwrap().evaluate(&(), &mut limits).expect_err("it takes too much");
        assert_eq!(stopped.code, ErrorCode::OutOfFuel, "{text:.60}");
    }
}
