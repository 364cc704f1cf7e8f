//! Promises 11, 12 and 15: added signers, delegates, requests, claims, and decisions that are taken back.

use flow::kernel::{Command, Help, Rejection, Wish, may_recall, tally};
use flow::time::Moment;
use serde_json::{Value as Json, json};

use crate::play::{Play, definition};

const HOUR: i64 = 3_600_000;

/// Wang, or whoever `more` says, approves; then Zhou confirms.
fn process(more: &Json) -> Json {
    let mut check = json!({"id": "check", "kind": "approve", "who": {"person": "wang"}});
    for (key, value) in more.as_object().into_iter().flatten() {
        check[key] = value.clone();
    }
    let confirm = json!({"id": "confirm", "kind": "approve", "who": {"person": "zhou"}});
    let nodes = json!([{"id": "start", "kind": "start"}, check, confirm, {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > check", "check > confirm", "confirm > end"])
}

impl Play {
    fn add(&mut self, by: &str, role: Help, people: &[&str]) -> Result<(), Rejection> {
        let (task, people) = (self.task("check", by), people.iter().map(|person| (*person).into()).collect());
        self.execute(&Command::Add { task, by: by.into(), people, role, opinion: Some("please".into()), seen: None })
    }

    fn drop_last(&mut self, by: &str) -> Result<(), Rejection> {
        let (visit, at) = self.state.active().last().expect("a token is somewhere");
        self.execute(&Command::Drop { visit, seat: at.seats.len() as u32 - 1, by: by.into() })
    }

    fn ask(&mut self, by: &str, wish: Wish) -> Result<(), Rejection> {
        let task = self.task("check", by);
        self.execute(&Command::Ask { task, by: by.into(), wish, opinion: "because".into(), seen: None })
    }

    fn claim(&mut self, by: &str) -> Result<(), Rejection> {
        let task = self.task("check", by);
        self.execute(&Command::Claim { task, by: by.into(), seen: None })
    }

    fn recall(&mut self, by: &str) -> Result<(), &'static str> {
        let task = self.task("check", by);
        let may = may_recall(&self.process, &self.state, task, &by.into()).map_err(|rejection| rejection.code());
        let recalled = self.execute(&Command::Recall { task, by: by.into(), reason: None });
        let recalled = recalled.map_err(|rejection| rejection.code());
        assert_eq!(may, recalled, "what is offered is what is done");
        recalled
    }
}

fn code(result: Result<(), Rejection>) -> Result<(), &'static str> {
    result.map_err(|rejection| rejection.code())
}

#[test]
fn who_is_asked_before_answers_whoever_asked() {
    let mut play = Play::started(process(&json!({})), &[]);
    play.add("wang", Help::Before, &["qian", "sun"]).expect("wang may ask");
    assert_eq!(play.open(), ["check: qian", "check: sun"], "wang waits");
    assert_eq!(code(play.decide("check", "wang", "approve")), Err("task_waits"));
    play.decide("check", "sun", "refuse").expect("sun is asked");
    assert_eq!(play.open(), ["check: qian"]);
    play.decide("check", "qian", "approve").expect("qian is asked");
    assert_eq!(play.open(), ["check: wang"], "whatever they said, it is wang who decides");
    play.decide("check", "wang", "approve").expect("it is wang's again");
    assert_eq!(play.open(), ["confirm: zhou"]);
}

#[test]
fn who_is_asked_after_has_to_agree_too() {
    let mut play = Play::started(process(&json!({})), &[]);
    play.add("wang", Help::After, &["qian"]).expect("wang may ask");
    assert_eq!(play.open(), ["check: wang"], "qian's turn comes later");
    play.decide("check", "wang", "approve").expect("wang agrees");
    assert_eq!(play.open(), ["check: qian"], "wang's agreement alone is not enough");
    let mut other = Play::started(process(&json!({})), &[]);
    other.add("wang", Help::After, &["qian"]).expect("wang may ask");
    play.decide("check", "qian", "approve").expect("qian agrees");
    assert_eq!(play.open(), ["confirm: zhou"]);
    other.decide("check", "wang", "approve").expect("wang agrees");
    other.decide("check", "qian", "refuse").expect("qian does not");
    assert_eq!(other.result(), "refused check");
}

#[test]
fn who_is_asked_after_is_not_needed_when_it_is_refused() {
    let mut play = Play::started(process(&json!({})), &[]);
    play.add("wang", Help::After, &["qian"]).expect("wang may ask");
    play.decide("check", "wang", "refuse").expect("wang refuses");
    assert_eq!(play.result(), "refused check");
}

#[test]
fn who_is_asked_beside_is_counted_like_the_others() {
    let mut play = Play::started(process(&json!({"mode": "all"})), &[]);
    play.add("wang", Help::Beside, &["qian"]).expect("wang may ask");
    assert_eq!(play.open(), ["check: wang", "check: qian"]);
    play.decide("check", "wang", "approve").expect("wang agrees");
    assert_eq!(play.open(), ["check: qian"]);
    assert_eq!(play.state.active().map(|(_, visit)| tally(&visit.seats)).next(), Some((1, 2)));
    play.decide("check", "qian", "approve").expect("qian agrees");
    assert_eq!(play.open(), ["confirm: zhou"]);
}

#[test]
fn signers_nest() {
    let mut play = Play::started(process(&json!({})), &[]);
    play.add("wang", Help::Before, &["qian"]).expect("wang may ask");
    play.add("qian", Help::Before, &["sun"]).expect("qian may ask in turn");
    play.add("sun", Help::After, &["zhao"]).expect("so may sun");
    assert_eq!(play.open(), ["check: sun"]);
    play.decide("check", "sun", "approve").expect("sun agrees");
    assert_eq!(play.open(), ["check: zhao"], "sun has only answered when zhao has");
    play.decide("check", "zhao", "approve").expect("zhao agrees");
    assert_eq!(play.open(), ["check: qian"]);
    play.decide("check", "qian", "approve").expect("qian agrees");
    assert_eq!(play.open(), ["check: wang"]);
}

#[test]
fn dropping_a_signer_never_decides_what_nobody_has_decided() {
    let mut play = Play::started(process(&json!({"mode": "all"})), &[]);
    play.add("wang", Help::Before, &["qian"]).expect("wang may ask");
    assert_eq!(code(play.drop_last("qian")), Err("not_yours"), "whoever added drops");
    play.drop_last("wang").expect("wang takes qian off");
    assert_eq!(play.open(), ["check: wang"]);
    play.add("wang", Help::Beside, &["qian"]).expect("qian is no longer there");
    play.drop_last("wang").expect("wang takes qian off");
    assert_eq!((play.open(), play.result().as_str()), (vec!["check: wang".to_owned()], "running"));
    play.add("wang", Help::After, &["qian"]).expect("once more");
    play.drop_last("wang").expect("before it was qian's turn");
    play.decide("check", "wang", "approve").expect("wang decides alone");
    assert_eq!(play.open(), ["confirm: zhou"]);
}

#[test]
fn what_was_added_goes_when_the_place_is_decided() {
    let who = json!({"who": {"any": [{"person": "wang"}, {"person": "qian"}]}});
    let mut play = Play::started(process(&who), &[]);
    play.add("wang", Help::Before, &["sun"]).expect("wang may ask");
    assert_eq!(play.open(), ["check: sun"], "whoever asks others has taken it");
    play.decide("check", "sun", "approve").expect("sun is asked");
    assert_eq!(play.open(), ["check: wang"]);
}

#[test]
fn duties_hold_for_whoever_is_added() {
    let mut play = Play::started(process(&json!({"not": ["initiator"]})), &[]);
    assert_eq!(code(play.add("wang", Help::Beside, &["li"])), Err("separation"));
    assert_eq!(code(play.add("wang", Help::Delegate, &["li"])), Err("separation"));
    assert_eq!(code(play.add("wang", Help::Beside, &["wang"])), Err("separation"), "nobody has two places");
    assert_eq!(code(play.add("wang", Help::Beside, &["nobody"])), Err("no_person"));
    assert_eq!(code(play.add("wang", Help::Delegate, &["qian", "sun"])), Err("unfit"), "one does the work");
    play.stands_in("qian", "sun");
    play.add("wang", Help::Beside, &["qian"]).expect("qian is away");
    assert_eq!(play.open(), ["check: wang", "check: sun"]);
}

#[test]
fn a_delegate_reports_and_does_not_decide() {
    let mut play = Play::started(process(&json!({"fields": {"note": "edit"}})), &[]);
    play.add("wang", Help::Delegate, &["qian"]).expect("wang may delegate");
    assert_eq!(play.open(), ["check: qian"]);
    assert_eq!(code(play.decide("check", "qian", "approve")), Err("no_outcome"));
    let silent = play.decide_with("check", "qian", "done", &[], None);
    assert_eq!(code(silent), Err("opinion_missing"), "it comes back with a remark");
    let note = [("note", crate::play::text("looked into"))];
    play.decide_with("check", "qian", "done", &note, Some("all is well")).expect("qian has done it");
    assert_eq!((play.open(), play.state.data["note"].clone()), (vec!["check: wang".to_owned()], note[0].1.clone()));
}

#[test]
fn only_what_is_offered_is_done() {
    let mut play = Play::started(process(&json!({"actions": ["transfer"]})), &[]);
    let until = Moment(play.now.0 + HOUR);
    assert_eq!(code(play.add("wang", Help::Before, &["qian"])), Err("not_offered"));
    assert_eq!(code(play.add("wang", Help::Delegate, &["qian"])), Err("not_offered"));
    assert_eq!(code(play.ask("wang", Wish::Extension { until })), Err("not_offered"));
    play.decide("check", "wang", "approve").expect("wang decides");
    assert_eq!(play.recall("wang"), Err("not_offered"));
}

#[test]
fn more_time_is_asked_for_and_granted() {
    let limit = json!({"limit": {"within": 2, "unit": "hour", "overdue": "refuse", "remind": ["-1 hour"]}});
    let mut play = Play::started(process(&limit), &[]);
    let until = Moment(play.now.0 + 24 * HOUR);
    let soon = Wish::Extension { until: Moment(play.now.0 + HOUR) };
    assert_eq!(code(play.ask("wang", soon)), Err("not_later"));
    play.ask("wang", Wish::Extension { until }).expect("wang may ask");
    assert_eq!(play.open(), ["check: wang", "check: zhou"], "wang's superior is asked, and wang keeps the task");
    assert_eq!(code(play.ask("wang", Wish::Extension { until })), Err("asked_already"));
    play.now = play.now.plus_millis(HOUR);
    play.execute(&Command::Elapse).expect("the reminder comes");
    play.decide("check", "zhou", "approve").expect("zhou grants it");
    assert_eq!((play.due("check"), play.open()), (Some(until), vec!["check: wang".to_owned()]));
    play.now = play.now.plus_millis(2 * HOUR);
    assert_eq!(code(play.execute(&Command::Elapse)), Err("nothing_due"), "the old limit is none any more");
    play.now = Moment(until.0 - HOUR);
    play.execute(&Command::Elapse).expect("the reminder comes again, for the new limit");
    play.now = until;
    play.execute(&Command::Elapse).expect("the new limit passes");
    assert_eq!(play.result(), "refused check");
}

#[test]
fn what_is_denied_changes_nothing() {
    let mut play = Play::started(process(&json!({"actions": ["ask_transfer"]})), &[]);
    play.ask("wang", Wish::Transfer { to: "qian".into() }).expect("wang may ask");
    play.decide("check", "zhou", "refuse").expect("zhou denies it");
    assert_eq!((play.open(), play.result().as_str()), (vec!["check: wang".to_owned()], "running"));
    play.ask("wang", Wish::Transfer { to: "qian".into() }).expect("wang asks again");
    play.decide("check", "zhou", "approve").expect("zhou grants it");
    assert_eq!(play.open(), ["check: qian"]);
    play.decide("check", "qian", "approve").expect("qian has it");
    assert_eq!(play.state.decisions(&play.process), 1, "granting is no decision on the matter");
}

#[test]
fn of_several_one_takes_it_and_may_let_it_go() {
    let mut play = Play::started(process(&json!({"who": {"any": [{"post": "cashier"}, {"person": "wang"}]}})), &[]);
    play.claim("zhao").expect("zhao may take it");
    assert_eq!(play.open(), ["check: zhao"]);
    assert_eq!(code(play.claim("sun")), Err("task_waits"));
    let task = play.task("check", "zhao");
    play.execute(&Command::Release { task, by: "zhao".into(), seen: None }).expect("zhao lets it go");
    assert_eq!(play.open().len(), 3);
    play.claim("sun").expect("now sun may");
    play.decide("check", "sun", "approve").expect("sun decides");
    assert_eq!(play.open(), ["confirm: zhou"]);
}

#[test]
fn a_decision_is_taken_back_until_somebody_acts() {
    let mut play = Play::started(process(&json!({"mode": "all", "who": {"people": ["wang", "qian"]}})), &[]);
    play.decide("check", "wang", "approve").expect("wang agrees");
    play.recall("wang").expect("qian has not decided");
    assert_eq!(play.open(), ["check: wang", "check: qian"]);
    play.decide("check", "wang", "approve").expect("wang agrees after all");
    play.decide("check", "qian", "approve").expect("so does qian");
    assert_eq!(play.recall("wang"), Err("no_recall"), "qian has decided since");
    play.recall("qian").expect("zhou has not acted");
    assert_eq!((play.open(), play.cancelled()), (vec!["check: qian".to_owned()], vec!["confirm".to_owned()]));
    play.decide("check", "qian", "approve").expect("qian agrees again");
    let task = play.task("confirm", "zhou");
    play.execute(&Command::Transfer { task, by: "zhou".into(), to: "sun".into(), opinion: None, seen: None })
        .expect("zhou acts");
    assert_eq!(play.recall("qian"), Err("no_recall"));
    play.decide("confirm", "sun", "approve").expect("sun has it");
    assert_eq!(play.recall("qian"), Err("instance_ended"));
}

#[test]
fn who_was_not_needed_any_more_is_asked_again() {
    let any = json!({"mode": "any", "who": {"people": ["wang", "qian"]}});
    let mut play = Play::started(process(&any), &[]);
    play.decide("check", "wang", "approve").expect("wang decides for both");
    play.recall("wang").expect("nobody has acted");
    assert_eq!(play.open(), ["check: wang", "check: qian"]);
    let order = json!({"mode": "sequential", "who": {"people": ["wang", "qian"]}});
    let mut play = Play::started(process(&order), &[]);
    play.decide("check", "wang", "approve").expect("wang is first");
    play.recall("wang").expect("qian has not decided");
    assert_eq!(play.open(), ["check: wang"], "it is not qian's turn any more");
    play.decide("check", "wang", "approve").expect("wang is first");
    assert_eq!(play.open(), ["check: qian"]);
    play.decide("check", "qian", "approve").expect("qian is second");
    assert_eq!(play.open(), ["confirm: zhou"]);
}

#[test]
fn an_answer_to_whoever_asked_first_is_taken_back_too() {
    let mut play = Play::started(process(&json!({})), &[]);
    play.add("wang", Help::Before, &["qian"]).expect("wang may ask");
    play.decide("check", "qian", "refuse").expect("qian answers");
    assert_eq!(play.open(), ["check: wang"]);
    play.recall("qian").expect("wang has not decided");
    assert_eq!(play.open(), ["check: qian"], "wang waits again");
}

#[test]
fn branches_that_were_joined_are_not_taken_apart() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"},
        {"id": "check", "kind": "approve", "who": {"person": "wang"}},
        {"id": "other", "kind": "approve", "who": {"person": "qian"}}, {"id": "join", "kind": "parallel"},
        {"id": "confirm", "kind": "approve", "who": {"person": "zhou"}}, {"id": "end", "kind": "end"}]);
    let edges = [
        "start > split",
        "split > check",
        "split > other",
        "check > join",
        "other > join",
        "join > confirm",
        "confirm > end",
    ];
    let mut play = Play::started(definition(nodes, &edges), &[]);
    play.decide("check", "wang", "approve").expect("wang agrees");
    play.recall("wang").expect("it waits at the join");
    assert_eq!((play.open().len(), play.state.waiting.len()), (2, 0));
    play.decide("check", "wang", "approve").expect("wang agrees");
    play.decide("other", "qian", "approve").expect("qian agrees");
    assert_eq!(play.recall("wang"), Err("no_recall"));
}
