//! The flow of a process or a sub-process, in the order of the file.

use feel::xml::Element;

use super::Reader;
use crate::bpmn::document::{parts, says, text_in};
use crate::bpmn::extension::Said;
use crate::bpmn::names::{ACTIVATION_COUNT, is_activity, is_event, is_flow_node, is_sub_process};
use crate::id::NodeId;
use crate::model::{Activate, Edge, Formula, Kind, Node};
use crate::text::Text;

impl<'x> Reader<'_, 'x> {
    /// Everything in a process or a sub-process.
    pub(super) fn flow(&mut self, outer: &'x Element, within: Option<&NodeId>) {
        for part in parts(outer) {
            match part.local_name() {
                "boundaryEvent" => self.boundary_event(part),
                "sequenceFlow" if self.beginnings.is_flow(part) => {}
                "eventBasedGateway" if self.beginnings.is_gateway(part) => {}
                "sequenceFlow" => self.sequence_flow(part),
                "association" => self.handler_of_compensation(part),
                name if is_flow_node(name) => self.flow_node(part, within),
                name if is_activity_of_later(name) => {
                    let id = self.id(part);
                    let words = format!("{name} 没有对应的步骤");
                    self.unsupported(&id, words, format!("there is no step for {name}"));
                }
                _ => {}
            }
        }
    }

    fn flow_node(&mut self, element: &'x Element, within: Option<&NodeId>) {
        let id = self.id(element);
        let said = Said::of(element);
        let mut node = Node::new(id.as_str(), self.kind(element));
        node.name = name_of(element);
        node.within = within.cloned();
        node.lane = self.lane_of(element);
        let name = element.local_name();
        match name {
            name if is_event(name) => self.event_node(&mut node, element),
            name if name.ends_with("Gateway") => self.gateway(&mut node, element, &id),
            _ => self.activity(&mut node, element, &said),
        }
        let place = self.definition.nodes.len();
        let is_message = matches!(node.kind, Kind::Wait | Kind::Throw);
        self.definition.nodes.push(node);
        if is_sub_process(name) {
            self.flow(element, Some(&NodeId::from(id)));
        } else if is_message && is_activity(name) {
            self.message_inside(place, element);
        }
    }

    /// What an element is.
    fn kind(&self, element: &'x Element) -> Kind {
        let has = |part: &str| element.first(part).is_some();
        match element.local_name() {
            "startEvent" => Kind::Start,
            "intermediateCatchEvent" | "receiveTask" if self.beginnings.is_event(element) => Kind::Start,
            "endEvent" if has("terminateEventDefinition") => Kind::Terminate,
            "endEvent" => Kind::End,
            "intermediateThrowEvent" | "sendTask" if self.is_work_of_an_engine(element) => Kind::Service,
            "intermediateThrowEvent" | "sendTask" => Kind::Throw,
            "intermediateCatchEvent" | "receiveTask" => Kind::Wait,
            "parallelGateway" => Kind::Parallel,
            "inclusiveGateway" => Kind::Inclusive,
            "eventBasedGateway" => Kind::EventBased,
            "exclusiveGateway" => Kind::Exclusive,
            "complexGateway" => Kind::Complex,
            "subProcess" if says(element, "triggeredByEvent", true) => Kind::EventSubProcess,
            "subProcess" => Kind::SubProcess,
            "transaction" => Kind::Transaction,
            "adHocSubProcess" => Kind::AdHoc,
            "scriptTask" => Kind::Script,
            "serviceTask" | "businessRuleTask" => Kind::Service,
            "callActivity" => self.called_kind(element),
            _ => Kind::Handle,
        }
    }

    /// A call of a task that the file defines for several processes is that task.
    fn called_kind(&self, element: &Element) -> Kind {
        let called = element.attribute("calledElement").and_then(|called| self.document.find(called));
        match called.map(Element::local_name) {
            Some("globalUserTask" | "globalManualTask" | "globalTask") => Kind::Handle,
            Some("globalBusinessRuleTask") => Kind::Service,
            Some("globalScriptTask") => Kind::Script,
            _ => Kind::Call,
        }
    }

    fn gateway(&mut self, node: &mut Node, element: &'x Element, id: &str) {
        if node.kind == Kind::Complex {
            node.activate = self.formula_in(element, "activationCondition", id).map(activation);
        }
        if says(element, "instantiate", true) {
            let (zh, en) = (
                "此处的网关不能发起流程",
                "a gateway that something leads to, or in a sub-process, that begins an instance",
            );
            self.unsupported(id, zh, en);
        }
        if element.attribute("eventGatewayType") == Some("Parallel") {
            let (zh, en) = ("等待全部事件的网关", "a gateway that waits for all of its events");
            self.unsupported(id, zh, en);
        }
    }

    fn sequence_flow(&mut self, element: &'x Element) {
        let end = |name| element.attribute(name).map(|of| self.document.named(of)).unwrap_or_default().to_owned();
        let (from, to) = (end("sourceRef"), end("targetRef"));
        let id = match self.document.id_of(element) {
            Some(id) => id.to_owned(),
            None => format!("{from}>{to}"),
        };
        let mut edge = Edge::new(id.as_str(), from.as_str(), to);
        edge.name = name_of(element);
        let own_id = element.attribute("id").unwrap_or_default();
        let source = element.attribute("sourceRef").and_then(|from| self.document.find(from));
        edge.default = source.and_then(|source| source.attribute("default")).is_some_and(|it| it.trim() == own_id);
        edge.when = self.formula_in(element, "conditionExpression", &id);
        if element.first("conditionExpression").is_some() && text_in(element, "conditionExpression").is_none() {
            let message = Text::each("条件是空的", "the condition is empty");
            self.refuse("empty_condition", &id, message);
        }
        self.definition.edges.push(edge);
    }

    /// An association leads from a boundary event to the work that takes back.
    fn handler_of_compensation(&mut self, element: &'x Element) {
        let end = |name| element.attribute(name).and_then(|of| self.document.find(of));
        let (Some(from), Some(to)) = (end("sourceRef"), end("targetRef")) else { return };
        let is_boundary = from.local_name() == "boundaryEvent" && from.first("compensateEventDefinition").is_some();
        if !is_boundary || !is_flow_node(to.local_name()) {
            return;
        }
        let (id, from_id, to_id) = (self.id(element), self.id(from), self.id(to));
        if !says(to, "isForCompensation", true) {
            let message = Text::each(
                "补偿事件指向的活动须标为 isForCompensation",
                "what a compensation event leads to has to be marked isForCompensation",
            );
            self.refuse("wrong_flow", &to_id, message);
        }
        self.definition.edges.push(Edge::new(id, from_id, to_id));
    }
}

/// When a complex gateway opens: with so many tokens, where that is all that the condition says.
fn activation(when: Formula) -> Activate {
    let count = when.0.split_once(">=").filter(|(name, _)| name.trim() == ACTIVATION_COUNT);
    match count.and_then(|(_, count)| count.trim().parse().ok()) {
        Some(count) => Activate::Count(count),
        None => Activate::When(when),
    }
}

/// Elements that later versions or other tools put in a flow, and that a token would come to.
fn is_activity_of_later(name: &str) -> bool {
    matches!(name, "callChoreography" | "choreographyTask" | "subChoreography" | "implicitThrowEvent" | "event")
}

/// The name that people read.
pub(super) fn name_of(element: &Element) -> Option<Text> {
    element.attribute("name").filter(|name| !name.trim().is_empty()).map(Text::from)
}
