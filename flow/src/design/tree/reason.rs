//! Why a process is no tree.

use crate::model::{Edge, Node};
use crate::text::Text;

/// Why the simple view cannot show a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotATree {
    /// The node or the connection that it cannot show; nothing when it is about the whole process.
    pub element: String,
    /// Why not.
    pub reason: Text,
}

impl NotATree {
    fn new(element: impl ToString, zh: &str, en: &str) -> Self {
        let reason =
            Text::each(format!("{zh}，简单视图画不出"), format!("{en}, which the simple view has no picture for"));
        Self { element: element.to_string(), reason }
    }

    pub(super) fn leads_back(edge: &Edge) -> Self {
        Self::new(&edge.id, "这条线回到前面的步骤", "This connection leads back to an earlier step")
    }

    pub(super) fn no_start() -> Self {
        Self::new("", "流程没有开始", "The process has no start")
    }

    pub(super) fn several_starts(other: &Node) -> Self {
        Self::new(&other.id, "不止一个开始", "There is more than one start")
    }

    pub(super) fn several_first(sub_process: &Node) -> Self {
        Self::new(&sub_process.id, "子流程里同时从几处开始", "The sub-process begins in several places at once")
    }

    pub(super) fn dangles(edge: &Edge) -> Self {
        Self::new(&edge.id, "这条线的一端没有步骤", "An end of this connection is missing")
    }

    pub(super) fn leaves_an_end(edge: &Edge) -> Self {
        Self::new(&edge.id, "这条线从结束节点出发", "This connection leaves an end")
    }

    pub(super) fn leads_into_a_start(edge: &Edge) -> Self {
        Self::new(&edge.id, "这条线进入开始节点或事件", "This connection leads into a start or an event")
    }

    pub(super) fn crosses_a_border(edge: &Edge) -> Self {
        Self::new(&edge.id, "这条线跨越子流程的边界", "This connection crosses the border of a sub-process")
    }

    pub(super) fn is_there_twice(element: impl ToString) -> Self {
        Self::new(element, "这个编号用了两次", "This id is used twice")
    }

    pub(super) fn stands_alone(element: impl ToString) -> Self {
        Self::new(element, "没有线连到这里", "Nothing leads here")
    }

    pub(super) fn several_ways(node: &Node) -> Self {
        Self::new(
            &node.id,
            "不经网关、也不按结论就分成几条线",
            "Several ways leave here without a gateway, and not on its outcome",
        )
    }

    pub(super) fn jumps(node: &Node) -> Self {
        Self::new(&node.id, "这里跳转到别处", "From here the process goes on elsewhere")
    }

    pub(super) fn opens_by_a_rule(node: &Node) -> Self {
        Self::new(&node.id, "复杂网关按规则汇合", "A complex gateway opens by a rule of its own")
    }

    pub(super) fn meet_in_several_places(at: impl ToString) -> Self {
        Self::new(at, "这里分出的分支不在同一处汇合", "The branches from here do not meet in one place")
    }

    pub(super) fn meet_in_another_way(place: &Node) -> Self {
        Self::new(&place.id, "分支在这里汇合的方式与分开的方式不同", "Branches meet here in another way than they part")
    }

    pub(super) fn is_reached_from_elsewhere(place: impl ToString) -> Self {
        Self::new(place, "除了前面的分支，还有别处的线连到这里", "More leads here than the branches before it")
    }

    pub(super) fn comes_back_from_the_side(event: impl ToString) -> Self {
        Self::new(
            event,
            "边界事件之后又回到主线",
            "What follows this event at the side of a step comes back to the main line",
        )
    }

    pub(super) fn is_too_deep(at: impl ToString) -> Self {
        Self::new(at, "分支套得太深", "Branches are nested too deep")
    }
}
