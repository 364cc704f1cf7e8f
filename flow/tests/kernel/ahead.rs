//! Promise 27: who comes next, and how sure it is.

use flow::forecast::{Certainty, forecast, forecast_after, forecast_start};
use flow::kernel::{Context, Facts, Start};
use flow::model::OutcomeKind;
use serde_json::json;

use crate::play::{Play, T0, definition, number};

fn process() -> serde_json::Value {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "x", "kind": "exclusive"}, {"id": "b", "kind": "approve", "who": {"head": "finance"}},
        {"id": "c", "kind": "handle", "who": {"person": "sun"}}, {"id": "end", "kind": "end"}]);
    definition(nodes, &["start > a", "a > x", "x > b: amount > 100", "x > c: default", "b > c", "c > end"])
}

fn said(steps: &[flow::forecast::Expected]) -> Vec<String> {
    let people =
        |step: &flow::forecast::Expected| step.people.iter().map(|p| p.to_string()).collect::<Vec<_>>().join(",");
    steps.iter().map(|step| format!("{}: {} {:?}", step.node, people(step), step.certainty)).collect()
}

#[test]
fn the_way_ahead_depends_on_what_is_known() {
    let play = Play::started(process(), &[("amount", number(500))]);
    let context = Context { now: T0, organisation: &play.organisation, facts: &play.facts };
    let steps = forecast(&play.process, &play.state, &context);
    assert_eq!(said(&steps), ["b: qian Certain", "c: sun Certain"]);

    let play = Play::started(process(), &[]);
    let steps = forecast(&play.process, &play.state, &context);
    assert_eq!(said(&steps), ["c: sun OnField"]);
}

#[test]
fn before_submitting_it_is_known_who_will_have_to_act() {
    let play = Play::of(process());
    let facts = Facts::default();
    let context = Context { now: T0, organisation: &play.organisation, facts: &facts };
    let data = crate::play::data_of(&[("amount", number(500))]);
    let start = Start::by("li".into(), 1, data);
    let steps = forecast_start(&play.process, &start, &context);
    assert_eq!(said(&steps), ["a: wang Certain", "b: qian Certain", "c: sun Certain"]);
}

#[test]
fn each_outcome_says_what_it_leads_to() {
    let play = Play::started(process(), &[("amount", number(500))]);
    let context = Context { now: T0, organisation: &play.organisation, facts: &play.facts };
    let (visit, _) = play.state.active().next().expect("a token is there");
    let steps = forecast_after(&play.process, &play.state, &context, visit, &"approve".into(), OutcomeKind::Agree);
    assert_eq!(
        steps.iter().map(|step| (step.node.as_str(), step.certainty)).collect::<Vec<_>>(),
        [("b", Certainty::Certain)]
    );
    let steps = forecast_after(&play.process, &play.state, &context, visit, &"refuse".into(), OutcomeKind::Refuse);
    assert!(steps.is_empty(), "refusing ends it");
}

#[test]
fn what_is_put_on_record_does_not_hide_who_comes_after_it() {
    let nodes = json!([{"id": "start", "kind": "start"}, {"id": "a", "kind": "approve", "who": {"person": "wang"}},
        {"id": "file", "kind": "filing", "filing": {"numbers": "BA-{seq}", "into": "note"}},
        {"id": "enter", "kind": "ledger", "ledger": {"register": "r", "row": {"amount": "amount", "on": "signed"}}},
        {"id": "c", "kind": "handle", "who": {"person": "sun"}}, {"id": "end", "kind": "end"}]);
    let play =
        Play::started(definition(nodes, &["start > a", "a > file", "file > enter", "enter > c", "c > end"]), &[]);
    let context = Context { now: T0, organisation: &play.organisation, facts: &play.facts };
    assert_eq!(said(&forecast(&play.process, &play.state, &context)), ["c: sun Certain"]);
}
