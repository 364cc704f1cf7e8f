//! Random processes on random paths: whatever is drawn and whatever people do, the log leads to the state, tokens are
//! conserved and every run ends.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use feel::Value;
use flow::kernel::{Incident, Visit};

use crate::drawing::{block, definition, flags, step};
use crate::play::Play;

/// Takes one random step.
fn act(play: &mut Play, choice: u32) {
    let Some(command) = step(&play.process, &play.state, choice) else { return };
    // What does not fit is rejected and changes nothing; `execute` checks everything else.
    let before = play.state.clone();
    if play.execute(&command).is_err() {
        assert_eq!(play.state, before);
    }
    nothing_is_there_twice(play);
}

/// In a process of blocks there is never more than one token at a node or on an edge, whatever was sent back.
fn nothing_is_there_twice(play: &Play) {
    let active = play.state.active().map(|(_, visit)| visit.node.to_string());
    let waiting = play.state.waiting.iter().map(|(_, edge)| edge.to_string());
    let mut seen = BTreeSet::new();
    for place in active.chain(waiting) {
        assert!(seen.insert(place.clone()), "two tokens at {place}");
    }
}

/// What holds tokens up. In a process of blocks that can only be a loop in which nobody works.
fn only_loops_stop(play: &Play) -> bool {
    let incidents = play.state.visits.iter().filter_map(|visit| visit.incident.as_ref());
    incidents.into_iter().all(|incident| matches!(incident.what, Incident::TooManySteps { .. }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_do_the_log_is_the_truth(block in block(), choices in prop::collection::vec(any::<u32>(), 1..60)) {
        let mut play = Play::of(definition(&block));
        let data = flags(choices[0]);
        let data: Vec<(&str, Value)> = data.iter().map(|(field, value)| (field.as_str(), value.clone())).collect();
        play.start("li", &data).expect("anybody may start it");
        for choice in choices {
            act(&mut play, choice);
        }
        // Whatever was left is brought to its end: everybody agrees, and no flag is set any more.
        for _ in 0..400 {
            if !play.state.is_running() || play.state.open_tasks().next().is_none() {
                break;
            }
            act(&mut play, 5 << 16 | 1 << 20);
        }
        let stuck = play.incidents();
        prop_assert!(!play.state.is_running() || !stuck.is_empty(), "a run ends or says what holds it up: {:?}", play.open());
        prop_assert!(only_loops_stop(&play), "{stuck:?}");
        joins_open_once_for_each_split(&play)?;
    }
}

/// Tokens are conserved: every token that entered a parallel join left a visit of its own, and none is used twice.
fn joins_open_once_for_each_split(play: &Play) -> Result<(), TestCaseError> {
    let mut used = BTreeSet::new();
    let joins = |visit: &&Arc<Visit>| play.process.step(&visit.node).is_some_and(|step| step.joins());
    for visit in play.state.visits.iter().filter(joins) {
        for (from, edge) in visit.from.iter().zip(&visit.edges) {
            prop_assert!(used.insert((*from, edge.clone())), "the token on {edge} was used twice");
        }
    }
    Ok(())
}
