use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter::successors;

use super::field::is_default;
use super::{Attached, Diagram, Edge, Field, Follows, FormatVersion, Kind, Node, Settings, Who};
use crate::id::{DepartmentId, LaneId, NodeId, ProcessKey};
use crate::text::Text;

/// One version of a process: graph, form, rules and governance data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The version of the file format.
    pub lianban: FormatVersion,
    /// The key of the process; unique in the organisation.
    pub key: ProcessKey,
    /// What people call it.
    pub name: Text,
    /// Governance data: owner, purpose, goals, risks, basis.
    #[serde(default, skip_serializing_if = "About::is_empty")]
    pub about: About,
    /// An instance's title: text with `{FEEL}` in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// One or two lines below the title: text with `{FEEL}` in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// How instances are numbered, such as `O-02-{yyyyMMdd}-{seq:3}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who may start it; everybody when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starters: Option<Who>,
    /// Which earlier instances its instances may follow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<Follows>,
    /// The data of an instance.
    #[serde(default, skip_serializing_if = "Form::is_empty")]
    pub form: Form,
    /// Who is responsible for which nodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<Lane>,
    /// The steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<Node>,
    /// The connections; among those that leave one node, the order is their priority.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edges: Vec<Edge>,
    /// Boundary events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Attached>,
    /// What holds for the whole process.
    #[serde(default, skip_serializing_if = "is_default")]
    pub settings: Settings,
    /// Where things stand on the canvas; laid out automatically without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagram: Option<Diagram>,
    /// Scenarios kept with the definition, written as in a file of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::scenario::Scenario>"))]
    pub scenarios: Vec<serde_json::Value>,
    /// What another tool's file carried and we do not interpret, verbatim, by element id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub foreign: BTreeMap<String, serde_json::Value>,
}

impl Definition {
    /// The ids of everything that a token can be at: the nodes, then the boundary events.
    pub fn element_ids(&self) -> impl Iterator<Item = &NodeId> {
        self.nodes.iter().map(|node| &node.id).chain(self.attached.iter().map(|attached| &attached.id))
    }

    /// The nodes, each after the sub-process that it is in, else in their order.
    pub fn from_outside(&self) -> Vec<&Node> {
        let within = self.nodes.iter().filter_map(|node| Some((&node.id, node.within.as_ref()?)));
        let within: HashMap<&NodeId, &NodeId> = within.collect();
        // A draft may have sub-processes in one another.
        let around =
            |node: &&Node| successors(node.within.as_ref(), |id| within.get(*id).copied()).take(within.len()).count();
        let mut nodes: Vec<&Node> = self.nodes.iter().collect();
        nodes.sort_by_cached_key(around);
        nodes
    }

    /// Whether somebody placed things on the canvas; else everything is laid out.
    pub fn is_placed(&self) -> bool {
        self.diagram.as_ref().is_some_and(|diagram| !diagram.places_nothing())
    }

    /// Whether a node is a sub-process that is drawn as a single step.
    pub fn is_collapsed(&self, node: &Node) -> bool {
        let is_said = |diagram: &Diagram| diagram.collapsed.contains(&node.id);
        node.kind.is_sub_process() && self.diagram.as_ref().is_some_and(is_said)
    }

    /// What is not drawn, since it is in a collapsed sub-process: each with the outermost of those around it, which is
    /// drawn in its place.
    pub fn hidden(&self) -> HashMap<&NodeId, &NodeId> {
        let collapsed = self.nodes.iter().filter(|node| self.is_collapsed(node)).map(|node| &node.id);
        let collapsed: HashSet<&NodeId> = collapsed.collect();
        if collapsed.is_empty() {
            return HashMap::new();
        }
        let within = self.nodes.iter().filter_map(|node| Some((&node.id, node.within.as_ref()?)));
        let within: HashMap<&NodeId, &NodeId> = within.collect();
        let outermost = |node: &Node| {
            // A draft may have sub-processes in one another.
            let around = successors(within.get(&node.id).copied(), |id| within.get(*id).copied()).take(within.len());
            around.filter(|id| collapsed.contains(id)).last()
        };
        let nodes = self.nodes.iter().filter_map(|node| Some((&node.id, outermost(node)?)));
        let mut hidden: HashMap<&NodeId, &NodeId> = nodes.collect();
        let on_hidden = |event: &&Attached| hidden.contains_key(&event.on);
        let events: Vec<_> =
            self.attached.iter().filter(on_hidden).map(|event| (&event.id, hidden[&event.on])).collect();
        hidden.extend(events);
        hidden
    }

    /// The boundary events as nodes, in their order: in the sub-process and the lane of what they sit on.
    pub fn boundary_nodes(&self) -> Vec<Node> {
        let as_node = |attached: &Attached| {
            let host = self.nodes.iter().find(|node| node.id == attached.on);
            Node {
                name: attached.name.clone(),
                within: host.and_then(|host| host.within.clone()),
                lane: host.and_then(|host| host.lane.clone()),
                event: Some(attached.event()),
                ..Node::new(attached.id.clone(), Kind::Boundary)
            }
        };
        self.attached.iter().map(as_node).collect()
    }

    /// Every rule that says who: who may start it, who answers for lanes, who is asked at nodes.
    pub fn who_rules(&self) -> impl Iterator<Item = &Who> {
        let lanes = self.lanes.iter().filter_map(|lane| lane.responsible.as_ref());
        self.starters.iter().chain(lanes).chain(self.nodes.iter().filter_map(|node| node.who.as_ref()))
    }

    /// The same, to be changed.
    pub fn who_rules_mut(&mut self) -> impl Iterator<Item = &mut Who> {
        let lanes = self.lanes.iter_mut().filter_map(|lane| lane.responsible.as_mut());
        self.starters.iter_mut().chain(lanes).chain(self.nodes.iter_mut().filter_map(|node| node.who.as_mut()))
    }

    /// Where a link leads that a node throws: to the wait of its name in the same sub-process.
    pub fn end_of_link(&self, throw: &Node) -> Option<&Node> {
        let link = throw.link().filter(|_| throw.kind == Kind::Throw)?;
        let catches = |node: &&Node| {
            node.kind == Kind::Wait
                && node.within == throw.within
                && node.link().is_some_and(|caught| caught.of == link.of)
        };
        self.nodes.iter().find(catches)
    }

    /// Where tokens begin in a sub-process: at its starts; where it has none, at all in it that nothing leads to.
    pub fn begins_in(&self, sub_process: &Node) -> Vec<&Node> {
        let inside = || self.nodes.iter().filter(|node| node.within.as_ref() == Some(&sub_process.id));
        let starts: Vec<&Node> = inside().filter(|node| node.kind == Kind::Start).collect();
        if !starts.is_empty() {
            return starts;
        }
        let arrived_at: HashSet<&NodeId> = self.edges.iter().map(|edge| &edge.to).collect();
        let is_in_flow = |node: &&Node| !node.takes_back && node.kind != Kind::EventSubProcess;
        inside().filter(|node| !arrived_at.contains(&node.id)).filter(is_in_flow).collect()
    }
}

/// The data of an instance: its fields in the order of the page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The fields, in reading order.
    #[serde(default)]
    pub fields: Vec<Field>,
}

impl Form {
    fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

/// A lane: the department or role that is responsible for the nodes in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Its name in the file.
    pub id: LaneId,
    /// What people call it.
    pub name: Text,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Who>,
}

/// Governance data of a process.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The department that owns the process, as `dept:` and its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What the process is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Text>,
    /// What it is measured by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<Text>,
    /// What can go wrong, and what is done about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Text>,
    /// The law or rule that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Text>,
    /// What is modelled in a simpler way than the business has it, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub simplified: Vec<Text>,
}

impl About {
    /// The department that owns the process.
    pub fn owner_department(&self) -> Option<DepartmentId> {
        self.owner.as_ref().map(|owner| owner.trim_start_matches("dept:").into())
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for ProcessKey {
    fn default() -> Self {
        Self::from("")
    }
}
