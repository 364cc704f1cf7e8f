//! Limits: reminders, and what happens when a limit has passed.

use flow::id::DepartmentId;
use flow::kernel::{Command, Event, Rejection, Rescheduling};
use flow::time::Moment;
use serde_json::{Value as Json, json};

use super::play::{Play, definition};

const HOUR: i64 = 3_600_000;

/// Sun and Zhao, whose head is Qian, both approve within two working hours of a Monday at nine.
fn written(limit: &Json, more: &Json) -> Json {
    let mut check = json!({"id": "check", "kind": "approve", "who": {"people": ["sun", "zhao"]}, "mode": "all",
        "limit": {"within": 2, "unit": "working_hour"}});
    for (key, value) in limit.as_object().into_iter().flatten() {
        check["limit"][key] = value.clone();
    }
    for (key, value) in more.as_object().into_iter().flatten() {
        check[key] = value.clone();
    }
    let nodes = json!([{"id": "start", "kind": "start"}, check, {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > check", "check > end"])
}

impl Play {
    fn hours_pass(&mut self, hours: i64) -> Result<(), Rejection> {
        self.now = self.now.plus_millis(hours * HOUR);
        self.execute(&Command::Elapse)
    }

    fn came(&self) -> Vec<(Moment, &'static str)> {
        let told = |event: &Event| match event {
            Event::Reminded { .. } => Some("reminded"),
            Event::Overdue { visit: Some(_) } => Some("overdue"),
            Event::Overdue { visit: None } => Some("overdue as a whole"),
            _ => None,
        };
        self.log.iter().filter_map(|entry| Some((entry.at, told(&entry.event)?))).collect()
    }

    fn told(&self) -> Vec<String> {
        let told = |event: &Event| match event {
            Event::Copied { person, .. } => Some(person.to_string()),
            _ => None,
        };
        self.log.iter().filter_map(|entry| told(&entry.event)).collect()
    }
}

#[test]
fn holders_are_reminded_before_and_after() {
    let limit = json!({"remind": ["1 hour", "-1 working_hour"], "overdue": "mark"});
    let mut play = Play::started(written(&limit, &json!({})), &[]);
    assert_eq!(play.hours_pass(0), Err(Rejection::NothingDue));
    for expected in ["reminded", "overdue", "reminded"] {
        play.hours_pass(1).expect("something is due");
        assert_eq!(play.came().last(), Some(&(play.now, expected)));
    }
    assert_eq!(play.hours_pass(100), Err(Rejection::NothingDue), "each comes once");
    assert_eq!(play.open(), ["check: sun", "check: zhao"], "it is only marked");
    assert_eq!(play.told(), [] as [&str; 0]);
}

#[test]
fn what_was_missed_comes_in_order_at_once() {
    let limit = json!({"remind": ["1 hour", "-1 working_hour"]});
    let mut play = Play::started(written(&limit, &json!({})), &[]);
    play.hours_pass(50).expect("all of it is due");
    let came: Vec<&str> = play.came().into_iter().map(|(_, what)| what).collect();
    assert_eq!(came, ["reminded", "overdue", "reminded"]);
}

#[test]
fn superiors_are_told_and_the_task_stays() {
    let mut play = Play::started(written(&json!({}), &json!({})), &[]);
    play.hours_pass(2).expect("it is late");
    assert_eq!(play.told(), ["qian"], "once, though two of their people are late");
    assert_eq!(play.open(), ["check: sun", "check: zhao"]);
}

#[test]
fn superiors_get_the_task() {
    let limit = json!({"overdue": "escalate"});
    let mut play = Play::started(written(&limit, &json!({})), &[]);
    play.decide("check", "sun", "approve").expect("sun is in time");
    play.hours_pass(2).expect("it is late");
    assert_eq!(play.open(), ["check: qian"]);
    play.decide("check", "qian", "approve").expect("qian decides");
    assert_eq!(play.result(), "completed end");

    let mut play = Play::started(written(&limit, &json!({})), &[]);
    play.hours_pass(2).expect("it is late");
    assert_eq!(play.open(), ["check: qian", "check: zhao"], "nobody answers in two places");
    assert_eq!(play.told(), ["qian"]);
}

#[test]
fn a_late_node_decides_itself_unless_it_must_not() {
    for (overdue, result) in [("approve", "completed end"), ("refuse", "refused check")] {
        let limit = json!({"overdue": overdue});
        let mut play = Play::started(written(&limit, &json!({})), &[]);
        play.hours_pass(2).expect("it is late");
        assert_eq!(play.result(), result);

        let mut play = Play::started(written(&limit, &json!({"control": true})), &[]);
        play.hours_pass(2).expect("it is late");
        assert_eq!((play.result().as_str(), play.told()), ("running", vec!["qian".to_owned()]));
    }
}

#[test]
fn a_limit_beyond_the_known_holidays_says_so() {
    let mut play = Play::of(written(&json!({"within": 300, "unit": "day"}), &json!({})));
    let calendar = serde_json::from_value(json!({"public": "cn"})).expect("a calendar");
    play.organisation.calendar = calendar;
    play.start("li", &[]).expect("li may start it");
    assert_eq!(play.incidents(), [] as [&str; 0], "27 December 2026 is known");
    play = Play::of(written(&json!({"within": 310, "unit": "day"}), &json!({})));
    play.organisation.calendar = serde_json::from_value(json!({"public": "cn"})).expect("a calendar");
    play.start("li", &[]).expect("li may start it");
    assert_eq!((play.incidents(), play.open().len()), (vec!["check".to_owned()], 2), "and the work goes on");
}

#[test]
fn an_instance_is_late_as_a_whole() {
    let mut late = written(&json!({"within": 40}), &json!({}));
    late["settings"] = json!({"limit": {"within": 1, "unit": "hour"}});
    let mut play = Play::started(late, &[]);
    play.hours_pass(1).expect("it is late");
    assert_eq!(play.came(), [(play.now, "overdue as a whole")]);
}

/// Within two working days, with a calendar of finance of its own.
fn with_a_calendar_of_finance(who: &Json, calendar: &Json) -> Play {
    let limit = json!({"within": 2, "unit": "working_day", "remind": ["-1 working_day"]});
    let mut play = Play::of(written(&limit, &json!({"who": who})));
    let calendar = serde_json::from_value(calendar.clone()).expect("a calendar");
    play.organisation.departments.get_mut(&DepartmentId::from("finance")).expect("it is there").calendar =
        Some(calendar);
    play.start("li", &[]).expect("li may start it");
    play
}

fn at(text: &str) -> Option<Moment> {
    Some(Moment(text.parse::<feel::DateTime>().expect("a moment").unix_millis()))
}

#[test]
fn a_limit_counts_by_the_calendar_of_whoever_is_asked() {
    let east = json!({"offset": "+10:00", "holidays": ["2026-03-03"]});
    let play = with_a_calendar_of_finance(&json!({"person": "sun"}), &east);
    assert_eq!(play.due("check"), at("2026-03-05T18:00:00+10:00"), "Tuesday is a holiday there");
    let moved = |event: &Event| matches!(event, Event::Rescheduled { because: Rescheduling::Asked, .. });
    assert!(play.log.iter().any(|entry| moved(&entry.event)), "the timeline tells why");

    let play = with_a_calendar_of_finance(&json!({"person": "wang"}), &east);
    assert_eq!(play.due("check"), at("2026-03-04T18:00:00+08:00"), "wang works by the organisation's");
    assert!(!play.log.iter().any(|entry| moved(&entry.event)));

    let play = with_a_calendar_of_finance(&json!({"people": ["sun", "wang"]}), &east);
    assert_eq!(play.due("check"), at("2026-03-04T18:00:00+08:00"), "of several, the earliest");
    let west = json!({"offset": "+10:00"});
    let play = with_a_calendar_of_finance(&json!({"people": ["wang", "sun"]}), &west);
    assert_eq!(play.due("check"), at("2026-03-04T18:00:00+10:00"), "of several, the earliest");
}

#[test]
fn reminders_and_counting_again_follow_the_calendar_of_whoever_is_asked() {
    let mut play = with_a_calendar_of_finance(&json!({"person": "sun"}), &json!({"offset": "+10:00"}));
    assert_eq!(play.due("check"), at("2026-03-04T18:00:00+10:00"));
    let next = |play: &Play| {
        let context = flow::kernel::Context { now: play.now, organisation: &play.organisation, facts: &play.facts };
        flow::kernel::next_moment(&play.process, &play.state, &context)
    };
    assert_eq!(next(&play), at("2026-03-03T18:00:00+10:00"), "a working day before, on sun's clock");
    let moved = serde_json::from_value(json!({"offset": "+10:00", "holidays": ["2026-03-04"]})).expect("a calendar");
    play.organisation.departments.get_mut(&DepartmentId::from("finance")).expect("it is there").calendar = Some(moved);
    play.execute(&Command::Recount).expect("the calendar has changed");
    assert_eq!(play.due("check"), at("2026-03-05T18:00:00+10:00"));
}

#[test]
fn the_whole_counts_by_the_calendar_of_the_initiator_and_of_departments_above() {
    let mut definition = written(&json!({}), &json!({}));
    definition["settings"] = json!({"limit": {"within": 1, "unit": "working_day"}});
    let mut play = Play::of(definition);
    let board = serde_json::from_value(json!({"offset": "+09:00"})).expect("a calendar");
    play.organisation.departments.get_mut(&DepartmentId::from("board")).expect("it is there").calendar = Some(board);
    play.start("li", &[]).expect("li may start it");
    let due = play.state.header.as_ref().expect("it was started").due;
    assert_eq!(due, at("2026-03-03T18:00:00+09:00"), "sales is part of the board's department");
}
