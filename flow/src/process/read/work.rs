use super::Reader;
use crate::check::Finding;
use crate::model::{
    Action, DecisionTable, EndResult, Kind, Mode, Nobody, Node, OnRefuse, Opinion, Outcome, OutcomeKind, Returns,
};
use crate::process::people::{self, Asked};
use crate::process::step::{CallStep, HumanStep, RuleStep, Work};
use crate::text::Text;

impl Reader<'_> {
    pub(super) fn work(&mut self, node: &Node) -> Option<Work> {
        Some(match node.kind {
            Kind::Start => Work::Start(rework()),
            Kind::End => Work::End(node.result.unwrap_or_default()),
            Kind::Terminate => Work::End(EndResult::Terminated),
            Kind::Approve | Kind::Handle => Work::Human(self.human(node)?),
            Kind::Cc => Work::Copy(self.asked(node)?),
            Kind::Exclusive => Work::Exclusive,
            Kind::Parallel => Work::Parallel,
            Kind::Inclusive => Work::Inclusive,
            Kind::Script => {
                let Some(script) = &node.script else {
                    self.missing(&node.id, "script");
                    return None;
                };
                Work::Script(self.formula(&script.0, node.id.as_str())?)
            }
            Kind::Rule => {
                let Some(table) = &node.table else {
                    self.missing(&node.id, "table");
                    return None;
                };
                Work::Rule(self.table(node, table)?)
            }
            Kind::Call => Work::Call(self.call(node)?),
        })
    }

    fn human(&mut self, node: &Node) -> Option<HumanStep> {
        let decides = node.kind == Kind::Approve;
        let outcomes = match node.outcomes.is_empty() {
            true => usual_outcomes(decides),
            false => node.outcomes.clone(),
        };
        for field in outcomes.iter().flat_map(|outcome| &outcome.opens) {
            self.know_field(field, node.id.as_str());
        }
        if let Some(OnRefuse::Back(to)) = &node.refuse {
            self.know_node(to, node.id.as_str());
        }
        let returns = node.returns.clone().unwrap_or_default();
        for to in returns.to.iter().flatten() {
            self.know_node(to, node.id.as_str());
        }
        Some(HumanStep {
            decides,
            asked: self.asked(node)?,
            mode: node.mode.clone().unwrap_or(Mode::Any),
            not: self.duties(node),
            outcomes,
            opinion: node.opinion,
            refuse: node.refuse.clone(),
            returns,
            actions: node.actions.clone().unwrap_or_else(|| vec![Action::Return, Action::Transfer]),
            control: node.control,
        })
    }

    fn table(&mut self, node: &Node, table: &DecisionTable) -> Option<RuleStep> {
        let element = node.id.as_str();
        for field in &table.outputs {
            self.know_field(field, element);
        }
        let fits =
            |rule: &crate::model::Rule| rule.when.len() == table.inputs.len() && rule.then.len() == table.outputs.len();
        if !table.rules.iter().all(fits) {
            let zh = "决策表每一行的条件数须等于输入数，结果数须等于输出数";
            let en = "each row of the table needs a test for each input and a value for each output";
            self.findings.push(Finding::error("table_shape", element, Text::each(zh, en)));
            return None;
        }
        let inputs = table.inputs.iter().map(|input| self.formula(&input.0, element)).collect::<Option<_>>()?;
        let mut rules = Vec::with_capacity(table.rules.len());
        for rule in &table.rules {
            let when = rule.when.iter().map(|test| self.tests(&test.0, element)).collect::<Option<_>>()?;
            let then = rule.then.iter().map(|value| self.formula(&value.0, element)).collect::<Option<_>>()?;
            rules.push((when, then));
        }
        Some(RuleStep { hit: table.hit, inputs, outputs: table.outputs.clone(), rules })
    }

    fn tests(&mut self, text: &str, element: &str) -> Option<feel::UnaryTests> {
        let read = feel::parse_unary_tests(text, self.names.names());
        read.map_err(|error| self.wrong_expression(text, &error, element)).ok()
    }

    fn call(&mut self, node: &Node) -> Option<CallStep> {
        let Some(call) = &node.call else {
            self.missing(&node.id, "call");
            return None;
        };
        let element = node.id.as_str();
        let input = call.input.as_ref().map(|input| self.formulas(input, element));
        for field in call.output.keys() {
            self.know_field(field, element);
        }
        // What comes back is computed over the called process's fields, which are not known here.
        let mut output = std::collections::BTreeMap::new();
        for (field, formula) in &call.output {
            match feel::parse(&formula.0, &()) {
                Ok(expression) => _ = output.insert(field.clone(), expression),
                Err(error) => self.wrong_expression(&formula.0, &error, element),
            }
        }
        Some(CallStep { process: call.process.clone(), input, output })
    }
}

/// What the initiator does at the start when the matter comes back: submit again.
fn rework() -> HumanStep {
    HumanStep {
        decides: false,
        asked: Asked { rule: people::Rule::Initiator, nobody: Nobody::Fallback },
        mode: Mode::Any,
        not: Vec::new(),
        outcomes: vec![usual_outcome("submit", OutcomeKind::Agree, "重新提交", "Submit again")],
        opinion: Opinion::Optional,
        refuse: None,
        returns: Returns { to: Some(Vec::new()), ..Returns::default() },
        actions: Vec::new(),
        control: false,
    }
}

/// The outcomes of a node that names none.
fn usual_outcomes(decides: bool) -> Vec<Outcome> {
    match decides {
        true => vec![
            usual_outcome("approve", OutcomeKind::Agree, "同意", "Approve"),
            usual_outcome("refuse", OutcomeKind::Refuse, "拒绝", "Refuse"),
        ],
        false => vec![usual_outcome("done", OutcomeKind::Agree, "完成", "Done")],
    }
}

fn usual_outcome(id: &str, kind: OutcomeKind, zh: &str, en: &str) -> Outcome {
    Outcome { id: id.into(), kind, name: Some(Text::each(zh, en)), opens: Vec::new(), opinion: false }
}
