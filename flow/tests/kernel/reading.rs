//! Something to be read: people take note and decide nothing.

use flow::kernel::{Command, Event, return_targets};
use flow::migration::Mapping;
use serde_json::{Value as Json, json};

use crate::play::{Play, definition};

/// A head approves, finance reads, and what was approved decides the way.
fn process(reading: Json) -> Json {
    let mut read = json!({"id": "read", "kind": "read", "who": {"people": ["qian", "sun"]}});
    read.as_object_mut().expect("a node").extend(reading.as_object().expect("keys").clone());
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        read, {"id": "b", "kind": "handle", "who": {"person": "wang"}}, {"id": "end", "kind": "end"},
        {"id": "other", "kind": "end"}]);
    definition(nodes, &["start > a", "a > read", "read > b: outcome = \"approve\"", "read > other: default", "b > end"])
}

fn approved(reading: Json) -> Play {
    let mut play = Play::started(process(reading), &[]);
    play.decide("a", "wang", "approve").expect("wang has a");
    play
}

#[test]
fn everybody_has_to_read_and_the_decision_before_still_counts() {
    let mut play = approved(json!({}));
    assert_eq!(play.open(), ["read: qian", "read: sun"]);
    assert_eq!(play.decide("read", "qian", "refuse").map_err(|r| r.code()), Err("no_outcome"));
    assert_eq!(play.give_back("read", "qian", "a").map_err(|r| r.code()), Err("not_offered"));
    play.decide("read", "qian", "acknowledged").expect("qian reads");
    assert_eq!(play.open(), ["read: sun"]);
    play.decide("read", "sun", "acknowledged").expect("sun reads");
    assert_eq!(play.open(), ["b: wang"], "the way is that of the approval");
}

#[test]
fn with_any_one_reader_is_enough() {
    let mut play = approved(json!({"mode": "any"}));
    play.decide("read", "sun", "acknowledged").expect("sun reads");
    assert_eq!(play.open(), ["b: wang"]);
}

#[test]
fn what_does_not_wait_goes_on_and_can_be_read_after_the_end() {
    let mut play = approved(json!({"waits": false, "limit": {"within": 1, "unit": "day"}}));
    assert_eq!(play.open(), ["read: qian", "read: sun", "b: wang"]);
    play.decide("read", "qian", "acknowledged").expect("qian reads while work goes on");
    play.decide("b", "wang", "done").expect("wang has b");
    assert_eq!(play.result(), "completed end");
    assert_eq!(play.open(), ["read: sun"], "it is still to be read");
    play.now = play.now.plus_millis(2 * 24 * 3_600_000);
    play.execute(&Command::Elapse).expect("it is overdue");
    let told =
        play.log.iter().filter(|entry| matches!(&entry.event, Event::Copied { person, .. } if *person == *"qian"));
    assert_eq!(told.count(), 1, "sun's superior is told");
    play.decide("read", "sun", "acknowledged").expect("sun reads after the end");
    assert_eq!(play.open(), [""; 0]);
    assert_eq!(play.execute(&Command::Elapse).map_err(|rejection| rejection.code()), Err("instance_ended"));
    let late = Command::Note { by: "li".into(), text: "hm".to_owned(), to: Vec::new() };
    assert_eq!(play.execute(&late).map_err(|rejection| rejection.code()), Err("instance_ended"));
}

#[test]
fn one_reader_for_any_takes_it_from_the_others_after_it_went_on() {
    let mut play = approved(json!({"waits": false, "mode": "any"}));
    play.decide("read", "qian", "acknowledged").expect("qian reads");
    assert_eq!(play.open(), ["b: wang"]);
}

#[test]
fn what_is_sent_back_or_given_up_need_not_be_read_any_more() {
    let mut play = approved(json!({"waits": false}));
    play.give_back("b", "wang", "a").expect("wang asks for more");
    assert_eq!(play.open(), ["a: wang"]);
    play.decide("a", "wang", "approve").expect("wang has a again");
    assert_eq!(play.open(), ["read: qian", "read: sun", "b: wang"], "they are asked anew");
    let over = Command::Terminate { by: None, reason: "over".into() };
    play.execute(&over).expect("it can be ended");
    assert_eq!(play.open(), [""; 0]);
}

#[test]
fn who_has_read_has_decided_nothing() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "read", "kind": "read", "who": {"person": "sun"}},
        {"id": "a", "kind": "approve", "who": {"person": "wang"}}, {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > read", "read > a", "a > end"]), &[]);
    play.decide("read", "sun", "acknowledged").expect("sun reads");
    let visit = play.state.open_tasks().map(|(_, task)| task.visit).next().expect("wang has a");
    let targets: Vec<_> = return_targets(&play.process, &play.state, visit).into_iter().map(|to| to.node).collect();
    assert_eq!(targets, ["start"], "there is nothing to rework where somebody only read");
    play.execute(&Command::Withdraw { by: "li".into(), reason: None }).expect("nobody has decided yet");
    assert_eq!(play.result(), "withdrawn");
}

#[test]
fn the_limit_of_what_is_still_to_be_read_moves_like_any_other() {
    const DAY: i64 = 24 * 3_600_000;
    let limited = |within: u32| json!({"waits": false, "limit": {"within": within, "unit": "day"}});
    let begun = || {
        let play = approved(limited(2));
        assert_eq!(play.open(), ["read: qian", "read: sun", "b: wang"], "the token has gone on");
        let due = play.due("read").expect("it has a limit");
        (play, due)
    };
    let (mut play, due) = begun();
    play.execute(&Command::Suspend { by: "zhou".into(), reason: "stop".into() }).expect("it runs");
    play.now = play.now.plus_millis(DAY);
    play.execute(&Command::Resume { by: "zhou".into(), reason: "go".into() }).expect("it is suspended");
    assert_eq!(play.due("read"), Some(due.plus_millis(DAY)), "the day of rest does not count");

    let (mut play, due) = begun();
    play.organisation.calendar = serde_json::from_value(json!({"offset": "+07:00"})).expect("a calendar");
    play.execute(&Command::Recount).expect("the calendar has changed");
    assert_eq!(play.due("read"), Some(due.plus_millis(3_600_000)), "it is counted again");

    let (mut play, due) = begun();
    play.migrate(crate::migrating::process(process(limited(3))), Mapping::default()).expect("nothing is in the way");
    assert_eq!(play.due("read"), Some(due.plus_millis(DAY)), "it follows the new version");
    play.decide("read", "qian", "acknowledged").expect("qian reads");
    play.decide("read", "sun", "acknowledged").expect("sun reads");
    play.migrate(crate::migrating::process(process(limited(5))), Mapping::default()).expect("nothing is in the way");
    assert_eq!(play.due("read"), Some(due.plus_millis(DAY)), "what is read has no limit any more");
}
