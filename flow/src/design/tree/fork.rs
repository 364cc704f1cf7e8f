//! Putting in branches.

use super::Gap;
use super::attempt::attempt;
use super::connections::new_edge;
use super::gap::{Place, draw_at, joining, place, put_in};
use crate::design::{New, put_on_edge};
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge, EventKind, Kind};
use crate::text::Text;

/// Puts two empty branches into a gap, which part at a gateway of a kind and meet again. Where a condition decides, that of
/// the first is left to be said, and the second is the default. Answers the gateway where they part.
///
/// # Errors
/// Branches do not part at that kind of node, or nothing can stand there.
pub fn add_fork(definition: &mut Definition, gap: &Gap, kind: Kind) -> Result<NodeId, Text> {
    if !kind.is_gateway() || kind == Kind::Complex {
        return Err(Text::each("这里不能分出分支", "Branches do not part at this kind of step"));
    }
    attempt(definition, |tried, tree| {
        let place = place(tried, tree, gap)?;
        let parts = draw_at(tried, &place, &New::node(kind));
        let meets = draw_at(tried, &place, &New::node(joining(kind)));
        let decides = matches!(kind, Kind::Exclusive | Kind::Inclusive);
        for (default, event) in [(false, EventKind::Timer), (decides, EventKind::Message)] {
            let edge = Edge { default, ..new_edge(tried, &parts, &meets) };
            let id = edge.id.clone();
            tried.edges.push(edge);
            if kind == Kind::EventBased {
                wait_on(tried, &place, &id, event)?;
            }
        }
        put_in(tried, &place, (&parts, &meets), None);
        Ok(parts)
    })
}

/// Has a branch wait for an event.
fn wait_on(definition: &mut Definition, place: &Place, branch: &EdgeId, event: EventKind) -> Result<(), Text> {
    let wait = draw_at(definition, place, &New { event: Some(event), ..New::node(Kind::Wait) });
    put_on_edge(definition, branch, &wait)
}
