use std::collections::BTreeMap;
use std::sync::Arc;

use feel::Value;
use serde_json::{Value as Json, json};

use super::*;
use crate::kernel::{Command, Decision, Event, Fact, Facts, act};
use crate::organisation::Organisation;

/// A process that begins by itself, looked at in time.
struct Clock {
    process: Process,
    organisation: Organisation,
    facts: Facts,
    past: Past,
}

impl Clock {
    fn new(event: Json) -> Self {
        Self::with(json!({"event": event}))
    }

    fn with(keys: Json) -> Self {
        let mut start = json!({"id": "begin", "kind": "start"});
        start.as_object_mut().expect("an object").extend(keys.as_object().expect("an object").clone());
        let definition = json!({
            "lianban": 1, "key": "T", "name": "T", "about": {"owner": "dept:house"},
            "form": {"fields": [{"id": "licence", "type": "text"}]},
            "nodes": [start, {"id": "end", "kind": "end"}],
            "edges": [{"id": "1", "from": "begin", "to": "end"}],
        });
        let organisation = json!({
            "name": "O",
            "departments": {"house": {"name": "House", "head": "li"}},
            "people": {"li": {"name": "Li", "department": "house"}, "wu": {"name": "Wu", "department": "house"}},
        });
        let process = Process::new(Arc::new(serde_json::from_value(definition).expect("it is well written")));
        let organisation: Organisation = serde_json::from_value(organisation).expect("it is well written");
        let past = Past::since(Moment(0));
        let process = process.unwrap_or_else(|findings| panic!("{findings:?}"));
        Self { process, organisation, facts: Facts::default(), past }.in_force("2026-03-01T12:00")
    }

    fn moment(&self, local: &str) -> Moment {
        let at = feel::parse(&format!("date and time(\"{local}:00\")"), &()).expect("it is well written");
        let at = at.evaluate(&feel::Context::default(), &mut feel::Limits::default()).expect("it is a moment");
        self.organisation.calendar.meant_by(&at).expect("it is a moment")
    }

    fn in_force(mut self, local: &str) -> Self {
        self.past = Past::since(self.moment(local));
        self
    }

    fn local(&self, moment: Moment) -> String {
        let at = self.organisation.calendar.date_time(moment);
        let (date, time) = (at.date(), at.time());
        format!("{:02}-{:02} {:02}:{:02}", date.month(), date.day(), time.hour(), time.minute())
    }

    fn found(&self, now: &str) -> Result<Found, Incident> {
        let context = Context { now: self.moment(now), organisation: &self.organisation, facts: &self.facts };
        let (start, schedule) = self.process.schedules().next().expect("it begins by itself");
        look(&self.process, start, schedule, &self.past, &context)
    }

    /// What has come by then and what comes next, in words; it counts as begun afterwards.
    fn look(&mut self, now: &str) -> String {
        let found = self.found(now).expect("nothing is wrong");
        for occasion in &found.due {
            self.past.begun += 1;
            self.past.last = self.past.last.max(Some(occasion.occurrence.when));
        }
        let told = |occasion: &Occasion| {
            let of = occasion.occurrence.of.as_ref().map(|of| format!(" {of}")).unwrap_or_default();
            format!("{}{of}", self.local(occasion.occurrence.when))
        };
        let due: Vec<String> = found.due.iter().map(told).collect();
        let next = found.next.map(|next| format!("next {}", self.local(next))).unwrap_or_default();
        [due.join(", "), next].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

#[test]
fn a_rule_says_on_which_days() {
    let mut mondays =
        Clock::new(json!({"kind": "timer", "days": "day of week(day) = \"Monday\"", "at": "time(\"08:30:00\")"}));
    assert_eq!(mondays.look("2026-03-01T12:00"), "next 03-02 08:30");
    assert_eq!(mondays.look("2026-03-02T08:29"), "next 03-02 08:30");
    assert_eq!(mondays.look("2026-03-02T08:30"), "03-02 08:30; next 03-09 08:30");
    assert_eq!(mondays.look("2026-03-02T09:00"), "next 03-09 08:30", "once is enough");
    assert_eq!(mondays.look("2026-03-31T09:00"), "03-30 08:30; next 04-06 08:30", "what was missed begins once");
}

#[test]
fn days_follow_the_working_calendar() {
    let rule = "working day(day) and working days between(date(day.year, day.month, 1), day) = 2";
    let mut third = Clock::new(json!({"kind": "timer", "days": rule}));
    assert_eq!(third.look("2026-03-01T12:00"), "next 03-03 00:00");
    assert_eq!(third.look("2026-03-03T00:00"), "03-03 00:00; next 04-03 00:00");
}

#[test]
fn a_version_makes_up_for_nothing_that_lies_before_it() {
    let daily = Clock::new(json!({"kind": "timer", "days": "true", "at": "time(\"08:00:00\")"}));
    let mut daily = daily.in_force("2026-03-05T09:00");
    assert_eq!(daily.look("2026-03-05T10:00"), "next 03-06 08:00");
}

#[test]
fn a_rule_that_never_holds_begins_nothing() {
    assert_eq!(Clock::new(json!({"kind": "timer", "days": "false"})).look("2026-03-02T08:00"), "");
    let leap = Clock::new(json!({"kind": "timer", "days": "day.month = 2 and day.day = 29"})).look("2026-03-02T08:00");
    assert_eq!(leap, "next 02-29 00:00");
}

#[test]
fn again_and_again_counts_from_the_last_beginning() {
    let mut every = Clock::new(json!({"kind": "timer", "every": "30 day", "at": "time(\"09:00:00\")"}));
    assert_eq!(every.look("2026-03-02T08:00"), "next 03-31 09:00");
    assert_eq!(every.look("2026-03-31T09:00"), "03-31 09:00; next 04-30 09:00");
    assert_eq!(every.look("2026-12-01T09:00"), "11-26 09:00; next 12-26 09:00", "what was missed begins once");

    let from = json!({"kind": "timer", "every": "1 hour", "at": "date and time(\"2026-03-02T10:00:00\")", "times": 2});
    let mut twice = Clock::new(from);
    assert_eq!(twice.look("2026-03-02T08:00"), "next 03-02 10:00");
    assert_eq!(twice.look("2026-03-02T10:05"), "03-02 10:00; next 03-02 11:00");
    assert_eq!(twice.look("2026-03-02T11:00"), "03-02 11:00; next 03-02 12:00");
    assert_eq!(twice.look("2026-03-02T12:00"), "", "that was all");
}

#[test]
fn it_may_count_from_the_last_completion() {
    let mut since = Clock::new(json!({"kind": "timer", "every": "90 day", "since": "completion"}));
    assert_eq!(since.look("2026-03-02T08:00"), "next 05-30 00:00", "nothing was completed yet");
    assert_eq!(since.look("2026-05-30T00:00"), "05-30 00:00");
    since.past.running = true;
    assert_eq!(since.look("2026-06-30T00:00"), "", "while one runs, none begins");
    (since.past.running, since.past.completed) = (false, Some(since.moment("2026-07-01T15:00")));
    assert_eq!(since.look("2026-07-01T15:00"), "next 09-29 00:00");
}

#[test]
fn once_is_once() {
    let mut at = Clock::new(json!({"kind": "timer", "at": "date(\"2026-03-10\")"}));
    assert_eq!(at.look("2026-03-02T08:00"), "next 03-10 00:00");
    assert_eq!(at.look("2026-03-11T08:00"), "03-10 00:00");
    assert_eq!(at.look("2026-03-12T08:00"), "");
    assert_eq!(Clock::new(json!({"kind": "timer", "after": "2 hour"})).look("2026-03-01T12:00"), "next 03-01 14:00");
}

fn licences() -> Clock {
    Clock::with(json!({
        "each": {"in": "register rows(\"licences\")", "item": "held"},
        "event": {
            "kind": "timer", "at": "held.expires - duration(\"P30D\")", "key": "held.number",
            "data": {"licence": "held.number"},
        },
        "who": {"expression": "held.keeper"},
    }))
}

#[test]
fn each_row_of_a_register_has_its_moment() {
    let mut clock = licences();
    let fact = Fact::Register { register: "licences".into(), of: BTreeMap::new() };
    clock.found("2026-03-02T08:00").expect("nothing is wrong");
    assert_eq!(clock.facts.missing(), std::slice::from_ref(&fact), "the rows are asked for");
    let row = |number: &str, expires: &str| {
        let text = format!("{{number: \"{number}\", keeper: \"wu\", expires: {expires}}}");
        feel::parse(&text, &()).unwrap().evaluate(&feel::Context::default(), &mut feel::Limits::default()).unwrap()
    };
    let rows = [row("B", "date(\"2026-04-03\")"), row("A", "date(\"2026-03-31\")"), row("C", "null")];
    clock.facts.insert(fact, Value::from(rows.to_vec()));
    assert_eq!(clock.look("2026-03-02T08:00"), "03-01 00:00 A; next 03-02 09:00", "rows may change within the hour");
    assert_eq!(clock.look("2026-03-03T23:30"), "03-01 00:00 A; next 03-04 00:00");
    assert_eq!(clock.look("2026-03-04T00:00"), "03-01 00:00 A, 03-04 00:00 B; next 03-04 01:00");
    let found = clock.found("2026-03-02T08:00").unwrap();
    assert_eq!(found.due[0].by, "wu", "it begins in the name of whoever keeps the licence");
    assert_eq!(found.due[0].data.get("licence"), Some(&Value::from("A")));
}

#[test]
fn it_begins_in_the_name_of_the_head_of_the_owner() {
    let clock = Clock::new(json!({"kind": "timer", "days": "true"})).in_force("2026-03-01T12:00");
    let occasion = clock.found("2026-03-02T08:00").unwrap().due.remove(0);
    assert_eq!(occasion.by, "li");
    let context =
        Context { now: clock.moment("2026-03-02T08:00"), organisation: &clock.organisation, facts: &clock.facts };
    let start = Command::Start(occasion.into_start(3));
    let (events, state) = act(&clock.process, State::default(), &start, &context).expect("it begins");
    assert!(matches!(&events[0], Event::Started { initiator, occurrence: Some(_), .. } if *initiator == "li"));
    assert!(!state.is_running(), "there is nothing to do in it");
}

#[test]
fn nobody_to_begin_it_is_told() {
    let mut clock = Clock::new(json!({"kind": "timer", "days": "true"}));
    clock.organisation.departments.clear();
    assert_eq!(clock.found("2026-03-02T08:00"), Err(Incident::Nobody));
    let no_time = Clock::new(json!({"kind": "timer", "days": "true", "at": "8"}));
    assert_eq!(no_time.found("2026-03-02T08:00"), Err(Incident::NoMoment { node: "begin".into() }));
}

#[test]
fn people_begin_it_too() {
    let clock = Clock::new(json!({"kind": "timer", "days": "true"}));
    let context =
        Context { now: clock.moment("2026-03-02T08:00"), organisation: &clock.organisation, facts: &clock.facts };
    let start = Command::Start(Start::by("wu".into(), 1, Data::new()));
    let begun = act(&clock.process, State::default(), &start, &context);
    assert!(!matches!(begun, Err(Decision::Rejected(_))), "{begun:?}");
}
