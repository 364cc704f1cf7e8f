//! Random processes on random paths: whatever is drawn and whatever people do, the log leads to the state, tokens are
//! conserved and every run ends.

use proptest::prelude::*;

use feel::Value;

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
        prop_assert!(!stuck.iter().any(|node| node.is_empty()));
        joins_open_once_for_each_split(&play)?;
    }
}

/// Tokens are conserved: every token that entered a parallel join left a visit of its own, and none is used twice.
fn joins_open_once_for_each_split(play: &Play) -> Result<(), TestCaseError> {
    let mut used = std::collections::BTreeSet::new();
    for visit in &play.state.visits {
        for pair in visit.from.iter().zip(&visit.edges) {
            let returned = visit.returned_from.is_some();
            prop_assert!(used.insert((*pair.0, pair.1.clone())) || returned, "the token on {} was used twice", pair.1);
        }
    }
    Ok(())
}
