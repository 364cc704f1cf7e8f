//! Events: what a node waits for, and what it brings about.

use super::Reader;
use crate::check::Finding;
use crate::id::NodeId;
use crate::model::{Event, EventKind, Formula, Kind, Node, Since};
use crate::process::Purpose;
use crate::process::event::{Catch, EachStep, First, RepeatStep, Several, Throw, Timer};
use crate::process::step::{BoundaryStep, StepIndex, Way, Work};
use crate::text::Text;

/// What an element is called that a node gives no name.
pub(super) const ITEM: &str = "item";

impl Reader<'_> {
    /// What a node waits for; none when it waits for nothing, or what it says cannot be waited for there.
    pub(super) fn catch(&mut self, node: &Node) -> Option<Catch> {
        if !matches!(node.kind, Kind::Start | Kind::Wait | Kind::Boundary) {
            return None;
        }
        let Some(event) = &node.event else {
            if node.kind == Kind::Wait {
                self.missing(&node.id, "event");
            }
            return None;
        };
        if !self.may_be_caught(node, event.kind) {
            self.wrong_event(node, event.kind);
            return None;
        }
        let element = node.id.as_str();
        Some(match event.kind {
            EventKind::Timer if node.begins_by_itself() => Catch::Schedule(Box::new(self.schedule(node, event)?)),
            EventKind::Timer => Catch::Timer(self.timer(node, event)?),
            EventKind::Message => Catch::Message(self.named(node, event)?, self.key(event, element)),
            EventKind::Signal => Catch::Signal(self.named(node, event)?),
            EventKind::Condition => Catch::Condition(self.needed(node, event.when.as_ref(), "when")?),
            EventKind::Error => Catch::Error(event.of.clone()),
            EventKind::Escalation => Catch::Escalation(event.of.clone()),
            EventKind::Compensation => Catch::Compensation,
            EventKind::Cancel => Catch::Cancel,
            EventKind::Link => return None,
        })
    }

    /// Whether BPMN lets an event be caught at a node (tables 10.86 to 10.93 of the standard).
    fn may_be_caught(&self, node: &Node, event: EventKind) -> bool {
        use EventKind::{Cancel, Compensation, Condition, Error, Escalation, Link, Message, Signal, Timer};
        let kind_of = |id: &NodeId| self.node(id).map(|node| node.kind);
        match (node.kind, event) {
            (Kind::Start | Kind::Wait | Kind::Boundary, Timer | Message | Signal | Condition) => true,
            (Kind::Wait, Link) | (Kind::Boundary, Error | Escalation | Compensation) => true,
            (Kind::Start, Error | Escalation | Compensation) => {
                node.within.as_ref().and_then(kind_of) == Some(Kind::EventSubProcess)
            }
            (Kind::Boundary, Cancel) => {
                self.event_at_side(&node.id).and_then(|event| kind_of(&event.on)) == Some(Kind::Transaction)
            }
            _ => false,
        }
    }

    /// What a node brings about; none when what it says cannot be brought about there.
    pub(super) fn throw(&mut self, node: &Node) -> Option<Throw> {
        use EventKind::{Cancel, Compensation, Condition, Error, Escalation, Link, Message, Signal, Timer};
        let Some(event) = &node.event else { return Some(Throw::Nothing) };
        let element = node.id.as_str();
        let ends = node.kind == Kind::End;
        Some(match event.kind {
            Message => {
                let name = self.named(node, event)?;
                Throw::Message(name, self.key(event, element), self.payload(event, element))
            }
            Signal => Throw::Signal(self.named(node, event)?, self.payload(event, element)),
            Escalation => Throw::Escalation(event.of.clone()),
            Error if ends => Throw::Error(event.of.clone()),
            Cancel if ends => Throw::Cancel,
            Compensation => Throw::Compensation(match &event.of {
                None => None,
                Some(of) => {
                    let of = NodeId::from(of.as_str());
                    self.know_node(&of, element);
                    Some(*self.by_id.get(&of)?)
                }
            }),
            Link if !ends => Throw::Nothing,
            Timer | Condition | Error | Cancel | Link => {
                self.wrong_event(node, event.kind);
                return None;
            }
        })
    }

    /// A link leads on at the node that waits for it.
    pub(super) fn link(&mut self, node: &Node) -> Option<Way> {
        let Some(to) = self.definition.end_of_link(node) else {
            let message = Text::each("没有与此链接同名的接收节点", "no node waits for this link");
            self.findings.push(Finding::error("link_without_end", node.id.as_str(), message));
            return None;
        };
        let edge = format!("{}>{}", node.id, to.id).into();
        let to = *self.by_id.get(&to.id)?;
        Some(Way { edge, to, when: None, default: false, exception: false, names_outcome: false })
    }

    /// The nodes whose link leads to a node.
    pub(super) fn linked_from(&self, node: &Node) -> Vec<StepIndex> {
        if node.kind != Kind::Wait || node.link().is_none() {
            return Vec::new();
        }
        let throws = self.definition.nodes.iter().filter(|other| other.kind == Kind::Throw && other.link().is_some());
        let leads_here = throws.filter(|other| self.definition.end_of_link(other).is_some_and(|end| end.id == node.id));
        leads_here.filter_map(|other| self.by_id.get(&other.id).copied()).collect()
    }

    pub(super) fn boundary(&mut self, node: &Node) -> Option<Work> {
        let attached = self.event_at_side(&node.id)?;
        let Some(on) = self.by_id.get(&attached.on).copied() else {
            self.dangling(node.id.as_str(), "on", &attached.on);
            return None;
        };
        let always_ends = matches!(attached.kind, EventKind::Error | EventKind::Cancel);
        if always_ends && !attached.interrupting {
            let message =
                Text::each("出错或取消总会中断所在节点", "an error or a cancellation always ends the work it sits on");
            self.findings.push(Finding::error("wrong_event", node.id.as_str(), message));
        }
        if self.node(&attached.on).is_some_and(|host| !host.kind.is_activity()) {
            let message = Text::each(
                "边界事件只能附在任务或子流程上",
                "a boundary event sits on work or a sub-process, on nothing else",
            );
            self.findings.push(Finding::error("wrong_event", node.id.as_str(), message));
        }
        Some(Work::Boundary(BoundaryStep { on, interrupting: attached.interrupting }))
    }

    /// The boundary events that sit on a node.
    pub(super) fn attached(&self, node: &Node) -> Vec<StepIndex> {
        let attached = self.definition.attached.iter().filter(|attached| attached.on == node.id);
        attached.filter_map(|attached| self.by_id.get(&attached.id).copied()).collect()
    }

    pub(super) fn several(&mut self, node: &Node) -> Option<Several> {
        let element = node.id.as_str();
        if node.each.is_some() && node.repeat.is_some() {
            let message = Text::each("不能同时写 each 和 repeat", "a node cannot have both `each` and `repeat`");
            self.findings.push(Finding::error("wrong_loop", element, message));
        }
        // Where instances begin for each element of a list, each of them begins once.
        if let Some(each) = node.each.as_ref().filter(|_| node.kind != Kind::Start) {
            let list = self.placed(&each.list.0, element, Purpose::Times, None)?;
            let item = each.item.clone().unwrap_or_else(|| ITEM.to_owned());
            let until = each.until.as_ref().and_then(|until| self.formula(&until.0, element));
            let gathers = each.into.as_ref().zip(each.yields.as_ref());
            let gathers = gathers.and_then(|(into, yields)| {
                self.know_field(into, element);
                Some((into.clone(), self.formula(&yields.0, element)?))
            });
            return Some(Several::Each(EachStep {
                list,
                item,
                in_order: each.in_order,
                until,
                rest: each.rest,
                gathers,
            }));
        }
        let repeat = node.repeat.as_ref()?;
        let purpose = if repeat.before { Purpose::Times } else { Purpose::Other };
        let as_long = repeat.while_.as_ref().and_then(|condition| self.placed(&condition.0, element, purpose, None));
        if as_long.is_none() && repeat.most.is_none() {
            self.missing(&node.id, "while");
        }
        Some(Several::Repeat(RepeatStep { as_long, before: repeat.before, most: repeat.most }))
    }

    fn timer(&mut self, node: &Node, event: &Event) -> Option<Timer> {
        if event.days.is_some() || event.since != Since::default() {
            let zh = "days 和 since 只用于流程本身的定时发起";
            let en = "`days` and `since` are for a start of the process itself";
            self.findings.push(Finding::error("wrong_schedule", node.id.as_str(), Text::each(zh, en)));
        }
        let first = match (&event.after, &event.at, &event.every) {
            (Some(after), None, _) => First::After(*after),
            (None, Some(at), _) => First::At(self.formula(&at.0, node.id.as_str())?),
            (None, None, Some(every)) => First::After(*every),
            _ => {
                let message =
                    Text::each("定时需要 after、at 或 every 之一", "a timer needs one of `after`, `at` and `every`");
                self.findings.push(Finding::error("missing_key", node.id.as_str(), message));
                return None;
            }
        };
        Some(Timer { first, every: event.every, times: event.times })
    }

    fn key(&mut self, event: &Event, element: &str) -> Option<feel::Expression> {
        event.key.as_ref().and_then(|key| self.formula(&key.0, element))
    }

    pub(super) fn payload(&mut self, event: &Event, element: &str) -> Vec<(crate::id::FieldId, feel::Expression)> {
        self.formulas(&event.data, element).into_iter().collect()
    }

    fn named(&mut self, node: &Node, event: &Event) -> Option<String> {
        if event.of.is_none() {
            self.missing(&node.id, "event.of");
        }
        event.of.clone()
    }

    fn needed(&mut self, node: &Node, formula: Option<&Formula>, key: &str) -> Option<feel::Expression> {
        let Some(formula) = formula else {
            self.missing(&node.id, key);
            return None;
        };
        self.formula(&formula.0, node.id.as_str())
    }

    fn wrong_event(&mut self, node: &Node, event: EventKind) {
        let event = event.name();
        let zh = format!("此处不能使用「{event}」事件");
        let en = format!("an event of the kind `{event}` cannot stand here");
        self.findings.push(Finding::error("wrong_event", node.id.as_str(), Text::each(zh, en)));
    }
}
