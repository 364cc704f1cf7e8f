//! What can be drawn.

use crate::id::NodeId;
use crate::model::{Attached, Definition, Event, EventKind, Kind, Node, Superior, Who};
use crate::text::Text;
use crate::time::{Span, Unit};

use super::ids::free;

/// Something that one takes from the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The kind of node; [`Kind::Boundary`] sits on another.
    pub kind: Kind,
    /// What it waits for or brings about, for an event.
    pub event: Option<EventKind>,
    /// Where it stands in the palette.
    pub group: Group,
    words: Words,
}

/// What something of the palette is called: in Chinese, in English, and how the Chinese sounds.
pub(super) type Words = (&'static str, &'static str, &'static str);

/// Whether words that somebody types speak of it: a part of its name in either language, or the first letters of how the
/// Chinese sounds.
pub(super) fn are_meant(words: Words, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    let (chinese, english, sound) = words;
    let initials: String = sound.split(' ').filter_map(|syllable| syllable.chars().next()).collect();
    let spelled: String = sound.split(' ').collect();
    chinese.contains(&typed)
        || english.to_lowercase().contains(&typed)
        || initials.starts_with(&typed)
        || spelled.starts_with(&typed)
}

/// A part of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What people do.
    People,
    /// What happens by itself.
    Automatic,
    /// Ways that part and meet.
    Ways,
    /// What begins, ends and interrupts.
    Events,
    /// Processes within the process.
    Nested,
}

impl Group {
    /// All of them, in reading order.
    pub const ALL: [Self; 5] = [Self::People, Self::Ways, Self::Events, Self::Automatic, Self::Nested];
}

impl Element {
    /// What people call it.
    pub fn name(&self) -> Text {
        Text::each(self.words.0, self.words.1)
    }

    /// Whether words that somebody types speak of it: a part of its name in either language, or the first letters of how
    /// the Chinese sounds.
    pub fn is_meant_by(&self, typed: &str) -> bool {
        are_meant(self.words, typed)
    }

    /// One of it to be drawn.
    pub fn new_one(&self) -> New {
        New { kind: self.kind, event: self.event, name: Some(self.name()) }
    }
}

/// Everything that can be drawn, in reading order.
pub fn palette() -> &'static [Element] {
    &PALETTE
}

const fn element(group: Group, kind: Kind, event: Option<EventKind>, words: Words) -> Element {
    Element { kind, event, group, words }
}

static PALETTE: [Element; 38] = {
    use EventKind::{Cancel, Compensation, Condition, Error, Escalation, Link, Message, Signal, Timer};
    use Group::{Automatic, Events, Nested, People, Ways};
    use Kind::{Boundary, End, Start, Throw, Wait};
    [
        element(People, Kind::Approve, None, ("审批", "Approval", "shen pi")),
        element(People, Kind::Handle, None, ("办理", "Task", "ban li")),
        element(People, Kind::Read, None, ("阅知", "Acknowledgement", "yue zhi")),
        element(People, Kind::Cc, None, ("抄送", "Copy", "chao song")),
        element(People, Kind::External, None, ("外部办理", "Task for somebody outside", "wai bu ban li")),
        element(Ways, Kind::Exclusive, None, ("条件分支", "Choice", "tiao jian fen zhi")),
        element(Ways, Kind::Parallel, None, ("并行分支", "Parallel ways", "bing xing fen zhi")),
        element(Ways, Kind::Inclusive, None, ("包容分支", "Some of the ways", "bao rong fen zhi")),
        element(Ways, Kind::EventBased, None, ("事件分支", "First event", "shi jian fen zhi")),
        element(Ways, Kind::Complex, None, ("复杂网关", "Complex gateway", "fu za wang guan")),
        element(Events, Start, None, ("开始", "Start", "kai shi")),
        element(Events, End, None, ("结束", "End", "jie shu")),
        element(Events, Kind::Terminate, None, ("终止", "End of everything", "zhong zhi")),
        element(Events, Wait, Some(Timer), ("等待时间", "Wait for a time", "deng dai shi jian")),
        element(Events, Wait, Some(Message), ("等待消息", "Wait for a message", "deng dai xiao xi")),
        element(Events, Wait, Some(Signal), ("等待信号", "Wait for a signal", "deng dai xin hao")),
        element(Events, Wait, Some(Condition), ("等待条件", "Wait for a condition", "deng dai tiao jian")),
        element(Events, Throw, Some(Message), ("发出消息", "Send a message", "fa chu xiao xi")),
        element(Events, Throw, Some(Signal), ("发出信号", "Send a signal", "fa chu xin hao")),
        element(Events, Throw, Some(Escalation), ("上报", "Escalate", "shang bao")),
        element(Events, Throw, Some(Compensation), ("撤销已办", "Take work back", "che xiao yi ban")),
        element(Events, Throw, Some(Link), ("跳转", "Go on at", "tiao zhuan")),
        element(Events, Wait, Some(Link), ("跳转到此", "Goes on here", "tiao zhuan dao ci")),
        element(Events, End, Some(Error), ("出错结束", "End with an error", "chu cuo jie shu")),
        element(Events, Boundary, Some(Timer), ("超时", "Time limit at a step", "chao shi")),
        element(Events, Boundary, Some(Message), ("收到消息", "Message at a step", "shou dao xiao xi")),
        element(Events, Boundary, Some(Error), ("出错", "Error at a step", "chu cuo")),
        element(Events, Boundary, Some(Escalation), ("收到上报", "Escalation at a step", "shou dao shang bao")),
        element(Automatic, Kind::Script, None, ("计算", "Computation", "ji suan")),
        element(Automatic, Kind::Rule, None, ("决策表", "Decision table", "jue ce biao")),
        element(Automatic, Kind::Filing, None, ("备案", "Filing", "bei an")),
        element(Automatic, Kind::Ledger, None, ("登记台账", "Entry in a register", "deng ji tai zhang")),
        element(Automatic, Kind::Call, None, ("调用流程", "Call of a process", "diao yong liu cheng")),
        element(Automatic, Kind::Service, None, ("连接器", "Connector", "lian jie qi")),
        element(Nested, Kind::SubProcess, None, ("子流程", "Sub-process", "zi liu cheng")),
        element(Nested, Kind::EventSubProcess, None, ("事件子流程", "Event sub-process", "shi jian zi liu cheng")),
        element(Nested, Kind::Transaction, Some(Cancel), ("事务", "Transaction", "shi wu")),
        element(Nested, Kind::AdHoc, None, ("临时子流程", "Ad-hoc sub-process", "lin shi zi liu cheng")),
    ]
};

/// Something to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct New {
    /// The kind of node.
    pub kind: Kind,
    /// What it waits for or brings about.
    pub event: Option<EventKind>,
    /// What it is called.
    pub name: Option<Text>,
}

impl New {
    /// A node of a kind, without a name.
    pub fn node(kind: Kind) -> Self {
        Self { kind, event: None, name: None }
    }

    /// The node, with what most of its kind say. Whoever drew it goes on from there.
    pub(super) fn node_of(&self, definition: &Definition) -> Node {
        let says_what = matches!(self.kind, Kind::Start | Kind::End | Kind::Wait | Kind::Throw);
        let superior = Who::Superior(Superior { of: None, level: 1 });
        Node {
            name: self.name.clone(),
            event: self.event.filter(|_| says_what).map(event_of),
            who: (self.kind == Kind::Approve).then_some(superior),
            ..Node::new(free::<NodeId>(definition, stem(self.kind)), self.kind)
        }
    }

    /// The boundary event on a node.
    pub(super) fn attached_to(&self, definition: &Definition, host: &NodeId) -> Attached {
        let event = event_of(self.event.unwrap_or(EventKind::Timer));
        let stem = event.kind.name();
        Attached { name: self.name.clone(), ..Attached::new(free::<NodeId>(definition, stem), host.clone(), event) }
    }
}

fn event_of(kind: EventKind) -> Event {
    // A day is what one begins to think from.
    let after = (kind == EventKind::Timer).then_some(Span { amount: 1, unit: Unit::Day });
    Event { after, ..Event::new(kind) }
}

/// How the ids of a kind begin: as the kind is written in files.
fn stem(kind: Kind) -> &'static str {
    match kind {
        Kind::Start => "start",
        Kind::End => "end",
        Kind::Terminate => "stop",
        Kind::Approve => "approve",
        Kind::Handle => "handle",
        Kind::Cc => "copy",
        Kind::Exclusive => "choice",
        Kind::Parallel => "fork",
        Kind::Inclusive => "some",
        Kind::Script => "compute",
        Kind::Rule => "rule",
        Kind::Call => "call",
        Kind::Service => "service",
        Kind::Wait => "wait",
        Kind::Throw => "throw",
        Kind::EventBased => "first",
        Kind::SubProcess => "part",
        Kind::EventSubProcess => "reaction",
        Kind::Transaction => "transaction",
        Kind::AdHoc => "loose",
        Kind::Boundary => "event",
        Kind::Read => "read",
        Kind::Filing => "filing",
        Kind::Ledger => "entry",
        Kind::Complex => "gate",
        Kind::External => "outside",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<&'static str> {
        palette().iter().filter(|element| element.is_meant_by(typed)).map(|element| element.words.1).collect()
    }

    #[test]
    fn an_element_is_found_in_chinese_in_english_and_by_its_first_letters() {
        for typed in ["审批", "appr", "sp", "shenpi", " SP "] {
            assert!(found(typed).contains(&"Approval"), "{typed}");
        }
        assert_eq!(found("zlc"), ["Sub-process"]);
        assert!(found("xyz").is_empty());
    }

    #[test]
    fn every_kind_can_be_drawn() {
        for kind in [Kind::Start, Kind::Read, Kind::Complex, Kind::Boundary, Kind::AdHoc, Kind::External, Kind::Ledger]
        {
            assert!(palette().iter().any(|element| element.kind == kind), "{kind:?}");
        }
    }
}
