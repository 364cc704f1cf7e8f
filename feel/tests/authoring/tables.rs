use feel::check::{Cell, DeclaredNames, check_table};
use feel::table::{HitPolicy, Input, Output, Rule};
use feel::{DecisionTable, ErrorCode, Type, parse, parse_unary_tests};

use crate::declarations;

#[test]
fn cells_are_checked_against_their_columns() {
    let declared = declarations();
    let names = DeclaredNames::new(&declared);
    let expression = |text: &str| parse(text, &names).unwrap();
    let tests = |text: &str| parse_unary_tests(text, &names).unwrap();
    let input = |text: &str, allowed: Option<&str>| Input {
        expression: expression(text),
        of_type: None,
        allowed: allowed.map(tests),
    };
    let output = |of_type: Type, values: Option<&str>| Output {
        name: "out".into(),
        of_type: Some(of_type),
        values: values.map(tests),
        default: None,
    };
    let rule =
        |cells: [&str; 2], result: &str| Rule { tests: cells.map(tests).into(), results: vec![expression(result)] };
    let table = DecisionTable {
        hit: HitPolicy::First,
        inputs: vec![input("amount", None), input("title", Some("\"gold\", \"silver\""))],
        outputs: vec![output(Type::String, Some("\"yes\", \"no\""))],
        rules: vec![
            rule(["> 1000", "\"gold\""], "\"yes\""),
            rule(["> \"1000\"", "\"bronze\""], "\"maybe\""),
            rule(["amuont", "-"], "5"),
        ],
    };
    let checked = check_table(&table, &declared);
    assert_eq!(checked.of_type, Type::String.optional());
    let found: Vec<_> = checked.problems.iter().map(|(cell, error)| (*cell, error.code)).collect();
    let expected = [
        (Cell::Test { rule: 1, input: 0 }, ErrorCode::UnexpectedType),
        (Cell::Test { rule: 1, input: 1 }, ErrorCode::NotAllowed),
        (Cell::Result { rule: 1, output: 0 }, ErrorCode::NotAllowed),
        (Cell::Test { rule: 2, input: 0 }, ErrorCode::UnknownName),
        (Cell::Result { rule: 2, output: 0 }, ErrorCode::UnexpectedType),
    ];
    assert_eq!(found, expected);
}
