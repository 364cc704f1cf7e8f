//! The file as a whole: the process, the lanes, and what events refer to.

use std::cell::RefCell;
use std::collections::BTreeMap;

use feel::xml::Element;

use super::EXPORTER;
use super::ids::{Ids, Of};
use crate::bpmn::document::Document;
use crate::bpmn::names::{BOUNDS, DIAGRAM, EXTENSION, MODEL, WAY_POINTS};
use crate::model::{Definition, Edge, EventKind, Kind};
use crate::text::{Language, Text};

/// The language of expressions, as BPMN names it.
const FEEL: &str = "https://www.omg.org/spec/DMN/20191111/FEEL/";
/// Where types of attributes come from.
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// What our elements belong to; a name, not a place.
const TARGET: &str = "urn:lianban:processes";

/// The namespaces that a file is written in.
pub(super) const NAMESPACES: [(&str, &str); 6] = [
    ("bpmn", MODEL),
    ("bpmndi", DIAGRAM),
    ("dc", BOUNDS),
    ("di", WAY_POINTS),
    ("xsi", SCHEMA_INSTANCE),
    ("lianban", EXTENSION),
];

/// A definition on its way into a file.
pub(super) struct Writer<'a> {
    pub(super) definition: &'a Definition,
    pub(super) ids: Ids,
    /// The prefix of each namespace, with its colon.
    prefixes: BTreeMap<&'static str, String>,
    /// The messages, signals, errors and escalations that events refer to: element, name and id.
    referred: RefCell<Vec<(&'static str, String, String)>>,
    /// Ids that are given while writing.
    free: RefCell<Ids>,
}

impl<'a> Writer<'a> {
    /// A writer; into an original file in the words of that file.
    pub(super) fn new(definition: &'a Definition, document: Option<&Document<'_>>) -> Self {
        let ids = Ids::new(definition, document);
        let prefixes = NAMESPACES.map(|(usual, namespace)| {
            let prefix = match document {
                Some(document) => document.prefix_of(namespace).unwrap_or_else(|| format!("{usual}:")),
                None => format!("{usual}:"),
            };
            (namespace, prefix)
        });
        let referred = document.map(referred).unwrap_or_default();
        let free = RefCell::new(ids.clone());
        Self { definition, ids, prefixes: prefixes.into(), referred: RefCell::new(referred), free }
    }

    /// An element of BPMN.
    pub(super) fn element(&self, local_name: &str) -> Element {
        self.element_of(MODEL, local_name)
    }

    pub(super) fn element_of(&self, namespace: &str, local_name: &str) -> Element {
        let prefix = self.prefixes.get(namespace).map(String::as_str).unwrap_or_default();
        Element::new(&format!("{prefix}{local_name}"))
    }

    /// An element of BPMN with its id, and ours where XML does not allow it.
    pub(super) fn identified(&self, local_name: &str, of: Of, own: &str) -> Element {
        let id = self.ids.of(of, own);
        let differs = id != own;
        self.element(local_name).with("id", id).with_any("lianban:id", differs.then_some(own))
    }

    /// The id of a node in the file.
    pub(super) fn node_id<'s>(&'s self, own: &'s str) -> &'s str {
        self.ids.of(Of::Node, own)
    }

    /// An expression in FEEL.
    pub(super) fn expression(&self, local_name: &str, formula: &str) -> Element {
        let kind = self.element("tFormalExpression").name;
        let type_of = self.element_of(SCHEMA_INSTANCE, "type").name;
        self.element(local_name).with(&type_of, kind).with("language", FEEL).saying(formula)
    }

    /// The id of the message, signal, error or escalation of a name, which is written when it is referred to.
    pub(super) fn refer(&self, local_name: &'static str, name: &str) -> String {
        let mut referred = self.referred.borrow_mut();
        if let Some((_, _, id)) = referred.iter().find(|(of, known, _)| *of == local_name && known == name) {
            return id.clone();
        }
        let id = self.free.borrow_mut().free(&format!("{local_name}_{name}"), "");
        referred.push((local_name, name.to_owned(), id.clone()));
        id
    }

    pub(super) fn file(&self) -> Element {
        let process = self.process();
        let pool = (!self.definition.lanes.is_empty()).then(|| self.free.borrow_mut().free("pool", ""));
        let collaboration = pool.as_ref().map(|_| self.free.borrow_mut().free("collaboration", ""));
        let key = self.ids.of(Of::Process, self.definition.key.as_str());
        let plane = collaboration.clone().unwrap_or_else(|| key.to_owned());
        let drawing = self.drawing(&plane, pool.as_deref());
        let participant = pool.map(|pool| {
            let name = words(&self.definition.name);
            self.element("participant").with("id", pool).with("name", name).with("processRef", key)
        });
        let collaboration =
            collaboration.map(|id| self.element("collaboration").with("id", id).containing(participant));
        let mut root = self.element("definitions");
        for (usual, namespace) in NAMESPACES {
            root = root.with(&format!("xmlns:{usual}"), namespace);
        }
        root.with("id", self.free.borrow_mut().free("definitions", ""))
            .with("targetNamespace", TARGET)
            .with("expressionLanguage", FEEL)
            .with("exporter", EXPORTER)
            .containing(self.referred_elements(&[]))
            .containing(collaboration)
            .containing([process, drawing])
            .indented()
    }

    /// What events refer to, without what is there already.
    pub(super) fn referred_elements(&self, there: &[&str]) -> Vec<Element> {
        let referred = self.referred.borrow();
        let new = referred.iter().filter(|(.., id)| !there.contains(&id.as_str()));
        let element = |(local_name, name, id): &(&'static str, String, String)| {
            let element = self.element(local_name).with("id", id.as_str()).with("name", name.as_str());
            match *local_name {
                "error" => element.with("errorCode", name.as_str()),
                "escalation" => element.with("escalationCode", name.as_str()),
                _ => element,
            }
        };
        new.map(element).collect()
    }

    pub(super) fn process(&self) -> Element {
        let process = self.identified("process", Of::Process, self.definition.key.as_str());
        let process = process.with("name", words(&self.definition.name)).with("isExecutable", "true");
        process.containing(self.lane_set()).containing(self.flow(None))
    }

    pub(super) fn lane_set(&self) -> Option<Element> {
        if self.definition.lanes.is_empty() {
            return None;
        }
        let lanes = self.definition.lanes.iter().map(|lane| {
            let boundary = self.definition.boundary_nodes();
            let nodes =
                self.definition.nodes.iter().chain(&boundary).filter(|node| node.lane.as_ref() == Some(&lane.id));
            let nodes: Vec<Element> =
                nodes.map(|node| self.element("flowNodeRef").saying(self.node_id(node.id.as_str()))).collect();
            let element = self.identified("lane", Of::Lane, lane.id.as_str());
            element.with("name", words(&lane.name)).containing(nodes)
        });
        let id = self.free.borrow_mut().free("lanes", "");
        Some(self.element("laneSet").with("id", id).containing(lanes))
    }

    /// The flow of the process or of a sub-process: nodes with what sits on them, then the edges.
    pub(super) fn flow(&self, within: Option<&str>) -> Vec<Element> {
        let inside = |id: &str| {
            let attached = self.definition.attached.iter().find(|attached| attached.id == *id);
            let host = attached.map_or(id, |attached| attached.on.as_str());
            let node = self.definition.nodes.iter().find(|node| node.id == *host);
            node.map(|node| node.within.as_ref().map(|within| within.as_str())) == Some(within)
        };
        let nodes = self.definition.nodes.iter().filter(|node| inside(node.id.as_str())).map(|node| self.node(node));
        let attached = self
            .definition
            .attached
            .iter()
            .filter(|attached| inside(attached.id.as_str()) || self.is_lost(attached, within));
        let attached = attached.map(|attached| self.boundary_event(attached));
        // What dangles is written all the same, in the process itself.
        let known = |edge: &Edge| self.definition.element_ids().any(|id| *id == edge.from);
        let edges = self.definition.edges.iter();
        let edges = edges.filter(|edge| inside(edge.from.as_str()) || within.is_none() && !known(edge));
        nodes.chain(attached).chain(edges.map(|edge| self.edge(edge))).collect()
    }

    /// Whether a boundary event sits on nothing.
    fn is_lost(&self, attached: &crate::model::Attached, within: Option<&str>) -> bool {
        within.is_none() && !self.definition.nodes.iter().any(|node| node.id == attached.on)
    }

    fn edge(&self, edge: &Edge) -> Element {
        let takes_back = self.definition.attached.iter();
        let takes_back = takes_back.filter(|attached| attached.kind == EventKind::Compensation);
        let is_association = takes_back.into_iter().any(|attached| attached.id == edge.from);
        let name = if is_association { "association" } else { "sequenceFlow" };
        let element = self.identified(name, Of::Edge, edge.id.as_str());
        let element = element.with_any("name", edge.name.as_ref().map(words).filter(|_| !is_association));
        let element = match is_association {
            true => element.with("associationDirection", "One"),
            false => element,
        };
        let ends = element
            .with("sourceRef", self.node_id(edge.from.as_str()))
            .with("targetRef", self.node_id(edge.to.as_str()));
        let condition = edge.when.as_ref().filter(|_| !is_association);
        ends.containing(condition.map(|when| self.expression("conditionExpression", &when.0)))
    }

    /// The default way out of a node, where BPMN lets it have one.
    pub(super) fn default_of(&self, node: &str, kind: Kind) -> Option<&str> {
        let may = kind.is_activity() || matches!(kind, Kind::Exclusive | Kind::Inclusive | Kind::Complex);
        let edge = self.definition.edges.iter().find(|edge| edge.from == *node && edge.default)?;
        may.then(|| self.ids.of(Of::Edge, edge.id.as_str()))
    }

    /// The sequence flows that a node has.
    pub(super) fn flows_of(&self, node: &str) -> Vec<Element> {
        let edges = || self.definition.edges.iter();
        let is_flow = |edge: &&Edge| self.edge(edge).local_name() == "sequenceFlow";
        let named =
            |local_name: &str, edge: &Edge| self.element(local_name).saying(self.ids.of(Of::Edge, edge.id.as_str()));
        let arriving = edges().filter(|edge| edge.to == *node).filter(is_flow).map(|edge| named("incoming", edge));
        let leaving = edges().filter(|edge| edge.from == *node).filter(is_flow).map(|edge| named("outgoing", edge));
        arriving.chain(leaving).collect()
    }
}

/// The words of a text for a reader who is given one language.
pub(super) fn words(text: &Text) -> String {
    text.in_language(Language::Chinese).to_owned()
}

/// What an original file has for events to refer to.
fn referred(document: &Document<'_>) -> Vec<(&'static str, String, String)> {
    let kinds = [("message", "name"), ("signal", "name"), ("error", "errorCode"), ("escalation", "escalationCode")];
    let all = kinds.into_iter().flat_map(|(local_name, by)| {
        document.root.named(local_name).filter_map(move |element| {
            let id = element.attribute("id")?;
            let name = element.attribute(by).or(element.attribute("name")).unwrap_or(id);
            Some((local_name, name.to_owned(), id.to_owned()))
        })
    });
    all.collect()
}
