//! Work: tasks, calls and sub-processes.

use std::collections::BTreeMap;

use feel::xml::Element;

use super::Reader;
use crate::bpmn::document::{extensions, says, text_in};
use crate::bpmn::expression::is_expression;
use crate::bpmn::extension::Said;
use crate::bpmn::names::{CAMUNDA, ZEEBE, is_dialect};
use crate::id::FieldId;
use crate::model::{AdHoc, Call, Formula, Kind, Node};

/// What dialects say of a task that is read, or tells nothing.
const READ: [&str; 15] = [
    "assignee",
    "candidateUsers",
    "candidateGroups",
    "assignmentDefinition",
    "script",
    "resultVariable",
    "calledElement",
    "in",
    "out",
    "processInstanceName",
    "userTask",
    "exclusive",
    "async",
    "asyncBefore",
    "asyncAfter",
];

impl<'x> Reader<'_, 'x> {
    pub(super) fn activity(&mut self, node: &mut Node, element: &'x Element, said: &Said) {
        let id = node.id.clone();
        let id = id.as_str();
        node.takes_back = says(element, "isForCompensation", true);
        (node.needs, node.gives) =
            (self.quantity(element, "startQuantity", id), self.quantity(element, "completionQuantity", id));
        self.repetition(node, element);
        match node.kind {
            Kind::Handle => {
                node.requirement = text_in(element, "documentation").map(|words| words.as_str().into());
                if said.is_silent_on("who") {
                    self.people(node, element);
                }
            }
            Kind::Throw | Kind::Wait => self.message_of_task(node, element),
            Kind::Start => {
                self.message_of_task(node, element);
                self.begins_plainly(element, id);
            }
            Kind::Script => self.script(node, element, said),
            Kind::Call => node.call = self.call(element, id),
            Kind::AdHoc => node.ad_hoc = Some(self.ad_hoc(element, id)),
            Kind::Service => self.service(element, id, said),
            _ => {}
        }
        self.tell_what_is_only_kept(element, id, &READ);
    }

    /// How many tokens work begins with, or gives.
    fn quantity(&mut self, element: &'x Element, name: &str, id: &str) -> u32 {
        let Some(said) = element.attribute(name) else { return 1 };
        said.trim().parse().unwrap_or_else(|_| {
            self.unsupported(id, format!("{name}={said}"), format!("{name}={said} is no number of tokens"));
            1
        })
    }

    /// A decision that stands elsewhere is work for a connector.
    fn service(&mut self, element: &'x Element, id: &str, said: &Said) {
        if element.local_name() != "businessRuleTask" || !said.is_silent_on("table") {
            return;
        }
        let of_zeebe = extensions(element, |namespace| namespace == ZEEBE).find_map(|it| it.attribute("decisionId"));
        let decision = self.document.foreign_attribute(element, &CAMUNDA, "decisionRef").or(of_zeebe);
        let decision = decision.unwrap_or_default();
        let zh = format!("决策不在本流程里，按连接器处理：{decision}");
        let en = format!("the decision is not in this process, so it is work for a connector: {decision}");
        self.note("foreign_decision", id, zh.trim_end_matches('：'), en.trim_end_matches(": "));
    }

    fn call(&mut self, element: &'x Element, id: &str) -> Option<Call> {
        let of_zeebe = extensions(element, |namespace| namespace == ZEEBE).find_map(|it| it.attribute("processId"));
        let called = element.attribute("calledElement").or(of_zeebe)?;
        if is_expression(called) {
            let (zh, en) = ("调用哪个流程由表达式决定", "which process is called is computed");
            self.unsupported(id, zh, en);
        }
        let process = self.document.named(called).rsplit(':').next().unwrap_or_default();
        let mut call = Call { process: process.into(), input: None, output: BTreeMap::new() };
        for mapping in extensions(element, is_dialect) {
            let source = mapping.attribute("source").or(mapping.attribute("sourceExpression"));
            let (Some(source), Some(target)) = (source, mapping.attribute("target")) else { continue };
            let Some(formula) = self.formula(id, source, None) else { continue };
            let (target, output) =
                (FieldId::from(target), mapping.local_name() == "output" || mapping.local_name() == "out");
            match output {
                true => _ = call.output.insert(target, formula),
                false => _ = call.input.get_or_insert_default().insert(target, formula),
            }
        }
        Some(call)
    }

    fn ad_hoc(&mut self, element: &'x Element, id: &str) -> AdHoc {
        let until: Option<Formula> = match text_in(element, "completionCondition") {
            Some(_) => self.formula_in(element, "completionCondition", id),
            None => None,
        };
        AdHoc {
            in_order: element.attribute("ordering") == Some("Sequential"),
            until,
            let_finish: says(element, "cancelRemainingInstances", false),
        }
    }
}
