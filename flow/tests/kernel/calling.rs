//! Promises 14, 15 and 17 across a call: what a called process and its caller mean to one another.

use std::sync::Arc;

use flow::id::InstanceId;
use flow::kernel::{
    Command, Data, Event, Incident, MOST_INSTANCES, Rejection, Start, TaskId, VisitId, caller_return_targets,
};
use flow::process::Process;
use flow::world::{Instance, World};
use serde_json::{Value as Json, json};

use crate::play::{T0, definition, organisation};

/// A caller and what it calls, started by li.
struct Calls {
    world: World,
    caller: InstanceId,
}

/// A process of that key.
fn process(key: &str, nodes: Json, edges: &[&str]) -> Json {
    let mut definition = definition(nodes, edges);
    definition["key"] = json!(key);
    definition
}

fn called() -> Json {
    let nodes = json!([{"id": "start", "kind": "start"},
        {"id": "both", "kind": "approve", "mode": "all", "who": {"people": ["qian", "sun"]}}, {"id": "end", "kind": "end"}]);
    process("C", nodes, &["start > both", "both > end"])
}

fn caller(called: &str) -> Json {
    let call = json!({"id": "sub", "kind": "call", "call": {"process": called}});
    let nodes = json!([{"id": "start", "kind": "start"}, call,
        {"id": "b", "kind": "handle", "who": {"person": "zhao"}}, {"id": "end", "kind": "end"}]);
    process(&format!("{called}-caller"), nodes, &["start > sub", "sub > b", "b > end"])
}

impl Calls {
    /// The last of these processes is started; the others are there to be called.
    fn started(definitions: &[Json]) -> Self {
        let process = |definition: &Json| {
            let definition = serde_json::from_value(definition.clone()).expect("the definition is well written");
            Arc::new(Process::new(Arc::new(definition)).expect("the definition can be run"))
        };
        let processes: Vec<_> = definitions.iter().map(process).collect();
        let first = processes.last().expect("a process").definition().key.clone();
        let mut world = World::new(processes, Arc::new(organisation()), T0);
        let start = Start::by("li".into(), 1, Data::new());
        let caller = world.start(&first, start).expect("li may start it");
        Self { world, caller }
    }

    fn caller(&self) -> &Instance {
        self.world.instance(&self.caller).expect("it was started")
    }

    /// Who is asked where in all instances, as `node: person`.
    fn open(&self) -> Vec<String> {
        let open = self.world.instances().iter().flat_map(|instance| {
            let node = |visit| instance.state.visit(visit).map(|visit| visit.node.clone());
            let tasks = instance.state.open_tasks();
            tasks.filter_map(move |(_, task)| Some(format!("{}: {}", node(task.visit)?, task.person)))
        });
        open.collect()
    }

    /// The open task of a person, with the instance that it belongs to.
    fn task(&self, person: &str) -> (InstanceId, TaskId) {
        let find = |instance: &Instance| {
            let mut open = instance.state.open_tasks();
            let found = open.find(|(_, task)| task.person == *person).map(|(id, _)| id);
            found.map(|task| (instance.id.clone(), task))
        };
        self.world.instances().iter().find_map(find).expect("they have something to do")
    }

    fn decide(&mut self, person: &str, outcome: &str) -> Result<(), Rejection> {
        let (id, task) = self.task(person);
        let (data, opinion) = (Data::new(), Some("…".to_owned()));
        let decide = Command::Decide {
            task,
            by: person.into(),
            outcome: outcome.into(),
            data,
            opinion,
            seen: None,
            outside: None,
        };
        self.world.execute(&id, &decide)
    }

    fn withdraw(&mut self) -> Result<(), &'static str> {
        let command = Command::Withdraw { by: "li".into(), reason: None };
        self.world.execute(&self.caller.clone(), &command).map_err(|rejection| rejection.code())
    }
}

#[test]
fn a_decision_in_a_called_process_is_one_of_its_caller() {
    let whole = [called(), caller("C"), caller("C-caller")];
    for deep in [2, 3] {
        let mut calls = Calls::started(&whole[..deep]);
        let mut withdrawn = Calls { world: calls.world.clone(), caller: calls.caller.clone() };
        assert_eq!(withdrawn.withdraw(), Ok(()), "nobody has decided");
        assert_eq!(withdrawn.open(), [""; 0], "and what it called ends with it");
        calls.decide("qian", "approve").expect("qian is asked");
        calls.decide("sun", "approve").expect("sun is asked");
        assert_eq!(calls.open(), ["b: zhao"], "the called process has ended");
        assert_eq!(calls.withdraw(), Err("too_late_to_withdraw"));
        let told = calls.caller().log.iter().filter(|entry| matches!(entry.event, Event::DecidedBelow { .. }));
        assert_eq!(told.count(), 1, "the first decision is told, once");
    }
}

#[test]
fn the_matter_cannot_be_withdrawn_once_somebody_has_decided_in_the_called_process() {
    let mut calls = Calls::started(&[called(), caller("C")]);
    calls.decide("qian", "approve").expect("qian is asked");
    assert_eq!(calls.open(), ["both: sun"], "the called process runs on");
    assert_eq!(calls.withdraw(), Err("too_late_to_withdraw"));
}

/// A caller that takes `fast` from what it calls, and has a way on only when `amount` says so.
fn taking(output: &str, amount: i64) -> Json {
    let call = json!({"process": "C", "output": {"fast": output}});
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "sub", "kind": "call", "call": call},
        {"id": "side", "kind": "handle", "who": {"person": "zhao"}, "fields": {"amount": "edit"}},
        {"id": "end", "kind": "end"}]);
    let edges = ["start > sub", "start > side", &format!("sub > end: amount > {amount}"), "side > end"];
    process("T", nodes, &edges)
}

fn retried(calls: &mut Calls) -> Vec<Event> {
    let (visit, _) = stopped(calls).expect("the call has stopped");
    let before = calls.caller().log.len();
    let retry = Command::Retry { visit, by: "zhou".into(), reason: "looked into".into() };
    calls.world.execute(&calls.caller.clone(), &retry).expect("it stopped");
    calls.caller().log[before..].iter().map(|entry| entry.event.clone()).collect()
}

fn stopped(calls: &Calls) -> Option<(VisitId, Incident)> {
    let mut active = calls.caller().state.active();
    active.find_map(|(id, visit)| Some((id, visit.incident.as_ref()?.what.clone())))
}

#[test]
fn trying_a_call_again_goes_on_with_what_came_back() {
    let mut calls = Calls::started(&[called(), taking("result = \"completed\"", 100)]);
    for person in ["qian", "sun"] {
        calls.decide(person, "approve").expect("they are asked");
    }
    assert_eq!(stopped(&calls).map(|(_, what)| what), Some(Incident::NoWay));
    let (id, task) = calls.task("zhao");
    let data = crate::play::data_of(&[("amount", crate::play::number(500))]);
    let done = Command::Decide {
        task,
        by: "zhao".into(),
        outcome: "done".into(),
        data,
        opinion: None,
        seen: None,
        outside: None,
    };
    calls.world.execute(&id, &done).expect("zhao has side");
    let events = retried(&mut calls);
    assert!(!events.iter().any(|event| matches!(event, Event::Called { .. })), "the process does not run again");
    assert_eq!(calls.world.instances().len(), 2);
    assert!(!calls.caller().state.is_running(), "it goes on to its end");
    assert_eq!(calls.caller().state.data.get("fast"), Some(&feel::Value::Bool(true)));
}

#[test]
fn an_output_that_cannot_be_computed_is_computed_again_and_not_run_again() {
    let mut calls = Calls::started(&[called(), taking("count(for i in 1..100000000 return i) > 0", 0)]);
    for person in ["qian", "sun"] {
        calls.decide(person, "approve").expect("they are asked");
    }
    assert!(matches!(stopped(&calls), Some((_, Incident::Expression { .. }))), "{:?}", stopped(&calls));
    let events = retried(&mut calls);
    assert!(matches!(events[..], [Event::Retried { .. }, Event::Stopped { .. }]), "{events:?}");
    assert_eq!(calls.world.instances().len(), 2);
    calls.world.restart().expect("states can be written and read");
}

#[test]
fn a_called_process_returns_to_nodes_before_its_own_call_and_no_others() {
    let call = json!({"process": "C"});
    let person = |id: &str, person: &str| json!({"id": id, "kind": "handle", "who": {"person": person}});
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"},
        person("left", "wang"), {"id": "sub", "kind": "call", "call": call},
        person("right", "zhao"), {"id": "other", "kind": "call", "call": call},
        {"id": "join", "kind": "parallel"}, {"id": "end", "kind": "end"}]);
    let edges = [
        "start > split",
        "split > left",
        "split > right",
        "left > sub",
        "right > other",
        "sub > join",
        "other > join",
        "join > end",
    ];
    let mut calls = Calls::started(&[called(), process("P", nodes, &edges)]);
    for person in ["wang", "zhao"] {
        calls.decide(person, "done").expect("they have a branch");
    }
    let (id, task) = calls.task("qian");
    let called = calls.world.instance(&id).expect("it was called").state.header.clone().expect("it has begun");
    let visit = called.parent.as_ref().expect("it has a caller").visit;
    let caller = calls.caller();
    let offered = caller_return_targets(&caller.process, &caller.state, visit);
    assert_eq!(offered.iter().map(|target| target.node.as_str()).collect::<Vec<_>>(), ["left", "start"]);
    assert_eq!(caller_return_targets(&caller.process, &caller.state, 0), [], "nothing was called there");
    let returning = |to: &str| Command::Return {
        task,
        by: "qian".into(),
        to: to.into(),
        caller: true,
        opinion: "again".into(),
        seen: None,
    };
    let refused = calls.world.execute(&id, &returning("right")).map_err(|rejection| rejection.code());
    assert_eq!(refused, Err("no_return"), "right is before the other call");
    calls.world.execute(&id, &returning("left")).expect("left is before this call");
    assert_eq!(calls.open(), ["left: wang", "both: qian", "both: sun"]);
}

#[test]
fn processes_that_call_one_another_in_a_circle_stop() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "sub", "kind": "call", "call": {"process": "R"}},
        {"id": "end", "kind": "end"}]);
    let calls = Calls::started(&[process("R", nodes, &["start > sub", "sub > end"])]);
    assert_eq!(calls.world.instances().len(), MOST_INSTANCES);
    let last = calls.world.instances().last().expect("an instance");
    assert!(last.state.active().any(|(_, visit)| visit.incident.is_some()), "the last says so");
}

#[test]
fn what_a_rejected_command_began_has_not_happened() {
    let nodes = json!([{"id": "start", "kind": "start"},
        {"id": "a", "kind": "approve", "who": {"person": "qian"}, "returns": {"to": ["b"]},
            "outcomes": [{"id": "back", "kind": "return"}, {"id": "yes", "kind": "agree"}]},
        {"id": "b", "kind": "handle", "who": {"person": "sun"}}, {"id": "end", "kind": "end"}]);
    let mut calls = Calls::started(&[process("P", nodes, &["start > a", "a > b", "b > end"])]);
    let before = calls.caller().state.clone();
    let refused = calls.decide("qian", "back").map_err(|rejection| rejection.code());
    assert_eq!(refused, Err("no_return"), "the matter has not been at b");
    assert_eq!(calls.caller().state, before, "qian has not decided");
    calls.decide("qian", "yes").expect("qian can still decide");
    assert_eq!(calls.open(), ["b: sun"]);
}
