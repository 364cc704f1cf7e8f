//! Ids in a file of BPMN: names of XML, and each used once.

use std::collections::{BTreeMap, HashSet};

use crate::bpmn::document::{Document, parts};
use crate::model::Definition;

/// What has an id of its own in a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Process,
    Lane,
    Node,
    Edge,
}

/// The ids that the elements of a definition have in the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    by_own: BTreeMap<(Of, String), String>,
    used: HashSet<String>,
}

impl Ids {
    /// Ids as they are where XML allows it; in an original file as they are there.
    pub(super) fn new(definition: &Definition, document: Option<&Document<'_>>) -> Self {
        let mut ids = Self::default();
        if let Some(document) = document {
            ids.of_file(document);
        }
        let nodes = definition.element_ids().map(|id| (Of::Node, id.as_str()));
        let edges = definition.edges.iter().map(|edge| (Of::Edge, edge.id.as_str()));
        let lanes = definition.lanes.iter().map(|lane| (Of::Lane, lane.id.as_str()));
        let all: Vec<_> = nodes.chain(edges).chain([(Of::Process, definition.key.as_str())]).chain(lanes).collect();
        for (of, own) in all {
            if !ids.by_own.contains_key(&(of, own.to_owned())) {
                let prefix = if of == Of::Lane { "lane_" } else { "" };
                let id = ids.free(own, prefix);
                ids.by_own.insert((of, own.to_owned()), id);
            }
        }
        ids
    }

    fn of_file(&mut self, document: &Document<'_>) {
        for (element, id) in document.identified() {
            self.used.insert(id.to_owned());
            let of = match element.local_name() {
                "process" => Of::Process,
                "lane" => Of::Lane,
                "sequenceFlow" | "association" => Of::Edge,
                _ => Of::Node,
            };
            let own = document.id_of(element).unwrap_or(id).to_owned();
            self.by_own.entry((of, own)).or_insert_with(|| id.to_owned());
        }
        for plane in document.root.elements() {
            self.used.extend(parts_of_any(plane));
        }
    }

    /// A process that has another key now is the same element of the file.
    pub(super) fn rename_process(&mut self, before: &str, now: &str) {
        let id = self.of(Of::Process, before).to_owned();
        self.by_own.insert((Of::Process, now.to_owned()), id);
    }

    /// A free id made of a name, and taken.
    pub(super) fn free(&mut self, own: &str, prefix: &str) -> String {
        let name = xml_name(own);
        let plain = if self.used.contains(&name) { format!("{prefix}{name}") } else { name };
        let mut id = plain.clone();
        let mut number = 2;
        while !self.used.insert(id.clone()) {
            id = format!("{plain}_{number}");
            number += 1;
        }
        id
    }

    /// The id in the file of what has this one in the definition; the same when there is nothing.
    pub(super) fn of<'s>(&'s self, of: Of, own: &'s str) -> &'s str {
        self.by_own.get(&(of, own.to_owned())).map_or(own, String::as_str)
    }
}

/// The ids of a drawing.
fn parts_of_any(element: &feel::xml::Element) -> Vec<String> {
    let mut ids: Vec<String> = element.attribute("id").map(str::to_owned).into_iter().collect();
    let is_process = parts(element).next().is_some();
    if !is_process {
        ids.extend(element.elements().flat_map(parts_of_any));
    }
    ids
}

/// A text as a name of XML without a colon.
fn xml_name(text: &str) -> String {
    let begins = |c: char| c.is_alphabetic() || c == '_';
    let goes_on = |c: char| begins(c) || c.is_numeric() || c == '-' || c == '.';
    let name: String = text.chars().map(|c| if goes_on(c) { c } else { '_' }).collect();
    if name.starts_with(begins) { name } else { format!("_{name}") }
}
