use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::*;
use crate::kernel::Event;
use crate::process::Process;
use crate::scenario::{Doing, Rehearsal, Rows, Stage, Step};
use crate::time::{Span, Unit};

const HOUR: i64 = 3_600_000;

/// Li begins, Wang checks while Zhou looks, and both meet again.
fn stage() -> Stage {
    let definition = json!({
        "lianban": 1, "key": "order", "name": "Order",
        "nodes": [
            {"id": "start", "kind": "start"},
            {"id": "fork", "kind": "parallel"},
            {"id": "check", "kind": "approve", "who": {"person": "wang"}},
            {"id": "look", "kind": "approve", "who": {"person": "zhou"}},
            {"id": "join", "kind": "parallel"},
            {"id": "end", "kind": "end"},
        ],
        "edges": [
            {"id": "e1", "from": "start", "to": "fork"},
            {"id": "e2", "from": "fork", "to": "check"},
            {"id": "e3", "from": "fork", "to": "look"},
            {"id": "e4", "from": "check", "to": "join"},
            {"id": "e5", "from": "look", "to": "join"},
            {"id": "e6", "from": "join", "to": "end"},
        ],
    });
    let organisation = json!({"people": {"li": {"name": "李青"}, "wang": {"name": "王芳"}, "zhou": {"name": "周衡"}}});
    let definition = serde_json::from_value(definition).unwrap();
    Stage {
        process: Arc::new(Process::new(Arc::new(definition)).unwrap()),
        called: Vec::new(),
        organisation: Arc::new(serde_json::from_value(organisation).unwrap()),
        at: Moment(1_772_413_200_000),
        registers: Rows::new(),
    }
}

fn begun() -> Rehearsal {
    let stage = stage();
    let opening = Rehearsal::openings(&stage).remove(0);
    Rehearsal::begin(stage, opening.what).unwrap()
}

fn decides(rehearsal: &mut Rehearsal, node: &str) {
    let at_node = |step: &Step| matches!(step, Step::Does(Doing::Decide { node: at, .. }) if *at == *node);
    let offer = rehearsal.offers().into_iter().find(|offer| offer.usual && at_node(&offer.what)).unwrap();
    rehearsal.take(offer.what).unwrap();
}

/// A move in a word or two.
fn told(known: &Move) -> Json {
    match &known.what {
        Moved::Began { version } => json!(["began", version]),
        Moved::Entered { visit, node, from, edges, .. } => json!(["enters", visit, node, from, edges]),
        Moved::Left { visit, done } => json!(["leaves", visit, done]),
        Moved::Waits { from, edge } => json!(["waits", from, edge]),
        Moved::Asked { visit, person } => json!(["asked", visit, person]),
        Moved::Decided { person, took, .. } => json!(["decided", person, took / HOUR]),
        Moved::Ended { how } => json!(["ended", how]),
        other => json!(other),
    }
}

#[test]
fn tokens_go_along_edges_wait_for_one_another_and_come_to_an_end() {
    let mut rehearsal = begun();
    decides(&mut rehearsal, "check");
    rehearsal.take(Step::Later(Span { amount: 3, unit: Unit::Hour })).unwrap();
    decides(&mut rehearsal, "look");
    let told: Vec<Json> = rehearsal.moves().iter().map(told).collect();
    let expected = json!([
        ["began", 1],
        ["enters", 0, "start", [], []],
        ["leaves", 0, true],
        ["enters", 1, "fork", [0], ["e1"]],
        ["leaves", 1, true],
        ["enters", 2, "check", [1], ["e2"]],
        ["enters", 3, "look", [1], ["e3"]],
        ["asked", 2, "wang"],
        ["asked", 3, "zhou"],
        ["decided", "wang", 0],
        ["leaves", 2, true],
        ["waits", 2, "e4"],
        ["decided", "zhou", 3],
        ["leaves", 3, true],
        ["waits", 3, "e5"],
        ["enters", 4, "join", [2, 3], ["e4", "e5"]],
        ["leaves", 4, true],
        ["enters", 5, "end", [4], ["e6"]],
        ["leaves", 5, true],
        ["ended", "completed"],
    ]);
    assert_eq!(Json::from(told), expected);
}

#[test]
fn moves_hold_the_numbers_of_their_events_and_are_told_in_order() {
    let mut rehearsal = begun();
    rehearsal.auto(10);
    let moves = rehearsal.moves();
    assert!(moves.is_sorted_by(|one, next| one.number < next.number && one.at <= next.at), "{moves:#?}");
    assert_eq!(moves.first().map(|first| first.number), Some(1));
    let again: Vec<Move> = serde_json::from_value(serde_json::to_value(&moves).unwrap()).unwrap();
    assert_eq!(again, moves);
}

#[test]
fn what_happened_before_another_version_is_told_by_the_names_it_has_there() {
    let at = Moment(1);
    let entered = |visit: VisitId, node: &str, edge: &str| Event::Entered {
        visit,
        node: node.into(),
        from: Default::default(),
        edges: [edge.into()].into_iter().collect(),
        due: None,
        returned_from: None,
        rework: None,
        within: None,
        time: None,
        takes_back_for: None,
    };
    let migrated = Event::Migrated {
        version: 2,
        nodes: [("check".into(), "review".into())].into(),
        edges: [("e1".into(), "w1".into())].into(),
        gone: Vec::new(),
        due: Vec::new(),
        is_counted_anew: false,
        instance_due: None,
        by: "dee".into(),
        reason: String::new(),
    };
    let log = [entered(0, "check", "e1"), migrated, entered(1, "check", "e1")].map(|event| Recorded { at, event });
    let told: Vec<Json> = moves(&log).iter().map(told).collect();
    let expected = [
        json!(["enters", 0, "review", [], ["w1"]]),
        json!({"move": "migrated", "version": 2}),
        json!(["enters", 1, "check", [], ["e1"]]),
    ];
    assert_eq!(told, expected);
}
