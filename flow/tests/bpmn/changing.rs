//! A definition that was changed after it was read: what did not change stays.

use flow::bpmn;
use flow::model::{Box, Definition, Edge, Formula, Kind, Lane, Node};

use super::interchange::model;
use super::play::{definition, whole, with_task};

/// A file with what we do not interpret.
fn text() -> String {
    let task = r#"<userTask id="t" name="Do it" camunda:assignee="demo" other:colour="red"><documentation>How</documentation>
        <extensionElements><other:note>keep</other:note></extensionElements><incoming>in</incoming><outgoing>out</outgoing></userTask>"#;
    let more = r#"<dataObject id="d" name="paper"/><textAnnotation id="n"><text>note</text></textAnnotation>
        <exclusiveGateway id="g" other:shade="dark"/><sequenceFlow id="x" sourceRef="t" targetRef="g"><conditionExpression>a &gt; 1</conditionExpression></sequenceFlow>"#;
    let diagram = r#"<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
        <bpmndi:BPMNShape id="t_di" bpmnElement="t" other:z="9"><dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="n_di" bpmnElement="n"><dc:Bounds x="5" y="6" width="7" height="8"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"#;
    with_task(task, more).replace("</definitions>", &format!("{diagram}</definitions>"))
}

#[test]
fn a_renamed_task_keeps_what_is_not_ours() {
    let mut changed = definition(&text());
    changed.nodes.iter_mut().find(|node| node.id == *"t").expect("the task").name = Some("Do it well".into());
    let written = bpmn::write(&changed);
    for kept in [
        "other:colour=\"red\"",
        "<other:note>keep</other:note>",
        "camunda:assignee=\"demo\"",
        "name=\"Do it well\"",
        "<documentation>How</documentation>",
        "textAnnotation",
        "dataObject",
        "other:z=\"9\"",
    ] {
        assert!(written.contains(kept), "{kept} in {written}");
    }
    let again = bpmn::read(&written, None).expect("it is read").definition;
    assert_eq!(again.nodes, changed.nodes);
    assert_eq!(again.edges, changed.edges);
    assert_eq!(again.diagram, changed.diagram);
}

#[test]
fn what_is_new_is_added_and_what_is_gone_goes() {
    let mut changed = definition(&text());
    changed.nodes.retain(|node| node.id != *"g");
    changed.edges.retain(|edge| edge.id != *"x");
    changed.nodes.push(Node { who: Some(flow::model::Who::Initiator), ..Node::new("new one", Kind::Approve) });
    changed.edges.push(Edge { when: Some(Formula::from("a > 2")), ..Edge::new("y", "t", "new one") });
    let diagram = changed.diagram.as_mut().expect("it was drawn");
    diagram.nodes.insert("t".into(), Box { x: 100.0, y: 2.5, w: 3.0, h: 4.0 });
    let written = bpmn::write(&changed);
    assert!(!written.contains("other:shade") && written.contains("lianban:id=\"new one\""), "{written}");
    assert!(written.contains("x=\"100\" y=\"2.5\""), "{written}");
    let again = bpmn::read(&written, None).expect("it is read").definition;
    assert_eq!(again.nodes, changed.nodes);
    assert_eq!(again.edges, changed.edges);
    assert_eq!(again.form, changed.form);
    assert_eq!(again.diagram.expect("it is drawn").nodes["t"], changed.diagram.expect("it is drawn").nodes["t"]);
}

#[test]
fn another_default_is_written_at_the_node_that_has_it() {
    let mut changed = definition(&text());
    changed.edges.iter_mut().find(|edge| edge.id == *"out").expect("the flow").default = true;
    let written = bpmn::write(&changed);
    assert!(written.contains("default=\"out\"") && written.contains("other:colour=\"red\""), "{written}");
    assert_eq!(bpmn::read(&written, None).expect("it is read").definition.edges, changed.edges);
}

#[test]
fn a_process_may_get_another_key() {
    let mut changed = definition(&text());
    changed.key = "P-09".into();
    changed.title = Some("{a}".into());
    let written = bpmn::write(&changed);
    assert!(written.contains("id=\"p\"") && written.contains("other:colour"), "{written}");
    let again = bpmn::read(&written, None).expect("it is read").definition;
    assert_eq!((again.key, again.title, again.nodes), (changed.key, changed.title, changed.nodes));
}

#[test]
fn a_process_with_another_key_stays_the_one_of_its_file_that_it_was() {
    let process = |id: &str| {
        format!(
            r#"<process id="{id}" isExecutable="true"><startEvent id="{id}_s"/><task id="{id}_t"/>
            <sequenceFlow id="{id}_f" sourceRef="{id}_s" targetRef="{id}_t"/></process>"#
        )
    };
    let text = whole(&format!("{}{}", process("p"), process("q")));
    let mut changed = bpmn::read(&text, Some("q")).expect("it is read").definition;
    changed.key = "P-09".into();
    let written = bpmn::write(&changed);
    let (before, after) = (model(&text), model(&written));
    let processes = |root: &feel::xml::Element| root.named("process").cloned().collect::<Vec<_>>();
    assert_eq!(processes(&after)[0], processes(&before)[0]);
    let ids = |process: &feel::xml::Element| {
        process.elements().filter_map(|part| part.attribute("id").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(ids(&processes(&after)[1]), ids(&processes(&before)[1]));
    assert_eq!(bpmn::read(&written, Some("P-09")).expect("it is there").definition.nodes, changed.nodes);
}

#[test]
fn what_only_another_kind_of_element_has_goes_with_the_kind() {
    let send = r#"<sendTask id="t" name="Tell" messageRef="m" implementation="other" other:colour="red">
        <ioSpecification id="io"><inputSet id="i"/><outputSet id="o"/></ioSpecification></sendTask>"#;
    let text = with_task(send, "").replace("<process", "<message id=\"m\" name=\"told\"/><process");
    let mut changed = definition(&text);
    changed.nodes.iter_mut().find(|node| node.id == *"t").expect("the task").name = Some("Tell them".into());
    let written = bpmn::write(&changed);
    assert!(written.contains("<intermediateThrowEvent id=\"t\"") && written.contains("other:colour"), "{written}");
    assert!(!written.contains("implementation") && !written.contains("ioSpecification"), "{written}");
}

#[test]
fn what_both_kinds_of_element_may_have_stays() {
    let user = r#"<userTask id="t" name="Do it" implementation="other"><property id="v"/>
        <rendering id="r"/></userTask>"#;
    let mut changed = definition(&with_task(user, ""));
    changed.nodes.iter_mut().find(|node| node.id == *"t").expect("the task").kind = Kind::Cc;
    let written = bpmn::write(&changed);
    assert!(written.contains("<task id=\"t\"") && written.contains("<property id=\"v\""), "{written}");
    assert!(!written.contains("implementation") && !written.contains("rendering"), "{written}");
}

/// A file with a lane that is drawn, and the process without lanes around it.
fn with_lane() -> String {
    let lanes = r#"<laneSet id="ls"><lane id="l" name="Sales"><flowNodeRef>t</flowNodeRef></lane></laneSet>"#;
    let drawn = r#"<bpmndi:BPMNShape id="l_di" bpmnElement="l" isHorizontal="true"><dc:Bounds x="0" y="0" width="600" height="120"/></bpmndi:BPMNShape>"#;
    let text = text().replace("<dataObject", &format!("{lanes}<dataObject"));
    text.replace("<bpmndi:BPMNShape id=\"t_di\"", &format!("{drawn}<bpmndi:BPMNShape id=\"t_di\""))
}

#[test]
fn a_lane_that_is_moved_is_drawn_where_it_is_now() {
    let mut changed = definition(&with_lane());
    let diagram = changed.diagram.as_mut().expect("it was drawn");
    assert_eq!(diagram.lanes["l"], Box { x: 0.0, y: 0.0, w: 600.0, h: 120.0 });
    diagram.lanes.insert("l".into(), Box { x: 0.0, y: -20.0, w: 640.5, h: 140.0 });
    let written = bpmn::write(&changed);
    assert!(written.contains("id=\"l_di\"") && written.contains("width=\"640.5\""), "{written}");
    assert_eq!(bpmn::read(&written, None).expect("it is read").definition.diagram, changed.diagram);
}

#[test]
fn a_new_lane_is_drawn_and_one_that_is_gone_is_not() {
    let mut changed = definition(&with_lane());
    let lane = Lane { id: "m".into(), name: "Market".into(), responsible: None };
    changed.lanes = vec![lane];
    let diagram = changed.diagram.as_mut().expect("it was drawn");
    diagram.lanes = [("m".into(), Box { x: 0.0, y: 0.0, w: 500.0, h: 200.0 })].into();
    changed.nodes.iter_mut().for_each(|node| node.lane = node.lane.take().map(|_| "m".into()));
    let written = bpmn::write(&changed);
    assert!(!written.contains("l_di") && written.contains("bpmnElement=\"m\""), "{written}");
    let again = bpmn::read(&written, None).expect("it is read").definition;
    assert_eq!(again.diagram.map(|diagram| diagram.lanes), changed.diagram.map(|diagram| diagram.lanes));
    assert_eq!(again.lanes, changed.lanes);
}

/// A file whose sub-process is drawn collapsed.
fn collapsed() -> String {
    let part = r#"<subProcess id="part"><userTask id="inner"/></subProcess>"#;
    let diagram = r#"<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
        <bpmndi:BPMNShape id="t_di" bpmnElement="t"><dc:Bounds x="1" y="2" width="148" height="60"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="part_di" bpmnElement="part" isExpanded="false" other:z="9"><dc:Bounds x="300" y="6" width="148" height="60"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"#;
    with_task(r#"<userTask id="t"/>"#, part).replace("</definitions>", &format!("{diagram}</definitions>"))
}

#[test]
fn a_sub_process_stays_collapsed_until_somebody_opens_it() {
    let mut definition = definition(&collapsed());
    let is_collapsed = |definition: &Definition| {
        definition.nodes.iter().find(|node| node.id == *"part").is_some_and(|node| definition.is_collapsed(node))
    };
    assert!(is_collapsed(&definition));
    flow::design::expand(&mut definition, &"part".into());
    let written = bpmn::write(&definition);
    assert!(written.contains("isExpanded=\"true\"") && written.contains("other:z=\"9\""), "{written}");
    let mut again = bpmn::read(&written, None).expect("it is read").definition;
    assert!(!is_collapsed(&again));
    assert_eq!(again.diagram, definition.diagram);
    flow::design::collapse(&mut again, &"part".into());
    let written = bpmn::write(&again);
    assert!(written.contains("isExpanded=\"false\""), "{written}");
    assert_eq!(bpmn::read(&written, None).expect("it is read").definition.diagram, again.diagram);
}

#[test]
fn words_on_a_flow_stand_where_a_file_puts_them_and_where_somebody_did() {
    let diagram = r#"<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
        <bpmndi:BPMNShape id="t_di" bpmnElement="t"><dc:Bounds x="100" y="2" width="148" height="60"/></bpmndi:BPMNShape>
        <bpmndi:BPMNEdge id="out_di" bpmnElement="out"><di:waypoint x="248" y="32"/><di:waypoint x="300" y="32"/><bpmndi:BPMNLabel><dc:Bounds x="250" y="8" width="40" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"#;
    let text = with_task(r#"<userTask id="t"/>"#, "").replace("</definitions>", &format!("{diagram}</definitions>"));
    let mut changed = definition(&text);
    let label = |definition: &Definition| definition.diagram.as_ref().and_then(|it| it.labels.get("out").copied());
    assert_eq!(label(&changed), Some(Box { x: 250.0, y: 8.0, w: 40.0, h: 14.0 }));
    let there = flow::layout::Area { x: 255, y: 50, w: 40, h: 14 };
    flow::design::place_label(&mut changed, &"out".into(), there);
    let again = bpmn::read(&bpmn::write(&changed), None).expect("it is read").definition;
    assert_eq!(label(&again), Some(there.into()));
    flow::design::reset_label(&mut changed, &"out".into());
    let written = bpmn::write(&changed);
    assert!(!written.contains("BPMNLabel"), "{written}");
}
