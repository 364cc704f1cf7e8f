//! Connecting two nodes, and saying why they cannot be.

use super::ids::free;
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge, EventKind, Kind, Node};
use crate::text::Text;

/// Why nothing can lead from one node to another; nothing when it can.
pub fn refusal(definition: &Definition, from: &NodeId, to: &NodeId) -> Option<Text> {
    let (from, to) = (End::find(definition, from)?, End::find(definition, to)?);
    let text = |zh: &str, en: &str| Some(Text::each(zh, en));
    if from.id == to.id {
        return text("不能连到自己", "A step cannot lead to itself");
    }
    if !from.can_be_left() {
        return text("结束之后不再有步骤", "Nothing comes after an end");
    }
    if !to.can_be_arrived_at() {
        return text("不能连到开始或边界事件", "Nothing leads into a start or an event at the side of a step");
    }
    if from.within != to.within {
        return text("不能跨越子流程的边界连线", "A connection cannot cross the border of a sub-process");
    }
    if from.takes_back != to.is_work_taken_back {
        return text("补偿只能连到撤销它的步骤", "What takes work back is reached from its event alone");
    }
    if from.kind == Kind::EventBased && !to.is_waited_for {
        return text("事件分支之后只能是等待", "Only waits follow the choice by the first event");
    }
    let is_there = |edge: &&Edge| edge.from == *from.id && edge.to == *to.id;
    if definition.edges.iter().any(|edge| is_there(&edge)) {
        return text("两者已经相连", "They are connected already");
    }
    None
}

/// Connects two nodes.
///
/// # Errors
/// Why nothing can lead from the one to the other.
pub fn connect(definition: &mut Definition, from: &NodeId, to: &NodeId) -> Result<EdgeId, Text> {
    if let Some(text) = refusal(definition, from, to) {
        return Err(text);
    }
    if chooses(definition, from) {
        settle_default(definition, from);
    }
    let id: EdgeId = free(definition, &format!("{from}-{to}"));
    definition.edges.push(Edge::new(id.clone(), from.clone(), to.clone()));
    Ok(id)
}

/// Lets a connection leave or arrive elsewhere.
///
/// # Errors
/// Why nothing can lead from the one to the other.
pub fn reconnect(definition: &mut Definition, edge: &EdgeId, from: &NodeId, to: &NodeId) -> Result<(), Text> {
    let mut others = definition.clone();
    others.edges.retain(|other| other.id != *edge);
    if let Some(text) = refusal(&others, from, to) {
        return Err(text);
    }
    if let Some(edge) = definition.edges.iter_mut().find(|other| other.id == *edge) {
        (edge.from, edge.to) = (from.clone(), to.clone());
    }
    if let Some(diagram) = &mut definition.diagram {
        diagram.edges.remove(edge);
        diagram.labels.remove(edge);
    }
    Ok(())
}

/// Makes a connection the one that is taken when no other is, or one like the others again. Among those that leave the same
/// node there is one at most, and it has no condition.
pub fn set_default(definition: &mut Definition, edge: &EdgeId, default: bool) {
    let from = definition.edges.iter().find(|other| other.id == *edge).map(|edge| edge.from.clone());
    for other in definition.edges.iter_mut().filter(|other| Some(&other.from) == from.as_ref()) {
        other.default = default && other.id == *edge;
        if other.default {
            other.when = None;
        }
    }
}

fn chooses(definition: &Definition, node: &NodeId) -> bool {
    let is_choice = |node: &Node| matches!(node.kind, Kind::Exclusive | Kind::Inclusive | Kind::Complex);
    definition.nodes.iter().find(|other| other.id == *node).is_some_and(is_choice)
}

/// The only way out of a choice is the default once there is another: the new one is what the condition will be for.
fn settle_default(definition: &mut Definition, from: &NodeId) {
    let mut leaving = definition.edges.iter_mut().filter(|edge| edge.from == *from);
    if let (Some(only), None) = (leaving.next(), leaving.next())
        && only.when.is_none()
    {
        only.default = true;
    }
}

/// One end of a connection: a node, or a boundary event.
struct End<'d> {
    id: &'d NodeId,
    kind: Kind,
    within: Option<&'d NodeId>,
    /// It is the event that begins taking work back.
    takes_back: bool,
    /// It is the step that does.
    is_work_taken_back: bool,
    is_waited_for: bool,
    is_throwing_link: bool,
    is_catching_link: bool,
}

impl<'d> End<'d> {
    fn find(definition: &'d Definition, id: &NodeId) -> Option<Self> {
        definition.nodes.iter().find(|node| node.id == *id).map(Self::node).or_else(|| Self::event(definition, id))
    }

    fn node(node: &'d Node) -> Self {
        let is_link = node.link().is_some();
        Self {
            id: &node.id,
            kind: node.kind,
            within: node.within.as_ref(),
            takes_back: false,
            is_work_taken_back: node.takes_back,
            is_waited_for: node.kind == Kind::Wait && !is_link,
            is_throwing_link: is_link && node.kind == Kind::Throw,
            is_catching_link: is_link && node.kind == Kind::Wait,
        }
    }

    fn event(definition: &'d Definition, id: &NodeId) -> Option<Self> {
        let event = definition.attached.iter().find(|event| event.id == *id)?;
        let host = definition.nodes.iter().find(|node| node.id == event.on);
        Some(Self {
            id: &event.id,
            kind: Kind::Boundary,
            within: host.and_then(|host| host.within.as_ref()),
            takes_back: event.kind == EventKind::Compensation,
            is_work_taken_back: false,
            is_waited_for: false,
            is_throwing_link: false,
            is_catching_link: false,
        })
    }

    fn can_be_left(&self) -> bool {
        !self.kind.is_end() && self.kind != Kind::EventSubProcess && !self.is_throwing_link && !self.is_work_taken_back
    }

    fn can_be_arrived_at(&self) -> bool {
        !matches!(self.kind, Kind::Start | Kind::Boundary | Kind::EventSubProcess) && !self.is_catching_link
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;

    fn refused(from: &str, to: &str) -> bool {
        refusal(&review(), &from.into(), &to.into()).is_some()
    }

    #[test]
    fn what_cannot_be_connected_is_refused_with_the_reason() {
        for (from, to) in [("end", "check"), ("check", "start"), ("check", "check"), ("check", "choice")] {
            assert!(refused(from, to), "{from} {to}");
        }
        assert!(!refused("decide", "check"));
        assert!(!refused("late", "end"), "an event at the side of a step leads on");
    }

    #[test]
    fn there_is_one_default_among_the_ways_out_and_it_has_no_condition() {
        let mut definition = review();
        set_default(&mut definition, &"yes".into(), true);
        let defaults: Vec<_> =
            definition.edges.iter().filter(|edge| edge.default).map(|edge| edge.id.as_str()).collect();
        assert_eq!(defaults, ["yes"]);
        assert!(definition.edges.iter().all(|edge| edge.id != "yes" || edge.when.is_none()));
    }

    #[test]
    fn the_first_way_out_of_a_choice_becomes_its_default() {
        let mut definition = review();
        definition.edges.retain(|edge| edge.id != "no");
        definition.edges.iter_mut().filter(|edge| edge.id == "yes").for_each(|edge| edge.when = None);
        connect(&mut definition, &"choice".into(), &"end".into()).expect("a choice can be left");
        assert!(definition.edges.iter().any(|edge| edge.id == "yes" && edge.default));
    }
}
