//! Taking steps and whole forks out, and putting them in elsewhere.

use std::collections::BTreeSet;

use super::attempt::{attempt, gone, read};
use super::connections::{arriving, drop_elements, edge, node};
use super::gap::{gather, place, put_in, take_out};
use super::{Gap, Step, Tree};
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge};
use crate::text::Text;

/// Removes a step with what is in it and what comes of the events at its side.
///
/// # Errors
/// It is no step, or where it stood nothing else can.
pub fn remove_step(definition: &mut Definition, step: &NodeId) -> Result<(), Text> {
    attempt(definition, |tried, tree| {
        let (step, _) = tree.step(step).ok_or_else(no_step)?;
        let gone = going_with(tried, step);
        take_out(tried, &step.node, &step.node);
        drop_elements(tried, &gone);
        Ok(())
    })
}

/// Moves a step, with what is in it and what comes of the events at its side, into a gap.
///
/// # Errors
/// It is no step, or it cannot stand there.
pub fn move_step(definition: &mut Definition, step: &NodeId, to: &Gap) -> Result<(), Text> {
    attempt(definition, |tried, tree| {
        let (step, after) = tree.step(step).ok_or_else(no_step)?;
        let elements = going_with(tried, step);
        Block { first: step.node.clone(), last: step.node.clone(), after: after.clone(), elements }
            .move_to(tried, tree, to)
    })
}

/// Moves a fork with all its branches, from where they part to where they meet, into a gap.
///
/// # Errors
/// Its branches do not meet, or it cannot stand there.
pub fn move_fork(definition: &mut Definition, fork: &NodeId, to: &Gap) -> Result<(), Text> {
    attempt(definition, |tried, tree| {
        let meeting = tree.fork(fork).ok_or_else(gone)?.meeting.ok_or_else(|| {
            Text::each(
                "分支都在此结束，不能移到别的步骤之前",
                "All its branches end here; nothing could come after it elsewhere",
            )
        })?;
        if *to == *meeting.after {
            return Ok(());
        }
        if meeting.join.is_none() {
            gather(tried, tree, fork)?;
        }
        let tree = read(tried)?;
        let standing = tree.fork(fork).ok_or_else(gone)?;
        let meeting = standing.meeting.ok_or_else(gone)?;
        let last = meeting.join.ok_or_else(gone)?.clone();
        let mut elements = own(tried, &standing.fork.elements(), None);
        elements.insert(last.clone());
        Block { first: fork.clone(), last, after: meeting.after.clone(), elements }.move_to(tried, &tree, to)
    })
}

fn no_step() -> Text {
    Text::each("这里不是可以单独移动的一步", "This is no step that stands by itself")
}

/// A step and all that goes where it goes. It may lead on to an end at which something beside it ends too; that stays.
fn going_with(definition: &Definition, step: &Step) -> BTreeSet<NodeId> {
    let mut elements = step.elements();
    elements.remove(&step.node);
    let mut own = own(definition, &elements, None);
    own.insert(step.node.clone());
    own
}

/// Of what stands somewhere, what nothing from elsewhere leads to: ends may be shared. A connection may be left out.
pub(super) fn own(
    definition: &Definition,
    elements: &BTreeSet<&NodeId>,
    left_out: Option<&EdgeId>,
) -> BTreeSet<NodeId> {
    let from_elsewhere = |edge: &Edge| !elements.contains(&edge.from) && Some(&edge.id) != left_out;
    let is_shared = |id: &NodeId| {
        node(definition, id).is_some_and(|node| node.kind.is_end()) && arriving(definition, id).any(from_elsewhere)
    };
    elements.iter().filter(|id| !is_shared(id)).map(|id| (*id).clone()).collect()
}

/// What is moved as a whole.
struct Block {
    first: NodeId,
    last: NodeId,
    /// The gap below it.
    after: Gap,
    elements: BTreeSet<NodeId>,
}

impl Block {
    fn move_to(&self, definition: &mut Definition, tree: &Tree, to: &Gap) -> Result<(), Text> {
        if *to == self.after || self.is_right_below(definition, tree, to) {
            return Ok(());
        }
        if self.holds(definition, to) {
            return Err(Text::each("不能移到自己里面", "It cannot be moved into itself"));
        }
        let place = place(definition, tree, to)?;
        let (within, lane) = place.surroundings(definition);
        let was_within = node(definition, &self.first).and_then(|node| node.within.clone());
        let leads_on = take_out(definition, &self.first, &self.last);
        put_in(definition, &place, (&self.first, &self.last), leads_on);
        let moved = definition.nodes.iter_mut().filter(|node| self.elements.contains(&node.id));
        for node in moved.filter(|node| node.within == was_within && was_within != within) {
            (node.within, node.lane) = (within.clone(), lane.clone());
        }
        self.find_a_new_place(definition);
        Ok(())
    }

    /// Whether it stands there already.
    fn is_right_below(&self, definition: &Definition, tree: &Tree, gap: &Gap) -> bool {
        let leads_here = |id: &EdgeId| edge(definition, id).is_some_and(|edge| edge.to == self.first);
        let arrivals = arriving(definition, &self.first).count();
        match gap {
            Gap::Edge(edge) => arrivals == 1 && leads_here(edge),
            Gap::Meeting(fork) => tree.fork(fork).is_some_and(|standing| {
                let ways = standing.fork.ways();
                ways.len() == arrivals && ways.into_iter().all(leads_here)
            }),
            Gap::Into(sub_process) => {
                let first = node(definition, &self.first);
                arrivals == 0 && first.is_some_and(|first| first.within.as_ref() == Some(sub_process))
            }
            Gap::Behind(_) => false,
        }
    }

    fn holds(&self, definition: &Definition, gap: &Gap) -> bool {
        match gap {
            Gap::Edge(id) => edge(definition, id).is_some_and(|edge| self.elements.contains(&edge.from)),
            Gap::Behind(node) | Gap::Into(node) | Gap::Meeting(node) => self.elements.contains(node),
        }
    }

    /// Where somebody placed it, something else stands now.
    fn find_a_new_place(&self, definition: &mut Definition) {
        let touches = |edge: &&Edge| self.elements.contains(&edge.from) || self.elements.contains(&edge.to);
        let ways: Vec<EdgeId> = definition.edges.iter().filter(touches).map(|edge| edge.id.clone()).collect();
        if let Some(diagram) = &mut definition.diagram {
            diagram.nodes.retain(|id, _| !self.elements.contains(id));
            diagram.edges.retain(|id, _| !ways.contains(id));
        }
    }
}
