//! Flows and events where BPMN allows them.

use std::collections::{HashMap, HashSet};

use feel::xml::Element;

use super::{Model, Place};
use crate::bpmn::document::{parts, says};
use crate::bpmn::names::{is_activity, is_flow_node, is_sub_process};

impl<'x> Model<'_, 'x> {
    /// The flows of a process or a sub-process.
    pub(super) fn flows(&mut self, around: &'x Element) {
        let flows: Vec<&Element> = parts(around).filter(|part| part.local_name() == "sequenceFlow").collect();
        let mut arriving: HashMap<&str, usize> = HashMap::new();
        let mut connected: HashSet<&str> = HashSet::new();
        let mut leaving: HashSet<&str> = HashSet::new();
        for flow in &flows {
            self.sequence_flow(flow);
            let end = |name| flow.attribute(name).map(str::trim);
            *arriving.entry(end("targetRef").unwrap_or_default()).or_default() += 1;
            leaving.extend(end("sourceRef"));
            connected.extend(end("sourceRef").into_iter().chain(end("targetRef")));
        }
        for flow in &flows {
            let from_events =
                self.end(flow, "sourceRef").is_some_and(|from| from.element.local_name() == "eventBasedGateway");
            let target = flow.attribute("targetRef").map(str::trim).unwrap_or_default();
            if from_events && arriving.get(target).is_some_and(|count| *count > 1) {
                let (zh, en) = (
                    "事件网关后的事件只能有这一条进线",
                    "nothing else leads to an event behind an event-based gateway",
                );
                self.breaks("wrong_flow", flow, zh, en);
            }
        }
        for element in parts(around).filter(|part| is_flow_node(part.local_name())) {
            let id = element.attribute("id").unwrap_or_default();
            self.node(element, around, arriving.contains_key(id), leaving.contains(id));
            if is_sub_process(element.local_name()) {
                self.flows(element);
            }
        }
    }

    fn sequence_flow(&mut self, flow: &'x Element) {
        let (from, to) = (self.end(flow, "sourceRef"), self.end(flow, "targetRef"));
        for (end, name) in [(from, "sourceRef"), (to, "targetRef")] {
            let is_node = end.is_some_and(|end| is_flow_node(end.element.local_name()));
            let is_there = flow.attribute(name).is_some_and(|of| self.document.find(of).is_some());
            if is_there && !is_node {
                let (zh, en) = ("顺序流只能连接流程节点", "a sequence flow connects nodes of a flow, nothing else");
                self.breaks("wrong_flow", flow, zh, en);
            }
        }
        if let (Some(from), Some(to)) = (from, to)
            && !std::ptr::eq(from.process, to.process)
        {
            let (zh, en) =
                ("顺序流不能越过泳池；请用消息流", "a sequence flow cannot leave its pool; use a message flow");
            self.breaks("wrong_flow", flow, zh, en);
        }
        let chooses = |from: Place<'_>| {
            let name = from.element.local_name();
            is_activity(name) || matches!(name, "exclusiveGateway" | "inclusiveGateway" | "complexGateway")
        };
        if flow.first("conditionExpression").is_some() && from.is_some_and(|from| !chooses(from)) {
            let (zh, en) =
                ("从此处出发的顺序流不能有条件", "a sequence flow that leaves from there can have no condition");
            self.breaks("wrong_flow", flow, zh, en);
        }
    }

    fn node(&mut self, element: &'x Element, around: &'x Element, is_arrived_at: bool, is_left: bool) {
        let name = element.local_name();
        let has = |definition: &str| element.first(definition).is_some();
        let wrong_flow = [
            (
                name == "intermediateThrowEvent" && has("linkEventDefinition") && is_left,
                "链接抛出事件没有出线",
                "nothing leaves the source of a link",
            ),
            (
                name == "intermediateCatchEvent" && has("linkEventDefinition") && is_arrived_at,
                "链接捕获事件没有进线",
                "nothing leads to the target of a link",
            ),
            (
                must_be_left(element) && !is_left,
                "开始、中间与边界事件须有出线",
                "a start, intermediate or boundary event leads somewhere",
            ),
            (
                name == "boundaryEvent" && has("compensateEventDefinition") && is_left,
                "补偿边界事件用关联指向补偿活动，没有出线",
                "an association, and no sequence flow, leads from a compensation event",
            ),
            (
                says(element, "isForCompensation", true) && (is_left || is_arrived_at),
                "补偿活动不在顺序流中",
                "what takes work back stands outside of the flow",
            ),
            (
                says(element, "triggeredByEvent", true) && (is_left || is_arrived_at),
                "事件子流程不在顺序流中",
                "an event sub-process stands outside of the flow",
            ),
        ];
        for (_, zh, en) in wrong_flow.into_iter().filter(|(is_wrong, ..)| *is_wrong) {
            self.breaks("wrong_flow", element, zh, en);
        }
        let gives_up = matches!(name, "endEvent" | "boundaryEvent") && has("cancelEventDefinition");
        let of_transaction = match name {
            "boundaryEvent" => {
                self.end(element, "attachedToRef").is_some_and(|on| on.element.local_name() == "transaction")
            }
            _ => around.local_name() == "transaction",
        };
        if gives_up && !of_transaction {
            let (zh, en) = ("取消事件只能用于事务", "a cancel event belongs to a transaction");
            self.breaks("wrong_event", element, zh, en);
        }
        if around.local_name() == "adHocSubProcess" && matches!(name, "startEvent" | "endEvent") {
            let (zh, en) = ("临时子流程里没有开始与结束事件", "an ad-hoc sub-process has neither start nor end events");
            self.breaks("wrong_event", element, zh, en);
        }
        if let Some(on) = self.end(element, "attachedToRef").filter(|_| name == "boundaryEvent")
            && !std::ptr::eq(on.around, around)
        {
            let (zh, en) =
                ("边界事件与其所在活动须在同一层", "a boundary event stands where the work does that it sits on");
            self.breaks("wrong_event", element, zh, en);
        }
    }

    /// Messages flow between pools.
    pub(super) fn message_flows(&mut self) {
        let root = self.document.root;
        for flow in root.named("collaboration").flat_map(|all| all.named("messageFlow")) {
            let process = |name: &str| {
                let end = self.document.find(flow.attribute(name)?)?;
                let of_pool = || self.document.find(end.attribute("processRef")?);
                match end.local_name() {
                    "participant" => of_pool(),
                    _ => self.end(flow, name).map(|place| place.process),
                }
            };
            if let (Some(from), Some(to)) = (process("sourceRef"), process("targetRef"))
                && std::ptr::eq(from, to)
            {
                let (zh, en) = ("消息流连接不同的泳池", "a message flow leads from one pool to another");
                self.breaks("wrong_flow", flow, zh, en);
            }
        }
    }
}

/// Whether a sequence flow has to leave an event.
fn must_be_left(element: &Element) -> bool {
    let has = |definition: &str| element.first(definition).is_some();
    match element.local_name() {
        "startEvent" | "intermediateCatchEvent" => true,
        "intermediateThrowEvent" => !has("linkEventDefinition"),
        "boundaryEvent" => !has("compensateEventDefinition"),
        _ => false,
    }
}
