//! Files that are no models, or mean harm.

use feel::dmn::{Model, ModelErrorKind};
use feel::xml::XmlErrorKind;

use crate::{decided, decision, named, requires_decision, requires_knowledge, text, xml};

fn refused(text: &str) -> ModelErrorKind {
    Model::read(text).expect_err("it is no model").kind
}

#[test]
fn a_file_that_is_no_model_is_refused_with_the_reason() {
    assert!(matches!(refused("<a>"), ModelErrorKind::Xml(XmlErrorKind::Malformed(_))));
    assert!(matches!(refused("<a/><b/>"), ModelErrorKind::Xml(XmlErrorKind::Malformed(_))));
    assert!(matches!(refused("<x:a/>"), ModelErrorKind::Xml(XmlErrorKind::Prefix(_))));
    assert!(matches!(refused("<html/>"), ModelErrorKind::NoModel));
    assert!(matches!(refused(&xml("urn:m", "<decision/>")), ModelErrorKind::Missing));
    let unknown = decision("", r#"<decisionTable hitPolicy="LUCKY"/>"#);
    assert!(matches!(refused(&xml("urn:m", &unknown)), ModelErrorKind::UnknownHitPolicy));
}

#[test]
fn no_entity_is_expanded_and_no_document_type_read() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    assert_eq!(refused(bomb), ModelErrorKind::Xml(XmlErrorKind::DocumentType));
    let entity = xml("urn:m", &decision("", "<literalExpression><text>&c;</text></literalExpression>"));
    assert_eq!(refused(&entity), ModelErrorKind::Xml(XmlErrorKind::Entity("c".to_owned())));
}

#[test]
fn a_file_that_nests_without_end_is_refused() {
    let deep = "<list>".repeat(100_000);
    assert_eq!(refused(&xml("urn:m", &deep)), ModelErrorKind::Xml(XmlErrorKind::TooLarge));
    let attributes: String = (0..1_000).map(|number| format!(" a{number}=\"\"")).collect();
    assert_eq!(refused(&format!("<a{attributes}/>")), ModelErrorKind::Xml(XmlErrorKind::TooLarge));
}

#[test]
fn decisions_that_require_one_another_without_end_stop() {
    let chain: String = (0..5_000)
        .map(|at| named(&format!("d{at}"), "", &requires_decision(&format!("d{}", at + 1)), &text("1")))
        .collect();
    assert_eq!(decided(&[chain, decision(&requires_decision("d0"), &text("d0"))].concat(), "{}"), "too-deep");
}

#[test]
fn a_service_of_many_parts_takes_fuel_for_each() {
    let parts: String = (0..2_000).map(|at| format!(r#"<decision id="d{at}" name="d{at}"/>"#)).collect();
    let outputs: String = (0..2_000).map(|at| format!(r##"<outputDecision href="#d{at}"/>"##)).collect();
    let service = format!(r#"<decisionService id="s" name="s">{outputs}</decisionService>"#);
    let asked = decision(&requires_knowledge("s"), &text("for i in 1..100000 return s()"));
    assert_eq!(decided(&[parts, service, asked].concat(), "{}"), "out-of-fuel");
}
