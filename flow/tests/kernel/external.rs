//! What a person without an account is asked, by a link that somebody inside hands out.

use flow::form::{right, view};
use flow::id::PersonId;
use flow::kernel::{Command, Context, Data, Event, Outsider, Rejection, Wish};
use flow::model::Right;
use flow::process::{Local, Scope};
use flow::timeline::{Happening, timeline};
use serde_json::{Value as Json, json};

use crate::play::{Play, definition, number, text};

/// The customer confirms the amount and adds conditions; wang approves before and looks after what comes then.
fn confirmed(more: Json) -> Json {
    let mut confirm = json!({"id": "confirm", "kind": "external",
        "contact": {"name": "note", "phone": "\"139\" + string(amount)"},
        "fields": {"amount": "read", "conditions": "edit"},
        "outcomes": [{"id": "yes", "kind": "agree"}, {"id": "no", "kind": "refuse"}]});
    if let (Json::Object(confirm), Json::Object(more)) = (&mut confirm, more) {
        confirm.extend(more);
    }
    let nodes = json!([{"id": "start", "kind": "start"}, confirm,
        {"id": "ship", "kind": "handle", "who": {"person": "wang"}}, {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > confirm", "confirm > ship", "ship > end"])
}

fn asked(more: Json) -> Play {
    Play::started(confirmed(more), &[("amount", number(12)), ("note", text("Mr. Sun"))])
}

#[test]
fn whoever_looks_after_it_has_the_task_and_the_person_outside_the_answer() {
    let mut play = asked(json!({}));
    assert_eq!(play.open(), ["confirm: li"], "the initiator, where the node names nobody");
    assert_eq!(play.decide("confirm", "li", "yes"), Err(Rejection::AnsweredOutside));
    let (task, outside) = (play.task("confirm", "li"), Some(Outsider::default()));
    let (by, outcome, data) = ("wang".into(), "yes".into(), Data::new());
    let stolen = Command::Decide { task, by, outcome, data, opinion: None, seen: None, outside };
    assert_eq!(play.execute(&stolen).unwrap_err().code(), "not_yours");

    play.answer_outside("confirm", "li", "yes", &[("conditions", text("by Friday"))]).unwrap();

    assert_eq!(play.open(), ["ship: wang"]);
    assert_eq!(play.state.data["conditions"], text("by Friday"));
    let told = timeline(&play.log);
    let answer = told.iter().find_map(|entry| match &entry.what {
        Happening::Decided { person, outside: Some(outside), .. } => Some((person.clone(), outside.name.clone())),
        _ => None,
    });
    assert_eq!(answer, Some((PersonId::from("li"), Some("Mr. Sun".to_owned()))));
    assert_eq!(play.answer_outside("confirm", "li", "yes", &[]), Err(Rejection::TaskClosed), "once");
}

#[test]
fn the_person_outside_sees_and_writes_what_is_named_and_nothing_else() {
    let mut play = asked(json!({}));
    let step = play.process.step(&"confirm".into()).unwrap();
    let context = Context { now: play.now, organisation: &play.organisation, facts: &play.facts };
    let scope = Scope::new(&play.process, &play.state, &context);
    let scope = scope.with(Local { visit: Some(1), ..Local::default() });
    let seen: Vec<_> =
        view(&play.process, Some(step), None, &scope).iter().map(|view| view.field.id.to_string()).collect();
    assert_eq!(seen, ["amount", "conditions"]);
    assert_eq!(right(step, &play.process, &"note".into(), None), Right::Hidden);
    let known = step.human().unwrap().outside.as_ref().unwrap().known(&scope).unwrap();
    assert_eq!((known.name.as_deref(), known.phone.as_deref(), known.email), (Some("Mr. Sun"), Some("13912"), None));

    for field in ["note", "amount"] {
        let given = [(field, if field == "note" { text("Mrs. Wu") } else { number(1) })];
        let refused = play.answer_outside("confirm", "li", "yes", &given).unwrap_err();
        let Rejection::Fields(problems) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].code, "not_writable", "{field}");
    }
    assert_eq!(play.open(), ["confirm: li"]);
}

#[test]
fn an_answer_on_behalf_says_where_it_comes_from() {
    let mut play = asked(json!({"on_behalf": true, "who": {"person": "wang"}}));
    assert_eq!(play.decide_with("confirm", "wang", "yes", &[], None), Err(Rejection::OpinionMissing));
    play.decide_with("confirm", "wang", "yes", &[], Some("by telephone, 2 March")).unwrap();
    assert_eq!(play.open(), ["ship: wang"]);
    let by_link = play.log.iter().any(|entry| matches!(entry.event, Event::Decided { outside: Some(_), .. }));
    assert!(!by_link);
}

#[test]
fn what_the_person_outside_said_counts_as_somebody_elses_decision_and_is_not_taken_back() {
    let mut play = asked(json!({}));
    play.answer_outside("confirm", "li", "yes", &[]).unwrap();
    let task = play.task("confirm", "li");
    let recall = Command::Recall { task, by: "li".into(), reason: None };
    assert_eq!(play.execute(&recall), Err(Rejection::NotOffered));
    let withdraw = Command::Withdraw { by: "li".into(), reason: None };
    assert_eq!(play.execute(&withdraw), Err(Rejection::TooLateToWithdraw), "li only handed the link over");
}

#[test]
fn refusing_outside_ends_the_matter_and_needs_words_like_any_refusal() {
    let mut play = asked(json!({}));
    assert_eq!(play.answer_outside("confirm", "li", "no", &[]), Err(Rejection::OpinionMissing));
    let mut play = asked(json!({"opinion": "optional"}));
    play.answer_outside("confirm", "li", "no", &[]).unwrap();
    assert_eq!(play.result(), "refused confirm");
}

#[test]
fn a_link_answers_nothing_but_external_nodes() {
    let mut play = asked(json!({"limit": {"within": 2, "unit": "day"}}));
    let until = play.now.plus_millis(5 * 86_400_000);
    let task = play.task("confirm", "li");
    let ask =
        Command::Ask { task, by: "li".into(), wish: Wish::Extension { until }, opinion: "ill".into(), seen: None };
    play.execute(&ask).unwrap();
    assert_eq!(play.open(), ["confirm: li", "confirm: wang"]);
    assert_eq!(play.answer_outside("confirm", "wang", "approve", &[]), Err(Rejection::NotOffered));

    play.answer_outside("confirm", "li", "yes", &[]).unwrap();
    assert_eq!(play.answer_outside("ship", "wang", "done", &[]), Err(Rejection::NotOffered));
}

#[test]
fn a_name_that_must_be_erasable_is_not_kept_in_the_log() {
    let mut written = confirmed(json!({}));
    written["form"]["fields"][2]["personal"] = json!(true);
    let mut play = Play::started(written, &[("amount", number(12)), ("note", text("Mr. Sun"))]);
    play.answer_outside("confirm", "li", "yes", &[]).unwrap();
    let kept = play.log.iter().find_map(|entry| match &entry.event {
        Event::Decided { outside, .. } => Some(outside.clone()),
        _ => None,
    });
    assert_eq!(kept, Some(Some(Outsider { name: None })));
}

#[test]
fn a_decision_from_before_there_were_links_is_read_as_it_was() {
    let old = json!({"event": "decided", "task": 0, "by": "li", "outcome": "done", "kind": "agree"});
    let read: Event = serde_json::from_value(old.clone()).unwrap();
    assert!(matches!(read, Event::Decided { outside: None, .. }));
    assert_eq!(serde_json::to_value(&read).unwrap(), old);
}
