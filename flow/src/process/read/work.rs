use super::Reader;
use crate::check::Finding;
use crate::model::{
    Action, Activate, EndResult, Kind, Mode, Nobody, Node, OnRefuse, Opinion, Outcome, OutcomeKind, Returns, Right, Who,
};
use crate::process::Purpose;
use crate::process::event::Throw;
use crate::process::people::{self, Asked};
use crate::process::step::{Activation, CallStep, HumanStep, Reading, Work};
use crate::text::Text;

/// What whoever looks after an external node may do with its task. Nobody inside decides with them, and what the person
/// outside has said is not theirs to take back.
const OFFERED_INSIDE: [Action; 4] = [Action::Return, Action::Transfer, Action::Extend, Action::AskTransfer];

impl Reader<'_> {
    pub(super) fn work(&mut self, node: &Node) -> Option<Work> {
        Some(match node.kind {
            Kind::Start => Work::Start(rework()),
            Kind::End => Work::End(node.result.unwrap_or_default(), self.throw(node).filter(|_| node.event.is_some())),
            Kind::Terminate => Work::End(EndResult::Terminated, None),
            Kind::Approve | Kind::Handle => Work::Human(self.human(node)?),
            Kind::Read => Work::Human(self.reading(node)?),
            Kind::External => Work::Human(self.external(node)?),
            Kind::Cc => Work::Copy(self.asked(node)?),
            Kind::Exclusive => Work::Exclusive,
            Kind::Parallel => Work::Parallel,
            Kind::Inclusive => Work::Inclusive,
            Kind::Complex => Work::Complex(self.activation(node)),
            Kind::Script => {
                let Some(script) = &node.script else {
                    // A script in another language is refused as such.
                    if self.definition.foreign_part(node.id.as_str()).is_some_and(|kept| kept.script.is_some()) {
                        return None;
                    }
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
            Kind::Filing => Work::Filing(self.filing(node)?),
            Kind::Ledger => Work::Ledger(self.ledger(node)?),
            Kind::Service => Work::Service,
            // A link is caught where it was thrown: there is nothing to wait for.
            Kind::Wait if node.link().is_some() => Work::Throw(Throw::Nothing),
            Kind::Wait => Work::Wait,
            Kind::Throw => Work::Throw(self.throw(node)?),
            Kind::EventBased => Work::EventBased,
            Kind::SubProcess | Kind::EventSubProcess | Kind::Transaction | Kind::AdHoc => {
                Work::Sub(self.sub_process(node))
            }
            Kind::Boundary => self.boundary(node)?,
        })
    }

    /// The person outside has the outcomes, and whoever looks after it the task.
    fn external(&mut self, node: &Node) -> Option<HumanStep> {
        let outside = self.outside(node);
        let of_nobody_else = Node { who: Some(node.who.clone().unwrap_or(Who::Initiator)), mode: None, ..node.clone() };
        let human = self.human(&of_nobody_else)?;
        Some(HumanStep {
            outside: Some(outside?),
            actions: human.actions.iter().copied().filter(|action| OFFERED_INSIDE.contains(action)).collect(),
            ..human
        })
    }

    /// How many tokens work begins with and gives; what is no work takes one and gives one.
    pub(super) fn quantities(&mut self, node: &Node) -> (u32, u32) {
        let has_place = node.kind.is_activity() && node.kind != Kind::EventSubProcess;
        if !has_place {
            return (1, 1);
        }
        let comes_along = self.definition.edges.iter().any(|edge| edge.to == node.id);
        let wrong = match (node.needs, node.gives) {
            (0, _) | (_, 0) => Some(Text::each("needs 和 gives 至少为 1", "`needs` and `gives` are 1 at least")),
            (2.., _) if !comes_along => Some(Text::each(
                "没有连线进入的节点不能用 needs：等不到更多令牌",
                "no edge leads here: more tokens, as `needs` says, can never come",
            )),
            _ => None,
        };
        self.findings.extend(wrong.map(|message| Finding::error("wrong_quantity", node.id.as_str(), message)));
        (node.needs.max(1), node.gives.max(1))
    }

    /// When a complex gateway opens; where one edge leads there, it has nothing to wait for.
    fn activation(&mut self, node: &Node) -> Option<Activation> {
        let arriving = self.definition.edges.iter().filter(|edge| edge.to == node.id).count();
        match &node.activate {
            None if arriving > 1 => {
                self.missing(&node.id, "activate");
                None
            }
            _ if arriving < 2 => None,
            Some(Activate::Count(count)) => {
                if !(1..=arriving).contains(&(*count as usize)) {
                    let zh = format!("activate.count 为 {count}，而只有 {arriving} 条线进入此网关");
                    let en = format!("activate.count is {count}, and {arriving} edges lead to the gateway");
                    let repair = Text::each(
                        format!("改为 1 到 {arriving} 之间的数"),
                        format!("make it a number from 1 to {arriving}"),
                    );
                    let finding = Finding::error("wrong_activation", node.id.as_str(), Text::each(zh, en));
                    self.findings.push(finding.with_repair(repair));
                }
                Some(Activation::Count(*count))
            }
            Some(Activate::When(when)) => {
                self.placed(&when.0, node.id.as_str(), Purpose::Opening, None).map(Activation::When)
            }
            None => None,
        }
    }

    fn human(&mut self, node: &Node) -> Option<HumanStep> {
        let decides = node.kind == Kind::Approve;
        let outcomes = node.all_outcomes().to_vec();
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
            reading: None,
            asked: self.asked(node)?,
            mode: node.mode.clone().unwrap_or(Mode::Any),
            not: self.duties(node),
            outcomes,
            opinion: node.opinion,
            refuse: node.refuse.clone(),
            returns,
            actions: node.actions.clone().unwrap_or_else(|| Action::USUAL.to_vec()),
            control: node.control,
            outside: None,
        })
    }

    /// Something to be read: everybody who is asked says that they have taken note, and nothing else.
    fn reading(&mut self, node: &Node) -> Option<HumanStep> {
        if !matches!(node.mode, None | Some(Mode::All | Mode::Any)) {
            let message =
                Text::each("待阅只有 all（都要阅）和 any（一人阅即可）", "what is to be read is read by all or by any");
            self.findings.push(Finding::error("read_mode", node.id.as_str(), message));
        }
        if node.fields.values().any(|right| *right >= Right::Edit) {
            let message = Text::each("待阅只看不填", "whoever reads fills in nothing");
            let repair = Text::each(
                "将字段改为 read 或 hidden，或改用 handle",
                "make the fields read or hidden, or take handle",
            );
            self.findings.push(Finding::error("read_writes", node.id.as_str(), message).with_repair(repair));
        }
        Some(HumanStep {
            decides: false,
            reading: Some(if node.waits { Reading::Waits } else { Reading::GoesOn }),
            asked: self.asked(node)?,
            mode: node.mode.clone().unwrap_or(Mode::All),
            not: self.duties(node),
            outcomes: vec![Outcome::named("acknowledged", OutcomeKind::Agree, Text::each("已阅", "Acknowledge"))],
            opinion: Opinion::Optional,
            refuse: None,
            returns: Returns { to: Some(Vec::new()), ..Returns::default() },
            actions: match &node.actions {
                None => vec![Action::Transfer],
                Some(actions) => actions.iter().copied().filter(|action| *action == Action::Transfer).collect(),
            },
            control: node.control,
            outside: None,
        })
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
        reading: None,
        asked: Asked { rule: people::Rule::Initiator, nobody: Nobody::Fallback },
        mode: Mode::Any,
        not: Vec::new(),
        outcomes: vec![Outcome::named("submit", OutcomeKind::Agree, Text::each("重新提交", "Submit again"))],
        opinion: Opinion::Optional,
        refuse: None,
        returns: Returns { to: Some(Vec::new()), ..Returns::default() },
        actions: Vec::new(),
        control: false,
        outside: None,
    }
}
