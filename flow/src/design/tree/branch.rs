//! What one does to the branches of a fork.

mod copy;

use super::attempt::{attempt, gone, read};
use super::connections::{arriving, drop_elements, edge, leaving, new_edge, node};
use super::gap::{draw_beside, gather, take_out};
use super::line::Standing;
use super::moving::own;
use super::read::can_meet_at;
use super::{Branch, LineEnd, Parting};
use crate::check::outcomes;
use crate::design::{New, put_on_edge};
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge, EventKind, Formula, Kind};
use crate::text::Text;

pub use copy::copy_branch;

/// Puts another branch to those that part at a gateway or behind a step: last, but before the default. It goes on where
/// the others meet; where all end it ends too. Answers the connection that leads into it.
///
/// # Errors
/// Every outcome of the step has a branch of its own.
pub fn add_branch(definition: &mut Definition, fork: &NodeId) -> Result<EdgeId, Text> {
    attempt(definition, |tried, _| {
        can_meet_more(tried, fork)?;
        let tree = read(tried)?;
        let standing = tree.fork(fork).ok_or_else(gone)?;
        let to = match standing.meets_at(tried) {
            Some(meet_at) => meet_at.clone(),
            None => draw_beside(tried, fork, &New::node(Kind::End)),
        };
        let mut edge = new_edge(tried, fork, &to);
        if let Parting::Outcomes(_) = standing.fork.parting {
            take_outcome(tried, &mut edge)?;
        }
        let id = edge.id.clone();
        put_before_default(tried, edge);
        if node(tried, fork).is_some_and(|node| node.kind == Kind::EventBased) {
            let wait = draw_beside(tried, fork, &New { event: Some(EventKind::Timer), ..New::node(Kind::Wait) });
            put_on_edge(tried, &id, &wait)?;
        }
        Ok(id)
    })
}

/// Removes a branch with everything in it. When one alone is left, what stands in it stands in the line.
///
/// # Errors
/// It is the default of several others, or nothing would come to what follows.
pub fn remove_branch(definition: &mut Definition, fork: &NodeId, branch: usize) -> Result<(), Text> {
    attempt(definition, |tried, tree| {
        let standing = tree.fork(fork).ok_or_else(gone)?;
        let branches = &standing.fork.branches;
        let branch = branches.get(branch).ok_or_else(gone)?;
        if branches.len() > 2 && is_default(tried, &branch.edge) {
            return Err(Text::each(
                "默认分支接住其余情形，不能删除；可先把别的分支设为默认",
                "The default takes all other cases; make another branch the default first",
            ));
        }
        if branches.len() < 2 {
            return Err(Text::each("只有这一个分支", "This is the only branch"));
        }
        if branch.line.end == LineEnd::Meets {
            goes_on_without(tried, &standing, branch)?;
        }
        let gone = own(tried, &branch.line.elements(), Some(&branch.edge));
        tried.edges.retain(|edge| edge.id != branch.edge);
        drop_elements(tried, &gone);
        if branches.len() == 2 {
            dissolve(tried, &standing);
        }
        Ok(())
    })
}

/// Lets the only branch that is left be a part of the line.
fn dissolve(definition: &mut Definition, standing: &Standing<'_>) {
    let at = standing.fork.at();
    match &standing.fork.parting {
        Parting::Gateway(gateway) => {
            take_out(definition, gateway, gateway);
            definition.nodes.retain(|node| node.id != *gateway);
        }
        Parting::Outcomes(_) => {
            let left = definition.edges.iter_mut().filter(|edge| edge.from == *at);
            left.for_each(|edge| (edge.when, edge.default) = (None, false));
        }
    }
    // Branches within the one that is left may meet at the same gateway.
    let join = standing.meeting.and_then(|meeting| meeting.join);
    if let Some(join) = join.filter(|join| arriving(definition, join).count() < 2) {
        take_out(definition, join, join);
        definition.nodes.retain(|node| node.id != *join);
    }
}

/// Moves a branch to another place among the others, which is when its condition is tried.
///
/// # Errors
/// The default stays last.
pub fn move_branch(definition: &mut Definition, fork: &NodeId, from: usize, to: usize) -> Result<(), Text> {
    attempt(definition, |tried, tree| {
        let branches = &tree.fork(fork).ok_or_else(gone)?.fork.branches;
        let mut order: Vec<EdgeId> = branches.iter().map(|branch| branch.edge.clone()).collect();
        for place in [from, to] {
            if is_default(tried, order.get(place).ok_or_else(gone)?) {
                return Err(Text::each("默认分支总在最后", "The default stays last"));
            }
        }
        let moved = order.remove(from);
        order.insert(to, moved);
        let mut sorted: Vec<Edge> = order.iter().filter_map(|id| edge(tried, id).cloned()).collect();
        sorted.reverse();
        for edge in tried.edges.iter_mut().filter(|edge| edge.from == *fork) {
            if let Some(next) = sorted.pop() {
                *edge = next;
            }
        }
        Ok(())
    })
}

/// How many branches go on besides one that meets others.
///
/// # Errors
/// None does, and nothing else comes to what follows.
pub(super) fn goes_on_without(
    definition: &Definition,
    standing: &Standing<'_>,
    branch: &Branch,
) -> Result<usize, Text> {
    let meets = |other: &&Branch| other.edge != branch.edge && other.line.end == LineEnd::Meets;
    let others = standing.fork.branches.iter().filter(meets).count();
    let arrivals = standing.meets_at(definition).map_or(0, |place| arriving(definition, place).count());
    match others > 0 || arrivals > standing.fork.ways().len() {
        true => Ok(others),
        false => Err(Text::each(
            "其余分支都已结束，后面的步骤就走不到了；先让另一个分支接着往下走",
            "All other branches end, so nothing would come to what follows; let another go on first",
        )),
    }
}

/// Where the branches of a fork meet, it is made sure that more can.
pub(super) fn can_meet_more(definition: &mut Definition, fork: &NodeId) -> Result<(), Text> {
    let tree = read(definition)?;
    let standing = tree.fork(fork).ok_or_else(gone)?;
    let place = standing.meets_at(definition).and_then(|place| node(definition, place));
    let parts = node(definition, fork).ok_or_else(gone)?.kind;
    if place.is_some_and(|place| !can_meet_at(parts, place)) {
        gather(definition, &tree, fork)?;
    }
    Ok(())
}

fn is_default(definition: &Definition, id: &EdgeId) -> bool {
    edge(definition, id).is_some_and(|edge| edge.default)
}

/// Puts a new way out of a node last, but before the default.
fn put_before_default(definition: &mut Definition, edge: Edge) {
    let own = |other: &Edge| other.from == edge.from;
    let default = definition.edges.iter().position(|other| own(other) && other.default);
    let last = definition.edges.iter().rposition(own).map(|last| last + 1);
    let at = default.or(last).unwrap_or(definition.edges.len());
    definition.edges.insert(at, edge);
}

/// Has a new way out of a step taken on an outcome that no other speaks of yet; else when no other is taken.
fn take_outcome(definition: &Definition, edge: &mut Edge) -> Result<(), Text> {
    let ways: Vec<&Edge> = leaving(definition, &edge.from).collect();
    let known: Vec<&str> = match node(definition, &edge.from) {
        Some(node) if node.kind.is_human() => outcomes(node).into_iter().map(|(outcome, _)| outcome).collect(),
        _ => vec!["completed", "refused"],
    };
    let speaks_of =
        |way: &&Edge, outcome: &str| way.when.as_ref().is_some_and(|when| when.0.contains(&format!("\"{outcome}\"")));
    let unspoken = known.into_iter().find(|outcome| !ways.iter().any(|way| speaks_of(way, outcome)));
    match unspoken {
        Some(outcome) => edge.when = Some(Formula(format!("outcome = \"{outcome}\""))),
        None if ways.iter().any(|way| way.default) => {
            return Err(Text::each("每种结论都已有分支", "Every outcome has a branch of its own"));
        }
        None => edge.default = true,
    }
    Ok(())
}
