//! Promise 17: what administrators do is said, and undoes nothing silently.

use feel::Value;
use flow::kernel::{Command, Rejection, VisitId};
use flow::time::Moment;
use serde_json::json;

use crate::play::{Play, data_of, definition, text};

#[test]
fn a_task_can_be_given_to_somebody_else() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > a", "a > end"]), &[]);
    let task = play.task("a", "wang");
    let reassign = |to: &str| Command::Reassign { task, by: "zhou".into(), to: to.into(), reason: "leave".into() };
    play.execute(&reassign("qian")).expect("qian may decide it");
    assert_eq!(play.open(), ["a: qian"]);
    assert_eq!(play.execute(&reassign("nobody")).map_err(|rejection| rejection.code()), Err("no_person"));
}

#[test]
fn a_stopped_step_is_tried_again() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "p", "kind": "parallel"},
        {"id": "w", "kind": "handle", "who": {"person": "wang"}, "fields": {"fast": "edit"}},
        {"id": "x", "kind": "exclusive"}, {"id": "end", "kind": "end"}]);
    let edges = ["start > p", "p > w", "p > x", "x > end: fast", "w > end"];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    assert_eq!(play.incidents(), ["x"]);
    play.decide_with("w", "wang", "done", &[("fast", Value::Bool(true))], None).expect("wang has w");
    assert_eq!(play.result(), "running", "nothing is lost, and nothing is tried by itself");
    let (visit, _) = play.state.active().next().expect("the token is still there");
    let retry = Command::Retry { visit, by: "zhou".into(), reason: "the field is filled now".into() };
    play.execute(&retry).expect("it stopped");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn an_instance_can_be_ended_for_good() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "end", "kind": "end"}]);
    let mut play = Play::started(definition(nodes, &["start > a", "a > end"]), &[]);
    play.execute(&Command::Terminate { by: Some("zhou".into()), reason: "duplicate".into() }).expect("it runs");
    assert_eq!(play.result(), "terminated");
}

/// A handles within two working hours, next to which B waits at a join; then C.
fn limited() -> Play {
    let limit = json!({"within": 2, "unit": "working_hour", "overdue": "refuse"});
    let nodes = json!([{"id": "start", "kind": "start", "fields": {"signed": "edit"}},
        {"id": "split", "kind": "parallel"},
        {"id": "a", "kind": "approve", "who": {"person": "wang"}, "limit": limit},
        {"id": "b", "kind": "approve", "who": {"person": "qian"},
            "limit": {"within": 3, "unit": "day", "from": "signed"}},
        {"id": "join", "kind": "parallel"}, {"id": "c", "kind": "handle", "who": {"person": "sun"}},
        {"id": "end", "kind": "end"}]);
    let edges = ["start > split", "split > a", "split > b", "a > join", "b > join", "join > c", "c > end"];
    Play::started(definition(nodes, &edges), &[("signed", date(2026, 3, 2))])
}

fn date(year: i32, month: u8, day: u8) -> Value {
    Value::Date(feel::Date::new(year, month, day).expect("a day"))
}

fn code(result: Result<(), Rejection>) -> Result<(), &'static str> {
    result.map_err(|rejection| rejection.code())
}

impl Play {
    fn visit_at(&self, node: &str) -> VisitId {
        self.state.visits.iter().rposition(|visit| visit.node == *node).expect("it was there") as VisitId
    }

    fn suspend(&mut self) -> Result<(), Rejection> {
        self.execute(&Command::Suspend { by: "zhou".into(), reason: "an audit".into() })
    }

    fn resume(&mut self) -> Result<(), Rejection> {
        self.execute(&Command::Resume { by: "zhou".into(), reason: "it is over".into() })
    }

    fn jump(&mut self, from: &str, to: &str) -> Result<(), Rejection> {
        let visit = self.visit_at(from);
        self.execute(&Command::Jump { visit, to: to.into(), by: "zhou".into(), reason: "by agreement".into() })
    }
}

const HOUR: i64 = 3_600_000;

#[test]
fn suspended_time_does_not_count() {
    let mut play = limited();
    assert_eq!(code(play.resume()), Err("not_suspended"));
    let (was, b_was) = (play.due("a").expect("a has a limit"), play.due("b").expect("b has a limit"));
    play.now = play.now.plus_millis(HOUR);
    play.suspend().expect("zhou stops it");
    assert_eq!(code(play.suspend()), Err("suspended"));
    assert_eq!(code(play.decide("a", "wang", "approve")), Err("suspended"));
    play.now = play.now.plus_millis(24 * HOUR);
    assert_eq!(code(play.execute(&Command::Elapse)), Err("suspended"), "no limit passes");
    play.resume().expect("zhou has it go on");
    assert_eq!(play.due("a"), Some(was.plus_millis(24 * HOUR)), "a working day later, with an hour left");
    assert_eq!(play.due("b"), Some(b_was.plus_millis(24 * HOUR)));
    play.decide("a", "wang", "approve").expect("wang still has it");
}

#[test]
fn a_limit_is_changed_and_follows_nothing_else_then() {
    let mut play = limited();
    let due = play.now.plus_millis(30 * HOUR);
    let visit = Some(play.visit_at("b"));
    let set = |due: Moment| Command::Reschedule { visit, due, by: "zhou".into(), reason: "agreed".into() };
    assert_eq!(code(play.execute(&set(play.now))), Err("not_later"));
    play.execute(&set(due)).expect("zhou may");
    assert_eq!(play.due("b"), Some(due));
    let data = data_of(&[("signed", date(2026, 3, 9))]);
    play.execute(&Command::Correct { data, by: "zhou".into(), reason: "a slip".into() }).expect("zhou may");
    assert_eq!(play.due("b"), Some(due), "what somebody said stays");
}

#[test]
fn a_limit_follows_its_date_and_the_calendar() {
    let mut play = limited();
    let (a_was, b_was) = (play.due("a").expect("a has a limit"), play.due("b").expect("b has a limit"));
    let wrong = data_of(&[("signed", text("soon")), ("nothing", text("x"))]);
    let correct = |data| Command::Correct { data, by: "zhou".into(), reason: "a slip".into() };
    match play.execute(&correct(wrong)) {
        Err(Rejection::Fields(problems)) => assert_eq!(problems.len(), 2),
        other => panic!("{other:?}"),
    }
    play.execute(&correct(data_of(&[("signed", date(2026, 3, 9))]))).expect("zhou may");
    assert_eq!(play.due("b"), Some(b_was.plus_millis(7 * 24 * HOUR)));
    play.organisation.calendar = serde_json::from_value(json!({"holidays": ["2026-03-02"]})).expect("a calendar");
    play.execute(&Command::Recount).expect("the calendar has changed");
    assert!(play.due("a").expect("a has a limit") > a_was.plus_millis(12 * HOUR), "Monday is a holiday now");
    assert_eq!(play.due("b"), Some(b_was.plus_millis(7 * 24 * HOUR)), "days are days");
}

#[test]
fn a_token_is_moved_by_hand() {
    let mut play = limited();
    assert_eq!(code(play.jump("a", "nowhere")), Err("no_jump"));
    assert_eq!(code(play.jump("a", "c")), Err("no_jump"), "b would wait at the join for ever");
    play.decide("a", "wang", "approve").expect("wang has a");
    assert_eq!(play.state.waiting.len(), 1);
    play.jump("a", "a").expect("a token that waits at a join can be moved too");
    assert_eq!((play.state.waiting.len(), play.open()), (0, vec!["b: qian".to_owned(), "a: wang".to_owned()]));
    play.decide("a", "wang", "approve").expect("wang has a again");
    play.decide("b", "qian", "approve").expect("qian has b");
    play.jump("c", "start").expect("somebody fills it again");
    assert_eq!(play.open(), ["start: li"]);
}
