//! Gaps and overlaps of decision tables, each with an example.

use feel::table::{Analysis, DecisionTable, HitPolicy, Input, Output, Rule, Sample};
use feel::{Limits, Type, parse, parse_unary_tests};

fn table(hit: HitPolicy, inputs: &[(&str, Option<Type>)], rules: &[&[&str]]) -> DecisionTable {
    let input = |(name, of_type): &(&str, Option<Type>)| Input {
        expression: parse(name, &()).expect("a name"),
        of_type: of_type.clone(),
        allowed: None,
    };
    let rule = |tests: &&[&str]| Rule {
        tests: tests.iter().map(|test| parse_unary_tests(test, &()).expect("tests")).collect(),
        results: vec![parse("1", &()).expect("a number")],
    };
    let output = Output { name: "".into(), of_type: None, values: None, default: None };
    DecisionTable {
        hit,
        inputs: inputs.iter().map(input).collect(),
        outputs: vec![output],
        rules: rules.iter().map(rule).collect(),
    }
}

fn shown(example: &[Sample]) -> String {
    let sample = |sample: &Sample| match sample {
        Sample::Value(value) => value.to_string(),
        Sample::AnotherText => "other".to_owned(),
        Sample::Anything => "any".to_owned(),
    };
    example.iter().map(sample).collect::<Vec<_>>().join(" ")
}

fn analysed(hit: HitPolicy, inputs: &[(&str, Option<Type>)], rules: &[&[&str]]) -> Analysis {
    let analysis = table(hit, inputs, rules).analyse(&mut Limits::default());
    assert!(analysis.complete);
    analysis
}

#[test]
fn a_gap_is_told_with_values_for_which_no_rule_matches() {
    let amount = [("amount", None)];
    let cases: [(&[&[&str]], &[&str]); 7] = [
        (&[&["< 100"], &[">= 100"]], &[]),
        (&[&["< 100"], &["> 100"]], &["100"]),
        (&[&["[0..10)"], &["(10..20]"]], &["-1", "10", "21"]),
        (&[&["< 10"], &["[20..30]"], &["> 30"]], &["10"]),
        (&[&["not(5)"]], &["5"]),
        (&[&["-"]], &[]),
        (&[&["< date(\"2026-01-01\")"]], &["date(\"2026-01-01\")"]),
    ];
    for (rules, expected) in cases {
        let found: Vec<_> = analysed(HitPolicy::Unique, &amount, rules).gaps.iter().map(|one| shown(one)).collect();
        assert_eq!(found, expected, "{rules:?}");
    }
}

#[test]
fn gaps_of_several_inputs_are_found_together() {
    let inputs = [("kind", None), ("urgent", Some(Type::Boolean))];
    let rules: &[&[&str]] = &[&["\"a\"", "-"], &["\"b\"", "true"], &["not(\"a\", \"b\")", "false"]];
    let found: Vec<_> = analysed(HitPolicy::Unique, &inputs, rules).gaps.iter().map(|gap| shown(gap)).collect();
    assert_eq!(found, ["\"b\" false", "other true"]);
}

#[test]
fn rules_that_match_at_the_same_time_are_told_with_an_example() {
    let inputs = [("amount", None), ("kind", None)];
    let rules: &[&[&str]] = &[&["< 100", "\"a\""], &["[50..200]", "-"], &["> 200", "\"a\""]];
    let overlaps = analysed(HitPolicy::Unique, &inputs, rules).overlaps;
    let found: Vec<_> = overlaps.iter().map(|one| (one.first, one.second, shown(&one.example))).collect();
    assert_eq!(found, [(0, 1, "50 \"a\"".to_owned())]);
}

#[test]
fn a_test_that_asks_for_more_is_no_gap_and_no_overlap() {
    let analysis = analysed(HitPolicy::Unique, &[("amount", None)], &[&["< limit"], &[">= limit"], &["> 5"]]);
    assert_eq!((analysis.gaps, analysis.overlaps), (Vec::new(), Vec::new()));
}

#[test]
fn a_rule_that_others_always_come_before_is_never_reached() {
    let inputs = [("amount", None), ("kind", None)];
    let rules: &[&[&str]] = &[&["< 100", "-"], &[">= 100", "-"], &["> 5", "\"a\""], &["-", "-"]];
    assert_eq!(analysed(HitPolicy::First, &inputs, rules).never_reached, [2, 3]);
    let reached: &[&[&str]] = &[&["< 100", "-"], &["> 100", "-"], &["-", "-"]];
    assert_eq!(analysed(HitPolicy::First, &inputs, reached).never_reached, [0usize; 0]);
}

#[test]
fn two_hundred_rules_of_several_inputs_are_looked_at_within_the_limits() {
    let ranges: Vec<String> = (0..200).map(|at| format!("[{}..{})", at * 10, at * 10 + 10)).collect();
    let rules: Vec<Vec<&str>> = ranges.iter().map(|range| vec![range.as_str(), "-", "\"a\", \"b\""]).collect();
    let rules: Vec<&[&str]> = rules.iter().map(Vec::as_slice).collect();
    let mut limits = Limits { fuel: 10_000_000, ..Limits::default() };
    let inputs = [("amount", None), ("x", None), ("kind", None)];
    let analysis = table(HitPolicy::Unique, &inputs, &rules).analyse(&mut limits);
    assert!(analysis.complete && analysis.overlaps.is_empty());
    let found: Vec<_> = analysis.gaps.iter().map(|gap| shown(gap)).collect();
    assert_eq!((found.len(), &*found[0]), (16, "-1 any any"), "more of them help nobody");
}
