//! What changed in a list of parts that have ids and whose order means something.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::hash::Hash;

use crate::id::{EdgeId, FieldId, LaneId, NodeId};
use crate::model::{Attached, Edge, Field, Lane, Node};

/// A part of a definition that stands in a list and is known by its id.
pub(super) trait Listed: Clone + PartialEq + Debug {
    type Id: Clone + Eq + Hash + Ord + Debug;

    fn id(&self) -> &Self::Id;
}

macro_rules! listed {
    ($($part:ty: $id:ty),*) => {
        $(impl Listed for $part {
            type Id = $id;

            fn id(&self) -> &$id {
                &self.id
            }
        })*
    };
}

listed!(Node: NodeId, Edge: EdgeId, Attached: NodeId, Lane: LaneId, Field: FieldId);

/// What became of one part.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change<T: Listed> {
    pub(super) id: T::Id,
    pub(super) before: Option<Standing<T>>,
    pub(super) after: Option<Standing<T>>,
}

/// A part and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing<T: Listed> {
    pub(super) part: T,
    /// Which part stands before it, for one that came, went or moved; none is the first.
    pub(super) behind: Option<Option<T::Id>>,
}

/// What is different in a list, in the order of the list: first what went, then what is there.
pub(super) fn changes<T: Listed>(before: &[T], after: &[T]) -> Vec<Change<T>> {
    if before == after {
        return Vec::new();
    }
    let (was, is) = (places(before), places(after));
    let moved = moved(before, &is);
    let standing = |list: &[T], at: usize, is_new_there: bool| Standing {
        part: list[at].clone(),
        behind: is_new_there.then(|| at.checked_sub(1).map(|at| list[at].id().clone())),
    };
    let gone = before.iter().enumerate().filter(|(_, part)| !is.contains_key(part.id())).map(|(at, part)| Change {
        id: part.id().clone(),
        before: Some(standing(before, at, true)),
        after: None,
    });
    let there = after.iter().enumerate().filter_map(|(at, part)| {
        let has_moved = moved.contains(part.id());
        let Some(&old) = was.get(part.id()) else {
            return Some(Change { id: part.id().clone(), before: None, after: Some(standing(after, at, true)) });
        };
        (has_moved || before[old] != *part).then(|| Change {
            id: part.id().clone(),
            before: Some(standing(before, old, has_moved)),
            after: Some(standing(after, at, has_moved)),
        })
    });
    gone.chain(there).collect()
}

fn places<T: Listed>(list: &[T]) -> HashMap<&T::Id, usize> {
    list.iter().enumerate().map(|(at, part)| (part.id(), at)).collect()
}

/// The parts that stand in another order than before: as few as possible, all but a longest series that kept its order.
fn moved<'l, T: Listed>(before: &'l [T], is: &HashMap<&T::Id, usize>) -> HashSet<&'l T::Id> {
    let kept: Vec<(&T::Id, usize)> = before.iter().filter_map(|part| Some((part.id(), *is.get(part.id())?))).collect();
    // For each length of a series the place whose end is least, and for each part the one before it in its series.
    let mut ends: Vec<usize> = Vec::new();
    let mut earlier: Vec<Option<usize>> = Vec::with_capacity(kept.len());
    for (at, (_, place)) in kept.iter().enumerate() {
        let length = ends.partition_point(|end| kept[*end].1 < *place);
        earlier.push(length.checked_sub(1).map(|length| ends[length]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stays = HashSet::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stays.insert(at);
        next = earlier[at];
    }
    kept.iter().enumerate().filter(|(at, _)| !stays.contains(at)).map(|(_, (id, _))| *id).collect()
}

/// Brings a list to where the changes lead. What others did to it meanwhile stays as far as the changes do not speak of
/// it.
pub(super) fn bring_about<T: Listed>(list: &mut Vec<T>, changes: &[Change<T>]) {
    let leaves = |change: &&Change<T>| change.after.as_ref().is_none_or(|after| after.behind.is_some());
    let leaving: HashSet<&T::Id> = changes.iter().filter(leaves).map(|change| &change.id).collect();
    list.retain(|part| !leaving.contains(part.id()));
    for Change { id, after, .. } in changes {
        let Some(Standing { part, behind }) = after else { continue };
        let place = |id: &T::Id| list.iter().position(|other| other.id() == id);
        match behind {
            None => match place(id) {
                Some(at) => list[at] = part.clone(),
                None => list.push(part.clone()),
            },
            Some(None) => list.insert(0, part.clone()),
            Some(Some(before)) => {
                let at = place(before).map_or(list.len(), |at| at + 1);
                list.insert(at, part.clone());
            }
        }
    }
}

/// The changes that lead back, in an order in which they can be brought about.
pub(super) fn inverse<T: Listed>(changes: &[Change<T>], before: &[T]) -> Vec<Change<T>> {
    let order = places(before);
    let mut back: Vec<Change<T>> = changes
        .iter()
        .map(|Change { id, before, after }| Change { id: id.clone(), before: after.clone(), after: before.clone() })
        .collect();
    back.sort_by_key(|change| order.get(&change.id).copied());
    back
}
