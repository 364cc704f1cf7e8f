//! What happened on the drawing of an instance: where its tokens were, and how they went from one node to the next.
//!
//! Moves are folded from the log, as the [timeline](crate::timeline) is. They hold no data: whoever may see that an
//! instance is there can be shown how it went.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{EdgeId, NodeId, OutcomeId, PersonId};
use crate::kernel::{EndedHow, Event, Recorded, State, TaskId, VisitId};
use crate::model::OutcomeKind;
use crate::time::Moment;

/// Something that happened on the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Move {
    /// The number of the event that told, from 1.
    pub number: u64,
    /// When.
    pub at: Moment,
    /// What.
    #[serde(flatten)]
    pub what: Moved,
}

/// What happened on the drawing. A visit is the stay of a token at a node; visits are numbered in the order of entering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Moved {
    /// The instance began.
    Began {
        /// The version that it began with.
        version: u32,
    },
    /// A token entered a node.
    Entered {
        /// The new visit.
        visit: VisitId,
        /// The node.
        node: NodeId,
        /// The visits that the token came from; when it was sent back, the one that did.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        from: Vec<VisitId>,
        /// The edges that it came along; none when it was moved, sent back, or an event came.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        edges: Vec<EdgeId>,
        /// The visit that it is a part of: of the sub-process around it, or of work that is done several times.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<VisitId>,
        /// Whether it was sent back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        returned: bool,
    },
    /// A token left a node.
    Left {
        /// The visit.
        visit: VisitId,
        /// Whether the work there was done; else it was ended before.
        done: bool,
    },
    /// A token waits for others at the end of an edge.
    Waits {
        /// The visit that it left.
        from: VisitId,
        /// The edge.
        edge: EdgeId,
    },
    /// A token that waited was taken away.
    Gone {
        /// The visit that it had left.
        from: VisitId,
        /// The edge that it waited on.
        edge: EdgeId,
    },
    /// Somebody was asked.
    Asked {
        /// The visit.
        visit: VisitId,
        /// Who.
        person: PersonId,
    },
    /// A task was decided.
    Decided {
        /// The visit.
        visit: VisitId,
        /// Whose task it was.
        person: PersonId,
        /// The outcome.
        outcome: OutcomeId,
        /// How it counts.
        kind: OutcomeKind,
        /// Whether a rule did.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        automatic: bool,
        /// For how many milliseconds it had waited.
        took: i64,
    },
    /// What a token waited for has come, or what stands at the side of work: a time, a condition.
    Came {
        /// The event.
        node: NodeId,
    },
    /// A limit has passed.
    Overdue {
        /// The visit whose work should be done; none for the instance as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<VisitId>,
    },
    /// An automatic step could not go on.
    Stopped {
        /// The visit.
        visit: VisitId,
    },
    /// The work and the clock were stopped.
    Suspended,
    /// The work and the clock go on.
    Resumed,
    /// It goes on under another version.
    Migrated {
        /// Which.
        version: u32,
    },
    /// It ended.
    Ended {
        /// How.
        how: EndedHow,
    },
}

/// The moves of a log, in order. Where an instance went on under another version, what happened before is told by the
/// names that nodes and edges have there.
pub fn moves<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Vec<Move> {
    let (mut state, mut moves) = (State::default(), Vec::new());
    for Recorded { at, event } in log {
        if let Event::Migrated { nodes, edges, .. } = event {
            rename(&mut moves, nodes, edges);
        }
        let what = moved(&state, *at, event);
        state.apply(*at, event);
        moves.extend(what.map(|what| Move { number: state.revision, at: *at, what }));
    }
    moves
}

fn moved(before: &State, at: Moment, event: &Event) -> Option<Moved> {
    let task = |task: &TaskId| before.task(*task);
    Some(match event {
        Event::Started { version, .. } => Moved::Began { version: *version },
        Event::Entered { visit, node, from, edges, returned_from, within, .. } => Moved::Entered {
            visit: *visit,
            node: node.clone(),
            from: if from.is_empty() { returned_from.iter().copied().collect() } else { from.to_vec() },
            edges: edges.to_vec(),
            within: *within,
            returned: returned_from.is_some(),
        },
        Event::Completed { visit, .. } => Moved::Left { visit: *visit, done: true },
        Event::Cancelled { visit } => Moved::Left { visit: *visit, done: false },
        Event::Arrived { from, edge } => Moved::Waits { from: *from, edge: edge.clone() },
        Event::Removed { from, edge } => Moved::Gone { from: *from, edge: edge.clone() },
        Event::Assigned { visit, person, .. } => Moved::Asked { visit: *visit, person: person.clone() },
        Event::Decided { task: id, outcome, kind, automatic, .. } => {
            let task = task(id)?;
            Moved::Decided {
                visit: task.visit,
                person: task.person.clone(),
                outcome: outcome.clone(),
                kind: *kind,
                automatic: automatic.is_some(),
                took: at.0 - task.created.0,
            }
        }
        Event::Caught { visit } => Moved::Came { node: before.visit(*visit)?.node.clone() },
        Event::Elapsed { node, .. } | Event::Held { node, .. } => Moved::Came { node: node.clone() },
        Event::Overdue { visit } => Moved::Overdue { visit: *visit },
        Event::Stopped { visit, incident: _ } => Moved::Stopped { visit: *visit },
        Event::Suspended { .. } => Moved::Suspended,
        Event::Resumed { .. } => Moved::Resumed,
        Event::Migrated { version, .. } => Moved::Migrated { version: *version },
        Event::Ended(how) => Moved::Ended { how: how.how() },
        _ => return None,
    })
}

/// Calls nodes and edges of what happened so far as another version does.
fn rename(moves: &mut [Move], nodes: &BTreeMap<NodeId, NodeId>, edges: &BTreeMap<EdgeId, EdgeId>) {
    let node = |id: &mut NodeId| {
        if let Some(now) = nodes.get(id) {
            *id = now.clone();
        }
    };
    let edge = |id: &mut EdgeId| {
        if let Some(now) = edges.get(id) {
            *id = now.clone();
        }
    };
    for known in moves {
        match &mut known.what {
            Moved::Entered { node: entered, edges, .. } => {
                node(entered);
                edges.iter_mut().for_each(edge);
            }
            Moved::Came { node: came } => node(came),
            Moved::Waits { edge: on, .. } | Moved::Gone { edge: on, .. } => edge(on),
            _ => {}
        }
    }
}
