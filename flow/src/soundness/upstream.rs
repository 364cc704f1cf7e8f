//! From where a token can come to an edge of a join, without passing the join.

use super::net::{Net, Place};

/// What gives tokens to each place.
pub(super) struct Upstream<'n> {
    net: &'n Net,
    givers: Vec<Vec<usize>>,
}

impl<'n> Upstream<'n> {
    pub(super) fn of(net: &'n Net) -> Self {
        Self { net, givers: net.givers() }
    }

    /// For each place, whether a token there can come to an edge of a join, without passing the other transition either.
    pub(super) fn reaching(&self, join: usize, edge: Place, other: Option<usize>) -> Vec<bool> {
        let mut found = vec![false; self.net.places.len()];
        let mut ahead = vec![edge];
        while let Some(at) = ahead.pop() {
            let givers = self.givers[at.0 as usize].iter().filter(|giver| **giver != join && Some(**giver) != other);
            for place in givers.flat_map(|giver| &self.net.transitions[*giver].from) {
                if !std::mem::replace(&mut found[place.0 as usize], true) {
                    ahead.push(*place);
                }
            }
        }
        found
    }
}
