//! Events: what is waited for, and what is brought about.

use feel::xml::Element;

use super::Reader;
use super::walk::name_of;
use crate::bpmn::document::{extensions, parts, says, text_in};
use crate::bpmn::expression::is_expression;
use crate::bpmn::names::{CAMUNDA, ZEEBE};
use crate::model::{Attached, Event, EventKind, Formula, Kind, Node};
use crate::text::Text;

/// How events are told apart.
const DEFINITION: &str = "EventDefinition";

impl<'x> Reader<'_, 'x> {
    pub(super) fn event_node(&mut self, node: &mut Node, element: &'x Element) {
        let id = node.id.clone();
        node.event = match node.kind {
            Kind::Terminate if event_definitions(element).count() == 1 => None,
            // A program does what an engine's throw event says.
            Kind::Service => None,
            _ => self.event(element, id.as_str()),
        };
        if node.kind == Kind::Start && says(element, "isInterrupting", false) {
            node.beside = true;
        }
        if node.kind == Kind::Wait && node.event.is_none() && event_definitions(element).next().is_none() {
            let (zh, en) = ("中间捕获事件没有说明等待什么", "the event does not say what is waited for");
            self.unsupported(id.as_str(), zh, en);
        }
        self.tell_what_is_only_kept(element, id.as_str(), &["initiator", "taskDefinition"]);
    }

    pub(super) fn boundary_event(&mut self, element: &'x Element) {
        let id = self.id(element);
        let on = element.attribute("attachedToRef").map(|on| self.document.named(on)).unwrap_or_default().to_owned();
        let event = self.event(element, &id).unwrap_or_else(|| {
            let (zh, en) = ("边界事件没有说明等待什么", "the boundary event does not say what is waited for");
            self.unsupported(&id, zh, en);
            Event::new(EventKind::Condition)
        });
        let mut attached = Attached::new(id.as_str(), on, event);
        attached.name = name_of(element);
        // Compensation has nothing to interrupt, whatever the file says.
        let says_no = says(element, "cancelActivity", false);
        attached.interrupting = !says_no || attached.kind == EventKind::Compensation;
        self.definition.attached.push(attached);
        self.tell_what_is_only_kept(element, &id, &[]);
    }

    /// The event of an element; none when it has none.
    fn event(&mut self, element: &'x Element, id: &str) -> Option<Event> {
        let mut definitions = event_definitions(element);
        let first = definitions.next()?;
        if definitions.next().is_some() || says(element, "parallelMultiple", true) {
            let (zh, en) = ("一个节点等待或引发多个事件", "several events at one element");
            self.unsupported(id, zh, en);
        }
        // A definition may stand at the top of the file, for several elements.
        let definition = match first.local_name() {
            "eventDefinitionRef" => self.document.find(&first.text())?,
            _ => first,
        };
        let kind = definition.local_name().strip_suffix(DEFINITION)?;
        let mut event = Event::new(match kind {
            "timer" => EventKind::Timer,
            "message" => EventKind::Message,
            "signal" => EventKind::Signal,
            "conditional" => EventKind::Condition,
            "error" => EventKind::Error,
            "escalation" => EventKind::Escalation,
            "compensate" => EventKind::Compensation,
            "cancel" => EventKind::Cancel,
            "link" => EventKind::Link,
            "terminate" => {
                let (zh, en) = ("终止事件只能是结束事件", "a terminate event is an end event");
                self.unsupported(id, zh, en);
                return None;
            }
            _ => return None,
        });
        match event.kind {
            EventKind::Timer => self.timer(&mut event, definition, id),
            EventKind::Message => self.message(&mut event, definition.attribute("messageRef"), element, id),
            EventKind::Signal => event.of = self.called(definition.attribute("signalRef"), &["name"]),
            EventKind::Error => event.of = self.called(definition.attribute("errorRef"), &["errorCode", "name"]),
            EventKind::Escalation => {
                event.of = self.called(definition.attribute("escalationRef"), &["escalationCode", "name"]);
            }
            EventKind::Condition => {
                event.when = self.formula_in(definition, "condition", id);
                if text_in(definition, "condition").is_none() {
                    self.refuse("empty_condition", id, Text::each("条件是空的", "the condition is empty"));
                }
            }
            EventKind::Compensation => {
                event.of = definition.attribute("activityRef").map(|of| self.document.named(of).to_owned());
                if says(definition, "waitForCompletion", false) {
                    let (zh, en) = ("不等待补偿完成", "a compensation that is not waited for");
                    self.unsupported(id, zh, en);
                }
            }
            EventKind::Link => event.of = definition.attribute("name").map(str::to_owned),
            EventKind::Cancel => {}
        }
        self.is_named_plainly(&event, id);
        Some(event)
    }

    /// A message: what is referred to, else what flows to or from the element.
    pub(super) fn message(&mut self, event: &mut Event, reference: Option<&'x str>, element: &'x Element, id: &str) {
        event.of = self.called(reference, &["name"]).or_else(|| self.flows_at(element));
        let message = reference.and_then(|message| self.document.find(message));
        let key = message.into_iter().flat_map(|message| extensions(message, |namespace| namespace == ZEEBE));
        let key = key
            .filter(|extension| extension.local_name() == "subscription")
            .find_map(|it| it.attribute("correlationKey"));
        event.key = key.and_then(|key| self.formula(id, key, None));
    }

    /// What people call what a reference names: the first of these attributes that it has, else its id.
    fn called(&self, reference: Option<&'x str>, by: &[&str]) -> Option<String> {
        let found = self.document.find(reference?)?;
        let name = by.iter().find_map(|name| found.attribute(name).filter(|value| !value.trim().is_empty()));
        name.or(found.attribute("id")).map(str::to_owned)
    }

    /// The message of the message flow that ends or begins at an element.
    fn flows_at(&self, element: &'x Element) -> Option<String> {
        let id = element.attribute("id")?;
        let flows = self.document.root.named("collaboration").flat_map(|all| all.named("messageFlow"));
        let mut flows = flows.filter(|flow| {
            let is_here = |end: &str| flow.attribute(end).is_some_and(|of| of.trim() == id);
            is_here("sourceRef") || is_here("targetRef")
        });
        let flow = flows.next()?;
        let message = self.called(flow.attribute("messageRef"), &["name"]);
        let name = flow.attribute("name").filter(|name| !name.trim().is_empty());
        message.or_else(|| name.or(flow.attribute("id")).map(str::to_owned))
    }

    /// Whether what sends a message is work that an engine hands to a program.
    pub(super) fn is_work_of_an_engine(&self, element: &'x Element) -> bool {
        let has = |name| self.document.foreign_attribute(element, &CAMUNDA, name).is_some();
        let by_attribute = ["class", "delegateExpression", "expression", "type", "topic"].into_iter().any(has);
        let mut by_extension = extensions(element, |namespace| namespace == ZEEBE);
        by_attribute || by_extension.any(|extension| extension.local_name() == "taskDefinition")
    }

    pub(super) fn message_of_task(&mut self, node: &mut Node, element: &'x Element) {
        let mut event = Event::new(EventKind::Message);
        let id = node.id.clone();
        self.message(&mut event, element.attribute("messageRef"), element, id.as_str());
        if says(element, "instantiate", true) && node.kind != Kind::Start {
            let (zh, en) = (
                "此处的接收任务不能发起流程",
                "a receive task that something leads to, or in a sub-process, that begins an instance",
            );
            self.unsupported(id.as_str(), zh, en);
        }
        self.is_named_plainly(&event, id.as_str());
        node.event = Some(event);
    }

    fn is_named_plainly(&mut self, event: &Event, id: &str) {
        if let Some(of) = event.of.as_deref().filter(|of| is_expression(of)) {
            self.unsupported(id, format!("名称是算出来的：{of}"), format!("the name is computed: {of}"));
        }
    }

    /// A wait and a throw are no work: one with events that sit on it, or that is done several times, is within a
    /// sub-process that is.
    pub(super) fn message_inside(&mut self, place: usize, element: &'x Element) {
        let node = &mut self.definition.nodes[place];
        let is_counted = (node.needs, node.gives) != (1, 1);
        let several = node.each.is_some() || node.repeat.is_some() || node.takes_back || is_counted;
        let has_events = element.attribute("id").is_some_and(|id| self.document.hosts.contains(id));
        if !several && !has_events {
            return;
        }
        let name = if node.kind == Kind::Wait { "wait" } else { "throw" };
        let mut inner = Node::new(format!("{}:{name}", node.id), node.kind);
        inner.event = node.event.take();
        inner.within = Some(node.id.clone());
        inner.name = node.name.clone();
        node.kind = Kind::SubProcess;
        self.definition.nodes.push(inner);
    }
}

/// What tells the event of an element.
fn event_definitions(element: &Element) -> impl Iterator<Item = &Element> {
    let is_one = |part: &&Element| part.local_name().ends_with(DEFINITION) || part.local_name() == "eventDefinitionRef";
    parts(element).filter(is_one)
}

/// The expression that is the time between two events, or when one comes.
pub(super) fn literal(function: &str, text: &str) -> Formula {
    Formula(format!("{function}({})", feel::Value::from(text)))
}
