//! Each element of BPMN: what it is read as, and what it does.

use flow::bpmn;
use flow::model::{Activate, EventKind, FieldType, Kind, Who};
use serde_json::json;

use super::play::{definition, errors, file, node, path, plain_path, play, reading, refuses, whole, with_task};

#[test]
fn tasks_are_work() {
    for (task, kind) in [
        ("task", Kind::Handle),
        ("userTask", Kind::Handle),
        ("manualTask", Kind::Handle),
        ("serviceTask", Kind::Service),
        ("businessRuleTask", Kind::Service),
    ] {
        let text = with_task(&format!("<{task} id=\"t\" name=\"Do it\"/>"), "");
        let read = definition(&text);
        assert_eq!(node(&read, "t").kind, kind, "{task}");
        assert_eq!(plain_path(&text), "s t e: completed", "{task}");
    }
}

#[test]
fn a_task_without_an_assignee_is_the_initiators_and_that_is_told() {
    let read = reading(&with_task("<userTask id=\"t\"/>", ""));
    assert_eq!(node(&read.definition, "t").who, Some(Who::Initiator));
    assert!(read.findings.iter().any(|finding| finding.code == "no_assignee"), "{:?}", read.findings);
}

#[test]
fn assignees_and_candidates_of_the_dialects_are_people() {
    for (said, who) in [
        ("camunda:assignee=\"demo\"", json!({"person": "demo"})),
        ("flowable:assignee=\"${initiator}\"", json!("initiator")),
        ("camunda:assignee=\"${boss}\"", json!({"field": "boss"})),
        ("camunda:candidateUsers=\"a, b\"", json!({"people": ["a", "b"]})),
        ("camunda:candidateGroups=\"sales\"", json!({"role": "sales"})),
        ("flowable:candidateGroups=\"sales,legal\"", json!({"any": [{"role": "sales"}, {"role": "legal"}]})),
    ] {
        let read = reading(&with_task(&format!("<userTask id=\"t\" {said}/>"), ""));
        assert_eq!(serde_json::to_value(&node(&read.definition, "t").who).expect("JSON"), who, "{said}");
        assert!(read.findings.is_empty(), "{said}: {:?}", read.findings);
    }
    let zeebe = r#"<userTask id="t"><extensionElements><zeebe:assignmentDefinition assignee="=boss"/></extensionElements></userTask>"#;
    let read = definition(&with_task(zeebe, ""));
    assert_eq!(node(&read, "t").who, Some(Who::Field("boss".into())));
    assert_eq!(read.form.fields[0].kind, FieldType::Person);
    let bean = reading(&with_task("<userTask id=\"t\" camunda:assignee=\"${bean.find(x)}\"/>", ""));
    assert!(bean.findings.iter().any(|finding| finding.code == "no_assignee"));
}

#[test]
fn feel_scripts_run_and_others_are_stepped_over() {
    let feel = with_task("<scriptTask id=\"t\" scriptFormat=\"feel\"><script>{total: a * 2}</script></scriptTask>", "");
    let traced = play(&feel, json!({"a": 4}), &[]);
    assert_eq!(traced.data.get("total").map(ToString::to_string).as_deref(), Some("8"));
    let result =
        r#"<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="b"><script>a + 1</script></scriptTask>"#;
    assert_eq!(
        play(&with_task(result, ""), json!({"a": 4}), &[]).data.get("b").map(ToString::to_string).as_deref(),
        Some("5")
    );
    let foreign =
        with_task("<scriptTask id=\"t\" scriptFormat=\"javascript\"><script>x = 1;</script></scriptTask>", "");
    refuses(&foreign, "foreign_script", "t");
    let traced = play(&foreign, json!({}), &[]);
    let scripts: Vec<&str> = traced.steps.iter().filter_map(|step| step.script.as_deref()).collect();
    assert_eq!(scripts, ["x = 1;"]);
}

#[test]
fn gateways_go_by_translated_conditions() {
    let gateway = |condition: &str| {
        file(&format!(
            r#"<startEvent id="s"/><exclusiveGateway id="g" default="no"/><task id="a"/><task id="b"/><endEvent id="e"/>
            <sequenceFlow id="f" sourceRef="s" targetRef="g"/>
            <sequenceFlow id="yes" sourceRef="g" targetRef="a"><conditionExpression>{condition}</conditionExpression></sequenceFlow>
            <sequenceFlow id="no" sourceRef="g" targetRef="b"/>
            <sequenceFlow id="x" sourceRef="a" targetRef="e"/><sequenceFlow id="y" sourceRef="b" targetRef="e"/>"#
        ))
    };
    for condition in [
        "${amount &gt; 1000 &amp;&amp; urgent}",
        "= amount &gt; 1000 and urgent",
        "amount &gt; 1000 &amp;&amp; urgent == true",
    ] {
        let text = gateway(condition);
        assert_eq!(path(&text, json!({"amount": 2000, "urgent": true}), &[]), "s g a e: completed", "{condition}");
        assert_eq!(path(&text, json!({"amount": 2000, "urgent": false}), &[]), "s g b e: completed", "{condition}");
        let fields = definition(&text).form.fields;
        let types: Vec<_> = fields.iter().map(|field| (field.id.as_str(), field.kind)).collect();
        assert_eq!(types, [("amount", FieldType::Number), ("urgent", FieldType::Boolean)]);
    }
    assert_eq!(path(&gateway("${amount &gt; 1}"), json!({}), &["g=yes"]), "s g a e: completed");
    refuses(&gateway("${bean.ok(amount)}"), "foreign_expression", "yes");
    refuses(&gateway(""), "empty_condition", "yes");
    refuses(&gateway("").replace("default=\"no\"", "default=\"gone\""), "dangling_reference", "g");
}

#[test]
fn timers_are_durations_dates_and_cycles() {
    let wait = |timer: &str| {
        with_task(
            &format!(
                "<intermediateCatchEvent id=\"t\"><timerEventDefinition>{timer}</timerEventDefinition></intermediateCatchEvent>"
            ),
            "",
        )
    };
    for (timer, key, said) in [
        ("<timeDuration>PT15M</timeDuration>", "at", "duration(\"PT15M\")"),
        ("<timeDuration>P1D</timeDuration>", "at", "duration(\"P1D\")"),
        ("<timeDuration>${delay}</timeDuration>", "at", "delay"),
        ("<timeDate>2026-03-02T09:00:00+08:00</timeDate>", "at", "date and time(\"2026-03-02T09:00:00+08:00\")"),
        ("<timeDate>2026-03-02</timeDate>", "at", "date(\"2026-03-02\")"),
        ("<timeCycle>R3/PT1H</timeCycle>", "every", "1 hour"),
    ] {
        let read = definition(&wait(timer));
        let event = serde_json::to_value(&node(&read, "t").event).expect("JSON");
        assert_eq!(event[key], json!(said), "{timer}");
    }
    assert_eq!(plain_path(&wait("<timeDuration>P1D</timeDuration>")), "s t e: completed");
    refuses(&wait("<timeCycle>0 0 9 * * ?</timeCycle>"), "unsupported", "t");
    refuses(&wait("<timeCycle>R3/PT10S</timeCycle>"), "unsupported", "t");
    refuses(&wait(""), "missing_key", "t");
}

#[test]
fn events_are_told_apart_by_what_they_refer_to() {
    let text = whole(
        r#"<message id="m1" name="order"><extensionElements><zeebe:subscription correlationKey="=no"/></extensionElements></message>
        <signal id="s1" name="alarm"/><error id="er" errorCode="E1"/><escalation id="es" escalationCode="X"/>
        <process id="p"><startEvent id="s"/><receiveTask id="t" messageRef="m1"/>
        <intermediateThrowEvent id="th"><signalEventDefinition signalRef="s1"/></intermediateThrowEvent>
        <endEvent id="e"><errorEventDefinition errorRef="er"/></endEvent>
        <sequenceFlow id="a" sourceRef="s" targetRef="t"/><sequenceFlow id="b" sourceRef="t" targetRef="th"/>
        <sequenceFlow id="c" sourceRef="th" targetRef="e"/></process>"#,
    );
    let read = definition(&text);
    let event = |id| node(&read, id).event.clone().expect("an event");
    assert_eq!((event("t").kind, event("t").of.as_deref()), (EventKind::Message, Some("order")));
    assert_eq!(event("t").key.map(|key| key.0).as_deref(), Some("no"));
    assert_eq!(event("th").of.as_deref(), Some("alarm"));
    assert_eq!(event("e").of.as_deref(), Some("E1"));
    assert_eq!(errors(read), []);
}

#[test]
fn a_receive_task_may_have_events_and_be_repeated() {
    let boundary = r#"<boundaryEvent id="late" attachedToRef="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <endEvent id="gone"/><sequenceFlow id="l" sourceRef="late" targetRef="gone"/>"#;
    let text = whole(&format!(
        r#"<message id="m" name="go"/>{}"#,
        with_task("<receiveTask id=\"t\" messageRef=\"m\"/>", boundary)
            .split_once("test\">")
            .expect("a file")
            .1
            .replace("</definitions>", "")
    ));
    assert_eq!(path(&text, json!({}), &["t=@go"]), "s t:wait t e: completed");
    assert_eq!(plain_path(&text), "s late gone: completed");
}

#[test]
fn a_send_task_may_be_repeated() {
    let task = "<sendTask id=\"t\" messageRef=\"m\"><standardLoopCharacteristics loopMaximum=\"2\"/></sendTask>";
    let text = with_task(task, "").replace("<process", "<message id=\"m\" name=\"go\"/><process");
    assert_eq!(plain_path(&text), "s t:throw t t:throw t t e: completed");
    refuses(&text.replace("name=\"go\"", "name=\"${which}\""), "unsupported", "t");
}

#[test]
fn boundary_events_sit_on_work() {
    let error = r#"<boundaryEvent id="b" attachedToRef="t"><errorEventDefinition/></boundaryEvent><endEvent id="x"/>
        <sequenceFlow id="l" sourceRef="b" targetRef="x"/>"#;
    let text = with_task("<userTask id=\"t\"/>", error);
    assert_eq!(path(&text, json!({}), &["t=!E"]), "s b x: completed");
    let beside = with_task(
        "<userTask id=\"t\"/>",
        &error
            .replace("errorEventDefinition/", "messageEventDefinition/")
            .replace("\"t\">", "\"t\" cancelActivity=\"false\">"),
    );
    assert!(!definition(&beside).attached[0].interrupting);
}

#[test]
fn sub_processes_are_walked_into() {
    let inner = r#"<subProcess id="t"><startEvent id="is"/><task id="it"/><endEvent id="ie"/>
        <sequenceFlow id="i1" sourceRef="is" targetRef="it"/><sequenceFlow id="i2" sourceRef="it" targetRef="ie"/></subProcess>"#;
    assert_eq!(plain_path(&with_task(inner, "")), "s is it ie t e: completed");
    let ad_hoc = inner.replace("subProcess", "adHocSubProcess");
    refuses(&with_task(&ad_hoc, ""), "wrong_event", "is");
    assert_eq!(
        plain_path(&with_task(
            "<adHocSubProcess id=\"t\" ordering=\"Sequential\"><task id=\"x\"/><task id=\"y\"/></adHocSubProcess>",
            ""
        )),
        "s x y t e: completed"
    );
}

#[test]
fn what_was_done_is_taken_back_by_what_an_association_leads_to() {
    let more = r#"<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent>
        <task id="undo" isForCompensation="true"/><association id="as" sourceRef="b" targetRef="undo" associationDirection="One"/>"#;
    let text = with_task("<task id=\"t\"/>", more)
        .replace("<endEvent id=\"e\"/>", "<endEvent id=\"e\"><compensateEventDefinition/></endEvent>");
    let path = plain_path(&text);
    assert!(path.contains("undo") && path.ends_with("completed"), "{path}");
    refuses(&text.replace("isForCompensation=\"true\"", ""), "wrong_flow", "undo");
}

#[test]
fn work_is_done_several_times() {
    let several = |loops: &str| with_task(&format!("<userTask id=\"t\">{loops}</userTask>"), "");
    let three = several(
        "<multiInstanceLoopCharacteristics isSequential=\"true\"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>",
    );
    assert_eq!(
        play(&three, json!({}), &[])
            .steps
            .iter()
            .filter(|step| step.node == *"t" && step.happening == flow::trace::Happening::Complete)
            .count(),
        4
    );
    let list =
        several("<multiInstanceLoopCharacteristics camunda:collection=\"people\" camunda:elementVariable=\"one\"/>");
    let each = node(&definition(&list), "t").each.clone().expect("several");
    assert_eq!((each.list.0.as_str(), each.item.as_deref()), ("people", Some("one")));
    let zeebe = several(
        r#"<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item"/></extensionElements></multiInstanceLoopCharacteristics>"#,
    );
    assert_eq!(node(&definition(&zeebe), "t").each.clone().expect("several").list.0, "items");
    refuses(&several("<multiInstanceLoopCharacteristics/>"), "unsupported", "t");
    let again = several("<standardLoopCharacteristics loopMaximum=\"2\"/>");
    assert_eq!(node(&definition(&again), "t").repeat.clone().expect("again").most, Some(2));
}

#[test]
fn what_cannot_be_executed_is_drawn_and_refused() {
    for (task, code) in [
        ("<eventBasedGateway id=\"t\" instantiate=\"true\" eventGatewayType=\"Parallel\"/>", "unsupported"),
        ("<eventBasedGateway id=\"t\" instantiate=\"true\"/>", "unsupported"),
        ("<receiveTask id=\"t\" instantiate=\"true\"/>", "unsupported"),
        ("<task id=\"t\" startQuantity=\"some\"/>", "unsupported"),
        ("<task id=\"t\" startQuantity=\"0\"/>", "wrong_quantity"),
        ("<sendTask id=\"t\"/>", "missing_key"),
        ("<callActivity id=\"t\"/>", "missing_key"),
        ("<scriptTask id=\"t\"/>", "missing_key"),
        ("<intermediateCatchEvent id=\"t\"/>", "unsupported"),
        (
            "<intermediateCatchEvent id=\"t\" parallelMultiple=\"true\"><messageEventDefinition/><signalEventDefinition/></intermediateCatchEvent>",
            "unsupported",
        ),
        ("<intermediateThrowEvent id=\"t\"><timerEventDefinition/></intermediateThrowEvent>", "wrong_event"),
        ("<callActivity id=\"t\" calledElement=\"${which}\"/>", "unsupported"),
    ] {
        refuses(&with_task(task, ""), code, "t");
    }
}

#[test]
fn a_process_may_begin_and_end_where_nothing_leads() {
    let text = file("<task id=\"a\"/><task id=\"b\"/><sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"/>");
    let read = reading(&text);
    let noted: Vec<&str> = read.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert!(noted.contains(&"implied_start") && noted.contains(&"implied_end"), "{noted:?}");
    assert_eq!(plain_path(&text), "p:start a b: completed");
}

#[test]
fn the_first_executable_process_is_read_unless_one_is_named() {
    let text = whole(
        r#"<process id="a" isExecutable="false"><startEvent id="s1"/></process><process id="b" isExecutable="true"><startEvent id="s2"/></process>"#,
    );
    assert_eq!(bpmn::processes(&text).expect("BPMN"), ["b", "a"]);
    assert_eq!(definition(&text).key, *"b");
    assert_eq!(bpmn::read(&text, Some("a")).expect("it is there").definition.key, *"a");
    let missing = bpmn::read(&text, Some("c")).expect_err("there is none");
    assert_eq!(missing[0].code, "no_process");
}

#[test]
fn what_another_engine_does_besides_is_kept_and_told() {
    let text = with_task(
        "<userTask id=\"t\" camunda:formKey=\"f\" other:x=\"1\"><extensionElements><camunda:taskListener event=\"create\"/><other:y/></extensionElements></userTask>",
        "",
    );
    let found = reading(&text).findings;
    let kept = found.iter().find(|finding| finding.code == "only_kept").expect("it is told");
    let words = kept.message.in_language(flow::text::Language::English);
    assert!(
        words.contains("camunda:formKey") && words.contains("camunda:taskListener") && !words.contains("other:"),
        "{words}"
    );
}

#[test]
fn a_complex_gateway_opens_by_its_activation_condition() {
    let flows = r#"<startEvent id="s"/><parallelGateway id="split"/><task id="a"/><task id="b"/><task id="c"/><endEvent id="e"/>
        <sequenceFlow id="f1" sourceRef="s" targetRef="split"/><sequenceFlow id="f2" sourceRef="split" targetRef="a"/>
        <sequenceFlow id="f3" sourceRef="split" targetRef="b"/><sequenceFlow id="f4" sourceRef="a" targetRef="g"/>
        <sequenceFlow id="f5" sourceRef="b" targetRef="g"/><sequenceFlow id="f6" sourceRef="g" targetRef="c"/>
        <sequenceFlow id="f7" sourceRef="c" targetRef="e"/>"#;
    let with = |gateway: &str| file(&format!("{flows}{gateway}"));
    let counted = with(
        r#"<complexGateway id="g"><activationCondition>activationCount &gt;= 1</activationCondition></complexGateway>"#,
    );
    let read = definition(&counted);
    assert_eq!(node(&read, "g").activate, Some(Activate::Count(1)));
    assert_eq!(plain_path(&counted), "s split a g b c e: completed");
    let by_data = with(
        r#"<complexGateway id="g"><activationCondition>= activationCount &gt;= 2 or urgent</activationCondition></complexGateway>"#,
    );
    let read = definition(&by_data);
    assert_eq!(node(&read, "g").activate, Some(Activate::When("activationCount >= 2 or urgent".into())));
    assert_eq!(read.form.fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>(), ["urgent"]);
    // It goes out as it came in, from our own format too.
    let mut own = read;
    own.foreign.clear();
    let written = bpmn::write(&own);
    assert!(written.contains("<bpmn:activationCondition"), "{written}");
    assert_eq!(node(&definition(&written), "g"), node(&own, "g"));
    refuses(&with(r#"<complexGateway id="g"/>"#), "missing_key", "g");
}

#[test]
fn quantities_are_how_many_tokens_work_needs_and_gives() {
    let gives = with_task("<task id=\"t\" completionQuantity=\"3\"/>", "");
    let read = definition(&gives);
    assert_eq!((node(&read, "t").needs, node(&read, "t").gives), (1, 3));
    let merged = file(
        r#"<startEvent id="s"/><task id="a" completionQuantity="2"/><task id="b" startQuantity="2"/><endEvent id="e"/>
        <sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="b"/>
        <sequenceFlow id="h" sourceRef="b" targetRef="e"/>"#,
    );
    assert_eq!(plain_path(&merged), "s a b e: completed");
    let received = definition(&merged.replace("task id=\"b\"", "receiveTask id=\"b\""));
    assert_eq!((node(&received, "b").kind, node(&received, "b").needs), (Kind::SubProcess, 2));
    let mut own = definition(&merged);
    own.foreign.clear();
    let written = bpmn::write(&own);
    assert!(written.contains("completionQuantity=\"2\"") && written.contains("startQuantity=\"2\""), "{written}");
    assert_eq!(definition(&written).nodes, own.nodes);
}

#[test]
fn instances_begin_with_whichever_message_comes_first() {
    let text = file(
        r#"<eventBasedGateway id="g" instantiate="true"/>
        <intermediateCatchEvent id="order"><incoming>f1</incoming><outgoing>f3</outgoing>
          <messageEventDefinition messageRef="ordered"/></intermediateCatchEvent>
        <receiveTask id="call" messageRef="called"/><receiveTask id="letter" instantiate="true" messageRef="written"/>
        <task id="a"/><endEvent id="e"/>
        <sequenceFlow id="f1" sourceRef="g" targetRef="order"/><sequenceFlow id="f2" sourceRef="g" targetRef="call"/>
        <sequenceFlow id="f3" sourceRef="order" targetRef="a"/><sequenceFlow id="f4" sourceRef="call" targetRef="a"/>
        <sequenceFlow id="f5" sourceRef="letter" targetRef="a"/><sequenceFlow id="f6" sourceRef="a" targetRef="e"/>"#,
    );
    let messages = r#"<message id="ordered" name="order"/><message id="called" name="call"/><message id="written" name="letter"/><process"#;
    let text = text.replacen("<process", messages, 1);
    let mut read = definition(&text);
    let process = flow::process::Process::new(std::sync::Arc::new(read.clone())).expect("it can be run");
    for (message, begins) in [("order", "order"), ("call", "call"), ("letter", "letter")] {
        let start = process.begins_with(flow::process::FromOutside::Message(message));
        assert_eq!(start.map(|step| step.id.as_str()), Some(begins));
    }
    // What is not ours stays where it was when something else changes.
    assert_eq!(bpmn::write(&read), bpmn::write(&definition(&bpmn::write(&read))));
    let task = read.nodes.iter_mut().find(|node| node.id.as_str() == "a").expect("the task");
    task.name = Some("Look at it".into());
    let written = bpmn::write(&read);
    assert!(written.contains("eventBasedGateway") && written.contains("Look at it"), "{written}");
    assert_eq!(definition(&written).nodes, read.nodes);
    let repeated = text.replace(
        r#"<receiveTask id="call" messageRef="called"/>"#,
        r#"<receiveTask id="call" messageRef="called"><standardLoopCharacteristics loopMaximum="2"/></receiveTask>"#,
    );
    refuses(&repeated, "unsupported", "call");
}
