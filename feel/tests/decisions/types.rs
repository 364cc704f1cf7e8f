//! Types that models define, and values where they are asked for.

use feel::dmn::Model;
use feel::dmn::model::ItemKind;

use crate::{decided, decision, input, named, requires_decision, requires_input, text};

const TYPES: &str = r#"
    <itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
    <itemDefinition name="tLevels" isCollection="true"><typeRef>tLevel</typeRef></itemDefinition>
    <itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
    <itemDefinition name="tPerson"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent>
        <itemComponent name="level"><typeRef>tLevel</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="tSelf"><itemComponent name="boss"><typeRef>tSelf</typeRef></itemComponent></itemDefinition>"#;

/// What is left of a value where a type is asked for.
fn given(type_ref: &str, value: &str) -> String {
    let model = [TYPES, &input("v", type_ref), &decision(&requires_input("v"), &text("v"))].concat();
    decided(&model, &format!("{{v: {value}}}"))
}

#[test]
fn a_value_of_another_type_is_null() {
    let cases = [
        ("number", "1", "1"),
        ("number", "\"1\"", "null"),
        ("tLevel", "\"low\"", "\"low\""),
        ("tLevel", "\"middle\"", "null"),
        ("tLevels", "[\"low\", \"high\"]", "[\"low\", \"high\"]"),
        ("tLevels", "[\"low\", \"middle\"]", "null"),
        ("tPair", "[1, 2]", "[1, 2]"),
        ("tPair", "[1, 2, 3]", "null"),
        ("tPerson", "{full name: \"a\", level: \"low\"}", "{full name: \"a\", level: \"low\"}"),
        ("tPerson", "{full name: \"a\", level: \"middle\"}", "null"),
        ("tPerson", "{full name: \"a\"}", "null"),
        ("tSelf", "{boss: {boss: null}}", "{boss: {boss: null}}"),
        ("Any", "[1]", "[1]"),
    ];
    for (type_ref, value, expected) in cases {
        assert_eq!(given(type_ref, value), expected, "{value} as {type_ref}");
    }
}

#[test]
fn one_goes_for_a_list_of_one_and_a_date_for_its_beginning() {
    assert_eq!(given("number", "[1]"), "1");
    assert_eq!(given("tLevels", "\"low\""), "[\"low\"]");
    assert_eq!(given("dateTime", "date(\"2026-03-02\")"), "date and time(\"2026-03-02T00:00:00Z\")");
}

#[test]
fn results_are_of_the_type_that_is_stated() {
    let model = [named("E", "number", "", &text("\"a\"")), decision(&requires_decision("E"), &text("E = null"))];
    assert_eq!(decided(&model.concat(), "{}"), "true");
}

#[test]
fn instance_of_knows_defined_types_and_asks_for_no_allowed_values() {
    for (expression, expected) in [
        ("\"middle\" instance of tLevel", "true"),
        ("1 instance of tLevel", "false"),
        ("{full name: \"a\", level: \"b\"} instance of tPerson", "true"),
        ("1 instance of tNothing", "null"),
    ] {
        let model = [TYPES, &decision("", &text(expression))].concat();
        assert_eq!(decided(&model, "{}"), expected, "{expression}");
    }
}

#[test]
fn space_around_the_name_of_a_type_is_no_part_of_it() {
    let model = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:feel="f" name="M" namespace="m">
        <itemDefinition name="t"><typeRef> feel:
          number </typeRef></itemDefinition></definitions>"#;
    let model = Model::read(model).unwrap();
    assert_eq!(model.types[0].of, ItemKind::Type("number".to_owned()));
    assert_eq!(Model::read(&model.write()), Ok(model));
}
