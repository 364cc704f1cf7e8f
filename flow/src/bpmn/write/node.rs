//! Nodes as elements of BPMN; a kind of our own as the element that is nearest to it.

use feel::Type;
use feel::check::infer;
use feel::xml::Element;

use super::file::{Writer, words};
use super::ids::Of;
use crate::bpmn::names::ACTIVATION_COUNT;
use crate::model::{Activate, Kind, Node};
use crate::process::vocabulary;

impl Writer<'_> {
    pub(super) fn node(&self, node: &Node) -> Element {
        let id = node.id.as_str();
        let element = self.identified(local_name(node.kind), Of::Node, id);
        let element = element.with_any("name", node.name.as_ref().map(words));
        let element = self.attributes(element, node);
        let element = element.with_any("default", self.default_of(id, node.kind));
        let documentation = node.requirement.as_ref().filter(|_| node.kind.is_human());
        let element = element
            .containing(documentation.map(|words_of| self.element("documentation").saying(words(words_of))))
            .containing(self.flows_of(id))
            .containing(self.repetition(node));
        self.own_parts(element, node)
    }

    fn attributes(&self, element: Element, node: &Node) -> Element {
        let yes = |is: bool| is.then_some("true");
        let element = element.with_any("isForCompensation", yes(node.takes_back && node.kind.is_activity()));
        let quantity = |of: u32| (of != 1 && node.kind.is_activity()).then(|| of.to_string());
        let element = element
            .with_any("startQuantity", quantity(node.needs))
            .with_any("completionQuantity", quantity(node.gives));
        match node.kind {
            Kind::Start => element.with_any("isInterrupting", node.beside.then_some("false")),
            Kind::EventSubProcess => element.with("triggeredByEvent", "true"),
            Kind::Script => element.with_any("scriptFormat", node.script.as_ref().map(|_| "feel")),
            Kind::Call => element.with_any("calledElement", node.call.as_ref().map(|call| call.process.as_str())),
            Kind::AdHoc => {
                let ad_hoc = node.ad_hoc.clone().unwrap_or_default();
                element
                    .with("ordering", if ad_hoc.in_order { "Sequential" } else { "Parallel" })
                    .with_any("cancelRemainingInstances", ad_hoc.let_finish.then_some("false"))
            }
            _ => element,
        }
    }

    /// What an element has that others have not.
    fn own_parts(&self, element: Element, node: &Node) -> Element {
        match node.kind {
            Kind::Start | Kind::End | Kind::Wait | Kind::Throw => {
                element.containing(node.event.as_ref().map(|event| self.event_definition(event)))
            }
            Kind::Terminate => element.containing([self.element("terminateEventDefinition")]),
            Kind::Script => {
                element.containing(node.script.as_ref().map(|script| self.element("script").saying(script.0.as_str())))
            }
            Kind::AdHoc => {
                let until = node.ad_hoc.as_ref().and_then(|ad_hoc| ad_hoc.until.as_ref());
                let until = until.map(|until| self.expression("completionCondition", &until.0));
                element.containing(self.flow(Some(node.id.as_str()))).containing(until)
            }
            Kind::Complex => {
                let activate = node.activate.as_ref().map(|activate| match activate {
                    Activate::Count(count) => format!("{ACTIVATION_COUNT} >= {count}"),
                    Activate::When(when) => when.0.clone(),
                });
                element.containing(activate.map(|when| self.expression("activationCondition", &when)))
            }
            kind if kind.is_sub_process() => element.containing(self.flow(Some(node.id.as_str()))),
            _ => element,
        }
    }

    fn repetition(&self, node: &Node) -> Option<Element> {
        // Of a start BPMN cannot say that an instance begins for each: it stands among our own keys alone.
        if node.kind == Kind::Start {
            return None;
        }
        if let Some(each) = &node.each {
            let is_number = feel::parse(&each.list.0, &vocabulary_names(self))
                .is_ok_and(|list| infer(&list, &vocabulary(self.definition)).required() == Type::Number);
            // How often can be said; for what can not.
            let times = if is_number { each.list.0.clone() } else { format!("count({})", each.list.0) };
            let several = self.element("multiInstanceLoopCharacteristics");
            return Some(
                several
                    .with_any("isSequential", each.in_order.then_some("true"))
                    .containing([self.expression("loopCardinality", &times)])
                    .containing(each.until.as_ref().map(|until| self.expression("completionCondition", &until.0))),
            );
        }
        let repeat = node.repeat.as_ref()?;
        let standard = self.element("standardLoopCharacteristics");
        Some(
            standard
                .with_any("testBefore", repeat.before.then_some("true"))
                .with_any("loopMaximum", repeat.most.map(|most| most.to_string()))
                .containing(repeat.while_.as_ref().map(|condition| self.expression("loopCondition", &condition.0))),
        )
    }
}

fn vocabulary_names(writer: &Writer<'_>) -> std::collections::BTreeSet<String> {
    let fields = writer.definition.form.fields.iter();
    fields.map(|field| field.id.as_str().to_owned()).collect()
}

/// The element of BPMN that is, or is nearest to, a kind.
fn local_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Start => "startEvent",
        Kind::End | Kind::Terminate => "endEvent",
        Kind::Approve | Kind::Handle | Kind::Read | Kind::External => "userTask",
        Kind::Cc | Kind::Filing | Kind::Ledger => "task",
        Kind::Exclusive => "exclusiveGateway",
        Kind::Parallel => "parallelGateway",
        Kind::Inclusive => "inclusiveGateway",
        Kind::EventBased => "eventBasedGateway",
        Kind::Script => "scriptTask",
        Kind::Rule => "businessRuleTask",
        Kind::Call => "callActivity",
        Kind::Service => "serviceTask",
        Kind::Wait => "intermediateCatchEvent",
        Kind::Throw => "intermediateThrowEvent",
        Kind::SubProcess | Kind::EventSubProcess => "subProcess",
        Kind::Transaction => "transaction",
        Kind::AdHoc => "adHocSubProcess",
        Kind::Boundary => "boundaryEvent",
        Kind::Complex => "complexGateway",
    }
}
