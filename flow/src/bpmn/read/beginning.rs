//! Instances that begin with whichever event comes first: behind a gateway that begins instances, and at receive tasks
//! that do (BPMN 2.0, 10.5.6 and 13.2). Each such event is a start of ours, since the first that comes begins an instance of
//! its own; the gateway itself has nothing to do then, and stays in the file.

use std::collections::HashSet;

use feel::xml::Element;

use super::Reader;
use crate::bpmn::document::{parts, says};

/// What begins instances in a process, by id.
#[derive(Default)]
pub(super) struct Beginnings<'x> {
    gateways: HashSet<&'x str>,
    events: HashSet<&'x str>,
}

impl<'x> Beginnings<'x> {
    /// Those of a process; in a sub-process there are none.
    pub(super) fn of(process: &'x Element) -> Self {
        let flows = || parts(process).filter(|part| part.local_name() == "sequenceFlow");
        let end = |flow: &'x Element, name| flow.attribute(name).map(str::trim).unwrap_or_default();
        let arrived_at: HashSet<&str> = flows().map(|flow| end(flow, "targetRef")).collect();
        let begins = |element: &&'x Element| {
            let id = element.attribute("id").unwrap_or_default();
            says(element, "instantiate", true) && !id.is_empty() && !arrived_at.contains(id)
        };
        let with = |name: &'static str| parts(process).filter(move |part| part.local_name() == name).filter(begins);
        let id = |element: &'x Element| element.attribute("id").unwrap_or_default();
        let first_of_events = |gateway: &&Element| gateway.attribute("eventGatewayType") != Some("Parallel");
        let gateways: HashSet<&str> = with("eventBasedGateway").filter(first_of_events).map(id).collect();
        let behind = flows().filter(|flow| gateways.contains(end(flow, "sourceRef")));
        let events = behind.map(|flow| end(flow, "targetRef")).chain(with("receiveTask").map(id)).collect();
        Self { gateways, events }
    }

    /// Whether an element is a gateway whose events begin instances.
    pub(super) fn is_gateway(&self, element: &Element) -> bool {
        element.attribute("id").is_some_and(|id| self.gateways.contains(id))
    }

    /// Whether an element is an event, or waits for a message, that begins an instance.
    pub(super) fn is_event(&self, element: &Element) -> bool {
        element.attribute("id").is_some_and(|id| self.events.contains(id))
    }

    /// Whether a flow only leads from such a gateway to its event.
    pub(super) fn is_flow(&self, flow: &Element) -> bool {
        flow.attribute("sourceRef").is_some_and(|from| self.gateways.contains(from.trim()))
    }
}

impl<'x> Reader<'_, 'x> {
    /// What cannot be said of a start: events at its side, and that it is done several times.
    pub(super) fn begins_plainly(&mut self, element: &'x Element, id: &str) {
        let has_events = element.attribute("id").is_some_and(|id| self.document.hosts.contains(id));
        let repeats = ["multiInstanceLoopCharacteristics", "standardLoopCharacteristics"];
        if has_events || repeats.iter().any(|part| element.first(part).is_some()) {
            let (zh, en) = (
                "发起流程的接收任务上的边界事件或循环",
                "events at the side of a receive task that begins an instance, or that it is repeated",
            );
            self.unsupported(id, zh, en);
        }
    }
}
