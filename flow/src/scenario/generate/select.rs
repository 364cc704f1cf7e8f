use std::collections::BTreeSet;

use super::element::Element;
use super::search::Found;

/// The fewest plays that come to all that any came to: those that come to most first, the shorter before the longer.
pub(super) fn fewest(found: Vec<Found>) -> Vec<Found> {
    let mut missing: BTreeSet<Element> = found.iter().flat_map(|found| found.reached.iter().cloned()).collect();
    let mut left = found;
    let mut chosen = Vec::new();
    while !missing.is_empty() {
        let new = |found: &Found| found.reached.intersection(&missing).count();
        // Of several that are as good, the first.
        let best = (0..left.len()).rev().max_by_key(|at| (new(&left[*at]), usize::MAX - left[*at].steps.len()));
        let Some(best) = best else { break };
        let mut best = left.remove(best);
        best.reached = best.reached.intersection(&missing).cloned().collect();
        if best.reached.is_empty() {
            break;
        }
        missing.retain(|element| !best.reached.contains(element));
        chosen.push(best);
    }
    chosen.sort_by_key(|found| found.number);
    chosen
}
