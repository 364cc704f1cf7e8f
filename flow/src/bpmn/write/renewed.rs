//! A changed element: as it is written now, with what the original has besides.

use feel::xml::{Content, Element};

use crate::bpmn::document::is_bpmn;
use crate::bpmn::names::{is_activity, is_flow_node, is_sub_process};

/// A changed element: as it is written now, with what the original has besides.
pub(super) fn renewed(original: &Element, fresh: &Element) -> Element {
    let is_said = |name: &str| fresh.attributes.iter().any(|(said, _)| said == name) || OURS.contains(&name);
    let mut element = fresh.clone();
    let kinds = Kinds { was: original.local_name(), is: fresh.local_name() };
    let kept = original.attributes.iter().filter(|(name, _)| !is_said(name) && kinds.share_attribute(name));
    element.attributes.extend(kept.cloned());
    let is_written = |part: &Element| {
        let name = part.local_name();
        WRITTEN.contains(&name) || name.ends_with("EventDefinition") || is_flow_node(name)
    };
    let is_head = |part: &Element| matches!(part.local_name(), "documentation" | "extensionElements");
    let besides = |head: bool| {
        let parts =
            original.elements().filter(move |part| is_head(part) == head && !is_written(part) && kinds.share(part));
        parts.cloned().map(Content::Element).collect::<Vec<_>>()
    };
    let has_documentation = original.elements().any(|part| part.local_name() == "documentation");
    let mut content = besides(true);
    let (flows, rest): (Vec<_>, Vec<_>) = fresh
        .content
        .iter()
        .filter(|content| !matches!(content, Content::Element(part) if has_documentation && is_head(part)))
        .cloned()
        .partition(|content| matches!(content, Content::Element(part) if is_own_flow(part)));
    content.extend(flows);
    content.extend(besides(false));
    content.extend(rest);
    // What is in a sub-process is merged by itself, from the original.
    if is_sub_process(original.local_name()) && is_sub_process(fresh.local_name()) {
        let is_inner = |content: &Content| matches!(content, Content::Element(part) if is_flow_node(part.local_name()) || part.local_name() == "sequenceFlow");
        content.retain(|content| !is_inner(content));
        content.extend(original.content.iter().filter(|content| is_inner(content)).cloned());
    }
    element.content = content;
    element
}

/// Attributes that are there only when they are written.
const OURS: [&str; 15] = [
    "name",
    "default",
    "isForCompensation",
    "startQuantity",
    "completionQuantity",
    "isInterrupting",
    "triggeredByEvent",
    "scriptFormat",
    "calledElement",
    "ordering",
    "cancelRemainingInstances",
    "cancelActivity",
    "messageRef",
    "sourceRef",
    "targetRef",
];

/// Elements that are there only when they are written.
const WRITTEN: [&str; 10] = [
    "incoming",
    "outgoing",
    "multiInstanceLoopCharacteristics",
    "standardLoopCharacteristics",
    "conditionExpression",
    "script",
    "completionCondition",
    "activationCondition",
    "sequenceFlow",
    "eventDefinitionRef",
];

/// What an element was and is. One that is another kind of element now keeps what that may have as well.
#[derive(Clone, Copy)]
struct Kinds<'e> {
    was: &'e str,
    is: &'e str,
}

impl Kinds<'_> {
    /// Attributes of BPMN that we do not write ourselves are each of one kind; those of others can be anywhere.
    fn share_attribute(self, name: &str) -> bool {
        self.was == self.is || name.contains(':')
    }

    fn share(self, part: &Element) -> bool {
        let Self { was, is } = self;
        let name = part.local_name();
        let may_be = |names: &[&str]| names.contains(&name);
        was == is
            || !is_bpmn(part)
            || may_be(&OF_ALL)
            || is_activity(was) && is_activity(is) && may_be(&OF_ACTIVITIES)
            || is_sub_process(was) && is_sub_process(is)
    }
}

/// Elements that every node may have.
const OF_ALL: [&str; 5] = ["documentation", "extensionElements", "auditing", "monitoring", "categoryValueRef"];

/// Elements that all work may have.
const OF_ACTIVITIES: [&str; 8] = [
    "ioSpecification",
    "property",
    "dataInputAssociation",
    "dataOutputAssociation",
    "resourceRole",
    "performer",
    "humanPerformer",
    "potentialOwner",
];

/// Whether an element names a sequence flow of the one around it.
pub(super) fn is_own_flow(element: &Element) -> bool {
    matches!(element.local_name(), "incoming" | "outgoing")
}
