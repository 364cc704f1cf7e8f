//! Running instances go on under another version of their process.

use std::sync::Arc;

use flow::kernel::{Command, Context, Decision, Event, Migration, Recorded, Rejection, State};
use flow::migration::{Mapping, Obstacle, plan};
use flow::model::Definition;
use flow::process::Process;
use flow::text::Language;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::drawing;
use crate::play::{Play, T0, definition, number};
use crate::playing;

const HOUR: i64 = 3_600_000;

pub(crate) fn process(definition: Json) -> Process {
    let definition: Definition = serde_json::from_value(definition).expect("the definition is well written");
    Process::new(Arc::new(definition)).expect("the definition can be run")
}

fn mapping(nodes: &[(&str, &str)]) -> Mapping {
    Mapping { nodes: nodes.iter().map(|(from, to)| ((*from).into(), (*to).into())).collect(), ..Mapping::default() }
}

impl Play {
    /// Has the instance go on under another version; from then on that one decides.
    pub(crate) fn migrate(&mut self, new: Process, mapping: Mapping) -> Result<(), Rejection> {
        let version = self.state.header.as_ref().expect("it has begun").version + 1;
        let migration = Migration { version, mapping, by: "zhou".into(), reason: "new rules".into() };
        let context = Context { now: self.now, organisation: &self.organisation, facts: &self.facts };
        match flow::kernel::migrate(&self.process, &new, self.state.clone(), &migration, &context) {
            Ok((events, after)) => {
                let at = self.now;
                self.log.extend(events.into_iter().map(|event| Recorded { at, event }));
                assert_eq!(State::replay(&self.log), after, "replaying the log leads to the same state");
                for entry in &self.log {
                    let written = serde_json::to_string(&entry.event).expect("an event is written");
                    let read: Event = serde_json::from_str(&written).expect("an event is read");
                    assert_eq!(read, entry.event, "an event survives being stored");
                }
                assert_eq!(after.header.as_ref().map(|header| header.version), Some(version));
                (self.state, self.process) = (after, new);
                Ok(())
            }
            Err(Decision::Rejected(rejection)) => Err(rejection),
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn obstacles(result: Result<(), Rejection>) -> Vec<Obstacle> {
    match result {
        Err(Rejection::CannotMigrate(obstacles)) => {
            for obstacle in &obstacles {
                let message = obstacle.message();
                assert_ne!(message.in_language(Language::Chinese), message.in_language(Language::English));
            }
            obstacles
        }
        other => panic!("{other:?}"),
    }
}

/// Two approvals one after the other; the first has these keys besides.
fn two_steps(first: Json) -> Json {
    let mut head = json!({"id": "head", "kind": "approve", "who": {"person": "wang"}});
    let more = first.as_object().expect("keys of a node");
    more.iter().for_each(|(key, value)| head[key] = value.clone());
    let nodes = json!([
        {"id": "start", "kind": "start"}, head,
        {"id": "finance", "kind": "approve", "who": {"person": "qian"}}, {"id": "end", "kind": "end"},
    ]);
    definition(nodes, &["start > head", "head > finance", "finance > end"])
}

#[test]
fn a_limit_that_is_another_now_is_counted_anew_from_when_the_work_began() {
    let mut play = Play::started(two_steps(json!({"limit": {"within": 2, "unit": "hour"}})), &[]);
    play.now = T0.plus_millis(HOUR);
    let new = process(two_steps(json!({"limit": {"within": 5, "unit": "hour", "remind": ["-270 minute", "-1 hour"]}})));
    play.migrate(new, Mapping::default()).expect("nothing is in the way");
    let visit = &play.state.visits[1];
    assert_eq!((visit.due, visit.reminded), (Some(T0.plus_millis(5 * HOUR)), 1), "the first reminder would have come");
    assert_eq!(play.open(), ["head: wang"], "whoever was asked goes on being asked");
    play.decide("head", "wang", "approve").expect("the task is the same");
    assert_eq!(play.open(), ["finance: qian"]);
}

#[test]
fn what_is_overdue_is_not_when_there_is_more_time() {
    let mut play = Play::started(two_steps(json!({"limit": {"within": 2, "unit": "hour"}})), &[]);
    play.now = T0.plus_millis(3 * HOUR);
    play.execute(&Command::Elapse).expect("the limit has passed");
    assert!(play.state.visits[1].overdue);
    let new = process(two_steps(json!({"limit": {"within": 5, "unit": "hour"}})));
    play.migrate(new, Mapping::default()).expect("nothing is in the way");
    assert!(!play.state.visits[1].overdue);
}

#[test]
fn other_people_are_asked_from_the_next_step_on() {
    let mut play = Play::started(two_steps(json!({})), &[]);
    let mut new = two_steps(json!({"who": {"person": "sun"}}));
    new["nodes"][2]["who"] = json!({"person": "zhao"});
    play.migrate(process(new), Mapping::default()).expect("nothing is in the way");
    assert_eq!(play.open(), ["head: wang"], "a task stays with its holder");
    play.decide("head", "wang", "approve").expect("it is theirs");
    assert_eq!(play.open(), ["finance: zhao"]);
}

#[test]
fn a_node_that_is_called_something_else_is_named() {
    let mut play = Play::started(two_steps(json!({})), &[]);
    let there = || {
        let mut there = two_steps(json!({"id": "leader"}));
        there["edges"][0]["to"] = json!("leader");
        there["edges"][1]["from"] = json!("leader");
        process(there)
    };
    let found = obstacles(play.migrate(there(), Mapping::default()));
    assert_eq!(found, [Obstacle::Gone { node: "head".into() }]);
    let found = obstacles(play.migrate(there(), mapping(&[("head", "end")])));
    assert_eq!(found, [Obstacle::OtherKind { node: "head".into(), to: "end".into() }]);
    let found = obstacles(play.migrate(there(), mapping(&[("head", "boss")])));
    assert!(found.contains(&Obstacle::Unknown { element: "boss".into() }), "{found:?}");
    play.migrate(there(), mapping(&[("head", "leader")])).expect("nothing is in the way");
    play.decide("leader", "wang", "approve").expect("the task goes on there");
    play.give_back("finance", "qian", "leader").expect("the path speaks of the new name");
    assert_eq!(play.open(), ["leader: wang"]);
}

/// Two branches that meet, the second by way of these nodes.
fn branches(second: &[&str]) -> Json {
    let mut nodes = vec![
        json!({"id": "start", "kind": "start"}),
        json!({"id": "split", "kind": "parallel"}),
        json!({"id": "a", "kind": "handle", "who": {"person": "wang"}}),
        json!({"id": "join", "kind": "parallel"}),
        json!({"id": "end", "kind": "end"}),
    ];
    let mut edges =
        vec!["start > split".to_owned(), "split > a".to_owned(), "a > join".to_owned(), "join > end".to_owned()];
    for node in second {
        nodes.push(json!({"id": node, "kind": "handle", "who": {"person": "qian"}}));
        edges.extend([format!("split > {node}"), format!("{node} > join")]);
    }
    let edges: Vec<&str> = edges.iter().map(String::as_str).collect();
    definition(json!(nodes), &edges)
}

#[test]
fn a_token_that_waits_at_a_join_keeps_its_edge() {
    let mut play = Play::started(branches(&["b"]), &[]);
    play.decide("a", "wang", "done").expect("it is theirs");
    // The edge that it waits on is gone, and none leads from `a` to the join.
    let mut new = branches(&["b"]);
    new["edges"][2]["to"] = json!("end");
    new["edges"].as_array_mut().expect("edges").push(json!({"id": "x", "from": "start", "to": "join"}));
    let found = obstacles(play.migrate(process(new), Mapping::default()));
    assert_eq!(found, [Obstacle::LostEdge { edge: "e2".into(), node: "join".into() }]);
    // Only its name is another.
    let mut new = branches(&["b"]);
    new["edges"][2]["id"] = json!("renamed");
    play.migrate(process(new), Mapping::default()).expect("it is found by where it leads");
    play.decide("b", "qian", "done").expect("it is theirs");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_join_that_waits_for_fewer_branches_opens() {
    let mut play = Play::started(branches(&["b", "c"]), &[]);
    play.decide("a", "wang", "done").expect("it is theirs");
    play.decide("b", "qian", "done").expect("it is theirs");
    let found = obstacles(play.migrate(process(branches(&["b"])), Mapping::default()));
    assert_eq!(found, [Obstacle::Gone { node: "c".into() }], "somebody works at it");
    play.decide("c", "qian", "done").expect("it is theirs");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn values_have_to_be_of_the_type_that_their_field_has_there() {
    let mut play = Play::started(two_steps(json!({})), &[("amount", number(5))]);
    let mut new = two_steps(json!({}));
    new["form"]["fields"][0]["type"] = json!("text");
    let found = obstacles(play.migrate(process(new.clone()), Mapping::default()));
    assert_eq!(found, [Obstacle::OtherType { field: "amount".into() }]);
    new["form"]["fields"][0]["type"] = json!("money");
    new["form"]["fields"][2]["type"] = json!("date");
    play.migrate(process(new), Mapping::default()).expect("money is a number, and the note is empty");
}

#[test]
fn timers_of_events_that_are_gone_end_and_new_ones_are_set() {
    let with = |event: Json| {
        let mut with = two_steps(json!({}));
        with["attached"] = json!([event]);
        with["edges"].as_array_mut().expect("edges").push(json!({"id": "late", "from": event["id"], "to": "end"}));
        with
    };
    let mut play = Play::started(with(json!({"id": "old", "on": "head", "kind": "timer", "after": "1 hour"})), &[]);
    let new = with(json!({"id": "new", "on": "head", "kind": "timer", "after": "2 hour"}));
    play.migrate(process(new), Mapping::default()).expect("nothing is in the way");
    let timers: Vec<_> = play.state.timers.iter().map(|timer| (timer.node.as_str(), timer.at)).collect();
    assert_eq!(timers, [("new", T0.plus_millis(2 * HOUR))]);
    play.now = T0.plus_millis(2 * HOUR);
    play.execute(&Command::Elapse).expect("it has run off");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn what_waits_elsewhere_or_for_something_else_gets_the_timers_there() {
    let with = |event: Json| {
        let mut with = two_steps(json!({}));
        with["attached"] = json!([event]);
        with["edges"].as_array_mut().expect("edges").push(json!({"id": "late_way", "from": "late", "to": "end"}));
        with
    };
    let timer = |on: &str| with(json!({"id": "late", "on": on, "kind": "timer", "after": "1 hour"}));
    let message = with(json!({"id": "late", "on": "head", "kind": "message", "of": "late"}));
    let moved = mapping(&[("head", "finance")]);
    for (old, new, mapping) in
        [(timer("finance"), timer("finance"), moved), (message, timer("head"), Mapping::default())]
    {
        let mut play = Play::started(old, &[]);
        assert_eq!(play.state.timers, []);
        play.migrate(process(new), mapping).expect("nothing is in the way");
        let timers: Vec<_> = play.state.timers.iter().map(|timer| timer.node.as_str()).collect();
        assert_eq!(timers, ["late"]);
    }
}

#[test]
fn what_was_interrupted_waits_for_no_new_timer() {
    let with = |starts: &[(&str, Json)]| {
        let mut with = two_steps(json!({}));
        let nodes = with["nodes"].as_array_mut().expect("nodes");
        for (id, event) in starts {
            let sub = format!("{id}_begins");
            nodes.push(json!({"id": sub, "kind": "event_sub_process"}));
            nodes.push(json!({"id": id, "kind": "start", "within": sub, "event": event}));
            nodes.push(json!({"id": format!("{id}_work"), "kind": "handle", "within": sub, "who": {"person": "li"}}));
        }
        let edges = with["edges"].as_array_mut().expect("edges");
        edges.extend(
            starts.iter().map(|(id, _)| json!({"id": format!("{id}_way"), "from": id, "to": format!("{id}_work")})),
        );
        with
    };
    let stop = ("stop", json!({"kind": "message", "of": "stop"}));
    let late = ("late", json!({"kind": "timer", "after": "1 hour"}));
    let mut play = Play::started(with(std::slice::from_ref(&stop)), &[]);
    let stops =
        Command::Deliver { message: "stop".into(), key: feel::Value::Null, node: None, data: Default::default() };
    play.execute(&stops).expect("it is waited for");
    assert_eq!(play.open(), ["stop_work: li"], "the rest is interrupted");
    play.migrate(process(with(&[stop, late])), Mapping::default()).expect("nothing is in the way");
    assert_eq!(play.state.timers, [], "nothing more begins that would interrupt it again");
}

#[test]
fn what_has_come_already_does_not_come_again() {
    let with = || {
        let mut with = two_steps(json!({}));
        with["attached"] =
            json!([{"id": "late", "on": "head", "kind": "timer", "after": "1 hour", "interrupting": false}]);
        with["edges"].as_array_mut().expect("edges").push(json!({"id": "told", "from": "late", "to": "end"}));
        process(with)
    };
    let mut play = Play::started(serde_json::to_value(&**with().definition()).expect("it is written"), &[]);
    play.now = T0.plus_millis(HOUR);
    play.execute(&Command::Elapse).expect("it has run off");
    play.migrate(with(), Mapping::default()).expect("nothing is in the way");
    assert_eq!(play.state.timers, []);
}

#[test]
fn places_that_are_not_asked_yet_need_their_order() {
    let people = json!({"people": ["wang", "sun"]});
    let mut play = Play::started(two_steps(json!({"who": people, "mode": "sequential"})), &[]);
    let found = obstacles(play.migrate(process(two_steps(json!({"who": people, "mode": "all"}))), Mapping::default()));
    assert_eq!(found, [Obstacle::OtherMode { node: "head".into() }]);
}

#[test]
fn it_cannot_stay_where_no_way_leads_to_an_end() {
    let mut play = Play::started(two_steps(json!({"kind": "handle"})), &[]);
    let mut new = two_steps(json!({"kind": "handle"}));
    new["nodes"][2]["kind"] = json!("handle");
    new["edges"][2]["to"] = json!("head");
    new["edges"].as_array_mut().expect("edges").push(json!({"id": "x", "from": "start", "to": "end"}));
    let found = obstacles(play.migrate(process(new), Mapping::default()));
    assert_eq!(found, [Obstacle::NoEnd { node: "head".into() }]);
}

#[test]
fn a_limit_that_somebody_has_set_stays() {
    let mut play = Play::started(two_steps(json!({"limit": {"within": 2, "unit": "hour"}})), &[]);
    let due = T0.plus_millis(9 * HOUR);
    let (visit, _) = play.state.active().next().expect("a token is at the head");
    let set = Command::Reschedule { visit: Some(visit), due, by: "zhou".into(), reason: "agreed".into() };
    play.execute(&set).expect("zhou may");
    let new = process(two_steps(json!({"limit": {"within": 5, "unit": "hour"}})));
    play.migrate(new, Mapping::default()).expect("nothing is in the way");
    assert_eq!(play.due("head"), Some(due));
}

#[test]
fn no_branch_is_left_waiting_at_a_join() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"},
        {"id": "head", "kind": "approve", "who": {"person": "wang"}},
        {"id": "finance", "kind": "approve", "who": {"person": "qian"}}, {"id": "join", "kind": "parallel"},
        {"id": "end", "kind": "end"}]);
    let edges = ["start > split", "split > head", "split > finance", "head > join", "finance > join", "join > end"];
    let one_by_one = ["start > split", "split > head", "head > finance", "finance > join", "join > end"];
    let old = definition(nodes.clone(), &one_by_one);
    let mut play = Play::started(old, &[]);
    let found = obstacles(play.migrate(process(definition(nodes, &edges)), Mapping::default()));
    assert_eq!(found, [Obstacle::Stranded { node: "join".into() }], "nobody would ever ask Qian");
}

#[test]
fn what_goes_straight_back_to_a_node_that_is_gone_takes_the_ways_there_are() {
    let mut old = two_steps(json!({}));
    old["nodes"][2]["returns"] = json!({"then": "direct"});
    let mut play = Play::started(old, &[]);
    play.decide("head", "wang", "approve").expect("it is theirs");
    play.give_back("finance", "qian", "head").expect("it may be returned");
    let mut new = two_steps(json!({}));
    new["nodes"][2]["id"] = json!("cashier");
    new["edges"][1]["to"] = json!("cashier");
    new["edges"][2]["from"] = json!("cashier");
    play.migrate(process(new), Mapping::default()).expect("nobody is at finance");
    play.decide("head", "wang", "approve").expect("it is theirs");
    assert_eq!(play.open(), ["cashier: qian"]);
    play.give_back("cashier", "qian", "head").expect("the path leads back");
}

#[test]
fn a_token_stays_in_its_sub_process() {
    let inside = |within: Json| {
        let nodes = json!([
            {"id": "start", "kind": "start"}, {"id": "sub", "kind": "sub_process"},
            {"id": "begin", "kind": "start", "within": "sub"},
            {"id": "work", "kind": "handle", "who": {"person": "wang"}, "within": within},
            {"id": "done", "kind": "end", "within": "sub"}, {"id": "end", "kind": "end"},
        ]);
        match within.is_null() {
            false => definition(nodes, &["start > sub", "sub > end", "begin > work", "work > done"]),
            true => definition(nodes, &["start > sub", "sub > work", "begin > done", "work > end"]),
        }
    };
    let mut play = Play::started(inside(json!("sub")), &[]);
    let found = obstacles(play.migrate(process(inside(Json::Null)), Mapping::default()));
    assert_eq!(found, [Obstacle::Moved { node: "work".into() }]);
}

#[test]
fn only_whoever_has_both_versions_can_move_it() {
    let mut play = Play::started(two_steps(json!({})), &[]);
    let migration = Migration { version: 2, mapping: Mapping::default(), by: "zhou".into(), reason: String::new() };
    assert_eq!(play.execute(&Command::Migrate(migration)), Err(Rejection::NeedsVersion { version: 2 }));
}

/// The same process with limits and names that are others, and every node under another id.
fn renamed(definition: &Json) -> (Process, Mapping) {
    let mut changed: Definition = serde_json::from_value(definition.clone()).expect("it is well written");
    let ids: Vec<_> = changed.element_ids().cloned().collect();
    let mut mapping = Mapping::default();
    for id in ids {
        let to = format!("{id}x").into();
        changed.rename_node(&id, &to);
        mapping.nodes.insert(id, to);
    }
    (Process::new(Arc::new(changed)).expect("it can be run"), mapping)
}

/// The same process with limits and names that are others.
fn with_limits(definition: &Json) -> Process {
    let mut changed = definition.clone();
    for node in changed["nodes"].as_array_mut().expect("nodes") {
        node["name"] = json!("other");
        if ["approve", "handle"].contains(&node["kind"].as_str().unwrap_or_default()) {
            node["limit"] = json!({"within": 3, "unit": "day", "overdue": "mark"});
        }
    }
    process(changed)
}

/// Does the same in two instances, of which the second has other names for nodes.
fn both(one: &mut Play, other: &mut Play, mapping: &Mapping, choice: u32) -> Result<(), TestCaseError> {
    let Some(command) = playing::step(&one.process, &one.state, choice) else { return Ok(()) };
    let there = match &command {
        Command::Return { task, by, to, caller, opinion, seen } => Command::Return {
            task: *task,
            by: by.clone(),
            to: mapping.node(to).clone(),
            caller: *caller,
            opinion: opinion.clone(),
            seen: *seen,
        },
        Command::Deliver { message, key, node, data } => Command::Deliver {
            message: message.clone(),
            key: key.clone(),
            node: node.as_ref().map(|node| mapping.node(node).clone()),
            data: data.clone(),
        },
        other => other.clone(),
    };
    if command == Command::Elapse {
        one.now = one.now.max(one.state.next_timer().unwrap_or(one.now));
        other.now = one.now;
    }
    prop_assert_eq!(one.execute(&command).is_ok(), other.execute(&there).is_ok(), "{:?}", command);
    prop_assert_eq!(one.state.timers.len(), other.state.timers.len());
    prop_assert_eq!(&one.state.data, &other.state.data);
    let path = |play: &Play| -> Vec<String> { play.path() };
    let mapped: Vec<String> = path(one).iter().map(|node| mapping.node(&node.as_str().into()).to_string()).collect();
    prop_assert_eq!(mapped, path(other));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_moved_plays_to_its_end_as_if_it_had_begun_there(
        block in drawing::block(),
        before in prop::collection::vec(any::<u32>(), 0..20),
        after in prop::collection::vec(any::<u32>(), 1..40),
        renames in any::<bool>(),
    ) {
        let drawn = drawing::definition(&block);
        let (mut stays, mut moves) = (Play::started(drawn.clone(), &[]), Play::started(drawn.clone(), &[]));
        for choice in before {
            both(&mut stays, &mut moves, &Mapping::default(), choice)?;
        }
        if !stays.state.is_running() {
            return Ok(());
        }
        if stays.state.suspended.is_some() {
            // Whatever is chosen then has it go on.
            both(&mut stays, &mut moves, &Mapping::default(), 0)?;
        }
        let (new, mapping) = if renames { renamed(&drawn) } else { (with_limits(&drawn), Mapping::default()) };
        let tasks = moves.state.tasks.clone();
        moves.migrate(new, mapping.clone()).expect("nothing is in the way");
        prop_assert_eq!(&moves.state.tasks, &tasks, "nobody is asked anew");
        let agree = std::iter::repeat_n(5 << 16 | 1 << 20 | 1 << 12, 60);
        for choice in after.into_iter().chain(agree) {
            if !stays.state.is_running() || stays.state.visits.len() > 300 {
                break;
            }
            both(&mut stays, &mut moves, &mapping, choice)?;
        }
        prop_assert_eq!(stays.state.is_running(), moves.state.is_running());
    }

    #[test]
    fn a_node_at_which_a_token_is_cannot_be_dropped(
        block in drawing::block(),
        choices in prop::collection::vec(any::<u32>(), 0..20),
    ) {
        let mut play = Play::started(drawing::definition(&block), &[]);
        for choice in choices {
            let Some(command) = playing::step(&play.process, &play.state, choice) else { break };
            if command == Command::Elapse {
                play.now = play.now.max(play.state.next_timer().unwrap_or(play.now));
            }
            // What does not fit changes nothing.
            let _ = play.execute(&command);
        }
        let Some((_, visit)) = play.state.active().last() else { return Ok(()) };
        let node = visit.node.clone();
        // The node is there under another name, which nothing says.
        let mut changed: Definition = (**play.process.definition()).clone();
        changed.rename_node(&node, &"elsewhere".into());
        let new = Process::new(Arc::new(changed)).expect("it can be run");
        let refused = plan(&play.process, &new, &Mapping::default(), &play.state);
        let is_refused = refused.is_err_and(|found| found.contains(&Obstacle::Gone { node }));
        prop_assert!(is_refused);
    }
}
