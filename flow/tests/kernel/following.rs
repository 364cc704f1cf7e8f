//! An instance that follows an earlier one: when it may, and what it takes over.

use std::sync::Arc;

use feel::Value;
use flow::id::InstanceId;
use flow::kernel::{Command, Data, Event, NoFollow, Rejection, Start, begin_with};
use flow::process::Process;
use flow::world::World;
use serde_json::{Value as Json, json};

use crate::play::{T0, data_of, definition, organisation};

/// A leave that zhao approves, and what follows it as `follows` says; note and amount may be read only.
struct Leaves {
    world: World,
}

fn leave(key: &str) -> Json {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "zhao"}},
        {"id": "end", "kind": "end"}]);
    let mut leave = definition(nodes, &["start > a", "a > end"]);
    leave["key"] = json!(key);
    leave["title"] = json!("Leave {amount}");
    leave
}

impl Leaves {
    fn new(follows: Json) -> Self {
        let mut extension = leave("extension");
        extension["nodes"][0]["fields"] =
            json!({"fast": "edit", "note": "edit", "amount": "read", "conditions": "read"});
        extension["form"]["fields"][2]["default"] = json!("\"by default\"");
        extension["form"]["fields"][4]["compute"] = json!("\"days: \" + string(amount)");
        extension["follows"] = follows;
        let process = |definition: Json| {
            let definition = serde_json::from_value(definition).expect("the definition is well written");
            Arc::new(Process::new(Arc::new(definition)).expect("the definition can be run"))
        };
        let processes = [process(leave("leave")), process(leave("other")), process(extension)];
        Self { world: World::new(processes, Arc::new(organisation()), T0) }
    }

    /// A leave of li, of so many days.
    fn leave(&mut self, key: &str) -> InstanceId {
        let data = data_of(&[("amount", Value::from(3)), ("note", Value::from("a cold"))]);
        self.world.start(&key.into(), Start::by("li".into(), 1, data)).expect("li may start it")
    }

    fn decided(&mut self, outcome: &str) -> InstanceId {
        let leave = self.leave("leave");
        let (task, by, outcome) = (0, "zhao".into(), outcome.into());
        let decide = Command::Decide {
            task,
            by,
            outcome,
            data: Data::new(),
            opinion: Some("so".into()),
            seen: None,
            outside: None,
        };
        self.world.execute(&leave, &decide).expect("zhao decides");
        leave
    }

    fn follow(&mut self, earlier: &InstanceId, data: &[(&str, Value)]) -> Result<InstanceId, Rejection> {
        let start = Start { follows: Some(earlier.clone()), ..Start::by("li".into(), 1, data_of(data)) };
        self.world.start(&"extension".into(), start)
    }

    fn refused(&mut self, earlier: &InstanceId) -> NoFollow {
        match self.follow(earlier, &[]) {
            Err(Rejection::MayNotFollow(why)) => why,
            other => panic!("{other:?}"),
        }
    }

    fn value(&self, instance: &InstanceId, field: &str) -> Value {
        self.world.instance(instance).expect("it began").state.data.get(field).cloned().unwrap_or_default()
    }
}

fn carrying() -> Json {
    json!([{"process": "leave", "data": {
        "amount": "earlier.data.amount", "note": "earlier.data.note", "who": "earlier.initiator.id",
        "signed": "date(earlier.ended)", "fast": "earlier.data.nothing",
    }}])
}

#[test]
fn it_takes_over_what_the_process_says_and_knows_what_it_follows() {
    let mut leaves = Leaves::new(carrying());
    let earlier = leaves.decided("approve");
    let later = leaves.follow(&earlier, &[("fast", Value::Bool(true))]).expect("it was completed");
    let log = &leaves.world.instance(&later).expect("it began").log;
    assert!(matches!(&log[0].event, Event::Started { follows: Some(followed), .. } if *followed == earlier));
    let header = leaves.world.instance(&later).expect("it began").state.header.clone().expect("it began");
    assert_eq!(header.follows.as_ref(), Some(&earlier));
    assert_eq!(header.title, "Leave 3".into(), "a field that the starter may only read is carried");
    assert_eq!(leaves.value(&later, "note"), Value::from("a cold"), "over the default");
    assert_eq!(leaves.value(&later, "who"), Value::from("li"), "into a field that the start does not show");
    assert_eq!(leaves.value(&later, "signed").to_string(), "date(\"2026-03-02\")");
    assert_eq!(leaves.value(&later, "conditions"), Value::from("days: 3"), "what is computed follows");
}

#[test]
fn what_the_starter_fills_in_lies_over_it() {
    let mut leaves = Leaves::new(carrying());
    let earlier = leaves.decided("approve");
    let later = leaves.follow(&earlier, &[("note", Value::from("still"))]).expect("it was completed");
    assert_eq!(leaves.value(&later, "note"), Value::from("still"));
    let problems = match leaves.follow(&earlier, &[("amount", Value::from(30))]) {
        Err(Rejection::Fields(problems)) => problems,
        other => panic!("{other:?}"),
    };
    assert_eq!(problems[0].code, "not_writable", "what may only be read stays as it was carried");
}

#[test]
fn the_form_shows_before_what_comes_about() {
    let mut leaves = Leaves::new(carrying());
    let earlier = leaves.decided("approve");
    let start = Start { follows: Some(earlier.clone()), ..Start::by("li".into(), 1, Data::new()) };
    let process = leaves.world.process(&"extension".into()).expect("it is there").clone();
    let first = leaves.world.informed(None, |context| begin_with(&process, &start, context)).expect("it may begin");
    let later = leaves.follow(&earlier, &[]).expect("it was completed");
    for (field, value) in &first {
        assert_eq!(&leaves.value(&later, field.as_str()), value, "{field}");
    }
    assert_eq!(first.get("amount"), Some(&Value::from(3)));
}

#[test]
fn it_follows_what_is_far_enough() {
    for (after, running, refused) in [
        ("completed", Some(NoFollow::Running), Some(NoFollow::NotCompleted)),
        ("ended", Some(NoFollow::Running), None),
        ("any", None, None),
    ] {
        let mut leaves = Leaves::new(json!([{"process": "leave", "after": after}]));
        let open = leaves.leave("leave");
        assert_eq!(leaves.follow(&open, &[]).err(), running.map(Rejection::MayNotFollow), "{after}, running");
        let no = leaves.decided("refuse");
        assert_eq!(leaves.follow(&no, &[]).err(), refused.map(Rejection::MayNotFollow), "{after}, refused");
        let yes = leaves.decided("approve");
        assert_eq!(leaves.follow(&yes, &[]).err(), None, "{after}, completed");
    }
}

#[test]
fn only_what_the_process_names_is_followed() {
    let mut leaves = Leaves::new(json!([{"process": "leave", "after": "any"}]));
    let other = leaves.leave("other");
    assert_eq!(leaves.refused(&other), NoFollow::NoRule);
    assert_eq!(leaves.refused(&"99".into()), NoFollow::Missing);
}

#[test]
fn the_days_for_it_are_counted_from_its_end_by_the_working_calendar() {
    let mut leaves = Leaves::new(json!([{"process": "leave", "within": "5 working_day"}]));
    let earlier = leaves.decided("approve");
    let days = |days: i64| T0.plus_millis(days * 86_400_000);
    leaves.world.move_to(days(7));
    assert!(leaves.follow(&earlier, &[]).is_ok(), "a weekend lies between: Monday is the fifth day");
    leaves.world.move_to(days(8));
    assert_eq!(leaves.refused(&earlier), NoFollow::TooLate);
}

#[test]
fn where_it_has_to_follow_something_nobody_begins_it_otherwise() {
    let mut leaves = Leaves::new(json!([{"process": "leave", "required": true}, {"process": "other"}]));
    let alone = leaves.world.start(&"extension".into(), Start::by("li".into(), 1, Data::new()));
    assert_eq!(alone.err(), Some(Rejection::FollowsNothing));
    let earlier = leaves.decided("approve");
    assert!(leaves.follow(&earlier, &[]).is_ok());
    let event = Start { event: Some("start".into()), ..Start::by("li".into(), 1, Data::new()) };
    assert!(leaves.world.start(&"extension".into(), event).is_ok(), "an event begins it all the same");
}
