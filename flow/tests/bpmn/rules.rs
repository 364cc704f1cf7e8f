//! What BPMN does not allow is refused, with the element; what is no BPMN is not read.

use flow::bpmn;

use super::play::{file, refuses, whole, with_task};

#[test]
fn references_lead_somewhere() {
    refuses(&with_task("<task id=\"t\"><incoming>gone</incoming></task>", ""), "dangling_reference", "t");
    refuses(
        &with_task("<task id=\"t\"/>", "<sequenceFlow id=\"x\" sourceRef=\"t\" targetRef=\"gone\"/>"),
        "dangling_reference",
        "x",
    );
    refuses(&with_task("<task id=\"t\"/>", "<sequenceFlow id=\"x\" sourceRef=\"t\"/>"), "missing_reference", "x");
    refuses(
        &with_task("<task id=\"t\"/>", "<boundaryEvent id=\"b\"><timerEventDefinition/></boundaryEvent>"),
        "missing_reference",
        "b",
    );
    refuses(&with_task("<sendTask id=\"t\" messageRef=\"gone\"/>", ""), "dangling_reference", "t");
    refuses(&with_task("<task id=\"t\"/>", "<task id=\"t\"/>"), "duplicate_id", "t");
    refuses(&with_task("<task id=\"t\" default=\"in\"/>", ""), "wrong_flow", "t");
    refuses(&with_task("<task id=\"t\"><incoming>out</incoming></task>", ""), "wrong_flow", "t");
}

#[test]
fn flows_are_where_they_may_be() {
    let condition = |from: &str| {
        format!(
            "<sequenceFlow id=\"x\" sourceRef=\"{from}\" targetRef=\"e\"><conditionExpression>a</conditionExpression></sequenceFlow>"
        )
    };
    refuses(&with_task("<task id=\"t\"/>", &condition("s")), "wrong_flow", "x");
    refuses(
        &with_task("<task id=\"t\"/>", "<sequenceFlow id=\"x\" sourceRef=\"e\" targetRef=\"t\"/>"),
        "edge_out_of_end",
        "x",
    );
    refuses(
        &with_task("<task id=\"t\"/>", "<sequenceFlow id=\"x\" sourceRef=\"t\" targetRef=\"s\"/>"),
        "edge_into_start",
        "x",
    );
    refuses(
        &with_task(
            "<task id=\"t\"/>",
            "<dataObject id=\"d\"/><sequenceFlow id=\"x\" sourceRef=\"t\" targetRef=\"d\"/>",
        ),
        "wrong_flow",
        "x",
    );
    refuses(
        &with_task(
            "<subProcess id=\"t\"><task id=\"i\"/></subProcess>",
            "<sequenceFlow id=\"x\" sourceRef=\"i\" targetRef=\"e\"/>",
        ),
        "edge_across",
        "x",
    );
    refuses(
        &with_task(
            "<task id=\"t\"/>",
            "<endEvent id=\"c\"><cancelEventDefinition/></endEvent><sequenceFlow id=\"x\" sourceRef=\"t\" targetRef=\"c\"/>",
        ),
        "wrong_event",
        "c",
    );
    let link = "<intermediateThrowEvent id=\"t\"><linkEventDefinition name=\"l\"/></intermediateThrowEvent><intermediateCatchEvent id=\"c\"><linkEventDefinition name=\"l\"/></intermediateCatchEvent>";
    refuses(&with_task(link, ""), "wrong_flow", "t");
}

#[test]
fn events_lead_somewhere() {
    let boundary = |inner: &str| {
        with_task("<task id=\"t\"/>", &format!("<boundaryEvent id=\"b\" attachedToRef=\"t\">{inner}</boundaryEvent>"))
    };
    refuses(&boundary("<errorEventDefinition/>"), "wrong_flow", "b");
    refuses(
        &with_task("<task id=\"t\"/>", "<startEvent id=\"x\"><signalEventDefinition/></startEvent>"),
        "wrong_flow",
        "x",
    );
    refuses(
        &file("<task id=\"a\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"e\"/>"),
        "no_start",
        "",
    );
}

#[test]
fn work_is_repeated_in_one_way() {
    let loops = "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><standardLoopCharacteristics loopMaximum=\"2\"/>";
    refuses(&with_task(&format!("<task id=\"t\">{loops}</task>"), ""), "wrong_loop", "t");
}

#[test]
fn pools_are_crossed_by_messages_alone() {
    let text = |flow: &str, collaboration: &str| {
        whole(&format!(
            r#"<collaboration id="c"><participant id="pa" processRef="p"/><participant id="pb" processRef="q"/>{collaboration}</collaboration>
            <process id="p"><startEvent id="s"/><task id="a"/><task id="a2"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="a2"/>{flow}</process>
            <process id="q"><task id="b"/></process>"#
        ))
    };
    refuses(&text("<sequenceFlow id=\"x\" sourceRef=\"a\" targetRef=\"b\"/>", ""), "wrong_flow", "x");
    refuses(&text("", "<messageFlow id=\"m\" sourceRef=\"a\" targetRef=\"a2\"/>"), "wrong_flow", "m");
}

#[test]
fn hostile_files_are_not_read() {
    let code = |text: &str| bpmn::read(text, None).expect_err("it is not read")[0].code.clone();
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">&b;</definitions>";
    assert_eq!(code(bomb), "syntax");
    assert_eq!(code(&whole("<process id=\"p\" name=\"&xxe;\"/>")), "syntax");
    assert_eq!(code(&whole(&format!("{}{}", "<process>".repeat(10_000), "</process>".repeat(10_000)))), "too_large");
    assert_eq!(code(&whole(&"<task/>".repeat(200_001))), "too_large");
    assert_eq!(code("<definitions/>"), "no_model");
    assert_eq!(code("<a"), "syntax");
    assert_eq!(code(""), "syntax");
    assert_eq!(code(&whole("")), "no_process");
    let long = "x".repeat(17 * 1024 * 1024);
    assert_eq!(code(&whole(&format!("<process id=\"p\" name=\"{long}\"/>"))), "too_large");
}

#[test]
fn characters_are_read_as_the_file_declares_them() {
    let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a n=\"\xfc\"/>";
    assert!(bpmn::decode(latin).expect("it is read").contains('ü'));
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("<a/>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(bpmn::decode(&wide).expect("it is read"), "<a/>");
    assert_eq!(bpmn::decode(b"<a n=\"\xfc\"/>").expect_err("no UTF-8").code, "encoding");
    assert_eq!(
        bpmn::decode(b"<?xml version=\"1.0\" encoding=\"EBCDIC\"?><a/>").expect_err("not known").code,
        "encoding"
    );
}

#[test]
fn our_own_keys_have_to_make_a_definition() {
    for key in ["<lianban:key name=\"who\">{\"boss\"</lianban:key>", "<lianban:key name=\"whom\">1</lianban:key>"] {
        let task = format!(
            "<task id=\"t\"><extensionElements xmlns:lianban=\"urn:lianban:bpmn:1\">{key}</extensionElements></task>"
        );
        let found = bpmn::read(&with_task(&task, ""), None).expect_err("it is no definition");
        assert_eq!(found[0].code, "wrong_extension");
    }
}
