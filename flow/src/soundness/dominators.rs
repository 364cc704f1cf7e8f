//! The last transition that every way to another leads through.

use super::net::Net;

/// For each transition, the last other that tokens have to pass before it; none for the first ones, and for those that no
/// token comes to (the algorithm of Cooper, Harvey and Kennedy).
pub(super) fn dominators(net: &Net) -> Vec<Option<usize>> {
    let count = net.transitions.len();
    // One more stands for what put the first tokens there.
    let root = count;
    let mut next = vec![Vec::new(); count + 1];
    let mut before = vec![Vec::new(); count + 1];
    let begins = net.places.iter().filter(|about| about.marked > 0).map(|about| (root, about.taker));
    let leads =
        net.left().flat_map(|(index, transition)| transition.outs().map(move |out| (index, net.about(out.to).taker)));
    for (from, to) in begins.chain(leads) {
        next[from].push(to);
        before[to].push(from);
    }
    let order = in_order(root, &next);
    let mut place = vec![usize::MAX; count + 1];
    order.iter().enumerate().for_each(|(at, transition)| place[*transition] = at);
    let mut found: Vec<Option<usize>> = vec![None; count + 1];
    found[root] = Some(root);
    let mut changed = true;
    while changed {
        changed = false;
        for transition in order.iter().skip(1) {
            let known = before[*transition].iter().copied().filter(|from| found[*from].is_some());
            let common = known.reduce(|one, other| meet(one, other, &found, &place));
            if common != found[*transition] {
                found[*transition] = common;
                changed = true;
            }
        }
    }
    found.into_iter().take(count).map(|last| last.filter(|last| *last != root)).collect()
}

/// The last that two have in common.
fn meet(mut one: usize, mut other: usize, found: &[Option<usize>], place: &[usize]) -> usize {
    while one != other {
        let further = if place[one] > place[other] { &mut one } else { &mut other };
        let Some(before) = found[*further] else { return *further };
        *further = before;
    }
    one
}

/// Everything that can be come to, each before what it leads to unless that leads back (reverse post-order).
fn in_order(root: usize, next: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; next.len()];
    let mut order = Vec::with_capacity(next.len());
    let mut ahead = vec![(root, 0)];
    seen[root] = true;
    while let Some((at, place)) = ahead.last_mut() {
        match next[*at].get(*place) {
            Some(to) => {
                *place += 1;
                if !std::mem::replace(&mut seen[*to], true) {
                    ahead.push((*to, 0));
                }
            }
            None => {
                order.push(*at);
                ahead.pop();
            }
        }
    }
    order.reverse();
    order
}
