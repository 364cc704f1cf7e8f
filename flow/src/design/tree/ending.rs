//! Letting a branch end, or go on.

use super::attempt::{attempt, gone, read};
use super::branch::{can_meet_more, goes_on_without};
use super::connections::{arriving, edge, lead, new_edge, node};
use super::gap::{draw_beside, gather, joining};
use super::{Gap, Item, LineEnd};
use crate::design::{New, append};
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Kind};
use crate::text::Text;

/// Lets a branch end at an end of its own. Answers that.
///
/// # Errors
/// It ends already, or nothing would come to what follows.
pub fn end_here(definition: &mut Definition, branch: &EdgeId) -> Result<NodeId, Text> {
    attempt(definition, |tried, tree| {
        let (standing, found) = tree.branch(branch).ok_or_else(gone)?;
        match (&found.line.end, found.line.gaps().last()) {
            (LineEnd::Open, Some(Gap::Behind(last))) => append(tried, last, &New::node(Kind::End)),
            (LineEnd::Meets, _) => {
                let at = standing.fork.at();
                let others = goes_on_without(tried, &standing, found)?;
                if others == 1 && standing.meeting.is_some_and(|meeting| meeting.join.is_none()) {
                    gather(tried, tree, at)?;
                }
                let ways: Vec<EdgeId> = found.line.ways().into_iter().cloned().collect();
                let end = draw_beside(tried, at, &New::node(Kind::End));
                lead(tried, &ways, &end);
                Ok(end)
            }
            _ => Err(Text::each("这个分支已经结束", "This branch ends already")),
        }
    })
}

/// Lets a branch that ends go on where the others meet; where all end, with what comes after it from then on.
///
/// # Errors
/// It goes on already, or with branches of its own each of which ends.
pub fn meet_again(definition: &mut Definition, branch: &EdgeId) -> Result<(), Text> {
    attempt(definition, |tried, tree| {
        let (standing, found) = tree.branch(branch).ok_or_else(gone)?;
        let at = standing.fork.at().clone();
        let inner = match (&found.line.end, found.line.items.last()) {
            (LineEnd::Meets, _) => return Err(Text::each("这个分支已经接着往下走", "This branch goes on already")),
            (LineEnd::Apart(_), _) => {
                return Err(Text::each("它自己的分支都已结束", "It ends with branches each of which ends"));
            }
            (LineEnd::End(_) | LineEnd::Open, Some(Item::Fork { fork, join: None, .. })) => Some(fork.at()),
            (LineEnd::End(_) | LineEnd::Open, _) => None,
        };
        inner.map(|inner| gather(tried, tree, inner)).transpose()?;
        if standing.meeting.is_some() {
            can_meet_more(tried, &at)?;
        }
        let tree = read(tried)?;
        let (standing, found) = tree.branch(branch).ok_or_else(gone)?;
        let last = match (found.line.ways().first(), found.line.gaps().last()) {
            (Some(way), _) => Last::Edge((*way).clone()),
            (None, Some(Gap::Behind(node))) => Last::Open(node.clone()),
            (None, _) => return Err(gone()),
        };
        match standing.meeting {
            Some(_) => {
                let meet_at = standing.meets_at(tried).ok_or_else(gone)?.clone();
                last.lead_to(tried, &meet_at);
            }
            None => {
                let parts = node(tried, &at).ok_or_else(gone)?.kind;
                let join = draw_beside(tried, &at, &New::node(joining(parts)));
                if let Some(end) = last.lead_to(tried, &join) {
                    let edge = new_edge(tried, &join, &end);
                    tried.edges.push(edge);
                }
            }
        }
        if let LineEnd::End(end) = &found.line.end
            && arriving(tried, end).next().is_none()
        {
            tried.nodes.retain(|node| node.id != *end);
        }
        Ok(())
    })
}

/// How a branch ends.
enum Last {
    /// By a connection to an end.
    Edge(EdgeId),
    /// With a step that nothing leads on from.
    Open(NodeId),
}

impl Last {
    /// Leads on to a node, and answers where it led before.
    fn lead_to(&self, definition: &mut Definition, to: &NodeId) -> Option<NodeId> {
        match self {
            Self::Edge(id) => {
                let before = edge(definition, id)?.to.clone();
                lead(definition, std::slice::from_ref(id), to);
                Some(before)
            }
            Self::Open(last) => {
                let edge = new_edge(definition, last, to);
                definition.edges.push(edge);
                None
            }
        }
    }
}
