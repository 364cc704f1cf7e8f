//! Nodes and edges that came and went, and where.

use std::collections::BTreeSet;

use super::comparison::{Comparison, Subject};
use super::pairs::{Pair, by_key, is_reordered};
use super::renamed::Renamed;
use super::words::Say;
use super::{Change, Weight};
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge, Node};
use crate::text::{Language, Text};

/// How many neighbours are named at most on each side of a node.
const MOST_NEIGHBOURS: usize = 2;

impl Comparison<'_> {
    pub(super) fn nodes(&mut self, old: &[Node], new: &[Node]) {
        for pair in by_key(old, new, |node| &node.id) {
            match pair {
                Pair::Both(old, new) => self.node(old, new),
                Pair::Old(node) => {
                    let of = self.node_subject(&node.id, self.was(&node.id));
                    let place = place(self.old, self.new, &node.id, |what| self.was(what));
                    let message = sentence(&of.name, ("删除", "原在"), ("removed", "it was "), &place);
                    self.tell(&of, Change::Removed, Weight::Behaviour, message, (Some(self.was(&node.kind)), None));
                }
                Pair::New(node) => {
                    let of = self.node_subject(&node.id, self.is(&node.id));
                    let place = place(self.new, self.old, &node.id, |what| self.is(what));
                    let message = sentence(&of.name, ("新增", "在"), ("added", ""), &place);
                    self.tell(&of, Change::Added, Weight::Behaviour, message, (None, Some(self.is(&node.kind))));
                }
            }
        }
        if is_reordered(old, new, |node| &node.id) {
            // Where an ad-hoc sub-process goes in order, it goes in the order of the file.
            let in_order = new.iter().any(|node| node.ad_hoc.as_ref().is_some_and(|ad_hoc| ad_hoc.in_order));
            let weight = if in_order { Weight::Behaviour } else { Weight::Drawing };
            self.changed(&Subject::process(), weight, ("节点顺序", "order of the nodes"), None, None);
        }
    }

    pub(super) fn edges(&mut self, old: &[Edge], new: &[Edge]) {
        for pair in by_key(old, new, |edge| &edge.id) {
            match pair {
                Pair::Both(old, new) => self.edge(old, new),
                Pair::Old(edge) => {
                    self.went(&self.edge_subject(edge, self.was(&edge.id)), Weight::Behaviour, ends(edge))
                }
                Pair::New(edge) => {
                    self.came(&self.edge_subject(edge, self.is(&edge.id)), Weight::Behaviour, ends(edge))
                }
            }
        }
        self.priorities(old, new);
    }

    fn edge(&mut self, old: &Edge, new: &Edge) {
        let Edge { id: _, from, to, name, when, default, exception } = old;
        let of = self.edge_subject(new, self.is(&new.id));
        self.key(&of, Weight::Behaviour, ("起点", "beginning"), from, &new.from);
        self.key(&of, Weight::Behaviour, ("终点", "end"), to, &new.to);
        self.text(&of, Weight::Wording, ("名称", "name"), name, &new.name);
        self.key(&of, Weight::Behaviour, ("条件", "condition"), when, &new.when);
        self.key(&of, Weight::Behaviour, ("默认", "taken when no other is"), default, &new.default);
        self.key(&of, Weight::Behaviour, ("例外情形", "a way around the rule"), exception, &new.exception);
    }

    /// Among the edges that leave a node, the order is their priority; all other order says nothing.
    fn priorities(&mut self, old: &[Edge], new: &[Edge]) {
        let nodes: BTreeSet<&NodeId> = new.iter().map(|edge| &edge.from).collect();
        let mut has_priority = false;
        for node in nodes {
            let leaving = |edges: &[Edge]| -> Vec<EdgeId> {
                edges.iter().filter(|edge| edge.from == *node).map(|edge| edge.id.clone()).collect()
            };
            let (was, is) = (leaving(old), leaving(new));
            if is_reordered(&was, &is, |edge| edge) {
                has_priority = true;
                let of = self.node_subject(node, self.is(node));
                let words = (Some(self.was(&was)), Some(self.is(&is)));
                self.changed(&of, Weight::Behaviour, ("出口的先后", "order of the ways out"), words.0, words.1);
            }
        }
        if !has_priority && is_reordered(old, new, |edge| &edge.id) {
            self.changed(&Subject::process(), Weight::Drawing, ("连线顺序", "order of the edges"), None, None);
        }
    }

    /// Elements that have another id and are the same otherwise.
    pub(super) fn renamed(&mut self, renamed: &[Renamed]) {
        for Renamed { what, weight, from, to, name } in renamed {
            let (zh, en) = what;
            let name = |language| name.in_language(language);
            let message = Text::each(
                format!("{zh}「{}」的标识：{from} → {to}", name(Language::Chinese)),
                format!("{en} “{}”, id: {from} → {to}", name(Language::English)),
            );
            let of = Subject { element: Some(to.clone()), name: message.clone() };
            let words = (Some(from.as_str().into()), Some(to.as_str().into()));
            self.tell(&of, Change::Renamed, *weight, message, words);
        }
    }

    pub(super) fn node_subject(&self, id: &NodeId, name: Text) -> Subject {
        Subject { element: Some(id.to_string()), name }
    }

    fn edge_subject(&self, edge: &Edge, name: Text) -> Subject {
        let words = |language| name.in_language(language);
        let name =
            Text::each(format!("连线{}", words(Language::Chinese)), format!("the way {}", words(Language::English)));
        Subject { element: Some(edge.id.to_string()), name }
    }
}

fn ends(edge: &Edge) -> Text {
    format!("{} → {}", edge.from, edge.to).as_str().into()
}

/// The nodes next to a node that the other definition has too, gateways passed over: before it, and after it.
fn neighbours<'d>(
    here: &'d Definition,
    there: &Definition,
    from: &NodeId,
    next: impl Fn(&'d NodeId) -> Vec<&'d NodeId>,
) -> Vec<&'d NodeId> {
    let Some(from) = here.element_ids().find(|id| *id == from) else { return Vec::new() };
    let known = |id: &NodeId| there.nodes.iter().any(|node| node.id == *id);
    let is_gateway = |id: &NodeId| here.nodes.iter().any(|node| node.id == *id && node.kind.is_gateway());
    let (mut seen, mut found, mut ahead) = (BTreeSet::from([from]), Vec::new(), next(from));
    while let Some(id) = ahead.pop() {
        if !seen.insert(id) {
            continue;
        }
        match known(id) && !is_gateway(id) {
            true => found.push(id),
            false => ahead.extend(next(id)),
        }
    }
    found.sort_by_key(|id| here.nodes.iter().position(|node| node.id == **id));
    found.truncate(MOST_NEIGHBOURS);
    found
}

/// The names of the nodes before and after a node.
fn place(
    here: &Definition,
    there: &Definition,
    node: &NodeId,
    say: impl Fn(&Vec<NodeId>) -> Text,
) -> [Option<Text>; 2] {
    let before = neighbours(here, there, node, |id| {
        here.edges.iter().filter(|edge| edge.to == *id).map(|edge| &edge.from).collect()
    });
    let after = neighbours(here, there, node, |id| {
        here.edges.iter().filter(|edge| edge.from == *id).map(|edge| &edge.to).collect()
    });
    [before, after].map(|side| {
        let side: Vec<NodeId> = side.into_iter().cloned().collect();
        side.is_said().then(|| say(&side))
    })
}

/// That a node came or went, and where.
fn sentence(name: &Text, zh: (&str, &str), en: (&str, &str), [before, after]: &[Option<Text>; 2]) -> Text {
    let words = |language: Language| {
        let name = name.in_language(language);
        let before = before.as_ref().map(|before| before.in_language(language));
        let after = after.as_ref().map(|after| after.in_language(language));
        let ((done_zh, at_zh), (done_en, at_en)) = (zh, en);
        match (language, before, after) {
            (Language::Chinese, Some(before), Some(after)) => format!("{done_zh}{name}，{at_zh}{before}与{after}之间"),
            (Language::Chinese, Some(before), None) => format!("{done_zh}{name}，{at_zh}{before}之后"),
            (Language::Chinese, None, Some(after)) => format!("{done_zh}{name}，{at_zh}{after}之前"),
            (Language::Chinese, None, None) => format!("{done_zh}{name}"),
            (Language::English, Some(before), Some(after)) => {
                format!("{name} {done_en}, {at_en}between {before} and {after}")
            }
            (Language::English, Some(before), None) => format!("{name} {done_en}, {at_en}after {before}"),
            (Language::English, None, Some(after)) => format!("{name} {done_en}, {at_en}before {after}"),
            (Language::English, None, None) => format!("{name} {done_en}"),
        }
    };
    Text::each(words(Language::Chinese), words(Language::English))
}
