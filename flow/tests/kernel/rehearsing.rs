//! Rehearsals: whatever is offered can be done, can be taken back, and can be kept as a scenario.

use std::sync::Arc;

use flow::kernel::{Incident, Rejection, Status};
use flow::process::Process;
use flow::scenario::{Doing, NotTaken, Offer, Rehearsal, Rows, Stage, Step, run};
use flow::text::Language;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::drawing::{self, Block};
use crate::play::{T0, definition, organisation};

fn stage(definition: Json) -> Stage {
    let definition = serde_json::from_value(definition).expect("the definition is well written");
    let process = Arc::new(Process::new(Arc::new(definition)).unwrap_or_else(|findings| panic!("{findings:#?}")));
    Stage { process, called: Vec::new(), organisation: Arc::new(organisation()), at: T0, registers: Rows::new() }
}

/// A rehearsal that begins in the first way that is offered.
fn begun(stage: &Stage) -> Rehearsal {
    let opening = Rehearsal::openings(stage).remove(0);
    Rehearsal::begin(stage.clone(), opening.what).expect("what is offered is accepted")
}

fn rehearsal(nodes: &Json, edges: &[&str]) -> Rehearsal {
    begun(&stage(definition(nodes.clone(), edges)))
}

fn words<T>(offers: &[Offer<T>], language: Language) -> Vec<&str> {
    offers.iter().map(|offer| offer.words.in_language(language)).collect()
}

/// Takes the offer that reads so in English.
fn take(rehearsal: &mut Rehearsal, offered: &str) {
    let offers = rehearsal.offers();
    let offer = offers.iter().find(|offer| offer.words.in_language(Language::English) == offered);
    let offer = offer.unwrap_or_else(|| panic!("{offered}: {:#?}", words(&offers, Language::English)));
    rehearsal.take(offer.what.clone()).expect("what is offered is accepted");
}

fn start_and_end(between: &[Json]) -> Json {
    let mut nodes = vec![json!({"id": "start", "kind": "start"})];
    nodes.extend(between.iter().cloned());
    nodes.push(json!({"id": "end", "kind": "end", "name": "End"}));
    nodes.into()
}

fn approve(id: &str, who: &str) -> Json {
    json!({"id": id, "kind": "approve", "who": {"person": who}})
}

#[test]
fn every_way_further_on_is_offered_at_the_start_and_told_in_both_languages() {
    let nodes = start_and_end(&[json!({"id": "x", "kind": "exclusive"}), approve("board", "zhou")]);
    let edges = ["start > x", "x > board: amount >= 20000", "x > end: default", "board > end"];
    let stage = stage(definition(nodes, &edges));
    let openings = Rehearsal::openings(&stage);
    assert_eq!(words(&openings, Language::English), ["李青 starts it", "李青 starts it, with amount 20,000"]);
    assert_eq!(words(&openings, Language::Chinese)[1], "李青发起：amount 20,000");
    assert_eq!(openings.iter().map(|offer| offer.usual).collect::<Vec<_>>(), [true, false]);
    assert_eq!(openings[0].who.as_ref().map(|who| who.as_str()), Some("li"));
    let by_zhou = Rehearsal::openings_by(&stage, &"zhou".into());
    assert_eq!(words(&by_zhou, Language::English)[0], "周衡 starts it");
    assert_eq!(Rehearsal::starters(&stage).len(), 6);
}

#[test]
fn what_is_filled_into_a_table_is_told_cell_by_cell() {
    let nodes = start_and_end(&[json!({"id": "x", "kind": "exclusive"}), approve("board", "zhou")]);
    let edges =
        ["start > x", "x > board: some row in rows satisfies row.cost > 500", "x > end: default", "board > end"];
    let mut definition = definition(nodes, &edges);
    let cost = json!({"id": "cost", "type": "number", "label": {"zh": "费用", "en": "Cost"}});
    let rows = json!({"id": "rows", "type": "table", "label": {"zh": "明细", "en": "Rows"}, "fields": [cost]});
    definition["form"]["fields"].as_array_mut().expect("there are fields").push(rows);
    let openings = Rehearsal::openings(&stage(definition));
    assert_eq!(words(&openings, Language::English)[1..], ["李青 starts it, with Rows (Cost 501)"]);
    assert_eq!(words(&openings, Language::Chinese)[1..], ["李青发起：明细 （费用 501）"]);
}

#[test]
fn what_nothing_further_on_depends_on_is_offered_once() {
    let edits =
        |id: &str| json!({"id": id, "kind": "approve", "who": {"person": "wang"}, "fields": {"amount": "edit"}});
    let nodes = start_and_end(&[edits("before"), json!({"id": "x", "kind": "exclusive"}), edits("after")]);
    let edges = ["start > before", "before > x", "x > after: amount >= 20000", "x > end: default", "after > end"];
    let mut rehearsal = rehearsal(&nodes, &edges);
    let at_first = [
        "“Approve” at “before” by 王芳",
        "“Approve” at “before” by 王芳, with amount 20,000",
        "“Refuse” at “before” by 王芳",
    ];
    assert_eq!(words(&rehearsal.offers(), Language::English), at_first);
    take(&mut rehearsal, at_first[1]);
    assert_eq!(
        words(&rehearsal.offers(), Language::English),
        ["“Approve” at “after” by 王芳", "“Refuse” at “after” by 王芳"]
    );
}

#[test]
fn each_person_messages_failures_and_time_are_offered_with_what_they_bring() {
    let all = json!({"id": "sign", "kind": "approve", "name": {"zh": "会签", "en": "Sign"}, "who": {"people": ["sun", "zhao"]}, "mode": "all"});
    let nodes = start_and_end(&[
        json!({"id": "fork", "kind": "parallel"}),
        all,
        json!({"id": "paid", "kind": "wait", "event": {"kind": "message", "of": "paid", "key": "note"}}),
        json!({"id": "pay", "kind": "service", "name": "Pay"}),
        json!({"id": "join", "kind": "parallel"}),
        json!({"id": "given up", "kind": "end"}),
        json!({"id": "failed", "kind": "end"}),
    ]);
    let edges = [
        "start > fork",
        "fork > sign",
        "fork > paid",
        "fork > pay",
        "sign > join",
        "paid > join",
        "pay > join",
        "join > end",
        "late > given up",
        "broken > failed",
    ];
    let mut definition = definition(nodes, &edges);
    definition["attached"] = json!([
        {"id": "late", "on": "sign", "kind": "timer", "after": "2 hour", "name": {"zh": "太晚", "en": "Too late"}},
        {"id": "broken", "on": "pay", "kind": "error", "of": "E"},
    ]);
    let mut rehearsal = begun(&stage(definition));
    let offers = rehearsal.offers();
    assert_eq!(
        words(&offers, Language::English),
        [
            "“Approve” at “Sign” by 孙莉",
            "“Refuse” at “Sign” by 孙莉",
            "“Approve” at “Sign” by 赵六",
            "“Refuse” at “Sign” by 赵六",
            "“paid” comes",
            "“Pay” fails (E)",
            "Time passes until 2026-03-02 11:00: “Too late” comes",
        ]
    );
    assert_eq!(words(&offers, Language::Chinese)[3], "赵六在「会签」选「拒绝」");
    assert_eq!(words(&offers, Language::Chinese)[5..], ["「Pay」失败（E）", "等到 2026-03-02 11:00：「太晚」到点"]);
    assert_eq!(offers[6].node.as_ref().map(|node| node.as_str()), Some("late"));
    // The connector has worked, although it can still be said to have failed.
    let standing = rehearsal.standing();
    assert_eq!(standing.tokens, ["sign", "paid"]);
    assert_eq!(standing.waiting, ["e6"]);
    assert_eq!(standing.tasks.iter().map(|task| task.who.as_str()).collect::<Vec<_>>(), ["sun", "zhao"]);
    assert_eq!((standing.visited.nodes()["sign"], standing.visited.edges()["e6"]), (1, 1));
    take(&mut rehearsal, "“Pay” fails (E)");
    assert_eq!(rehearsal.standing().visited.nodes()["failed"], 1);
    assert!(!rehearsal.standing().visited.edges().contains_key("e6"), "it has not worked, then");
}

#[test]
fn what_was_not_offered_can_be_taken_and_what_is_refused_changes_nothing() {
    let nodes = start_and_end(&[approve("one", "wang"), approve("two", "zhou")]);
    let mut rehearsal = rehearsal(&nodes, &["start > one", "one > two", "two > end"]);
    rehearsal.auto(1);
    let before = rehearsal.standing();
    let step = |step: Json| serde_json::from_value::<Step>(step).expect("it is a step");
    let refused = rehearsal.take(step(json!({"act": "two", "by": "sun", "outcome": "approve"})));
    assert_eq!(refused, Err(NotTaken::Rejected(Rejection::NotYours { by: "sun".into() })));
    let differs = rehearsal.take(step(json!({"tasks": {"one": [{"who": "wang"}]}})));
    let differs = differs.expect_err("it stands otherwise");
    assert_eq!(differs.to_string(), "expected one: wang, but it is two: zhou");
    assert_eq!((rehearsal.standing(), rehearsal.steps().len()), (before, 1));
    let back = rehearsal.take(step(json!({"act": "two", "by": "zhou", "return": "one", "opinion": "why?"})));
    assert_eq!(back, Ok(()));
    let standing = rehearsal.standing();
    assert_eq!(standing.tokens, ["one"]);
    // It came back, and not along the edge.
    assert_eq!((standing.visited.nodes()["one"], standing.visited.edges()["e0"]), (2, 1));
}

#[test]
fn stepping_back_ends_at_the_beginning() {
    let nodes = start_and_end(&[approve("one", "wang")]);
    let mut rehearsal = rehearsal(&nodes, &["start > one", "one > end"]);
    let before = rehearsal.standing();
    assert!(!rehearsal.back());
    rehearsal.auto(10);
    assert!(matches!(rehearsal.standing().status, Status::Ended { .. }));
    assert_eq!((rehearsal.offers(), rehearsal.steps().len()), (Vec::new(), 1));
    assert!(rehearsal.back());
    assert_eq!(rehearsal.standing(), before);
    assert!(!rehearsal.back());
}

#[test]
fn by_itself_it_leaves_a_loop_that_something_else_has_to_be_filled_in_for() {
    let edits = json!({"id": "ask", "kind": "handle", "who": {"person": "wang"}, "fields": {"fast": "required"}});
    let nodes = start_and_end(&[edits, json!({"id": "x", "kind": "exclusive"})]);
    let mut rehearsal = rehearsal(&nodes, &["start > ask", "ask > x", "x > end: fast", "x > ask: default"]);
    rehearsal.auto(10);
    assert!(matches!(rehearsal.standing().status, Status::Ended { .. }));
    assert_eq!(rehearsal.steps().len(), 2);
    assert_eq!(rehearsal.standing().visited.nodes()["ask"], 2);
}

#[test]
fn reminders_are_offered_and_time_alone_is_enough_to_go_on() {
    let nodes = start_and_end(&[
        json!({"id": "rest", "kind": "wait", "event": {"kind": "timer", "after": "72 hour"}}),
        json!({"id": "one", "kind": "approve", "who": {"person": "wang"}, "name": "One",
            "limit": {"within": 2, "unit": "hour", "remind": ["-1 hour"]}}),
    ]);
    let mut rehearsal = rehearsal(&nodes, &["start > rest", "rest > one", "one > end"]);
    rehearsal.auto(1);
    assert_eq!(rehearsal.standing().tokens, ["one"]);
    take(&mut rehearsal, "Time passes until 2026-03-05 10:00: a reminder of “One”");
    take(&mut rehearsal, "Time passes until 2026-03-05 11:00: “One” is overdue");
    rehearsal.auto(1);
    assert!(matches!(rehearsal.standing().status, Status::Ended { .. }));
}

#[test]
fn a_process_that_is_missing_is_told_and_its_call_stops() {
    let call = |of: &str| json!({"id": "call", "kind": "call", "call": {"process": of}});
    let mut rehearsal = rehearsal(&start_and_end(&[call("C")]), &["start > call", "call > end"]);
    let stage = stage(definition(start_and_end(&[call("C")]), &["start > call", "call > end"]));
    assert_eq!(stage.missing_calls().iter().map(|key| key.as_str()).collect::<Vec<_>>(), ["C"]);
    assert!(matches!(rehearsal.standing().incidents["call"], Incident::Call { .. }));
    rehearsal.auto(10);
    assert_eq!(rehearsal.steps(), []);

    let named = |key: &str, between: Json, edges: &[&str]| {
        let mut definition = definition(start_and_end(&[between]), edges);
        definition["key"] = key.into();
        self::stage(definition).process
    };
    let inner = named("C", call("D"), &["start > call", "call > end"]);
    let innermost = named(
        "D",
        json!({"id": "m", "kind": "wait", "event": {"kind": "message", "of": "m"}}),
        &["start > m", "m > end"],
    );
    let with_one = Stage { called: vec![inner.clone()], ..stage.clone() };
    assert_eq!(with_one.missing_calls().iter().map(|key| key.as_str()).collect::<Vec<_>>(), ["D"]);
    let whole = Stage { called: vec![inner, innermost], ..stage };
    assert!(whole.missing_calls().is_empty());
    // What a called process waits for is offered too.
    let mut rehearsal = begun(&whole);
    assert_eq!(words(&rehearsal.offers(), Language::English), ["“m” comes"]);
    rehearsal.auto(10);
    assert!(matches!(rehearsal.standing().status, Status::Ended { .. }));
}

#[test]
fn a_loop_in_which_only_connectors_work_can_be_rehearsed_and_run() {
    let nodes = start_and_end(&[json!({"id": "poll", "kind": "service"}), json!({"id": "x", "kind": "exclusive"})]);
    let edges = ["start > poll", "poll > x", "x > end: fast = true", "x > poll: default"];
    let stage = stage(definition(nodes, &edges));
    let mut rehearsal = begun(&stage);
    rehearsal.auto(10);
    assert_eq!(rehearsal.standing().status, Status::Running);
    assert_eq!(run(&rehearsal.scenario("round and round".into()), &stage).difference, None);
}

fn drawn(block: &Block) -> Stage {
    stage(drawing::definition(block))
}

/// Something that nobody can do.
fn impossible() -> Step {
    let (node, by, outcome) = ("nowhere".into(), "zhou".into(), None);
    Step::Does(Doing::Decide { node, by, outcome, data: Default::default(), opinion: None, outside: None })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_offered_can_be_done_and_taken_back_and_kept(
        block in drawing::block(),
        choices in prop::collection::vec(any::<prop::sample::Index>(), 1..12),
    ) {
        let stage = drawn(&block);
        let openings = Rehearsal::openings(&stage);
        let opening = choices[0].get(&openings);
        let mut rehearsal = Rehearsal::begin(stage.clone(), opening.what.clone()).expect("what is offered is accepted");
        for choice in choices {
            let offers = rehearsal.offers();
            let before = rehearsal.standing();
            for offer in &offers {
                prop_assert_eq!(rehearsal.clone().take(offer.what.clone()), Ok(()), "{:?}", offer.words);
            }
            prop_assert!(rehearsal.take(impossible()).is_err());
            prop_assert_eq!(&rehearsal.standing(), &before);
            if offers.is_empty() {
                break;
            }
            let chosen = choice.get(&offers);
            rehearsal.take(chosen.what.clone()).expect("what is offered is accepted");
            let after = rehearsal.standing();
            prop_assert!(rehearsal.back());
            prop_assert_eq!(&rehearsal.standing(), &before);
            rehearsal.take(chosen.what.clone()).expect("what was taken back is accepted again");
            prop_assert_eq!(&rehearsal.standing(), &after);
        }
        let kept = rehearsal.scenario("kept".into());
        prop_assert_eq!(run(&kept, &stage).difference, None);
        rehearsal.auto(200);
        let (standing, offers) = (rehearsal.standing(), rehearsal.offers());
        let is_over = matches!(standing.status, Status::Ended { .. }) || !standing.incidents.is_empty();
        // Some loops are never left: nobody works in them, or nothing that is filled in there leads out.
        let goes_round = standing.visited.nodes().values().any(|times| *times > 20);
        prop_assert!(is_over || goes_round, "{:?}", offers);
        prop_assert_eq!(run(&rehearsal.scenario("on".into()), &stage).difference, None);
    }
}
