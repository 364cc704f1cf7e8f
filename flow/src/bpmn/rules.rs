//! What BPMN itself asks of a model: references that lead somewhere, flows and events where they may be.

mod flows;
mod references;

use std::collections::HashMap;

use feel::xml::Element;

use super::document::{Document, parts};
use super::names::is_flow_node;
use crate::text::Text;

/// Something that BPMN does not allow.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Broken {
    pub(super) code: &'static str,
    /// The id of the element in our model; empty for the file as a whole.
    pub(super) element: String,
    pub(super) message: Text,
}

/// Everything that BPMN does not allow in a process, and in what the file says of all of them. What is wrong with the
/// flow of another process is in the way of that one alone.
pub(super) fn look<'x>(document: &Document<'x>, process: &'x Element) -> Vec<Broken> {
    let mut model = Model { document, places: HashMap::new(), broken: Vec::new() };
    for process in document.processes() {
        model.place(process, process);
    }
    model.ids();
    model.references(document.root);
    model.flows(process);
    model.message_flows();
    model.broken
}

/// Where an element of a flow stands.
#[derive(Clone, Copy)]
struct Place<'x> {
    element: &'x Element,
    /// The process or sub-process around it.
    around: &'x Element,
    process: &'x Element,
}

struct Model<'d, 'x> {
    document: &'d Document<'x>,
    /// The elements of all flows, by id.
    places: HashMap<&'x str, Place<'x>>,
    broken: Vec<Broken>,
}

impl<'x> Model<'_, 'x> {
    fn place(&mut self, around: &'x Element, process: &'x Element) {
        for element in parts(around) {
            if let Some(id) = element.attribute("id") {
                self.places.insert(id, Place { element, around, process });
            }
            if is_flow_node(element.local_name()) {
                self.place(element, process);
            }
        }
    }

    /// The place of what an attribute refers to.
    fn end(&self, element: &Element, attribute: &str) -> Option<Place<'x>> {
        let id = self.document.find(element.attribute(attribute)?)?.attribute("id")?;
        self.places.get(id).copied()
    }

    fn ids(&mut self) {
        for id in self.document.twice.clone() {
            let (zh, en) = (format!("标识「{id}」重复"), format!("the id `{id}` is used twice"));
            self.broken.push(Broken { code: "duplicate_id", element: id.to_owned(), message: Text::each(zh, en) });
        }
    }

    fn breaks(&mut self, code: &'static str, element: &'x Element, zh: &str, en: &str) {
        let element = self.document.id_of(element).unwrap_or_default().to_owned();
        let broken = Broken { code, element, message: Text::each(zh, en) };
        if !self.broken.contains(&broken) {
            self.broken.push(broken);
        }
    }
}
