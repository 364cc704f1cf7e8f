//! What is waited for, and what comes: timers, messages, signals, conditions, errors, escalations.

use feel::Value;
use flow::kernel::{Command, Data, Rejection};
use serde_json::{Value as Json, json};

use super::play::{Play, T0, definition};

const MINUTE: i64 = 60_000;

fn with_attached(nodes: Json, edges: &[&str], attached: Json) -> Json {
    let mut written = definition(nodes, edges);
    written["attached"] = attached;
    written
}

fn nodes(more: &[Json]) -> Json {
    let ends = [json!({"id": "start", "kind": "start"}), json!({"id": "end", "kind": "end"})];
    Json::Array(ends.into_iter().chain(more.iter().cloned()).collect())
}

fn task(id: &str) -> Json {
    json!({"id": id, "kind": "handle", "who": "initiator"})
}

impl Play {
    fn minutes_pass(&mut self, minutes: i64) -> Result<(), Rejection> {
        self.now = self.now.plus_millis(minutes * MINUTE);
        self.execute(&Command::Elapse)
    }

    fn message(&mut self, name: &str, key: impl Into<Value>, data: &[(&str, Value)]) -> Result<(), Rejection> {
        let data = data.iter().map(|(field, value)| ((*field).into(), value.clone())).collect();
        self.execute(&Command::Deliver { message: name.to_owned(), key: key.into(), node: None, data })
    }

    fn signal(&mut self, name: &str) -> Result<(), Rejection> {
        self.execute(&Command::Signal { signal: name.to_owned(), data: Data::new() })
    }

    /// Where tokens are, in order of entering.
    fn stands_at(&self) -> Vec<String> {
        self.state.active().map(|(_, visit)| visit.node.to_string()).collect()
    }
}

#[test]
fn a_timer_is_waited_for() {
    let wait = json!({"id": "wait", "kind": "wait", "event": {"kind": "timer", "after": "30 minute"}});
    let mut play = Play::started(definition(nodes(&[wait]), &["start > wait", "wait > end"]), &[]);
    assert_eq!(play.state.next_timer(), Some(T0.plus_millis(30 * MINUTE)));
    assert_eq!(play.minutes_pass(29), Err(Rejection::NothingDue));
    play.minutes_pass(1).expect("it has run off");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_timer_may_be_set_by_a_field() {
    let wait = json!({"id": "wait", "kind": "wait", "event": {"kind": "timer", "at": "signed + duration(\"P1D\")"}});
    let drawn = definition(nodes(&[wait]), &["start > wait", "wait > end"]);
    let date = Value::Date("2026-03-03".parse().expect("a date"));
    let play = Play::started(drawn.clone(), &[("signed", date)]);
    assert_eq!(play.state.next_timer(), Some(T0.plus_millis((24 + 15) * 60 * MINUTE)), "4 March, 00:00");
    let play = Play::started(drawn, &[]);
    assert_eq!(play.incidents(), ["wait"], "without a date nobody knows when");
}

#[test]
fn a_late_task_is_taken_away() {
    let drawn = |interrupting: bool| {
        let attached = json!([{"id": "late", "on": "work", "kind": "timer", "after": "2 hour",
            "interrupting": interrupting}]);
        let edges = ["start > work", "work > end", "late > chase", "chase > end2"];
        let end2 = json!({"id": "end2", "kind": "end"});
        with_attached(nodes(&[task("work"), task("chase"), end2]), &edges, attached)
    };
    let mut play = Play::started(drawn(true), &[]);
    play.minutes_pass(120).expect("it is late");
    assert_eq!(play.open(), ["chase: li"]);
    play.decide("chase", "li", "done").expect("li chases");
    assert_eq!(play.result(), "completed end2");

    let mut play = Play::started(drawn(false), &[]);
    play.minutes_pass(120).expect("it is late");
    assert_eq!(play.open(), ["work: li", "chase: li"]);
    play.decide("work", "li", "done").expect("li works");
    play.decide("chase", "li", "done").expect("li chases");
    assert_eq!(play.result(), "completed end2");

    let mut play = Play::started(drawn(true), &[]);
    play.decide("work", "li", "done").expect("li is in time");
    assert_eq!(play.state.timers, [], "what is done is never late");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn a_timer_that_comes_again_comes_so_often() {
    let attached = json!([{"id": "again", "on": "work", "kind": "timer", "every": "1 hour", "times": 3,
        "interrupting": false}]);
    let cc = json!({"id": "tell", "kind": "cc", "who": "initiator"});
    let edges = ["start > work", "work > end", "again > tell"];
    let mut play = Play::started(with_attached(nodes(&[task("work"), cc]), &edges, attached), &[]);
    play.minutes_pass(125).expect("it came twice");
    let told = |play: &Play| play.path().iter().filter(|node| *node == "tell").count();
    assert_eq!(told(&play), 2);
    play.minutes_pass(600).expect("it came once more");
    assert_eq!(told(&play), 3);
    assert_eq!(play.state.next_timer(), None);
}

#[test]
fn what_was_missed_of_a_timer_comes_in_portions() {
    let attached = json!([{"id": "again", "on": "work", "kind": "timer", "every": "1 minute", "interrupting": false}]);
    let script =
        json!({"id": "count", "kind": "script", "script": "{amount: (if amount = null then 0 else amount) + 1}"});
    let edges = ["start > work", "work > end", "again > count"];
    let mut play = Play::started(with_attached(nodes(&[task("work"), script]), &edges, attached), &[]);
    play.minutes_pass(1_500).expect("it came");
    let mut portions = 1;
    while play.execute(&Command::Elapse).is_ok() {
        portions += 1;
    }
    assert_eq!((play.state.data.get("amount"), play.incidents().len()), (Some(&1_500.into()), 0));
    assert!(portions > 3, "one command does not bring about all of it: {portions}");
}

#[test]
fn a_message_finds_the_instance_that_waits_for_it() {
    let event = json!({"kind": "message", "of": "payment", "key": "note"});
    let wait = json!({"id": "paid", "kind": "wait", "event": event});
    let drawn = definition(nodes(&[wait]), &["start > paid", "paid > end"]);
    let mut play = Play::started(drawn, &[("note", "A-1".into())]);
    for (name, key) in [("payment", "A-2"), ("refund", "A-1")] {
        assert_eq!(play.message(name, key, &[]), Err(Rejection::NotExpected(name.to_owned())));
    }
    play.message("payment", "A-1", &[("amount", 12.into()), ("unknown", 1.into())]).expect("it is waited for");
    assert_eq!(play.state.data.get("amount"), Some(&12.into()));
    assert_eq!(play.state.data.get("unknown"), None, "what the form does not know is left");
    assert_eq!(play.result(), "completed end");
}

#[test]
fn what_comes_first_decides() {
    let first = [
        json!({"id": "first", "kind": "event_based"}),
        json!({"id": "paid", "kind": "wait", "event": {"kind": "message", "of": "payment"}}),
        json!({"id": "late", "kind": "wait", "event": {"kind": "timer", "after": "1 hour"}}),
        json!({"id": "unpaid", "kind": "end"}),
    ];
    let edges = ["start > first", "first > paid", "first > late", "paid > end", "late > unpaid"];
    let drawn = definition(nodes(&first), &edges);
    let mut play = Play::started(drawn.clone(), &[]);
    play.message("payment", Value::Null, &[]).expect("it is waited for");
    assert_eq!(play.path(), ["start", "first", "paid", "end"]);
    assert_eq!(play.state.timers, []);

    let mut play = Play::started(drawn, &[]);
    play.minutes_pass(60).expect("it is late");
    assert_eq!(play.result(), "completed unpaid");
}

#[test]
fn a_signal_reaches_everything_that_waits() {
    let heard = |id: &str| json!({"id": id, "kind": "wait", "event": {"kind": "signal", "of": "recall"}});
    let attached = json!([{"id": "stop", "on": "work", "kind": "signal", "of": "recall"}]);
    let edges = ["start > both", "both > a", "both > work", "a > join", "work > end", "stop > join", "join > end"];
    let split = [json!({"id": "both", "kind": "parallel"}), json!({"id": "join", "kind": "parallel"})];
    let all: Vec<Json> = split.into_iter().chain([heard("a"), task("work")]).collect();
    let mut play = Play::started(with_attached(nodes(&all), &edges, attached), &[]);
    assert_eq!(play.signal("other"), Err(Rejection::NotExpected("other".to_owned())));
    play.signal("recall").expect("it is waited for");
    assert_eq!(play.path(), ["start", "both", "a", "stop", "join", "end"]);
}

#[test]
fn a_signal_that_is_thrown_is_heard_in_the_same_instance() {
    let throw = json!({"id": "call", "kind": "throw", "event": {"kind": "signal", "of": "go"}});
    let wait = json!({"id": "wait", "kind": "wait", "event": {"kind": "signal", "of": "go"}});
    let after = json!({"id": "again", "kind": "wait", "event": {"kind": "signal", "of": "go"}});
    let edges =
        ["start > both", "both > wait", "both > work", "work > call", "call > again", "again > end", "wait > end"];
    let all = [json!({"id": "both", "kind": "parallel"}), throw, wait, after, task("work")];
    let mut play = Play::started(definition(nodes(&all), &edges), &[]);
    play.decide("work", "li", "done").expect("li works");
    assert_eq!(play.stands_at(), ["again"], "what comes after it does not hear it");
}

#[test]
fn a_condition_comes_when_it_begins_to_hold() {
    let attached = json!([{"id": "dear", "on": "work", "kind": "condition", "when": "amount > 100",
        "interrupting": false}]);
    let cc = json!({"id": "tell", "kind": "cc", "who": "initiator"});
    let mut change = task("change");
    change["fields"] = json!({"amount": "edit"});
    let edges = ["start > both", "both > work", "both > change", "change > change", "work > end", "dear > tell"];
    let all = [json!({"id": "both", "kind": "parallel"}), task("work"), change, cc];
    let mut play = Play::started(with_attached(nodes(&all), &edges, attached), &[]);
    for (amount, told) in [(50, 0), (101, 1), (150, 1), (20, 1), (300, 2)] {
        play.decide_with("change", "li", "done", &[("amount", amount.into())], None).expect("li changes it");
        assert_eq!(play.path().iter().filter(|node| *node == "tell").count(), told, "{amount}");
    }
}

#[test]
fn an_error_goes_to_whoever_expects_it() {
    let inner = |code: &str| {
        vec![
            json!({"id": "sub", "kind": "sub_process"}),
            json!({"id": "in", "kind": "start", "within": "sub"}),
            json!({"id": "side", "kind": "handle", "who": "initiator", "within": "sub"}),
            json!({"id": "fails", "kind": "end", "within": "sub", "event": {"kind": "error", "of": code}}),
            json!({"id": "mended", "kind": "end"}),
            json!({"id": "other", "kind": "end"}),
        ]
    };
    let attached = json!([
        {"id": "stock", "on": "sub", "kind": "error", "of": "NO_STOCK"},
        {"id": "any", "on": "sub", "kind": "error"},
    ]);
    let edges = ["start > sub", "in > side", "in > fails", "sub > end", "stock > mended", "any > other"];
    let drawn = |code: &str, attached: Json| with_attached(nodes(&inner(code)), &edges, attached);
    assert_eq!(Play::started(drawn("NO_STOCK", attached.clone()), &[]).result(), "completed mended");
    let play = Play::started(drawn("FIRE", attached), &[]);
    assert_eq!(play.result(), "completed other");
    assert_eq!(play.open(), [] as [&str; 0], "the work beside it is given up");
    let edges = ["start > sub", "in > side", "in > fails", "sub > end"];
    let unexpected: Vec<Json> = inner("FIRE").into_iter().take(4).collect();
    let play = Play::started(definition(nodes(&unexpected), &edges), &[]);
    assert_eq!(play.result(), "terminated fails");
}

#[test]
fn work_that_fails_unexpectedly_stays_for_an_administrator() {
    let service = json!({"id": "post", "kind": "service"});
    let attached = json!([{"id": "down", "on": "post", "kind": "error", "of": "DOWN"}]);
    let edges = ["start > post", "post > end", "down > mend", "mend > end"];
    let drawn = with_attached(nodes(&[service, task("mend")]), &edges, attached);
    let fail = |code: &str| Command::Fail { visit: 1, code: Some(code.to_owned()) };
    let mut play = Play::started(drawn.clone(), &[]);
    play.execute(&fail("DOWN")).expect("it has failed");
    assert_eq!(play.open(), ["mend: li"]);
    let mut play = Play::started(drawn, &[]);
    play.execute(&fail("STRANGE")).expect("it has failed");
    assert_eq!(play.incidents(), ["post"]);
    play.execute(&Command::Retry { visit: 1, by: "zhou".into(), reason: "again".to_owned() }).expect("it is stopped");
    play.execute(&Command::Served { visit: 1, data: Data::from([("note".into(), "sent".into())]) }).expect("it works");
    assert_eq!((play.result().as_str(), play.state.data.get("note")), ("completed end", Some(&"sent".into())));
}

#[test]
fn an_escalation_is_told_outwards_and_the_work_goes_on() {
    let all = [
        json!({"id": "sub", "kind": "sub_process"}),
        json!({"id": "in", "kind": "start", "within": "sub"}),
        json!({"id": "tell", "kind": "throw", "within": "sub", "event": {"kind": "escalation", "of": "LATE"}}),
        json!({"id": "out", "kind": "end", "within": "sub"}),
        task("help"),
    ];
    let attached = json!([{"id": "late", "on": "sub", "kind": "escalation", "of": "LATE", "interrupting": false}]);
    let edges = ["start > sub", "in > tell", "tell > out", "sub > end", "late > help", "help > end"];
    let mut play = Play::started(with_attached(nodes(&all), &edges, attached), &[]);
    assert_eq!(play.open(), ["help: li"]);
    play.decide("help", "li", "done").expect("li helps");
    assert_eq!(play.path(), ["start", "in", "late", "tell", "out", "sub", "end", "help", "end"]);
}

#[test]
fn a_link_leads_on_elsewhere() {
    let all = [
        json!({"id": "to", "kind": "throw", "event": {"kind": "link", "of": "B"}}),
        json!({"id": "at", "kind": "wait", "event": {"kind": "link", "of": "B"}}),
    ];
    let play = Play::started(definition(nodes(&all), &["start > to", "at > end"]), &[]);
    assert_eq!(play.path(), ["start", "to", "at", "end"]);
}

#[test]
fn an_inclusive_join_waits_for_a_token_that_comes_by_a_link() {
    let all = [
        json!({"id": "split", "kind": "inclusive"}),
        task("short"),
        task("long"),
        json!({"id": "to", "kind": "throw", "event": {"kind": "link", "of": "B"}}),
        json!({"id": "at", "kind": "wait", "event": {"kind": "link", "of": "B"}}),
        json!({"id": "join", "kind": "inclusive"}),
        task("after"),
    ];
    let edges = [
        "start > split",
        "split > short: true",
        "split > long: true",
        "short > join",
        "long > to",
        "at > join",
        "join > after",
        "after > end",
    ];
    let mut play = Play::started(definition(nodes(&all), &edges), &[]);
    play.decide("short", "li", "done").expect("li works");
    assert_eq!(play.open(), ["long: li"], "what is at `long` can still come, by the link");
    play.decide("long", "li", "done").expect("li works");
    assert_eq!(play.open(), ["after: li"], "both have become one");
    assert_eq!(play.path().iter().filter(|node| *node == "join").count(), 1);
}
