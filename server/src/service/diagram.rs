//! The diagram of an instance with how each node stands.

use std::collections::HashSet;

use app::port::{DiagramEdge, DiagramLane, DiagramNode, DiagramView, NodeState, Problem};
use flow::id::{EdgeId, InstanceId, NodeId};
use flow::kernel::{Visit, VisitStatus};
use flow::layout::{self, Area, Layout};
use flow::model::Node;

use super::naming::Names;
use super::sight::Sight;
use super::{Service, Subject};

impl Service {
    pub(super) async fn diagram(&self, me: &Subject, instance: &InstanceId) -> Result<DiagramView, Problem> {
        let sight = self.see(me, instance).await?;
        let next = self.to_come(&sight).into_iter().map(|step| step.node).collect();
        Ok(drawn(&sight, &next))
    }
}

fn drawn(sight: &Sight, next: &HashSet<NodeId>) -> DiagramView {
    let definition = sight.process().definition();
    let Layout { area, lanes, nodes: places, edges: ways } = layout::drawn(definition);
    let taken: HashSet<&EdgeId> = sight.state().visits.iter().flat_map(|visit| &visit.edges).collect();
    let lanes =
        definition.lanes.iter().zip(lanes).map(|(lane, (_, place))| DiagramLane { name: lane.name.clone(), place });
    let edges = definition.edges.iter().map(|edge| DiagramEdge {
        id: edge.id.to_string(),
        from: edge.from.clone(),
        to: edge.to.clone(),
        name: edge.name.clone(),
        way: ways.get(&edge.id).cloned().unwrap_or_default(),
        taken: taken.contains(&edge.id),
        default: edge.default,
    });
    let place = |node: &Node| places.get(&node.id).copied().unwrap_or_default();
    // A sub-process comes before what is in it, which is drawn over it.
    let nodes = definition.from_outside().into_iter().map(|node| drawn_node(sight, node, place(node), next));
    let events =
        definition.boundary_nodes().into_iter().zip(&definition.attached).map(|(node, attached)| DiagramNode {
            on: Some(attached.on.clone()),
            beside: !attached.interrupting,
            ..drawn_node(sight, &node, place(&node), next)
        });
    DiagramView { area, lanes: lanes.collect(), nodes: nodes.chain(events).collect(), edges: edges.collect() }
}

fn drawn_node(sight: &Sight, node: &Node, place: Area, next: &HashSet<NodeId>) -> DiagramNode {
    let state = sight.state();
    let visits = || (0..).zip(&state.visits).filter(|(_, visit)| visit.node == node.id);
    let last = visits().last();
    let names = Names::new(&sight.organisation, sight.now);
    let worked = last.map(|(id, _)| state.tasks.iter().filter(move |task| task.visit == id));
    let mut people: Vec<_> = worked.into_iter().flatten().map(|task| names.person(&task.person)).collect();
    people.dedup();
    DiagramNode {
        id: node.id.clone(),
        kind: node.kind,
        name: node.name.clone().unwrap_or_else(|| node.id.as_str().into()),
        place,
        within: node.within.clone(),
        on: None,
        beside: node.beside,
        state: match last {
            Some((_, visit)) => stands(visit),
            None if next.contains(&node.id) => NodeState::Next,
            None => NodeState::Ahead,
        },
        visits: u32::try_from(visits().count()).unwrap_or(u32::MAX),
        people,
        control: node.control,
    }
}

fn stands(visit: &Visit) -> NodeState {
    match &visit.status {
        VisitStatus::Active if visit.is_stopped() => NodeState::Stopped,
        VisitStatus::Active => NodeState::Current,
        VisitStatus::Completed { .. } => NodeState::Done,
        VisitStatus::Cancelled { .. } => NodeState::Left,
    }
}
