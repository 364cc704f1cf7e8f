//! The diagram of an instance with how each node stands.

use std::collections::HashSet;

use app::port::{DiagramEdge, DiagramNode, DiagramView, NodeState, Problem};
use flow::id::{EdgeId, InstanceId, NodeId};
use flow::kernel::{Visit, VisitStatus};
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
    let places = definition.diagram.clone().unwrap_or_default();
    let taken: HashSet<&EdgeId> = sight.state().visits.iter().flat_map(|visit| &visit.edges).collect();
    let lanes = definition.lanes.iter().map(|lane| {
        let nodes = definition.nodes.iter().filter(|node| node.lane.as_ref() == Some(&lane.id));
        (lane.name.clone(), nodes.map(|node| node.id.clone()).collect())
    });
    let edges = definition.edges.iter().map(|edge| DiagramEdge {
        id: edge.id.to_string(),
        from: edge.from.clone(),
        to: edge.to.clone(),
        name: edge.name.clone(),
        way: places.edges.get(&edge.id).cloned().unwrap_or_default(),
        taken: taken.contains(&edge.id),
        default: edge.default,
    });
    let nodes = definition
        .nodes
        .iter()
        .map(|node| DiagramNode { place: places.nodes.get(&node.id).copied(), ..drawn_node(sight, node, next) });
    DiagramView { lanes: lanes.collect(), nodes: nodes.collect(), edges: edges.collect() }
}

fn drawn_node(sight: &Sight, node: &Node, next: &HashSet<NodeId>) -> DiagramNode {
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
        place: None,
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
