//! References that have to lead somewhere.

use feel::xml::Element;

use super::Model;
use crate::bpmn::document::parts;
use crate::bpmn::names::is_flow_node;

/// Attributes that name another element of the file.
const ATTRIBUTES: [&str; 14] = [
    "sourceRef",
    "targetRef",
    "attachedToRef",
    "default",
    "processRef",
    "messageRef",
    "signalRef",
    "errorRef",
    "escalationRef",
    "activityRef",
    "dataObjectRef",
    "dataStoreRef",
    "operationRef",
    "categoryValueRef",
];

/// Elements whose text names another element of the file.
const ELEMENTS: [&str; 7] =
    ["incoming", "outgoing", "flowNodeRef", "eventDefinitionRef", "loopDataInputRef", "messageRef", "operationRef"];

impl<'x> Model<'_, 'x> {
    pub(super) fn references(&mut self, element: &'x Element) {
        for name in ATTRIBUTES {
            if let Some(reference) = element.attribute(name) {
                self.leads_somewhere(element, name, reference);
            }
        }
        for name in needed(element.local_name()) {
            if element.attribute(name).is_none() {
                let (zh, en) = (format!("缺少 {name}"), format!("{name} is missing"));
                self.breaks("missing_reference", element, &zh, &en);
            }
        }
        for part in parts(element) {
            if ELEMENTS.contains(&part.local_name()) {
                self.leads_somewhere(element, part.local_name(), &part.text());
            } else {
                self.references(part);
            }
        }
        if is_flow_node(element.local_name()) {
            self.own_flows(element);
        }
    }

    fn leads_somewhere(&mut self, element: &'x Element, name: &str, reference: &str) {
        if self.document.find(reference).is_none() && !self.document.is_elsewhere(reference) {
            let reference = reference.trim();
            let zh = format!("{name} 指向不存在的「{reference}」");
            let en = format!("{name} names `{reference}`, and there is none");
            self.breaks("dangling_reference", element, &zh, &en);
        }
    }

    /// What a node says of its flows has to be what the flows say of it.
    fn own_flows(&mut self, element: &'x Element) {
        let ends = |flow: &str, end: &str| self.document.find(flow).and_then(|flow| flow.attribute(end)).map(str::trim);
        let id = element.attribute("id");
        let mut wrong = Vec::new();
        for part in parts(element) {
            let (end, flow) = match part.local_name() {
                "incoming" => ("targetRef", part.text()),
                "outgoing" => ("sourceRef", part.text()),
                _ => continue,
            };
            if ends(&flow, end).is_some() && ends(&flow, end) != id {
                wrong.push(flow.trim().to_owned());
            }
        }
        if let Some(default) = element.attribute("default").filter(|default| self.document.find(default).is_some())
            && ends(default, "sourceRef") != id
        {
            wrong.push(default.to_owned());
        }
        for flow in wrong {
            let zh = format!("「{flow}」不是与此相连的顺序流");
            let en = format!("`{flow}` is no sequence flow of this element");
            self.breaks("wrong_flow", element, &zh, &en);
        }
    }
}

/// The references without which an element means nothing.
fn needed(local_name: &str) -> &'static [&'static str] {
    match local_name {
        "sequenceFlow" | "messageFlow" | "association" => &["sourceRef", "targetRef"],
        "boundaryEvent" => &["attachedToRef"],
        _ => &[],
    }
}
