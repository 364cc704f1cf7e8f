//! Decision tables: every hit policy, priorities, defaults, allowed values.

use crate::{decided, decision, input, requires_input, text};

/// A table over `amount` with these outputs and rules; a rule is its test and its results.
fn table(hit: &str, outputs: &str, rules: &[&[&str]]) -> String {
    let cell = |name: &str, cell: &str| format!("<{name}><text>{}</text></{name}>", cell.replace('<', "&lt;"));
    let rule = |cells: &&[&str]| {
        let results: String = cells[1..].iter().map(|result| cell("outputEntry", result)).collect();
        format!("<rule>{}{results}</rule>", cell("inputEntry", cells[0]))
    };
    let rules: String = rules.iter().map(rule).collect();
    let logic = format!(
        r#"<decisionTable {hit}><input><inputExpression typeRef="number"><text>amount</text></inputExpression></input>
           {outputs}{rules}</decisionTable>"#
    );
    [input("amount", "number"), decision(&requires_input("amount"), &logic)].concat()
}

const LEVEL: &str = r#"<output><outputValues><text>"gm", "head", "self"</text></outputValues></output>"#;

#[test]
fn each_hit_policy_makes_its_result() {
    let rules: &[&[&str]] =
        &[&["> 10", r#""self""#], &["> 100", r#""head""#], &["> 100", r#""head""#], &["> 1000", r#""gm""#]];
    let cases = [
        (r#"hitPolicy="UNIQUE""#, 50, r#""self""#),
        (r#"hitPolicy="UNIQUE""#, 500, "null"),
        ("", 50, r#""self""#),
        (r#"hitPolicy="ANY""#, 500, "null"),
        (r#"hitPolicy="FIRST""#, 5000, r#""self""#),
        (r#"hitPolicy="PRIORITY""#, 5000, r#""gm""#),
        (r#"hitPolicy="PRIORITY""#, 500, r#""head""#),
        (r#"hitPolicy="RULE ORDER""#, 5000, r#"["self", "head", "head", "gm"]"#),
        (r#"hitPolicy="OUTPUT ORDER""#, 5000, r#"["gm", "head", "head", "self"]"#),
        (r#"hitPolicy="COLLECT""#, 500, r#"["self", "head", "head"]"#),
        (r#"hitPolicy="COLLECT" aggregation="COUNT""#, 500, "3"),
        (r#"hitPolicy="UNIQUE""#, 1, "null"),
    ];
    for (hit, amount, expected) in cases {
        let found = decided(&table(hit, LEVEL, rules), &format!("{{amount: {amount}}}"));
        assert_eq!(found, expected, "{hit} with {amount}");
    }
    let agreeing: &[&[&str]] = &[&["> 10", "1"], &["> 100", "1"]];
    assert_eq!(decided(&table(r#"hitPolicy="ANY""#, "<output/>", agreeing), "{amount: 500}"), "1");
}

#[test]
fn collected_numbers_are_summed_up() {
    let rules: &[&[&str]] = &[&["> 10", "1.5"], &["> 100", "amount / 100"], &["> 1000", "7"]];
    for (aggregation, expected) in [("SUM", "6.5"), ("MIN", "1.5"), ("MAX", "5"), ("COUNT", "2")] {
        let hit = format!(r#"hitPolicy="COLLECT" aggregation="{aggregation}""#);
        assert_eq!(decided(&table(&hit, "<output/>", rules), "{amount: 500}"), expected, "{aggregation}");
    }
}

#[test]
fn several_outputs_make_a_context_and_the_leftmost_counts_most() {
    let outputs = r#"<output name="level"><outputValues><text>"gm", "head"</text></outputValues></output>
        <output name="days"><outputValues><text>1, 3</text></outputValues></output>"#;
    let rules: &[&[&str]] = &[&["> 10", r#""head""#, "1"], &["> 10", r#""gm""#, "3"], &["> 10", r#""gm""#, "1"]];
    let found = decided(&table(r#"hitPolicy="PRIORITY""#, outputs, rules), "{amount: 50}");
    assert_eq!(found, r#"{level: "gm", days: 1}"#);
}

#[test]
fn a_default_is_what_comes_when_no_rule_matches() {
    let output = r#"<output><defaultOutputEntry><text>"nobody"</text></defaultOutputEntry></output>"#;
    let rules: &[&[&str]] = &[&["> 10", r#""head""#]];
    assert_eq!(decided(&table("", output, rules), "{amount: 1}"), r#""nobody""#);
    assert_eq!(decided(&table("", "<output/>", rules), "{amount: 1}"), "null");
}

#[test]
fn a_value_that_the_input_may_not_have_has_no_result() {
    let logic = r#"<decisionTable hitPolicy="COLLECT"><input><inputExpression><text>kind</text></inputExpression>
        <inputValues><text>"sick", "personal"</text></inputValues></input><output/>
        <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>"#;
    let model = [input("kind", "string"), decision(&requires_input("kind"), logic)].concat();
    for (kind, expected) in [(r#""sick""#, "[1]"), (r#""other""#, "null"), ("null", "[1]")] {
        assert_eq!(decided(&model, &format!("{{kind: {kind}}}")), expected, "{kind}");
    }
}

#[test]
fn cells_see_what_the_decision_requires() {
    let model = table("", "<output/>", &[&["< limit", "limit - amount"]]).replace(
        r##"<informationRequirement>"##,
        r##"<informationRequirement><requiredDecision href="#limit"/></informationRequirement><informationRequirement>"##,
    ) + &crate::named("limit", "", "", &text("100"));
    assert_eq!(decided(&model, "{amount: 30}"), "70");
}
