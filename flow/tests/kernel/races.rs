//! Promise 16: two act at the same moment. Whichever comes first, the other is refused with a reason or fits in; what
//! happened is never half of both. Playing holds the log against the state after every command.

use feel::Value;
use flow::kernel::{Command, Data, Rejection};
use flow::migration::Mapping;
use serde_json::{Value as Json, json};

use crate::migrating::process as compiled;
use crate::play::{Play, definition};

const HOUR: i64 = 3_600_000;

/// Something that is done to an instance.
type Act<'a> = &'a dyn Fn(&mut Play) -> Result<(), Rejection>;
type Answer = Result<(), &'static str>;

/// How the two are answered in each order, and how the instance stands afterwards.
fn both_orders(play: &dyn Fn() -> Play, one: Act<'_>, other: Act<'_>) -> [(Answer, Answer, Play); 2] {
    let in_order = |first: Act<'_>, second: Act<'_>| {
        let mut play = play();
        let code = |answer: Result<(), Rejection>| answer.map_err(|rejection| rejection.code());
        let (first, before) = (code(first(&mut play)), play.log.len());
        let second = code(second(&mut play));
        assert!(second.is_ok() || play.log.len() == before, "what is refused leaves no trace");
        (first, second, play)
    };
    [in_order(one, other), in_order(other, one)]
}

/// Whoever comes first has it; the other is refused with this code: `one` after `other`, and `other` after `one`.
fn one_wins(play: &dyn Fn() -> Play, one: Act<'_>, other: Act<'_>, refused: [&'static str; 2]) -> [Play; 2] {
    let [(first, late, one_first), (other_first, one_late, other_played)] = both_orders(play, one, other);
    assert_eq!((first, late), (Ok(()), Err(refused[1])));
    assert_eq!((other_first, one_late), (Ok(()), Err(refused[0])));
    [one_first, other_played]
}

/// Both count, and come to the same in either order.
fn both_count(play: &dyn Fn() -> Play, one: Act<'_>, other: Act<'_>) -> Play {
    let [(first, second, played), (third, fourth, turned)] = both_orders(play, one, other);
    assert_eq!([first, second, third, fourth], [Ok(()); 4]);
    assert_eq!((played.open(), played.result()), (turned.open(), turned.result()));
    played
}

/// `one` counts in either order; `other` only before it.
fn one_always_counts(play: &dyn Fn() -> Play, one: Act<'_>, other: Act<'_>, refused: &'static str) -> [Play; 2] {
    let [(first, late, alone), (earlier, second, both)] = both_orders(play, one, other);
    assert_eq!((first, late), (Ok(()), Err(refused)));
    assert_eq!((earlier, second), (Ok(()), Ok(())));
    [alone, both]
}

/// Somebody of `who` approves at `a`, then zhou at `b`.
fn approval(who: Json, more: &Json) -> Json {
    let mut a = json!({"id": "a", "kind": "approve", "who": who});
    more.as_object().into_iter().flatten().for_each(|(key, value)| a[key] = value.clone());
    let nodes = json!([{"id": "start", "kind": "start"}, a, {"id": "b", "kind": "approve", "who": {"person": "zhou"}},
        {"id": "end", "kind": "end"}, {"id": "late", "kind": "handle", "who": {"person": "sun"}}]);
    definition(nodes, &["start > a", "a > b", "b > end", "late > end"])
}

/// The same with a boundary event at `a`, which leads to sun.
fn interrupted(event: &Json) -> Json {
    let mut written = approval(json!({"person": "wang"}), &Json::Null);
    let mut attached = json!({"id": "event", "on": "a"});
    event.as_object().into_iter().flatten().for_each(|(key, value)| attached[key] = value.clone());
    written["attached"] = json!([attached]);
    let edges = written["edges"].as_array_mut().expect("there are edges");
    edges.push(json!({"id": "x", "from": "event", "to": "late"}));
    written
}

fn either() -> Json {
    json!({"any": [{"person": "wang"}, {"person": "qian"}]})
}

fn decides<'a>(node: &'a str, by: &'a str, outcome: &'a str) -> impl Fn(&mut Play) -> Result<(), Rejection> + 'a {
    move |play| play.decide(node, by, outcome)
}

fn delivered(play: &mut Play) -> Result<(), Rejection> {
    play.execute(&Command::Deliver { message: "m".into(), key: Value::Null, node: None, data: Data::new() })
}

fn signalled(play: &mut Play) -> Result<(), Rejection> {
    play.execute(&Command::Signal { signal: "s".into(), data: Data::new() })
}

fn terminated(play: &mut Play) -> Result<(), Rejection> {
    play.execute(&Command::Terminate { by: Some("zhou".into()), reason: "duplicate".into() })
}

fn time_passes(play: &mut Play) -> Result<(), Rejection> {
    play.execute(&Command::Elapse)
}

#[test]
fn of_two_decisions_on_one_task_the_first_counts() {
    let play = || Play::started(approval(json!({"person": "wang"}), &Json::Null), &[]);
    let [agreed, refused] = one_wins(
        &play,
        &decides("a", "wang", "approve"),
        &decides("a", "wang", "refuse"),
        ["instance_ended", "task_closed"],
    );
    assert_eq!((agreed.open(), refused.result()), (vec!["b: zhou".to_owned()], "refused a".to_owned()));
    one_wins(&play, &decides("a", "wang", "approve"), &decides("a", "wang", "approve"), ["task_closed"; 2]);
}

#[test]
fn of_two_who_could_fill_a_place_the_first_does() {
    let play = || Play::started(approval(either(), &Json::Null), &[]);
    one_wins(&play, &decides("a", "wang", "approve"), &decides("a", "qian", "approve"), ["task_closed"; 2]);
}

#[test]
fn of_those_who_all_have_to_agree_the_first_refusal_decides() {
    let people = json!({"people": ["wang", "qian"]});
    let play = || Play::started(approval(people.clone(), &json!({"mode": "all", "refuse": "path"})), &[]);
    let [refused_last, refused_first] =
        one_always_counts(&play, &decides("a", "wang", "refuse"), &decides("a", "qian", "approve"), "task_closed");
    for played in [refused_last, refused_first] {
        assert_eq!(played.open(), ["b: zhou"]);
        assert_eq!(played.path(), ["start", "a"], "it is decided once");
    }
}

#[test]
fn branches_that_come_to_a_join_at_once_become_one_token() {
    for join in ["parallel", "inclusive"] {
        let nodes = json!([{"id": "start", "kind": "start"}, {"id": "split", "kind": "parallel"},
            {"id": "a", "kind": "approve", "who": {"person": "wang"}}, {"id": "b", "kind": "approve", "who": {"person": "qian"}},
            {"id": "join", "kind": join}, {"id": "c", "kind": "handle", "who": {"person": "zhou"}}, {"id": "end", "kind": "end"}]);
        let edges = ["start > split", "split > a", "split > b", "a > join", "b > join", "join > c", "c > end"];
        let play = || Play::started(definition(nodes.clone(), &edges), &[]);
        let played = both_count(&play, &decides("a", "wang", "approve"), &decides("b", "qian", "approve"));
        assert_eq!((played.open(), played.state.waiting.len()), (vec!["c: zhou".to_owned()], 0), "{join}");

        let back = |play: &mut Play| play.give_back("a", "wang", "start");
        let [sent_back, both] = one_always_counts(&play, &back, &decides("b", "qian", "approve"), "task_closed");
        for played in [sent_back, both] {
            assert_eq!((played.open(), played.state.waiting.len()), (vec!["start: li".to_owned()], 0), "{join}");
        }
    }
}

#[test]
fn a_message_or_a_signal_reaches_what_waits_once() {
    let waiting = |kind: &str, of: &str| {
        let nodes = json!([{"id": "start", "kind": "start"}, {"id": "w", "kind": "wait", "event": {"kind": kind, "of": of}},
            {"id": "b", "kind": "handle", "who": {"person": "zhou"}}, {"id": "end", "kind": "end"}]);
        Play::started(definition(nodes, &["start > w", "w > b", "b > end"]), &[])
    };
    one_wins(&|| waiting("message", "m"), &delivered, &delivered, ["not_expected"; 2]);
    one_wins(&|| waiting("signal", "s"), &signalled, &signalled, ["not_expected"; 2]);
}

#[test]
fn of_the_events_that_a_token_waits_for_the_first_counts() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "g", "kind": "event_based"},
        {"id": "m", "kind": "wait", "event": {"kind": "message", "of": "m"}},
        {"id": "s", "kind": "wait", "event": {"kind": "signal", "of": "s"}},
        {"id": "t", "kind": "wait", "event": {"kind": "timer", "after": "1 hour"}},
        {"id": "end", "kind": "end"}]);
    let edges = ["start > g", "g > m", "g > s", "g > t", "m > end", "s > end", "t > end"];
    let play = || {
        let mut play = Play::started(definition(nodes.clone(), &edges), &[]);
        play.now = play.now.plus_millis(HOUR);
        play
    };
    for (one, other) in
        [(&delivered as Act<'_>, &signalled as Act<'_>), (&delivered, &time_passes), (&signalled, &time_passes)]
    {
        one_wins(&play, one, other, ["instance_ended"; 2]);
    }
}

#[test]
fn an_event_that_interrupts_and_a_decision_never_both_count() {
    for (event, comes) in [
        (json!({"kind": "message", "of": "m"}), &delivered as Act<'_>),
        (json!({"kind": "signal", "of": "s"}), &signalled),
    ] {
        let play = || Play::started(interrupted(&event), &[]);
        let [decided, came] = one_wins(&play, &decides("a", "wang", "approve"), comes, ["task_closed", "not_expected"]);
        assert_eq!((decided.open(), came.open()), (vec!["b: zhou".to_owned()], vec!["late: sun".to_owned()]));
    }
}

#[test]
fn a_timer_and_a_decision_never_both_count() {
    let due = |written: Json| {
        let mut play = Play::started(written, &[]);
        play.now = play.now.plus_millis(HOUR);
        play
    };
    let play = || due(interrupted(&json!({"kind": "timer", "after": "1 hour"})));
    let [decided, passed] =
        one_wins(&play, &decides("a", "wang", "approve"), &time_passes, ["task_closed", "nothing_due"]);
    assert_eq!((decided.open(), passed.open()), (vec!["b: zhou".to_owned()], vec!["late: sun".to_owned()]));

    let limit = json!({"limit": {"within": 1, "unit": "hour", "overdue": "approve"}, "refuse": "end"});
    let play = || due(approval(json!({"person": "wang"}), &limit));
    let [refused, agreed] =
        one_wins(&play, &decides("a", "wang", "refuse"), &time_passes, ["task_closed", "instance_ended"]);
    assert_eq!((refused.result(), agreed.open()), ("refused a".to_owned(), vec!["b: zhou".to_owned()]));
}

#[test]
fn what_is_ended_by_hand_is_decided_no_more() {
    let play = || Play::started(approval(json!({"person": "wang"}), &Json::Null), &[]);
    let approves = decides("a", "wang", "approve");
    for played in one_always_counts(&play, &terminated, &approves, "instance_ended") {
        assert_eq!((played.result(), played.open()), ("terminated".to_owned(), Vec::<String>::new()));
    }
    let withdrawn = |play: &mut Play| play.execute(&Command::Withdraw { by: "li".into(), reason: None });
    one_wins(&play, &withdrawn, &approves, ["too_late_to_withdraw", "instance_ended"]);
    let last = || {
        let mut play = play();
        play.decide("a", "wang", "approve").expect("wang has a");
        play
    };
    one_wins(&last, &terminated, &decides("b", "zhou", "approve"), ["instance_ended"; 2]);
}

#[test]
fn what_is_suspended_waits_with_its_decisions() {
    let play = || Play::started(approval(json!({"person": "wang"}), &Json::Null), &[]);
    let suspended = |play: &mut Play| play.execute(&Command::Suspend { by: "zhou".into(), reason: "an audit".into() });
    let [stopped, decided] = one_always_counts(&play, &suspended, &decides("a", "wang", "approve"), "suspended");
    assert_eq!((stopped.open(), decided.open()), (vec!["a: wang".to_owned()], vec!["b: zhou".to_owned()]));
}

#[test]
fn a_decision_is_taken_back_or_acted_upon() {
    let play = || {
        let mut play = Play::started(approval(json!({"person": "wang"}), &Json::Null), &[]);
        play.decide("a", "wang", "approve").expect("wang has a");
        play
    };
    let recalled = |play: &mut Play| {
        let task = play.task("a", "wang");
        play.execute(&Command::Recall { task, by: "wang".into(), reason: None })
    };
    let back = |play: &mut Play| play.give_back("b", "zhou", "start");
    let [taken_back, given_back] = one_wins(&play, &recalled, &back, ["no_recall", "task_closed"]);
    assert_eq!((taken_back.open(), given_back.open()), (vec!["a: wang".to_owned()], vec!["start: li".to_owned()]));
    one_wins(&play, &recalled, &decides("b", "zhou", "approve"), ["instance_ended", "task_closed"]);
}

#[test]
fn of_two_who_claim_a_task_one_has_it() {
    let play = || Play::started(approval(either(), &Json::Null), &[]);
    fn claims(by: &'static str) -> impl Fn(&mut Play) -> Result<(), Rejection> {
        move |play| {
            let task = play.task("a", by);
            play.execute(&Command::Claim { task, by: by.into(), seen: None })
        }
    }
    let [wangs, qians] = one_wins(&play, &claims("wang"), &claims("qian"), ["task_waits"; 2]);
    assert_eq!((wangs.open(), qians.open()), (vec!["a: wang".to_owned()], vec!["a: qian".to_owned()]));
    one_wins(&play, &claims("wang"), &decides("a", "qian", "approve"), ["task_closed", "task_waits"]);
}

#[test]
fn another_version_and_a_decision_fit_in_either_order() {
    let play = || Play::started(approval(json!({"person": "wang"}), &Json::Null), &[]);
    let approves = decides("a", "wang", "approve");
    let same = |play: &mut Play| {
        play.migrate(compiled(approval(json!({"person": "wang"}), &json!({"name": "new"}))), Mapping::default())
    };
    assert_eq!(both_count(&play, &same, &approves).open(), ["b: zhou"]);

    // Where the token stands is no more in the other version: it can only move on once it has gone further.
    let without = || {
        let nodes = json!([{"id": "start", "kind": "start"}, {"id": "b", "kind": "approve", "who": {"person": "zhou"}},
            {"id": "end", "kind": "end"}]);
        compiled(definition(nodes, &["start > b", "b > end"]))
    };
    let moved = |play: &mut Play| play.migrate(without(), Mapping::default());
    let [(refused, decided, stays), (first, second, moves)] = both_orders(&play, &moved, &approves);
    assert_eq!((refused, decided, first, second), (Err("cannot_migrate"), Ok(()), Ok(()), Ok(())));
    assert_eq!((stays.open(), moves.open()), (vec!["b: zhou".to_owned()], vec!["b: zhou".to_owned()]));
}
