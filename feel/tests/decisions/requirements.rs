//! What parts of models take from one another.

use feel::dmn::{Library, Model, ModelErrorKind};

use crate::{
    decided, decision, evaluated, input, named, requires_decision, requires_input, requires_knowledge, text, xml,
};

fn knowledge(name: &str, requires: &str, parameters: &[&str], body: &str) -> String {
    let parameters: String = parameters.iter().map(|name| format!(r#"<formalParameter name="{name}"/>"#)).collect();
    format!(
        r#"<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}"/>
           <encapsulatedLogic>{parameters}{}</encapsulatedLogic>{requires}</businessKnowledgeModel>"#,
        text(body)
    )
}

#[test]
fn a_decision_sees_what_it_requires_and_nothing_else() {
    let seen = [input("a", "number"), named("E", "", &requires_input("a"), &text("a + 1"))].concat();
    let through = [seen.clone(), decision(&requires_decision("E"), &text("E * 10"))].concat();
    assert_eq!(decided(&through, "{a: 2}"), "30");
    let hidden = [seen, decision(&requires_decision("E"), &text("a"))].concat();
    assert_eq!(decided(&hidden, "{a: 2}"), "null", "it does not require a itself");
}

#[test]
fn what_requires_itself_has_no_value() {
    let circle = [
        decision(&requires_decision("E"), &text("if E = null then \"none\" else E")),
        named("E", "", &requires_decision("D"), &text("D")),
    ];
    assert_eq!(decided(&circle.concat(), "{}"), "\"none\"");
}

#[test]
fn knowledge_is_called_by_decisions_and_by_itself() {
    let factorial = knowledge("fact", "", &["n"], "if n <= 1 then 1 else n * fact(n - 1)");
    let twice = knowledge("twice", &requires_knowledge("fact"), &["n"], "2 * fact(n)");
    let model = [factorial, twice, decision(&requires_knowledge("twice"), &text("twice(n: 5)"))].concat();
    assert_eq!(decided(&model, "{}"), "240");
    assert_eq!(evaluated(&[xml("urn:m", &model)], "twice", "{n: 3}"), "12");
}

fn service(outputs: &[&str]) -> String {
    let outputs: String = outputs.iter().map(|id| format!(r##"<outputDecision href="#{id}"/>"##)).collect();
    let parts = [
        input("a", "number"),
        named("given", "", "", &text("1000")),
        named("E", "", &[requires_input("a"), requires_decision("given")].concat(), &text("a + given")),
        named("F", "", &requires_decision("E"), &text("E * 2")),
        format!(
            r##"<decisionService id="S" name="S">{outputs}<inputDecision href="#given"/><inputData href="#a"/></decisionService>"##
        ),
        decision(&requires_knowledge("S"), &text("S(a: 1, given: 2)")),
    ];
    parts.concat()
}

#[test]
fn a_service_is_evaluated_with_what_is_given_to_it() {
    let one = service(&["F"]);
    assert_eq!(evaluated(&[xml("urn:m", &one)], "S", "{a: 1, given: 2}"), "6");
    assert_eq!(decided(&one, "{}"), "6", "as a function too");
    assert_eq!(decided(&service(&["E", "F"]), "{}"), "{E: 3, F: 6}");
}

#[test]
fn parts_of_other_models_go_by_the_name_of_the_import() {
    let other = xml("urn:o", &[input("a", "tSmall"), named("E", "", &requires_input("a"), &text("a + 1")), r#"<itemDefinition name="tSmall"><typeRef>number</typeRef><allowedValues><text>&lt; 10</text></allowedValues></itemDefinition>"#.to_owned()].concat());
    for (name, expression) in [("other", "other.E * 2"), ("", "E * 2")] {
        let import = format!(r#"<import name="{name}" namespace="urn:o" importType="DMN"/>"#);
        let requires = r#"<informationRequirement><requiredDecision href="urn:o#E"/></informationRequirement>"#;
        let main = xml("urn:m", &[import, decision(requires, &text(expression))].concat());
        let models = [main, other.clone()];
        assert_eq!(evaluated(&models, "D", "{a: 2}"), "6", "{name}");
        assert_eq!(evaluated(&models, "D", "{a: 20}"), "null", "20 is no small number");
    }
}

#[test]
fn what_cannot_be_read_is_a_problem_and_null() {
    let model = [decision(&requires_decision("E"), &text("1 +")), named("E", "tNothing", "", &text("1"))].concat();
    let library = Library::new(&[Model::read(&xml("urn:m", &model)).expect("it is a model")]);
    let kinds: Vec<_> = library.problems().iter().map(|problem| (&problem.kind, &*problem.subject)).collect();
    assert!(
        matches!(kinds[..], [(ModelErrorKind::Expression(_), "D"), (ModelErrorKind::Unknown, "tNothing")]),
        "{kinds:?}"
    );
    assert_eq!(decided(&model, "{}"), "null");
}

#[test]
fn a_library_tells_what_it_has_and_what_that_takes() {
    let model = [input("a", "number"), input("b", "number"), named("E", "", &requires_input("b"), &text("b"))].concat()
        + &decision(&[requires_input("a"), requires_decision("E")].concat(), &text("a + E"))
        + &knowledge("K", "", &["x", "y"], "x + y");
    let library = Library::new(&[Model::read(&xml("urn:m", &model)).expect("it is a model")]);
    let found: Vec<_> = library.invocables().into_iter().map(|one| (one.name, one.inputs.join(" "))).collect();
    let expected = [("E", "b"), ("D", "a b"), ("K", "x y")].map(|(name, inputs)| (name.to_owned(), inputs.to_owned()));
    assert_eq!(found, expected);
}
