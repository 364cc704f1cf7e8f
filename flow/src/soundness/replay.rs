//! A way gone once more on the graph as it was drawn, to tell where tokens stay.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::Begins;
use super::verdict::{FaultKind, Passage};
use crate::process::{Process, StepIndex, Work};

/// The joins that tokens wait at when a way has been gone, and how: left behind where others have gone through.
pub(super) fn waiting_after(process: &Process, begins: &[Begins], way: &[Passage]) -> Vec<(StepIndex, FaultKind)> {
    // How many tokens wait on each of the edges that arrive at a join.
    let mut waiting: BTreeMap<StepIndex, Vec<usize>> = BTreeMap::new();
    // The edges on which a complex gateway that has opened takes one token more.
    let mut takes: BTreeMap<StepIndex, BTreeSet<usize>> = BTreeMap::new();
    let is_complex = |join: &StepIndex| matches!(process.at(*join).work, Work::Complex(_));
    let mut opened: BTreeMap<StepIndex, usize> = BTreeMap::new();
    let mut through: BTreeMap<StepIndex, usize> = BTreeMap::new();
    let wait = |waiting: &mut BTreeMap<StepIndex, Vec<usize>>, join: StepIndex, edge: usize| {
        waiting.entry(join).or_insert_with(|| vec![0; process.at(join).arriving.len()])[edge] += 1;
    };
    for begin in begins {
        match *begin {
            Begins::On(join, edge) => wait(&mut waiting, join, edge),
            Begins::Opened(join, edge) => {
                let all = || (0..process.at(join).arriving.len()).collect();
                takes.entry(join).or_insert_with(all).remove(&edge);
            }
            Begins::At(step) => *through.entry(step).or_default() += 1,
        }
    }
    for passage in way {
        match passage {
            Passage::Edge(edge) => {
                let Some(to) = process.leads_to(edge).filter(|to| to.joins()) else { continue };
                let mut is_taken = |place: usize| takes.get_mut(&to.index).is_some_and(|takes| takes.remove(&place));
                if let Some(place) = to.place_of(edge).filter(|place| !is_taken(*place)) {
                    wait(&mut waiting, to.index, place);
                }
            }
            Passage::Node(node) => {
                let Some(join) = process.step(node).filter(|step| step.joins()) else { continue };
                if let Some(past) = through.get_mut(&join.index).filter(|past| **past > 0) {
                    *past -= 1;
                    continue;
                }
                *opened.entry(join.index).or_default() += 1;
                let tokens = waiting.entry(join.index).or_default();
                if is_complex(&join.index) {
                    let empty =
                        (0..join.arriving.len()).filter(|edge| tokens.get(*edge).is_none_or(|count| *count == 0));
                    takes.insert(join.index, empty.collect());
                }
                if join.needs > 1 {
                    take(join.needs as usize, tokens);
                } else {
                    tokens.iter_mut().for_each(|tokens| *tokens = tokens.saturating_sub(1));
                }
            }
        }
    }
    let kind = |join: &StepIndex| match opened.contains_key(join) && matches!(process.at(*join).work, Work::Parallel) {
        true => FaultKind::LeftBehind,
        false => FaultKind::Deadlock,
    };
    let stay = waiting.iter().filter(|(_, tokens)| tokens.iter().any(|tokens| *tokens > 0));
    stay.map(|(join, _)| (*join, kind(join))).collect()
}

/// Takes so many of the tokens that wait, on whatever edges.
fn take(mut count: usize, waiting: &mut [usize]) {
    for tokens in waiting {
        let taken = count.min(*tokens);
        (*tokens, count) = (*tokens - taken, count - taken);
    }
}
