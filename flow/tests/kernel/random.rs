//! Random processes on random paths: whatever is drawn and whatever people do, the log leads to the state, tokens are
//! conserved and every run ends.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use feel::Value;
use flow::kernel::{Command, Incident, Visit};
use flow::process::Step;
use flow::soundness::{Analysis, Marking, Verdict, analyse, can_complete};

use crate::drawing::{AROUND, block, definition};
use crate::play::Play;
use crate::playing::{flags, step};

/// Takes one random step.
fn act(play: &mut Play, choice: u32) {
    let Some(command) = step(&play.process, &play.state, choice) else { return };
    if command == Command::Elapse {
        play.now = play.now.max(play.state.next_timer().unwrap_or(play.now));
    }
    // What does not fit is rejected and changes nothing; `execute` checks everything else.
    let before = play.state.clone();
    if play.execute(&command).is_err() {
        assert_eq!(play.state, before);
    }
    nothing_is_there_twice(play);
    parts_are_in_something(play);
}

/// In a process of blocks there is never more than one token at a node or on an edge, whatever was sent back; in a
/// sub-process, one for each time that it runs.
fn nothing_is_there_twice(play: &Play) {
    let active = play
        .state
        .active()
        .map(|(_, visit)| (visit.within, visit.time.as_ref().map(|time| time.number), visit.node.to_string()));
    let waiting = play.state.waiting.iter().map(|(from, edge)| (play.state.around(*from), None, edge.to_string()));
    let mut seen = BTreeSet::new();
    for place in active.chain(waiting) {
        assert!(seen.insert(place.clone()), "two tokens at {place:?}");
    }
}

/// Whatever is a part of something is there only as long as that is.
fn parts_are_in_something(play: &Play) {
    for (id, visit) in play.state.active() {
        let around = visit.within.and_then(|around| play.state.visit(around));
        assert!(around.is_none_or(|around| around.is_active()), "visit {id} is in something that is over");
    }
    for timer in &play.state.timers {
        let of = timer.visit.and_then(|visit| play.state.visit(visit));
        assert!(of.is_none_or(|of| of.is_active()), "a timer of something that is over");
    }
}

/// Whether it goes round a loop in which nobody works and something is waited for, until somebody ends it.
fn goes_round(play: &Play) -> bool {
    play.state.visits.len() > 300 && play.state.open_tasks().next().is_none()
}

/// What holds tokens up. In a process of blocks that can only be a loop in which nobody works.
fn only_loops_stop(play: &Play) -> bool {
    let incidents = play.state.visits.iter().filter_map(|visit| visit.incident.as_ref());
    incidents.into_iter().all(|incident| matches!(incident.what, Incident::TooManySteps { .. }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_do_the_log_is_the_truth(block in block(), choices in prop::collection::vec(any::<u32>(), 1..60)) {
        let mut play = Play::of(definition(&block));
        let analysis = analyse(&play.process);
        prop_assert_eq!(analysis, Analysis { verdict: Verdict::Sound, meetings: Vec::new() });
        let data = flags(choices[0]);
        let data: Vec<(&str, Value)> = data.iter().map(|(field, value)| (field.as_str(), value.clone())).collect();
        let around = choices[0] % 4 == 1 && data.iter().any(|(field, value)| *field == "f0" && *value == true.into());
        play.start_at(around.then_some(AROUND), &data).expect("anybody may start it");
        for choice in choices {
            act(&mut play, choice);
        }
        let marking = Marking::of(&play.process, &play.state);
        prop_assert_eq!(can_complete(&play.process, &marking), Ok(()), "{:?}", marking);
        // Whatever was left is brought to its end: everybody agrees, and no flag is set any more.
        for _ in 0..400 {
            if !play.state.is_running() || goes_round(&play) {
                break;
            }
            act(&mut play, 5 << 16 | 1 << 20 | 1 << 12);
        }
        let stuck = play.incidents();
        let ends = !play.state.is_running() || goes_round(&play) || !stuck.is_empty();
        prop_assert!(ends, "a run ends or says what holds it up: {:?}", play.open());
        prop_assert!(only_loops_stop(&play), "{stuck:?}");
        joins_open_once_for_each_split(&play)?;
    }
}

/// Tokens are conserved: every token that entered a joining gateway left a visit of its own, and none is used twice.
fn joins_open_once_for_each_split(play: &Play) -> Result<(), TestCaseError> {
    let mut used = BTreeSet::new();
    let is_join = |step: &Step| step.joins() && step.node.kind.is_gateway();
    let joins = |visit: &&Arc<Visit>| play.process.step(&visit.node).is_some_and(is_join);
    for visit in play.state.visits.iter().filter(joins) {
        for (from, edge) in visit.from.iter().zip(&visit.edges) {
            prop_assert!(used.insert((*from, edge.clone())), "the token on {edge} was used twice");
        }
    }
    Ok(())
}
