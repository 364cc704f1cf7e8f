//! Boxed expressions.

use crate::{decided, decision, evaluated, input, named, requires_decision, requires_input, text, xml};

/// What a decision over `x` comes to.
fn boxed(logic: &str, x: &str) -> String {
    let model = [input("x", "Any"), decision(&requires_input("x"), logic)].concat();
    decided(&model, &format!("{{x: {x}}}"))
}

fn entry(name: &str, logic: &str) -> String {
    format!(r#"<contextEntry><variable name="{name}"/>{logic}</contextEntry>"#)
}

#[test]
fn entries_see_those_before_them_and_the_last_may_be_the_result() {
    let entries = [entry("net price", &text("x * 2")), entry("gross", &text("net price + 1"))].concat();
    assert_eq!(boxed(&format!("<context>{entries}</context>"), "3"), "{net price: 6, gross: 7}");
    let result = format!("<contextEntry>{}</contextEntry>", text("gross - net price"));
    assert_eq!(boxed(&format!("<context>{entries}{result}</context>"), "3"), "1");
}

#[test]
fn each_kind_means_what_its_text_means() {
    let iterator = |name: &str, result: &str, body: &str| {
        format!(r#"<{name} iteratorVariable="each"><in>{}</in><{result}>{}</{result}></{name}>"#, text("x"), text(body))
    };
    let row = |cells: [&str; 2]| format!("<row>{}{}</row>", text(cells[0]), text(cells[1]));
    let cases = [
        (format!("<list>{}{}</list>", text("x[1]"), text("9")), "[1, 9]"),
        (
            format!(
                r#"<relation><column name="a"/><column name="b"/>{}{}</relation>"#,
                row(["1", "x[2]"]),
                row(["3", "4"])
            ),
            "[{a: 1, b: 2}, {a: 3, b: 4}]",
        ),
        (
            format!(
                "<conditional><if>{}</if><then>{}</then><else>{}</else></conditional>",
                text("count(x) > 2"),
                text("\"many\""),
                text("\"few\"")
            ),
            "\"many\"",
        ),
        (format!("<filter><in>{}</in><match>{}</match></filter>", text("x"), text("item > 1")), "[2, 3]"),
        (iterator("for", "return", "each * count(partial)"), "[0, 2, 6]"),
        (iterator("some", "satisfies", "each > 2"), "true"),
        (iterator("every", "satisfies", "each > 2"), "false"),
        (
            format!(
                r#"<invocation>{}<binding><parameter name="list"/>{}</binding></invocation>"#,
                text("sum"),
                text("x")
            ),
            "6",
        ),
    ];
    for (logic, expected) in cases {
        assert_eq!(boxed(&logic, "[1, 2, 3]"), expected, "{logic}");
    }
}

#[test]
fn a_function_is_a_value_that_others_can_call() {
    let function = format!(
        r#"<functionDefinition><formalParameter name="n" typeRef="number"/>{}</functionDefinition>"#,
        text("n * n")
    );
    let model = [named("square", "", "", &function), decision(&requires_decision("square"), &text("square(7)"))];
    assert_eq!(decided(&model.concat(), "{}"), "49");
    let by_text = [named("square", "", "", &function), decision(&requires_decision("square"), &text("square(\"a\")"))];
    assert_eq!(decided(&by_text.concat(), "{}"), "null", "a text is no number");
}

#[test]
fn a_function_outside_of_the_language_yields_null() {
    let function =
        format!(r#"<functionDefinition kind="Java">{}</functionDefinition>"#, text("{class: \"java.lang.Math\"}"));
    let model = [named("outside", "", "", &function), decision(&requires_decision("outside"), &text("outside()"))];
    assert_eq!(evaluated(&[xml("urn:m", &model.concat())], "D", "{}"), "null");
}
