use serde::{Deserialize, Serialize};

use crate::id::{EdgeId, FieldId, NodeId, ProcessKey};
use crate::text::Text;

/// Something that keeps an instance from moving to another version. Nodes and edges are named as in the old one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "obstacle", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Obstacle {
    /// It is a version of another process.
    OtherProcess {
        /// Which.
        process: ProcessKey,
    },
    /// The mapping names something that is not there.
    Unknown {
        /// What.
        element: String,
    },
    /// A token is at a node that is gone.
    Gone {
        /// Which.
        node: NodeId,
    },
    /// A token would come to a node of another kind.
    OtherKind {
        /// Where it is.
        node: NodeId,
        /// Where it would come to.
        to: NodeId,
    },
    /// The work was begun once and is now done several times, or the other way round.
    OtherTimes {
        /// Where.
        node: NodeId,
    },
    /// The node lies in another sub-process than the token.
    Moved {
        /// Which.
        node: NodeId,
    },
    /// People are asked in order, some of them later, and the node asks all at once now.
    OtherMode {
        /// Where.
        node: NodeId,
    },
    /// Another process runs than would be called now.
    OtherCall {
        /// Where.
        node: NodeId,
        /// The process that runs.
        process: ProcessKey,
    },
    /// A token waits at a join on an edge that is gone.
    LostEdge {
        /// The edge.
        edge: EdgeId,
        /// The join.
        node: NodeId,
    },
    /// A field holds a value that is not of its type any more.
    OtherType {
        /// Which.
        field: FieldId,
    },
    /// A field holds a choice that is none of its options any more.
    NoOption {
        /// Which.
        field: FieldId,
        /// What it holds.
        option: String,
    },
    /// Tokens could meet at a join that some of them never come to.
    Stranded {
        /// The join of the new version.
        node: NodeId,
    },
    /// From where it would stand it could not come to an end any more.
    NoEnd {
        /// The node of the new version from which there is no way.
        node: NodeId,
    },
}

impl Obstacle {
    /// The node, edge or field that it is about; none for the process as a whole.
    pub fn element(&self) -> Option<&str> {
        match self {
            Self::OtherProcess { .. } => None,
            Self::Unknown { element } => Some(element),
            Self::Gone { node }
            | Self::OtherKind { node, .. }
            | Self::OtherTimes { node }
            | Self::Moved { node }
            | Self::OtherMode { node }
            | Self::OtherCall { node, .. }
            | Self::Stranded { node }
            | Self::NoEnd { node } => Some(node.as_str()),
            Self::LostEdge { edge, .. } => Some(edge.as_str()),
            Self::OtherType { field } | Self::NoOption { field, .. } => Some(field.as_str()),
        }
    }

    /// What is in the way, and what would help.
    pub fn message(&self) -> Text {
        let each = |zh: String, en: String| Text::each(zh, en);
        match self {
            Self::OtherProcess { process } => each(
                format!("这是另一个流程「{process}」的版本"),
                format!("that is a version of another process, `{process}`"),
            ),
            Self::Unknown { element } => each(
                format!("没有「{element}」，请改正对应关系"),
                format!("there is no `{element}`: correct the mapping"),
            ),
            Self::Gone { node } => each(
                format!("正停在「{node}」，而新版本没有这个节点；请指明对应的节点"),
                format!("it is at `{node}`, which the new version does not have: name the node that it goes to"),
            ),
            Self::OtherKind { node, to } => each(
                format!("正停在「{node}」，而「{to}」是另一类节点"),
                format!("it is at `{node}`, and `{to}` is a node of another kind"),
            ),
            Self::OtherTimes { node } => each(
                format!("「{node}」已经开始，而新版本中办理的次数不同"),
                format!(
                    "`{node}` has begun, and the new version does it once instead of several times, or the reverse"
                ),
            ),
            Self::Moved { node } => each(
                format!("正停在「{node}」，而它在新版本中属于另一个子流程"),
                format!("it is at `{node}`, which lies in another sub-process in the new version"),
            ),
            Self::OtherMode { node } => each(
                format!("「{node}」正在依次审批，还有人未轮到，而新版本改为同时审批"),
                format!(
                    "`{node}` asks one after the other, some have not been asked yet, and the new version asks all at once"
                ),
            ),
            Self::OtherCall { node, process } => each(
                format!("「{node}」调用的流程「{process}」正在进行，而新版本调用另一个流程"),
                format!("`{process}`, which `{node}` called, is running, and the new version calls another process"),
            ),
            Self::LostEdge { edge, node } => each(
                format!("有分支在「{node}」等待其他分支，而它所在的连线「{edge}」已不存在"),
                format!("a branch waits at `{node}` for others, on the edge `{edge}`, which is gone"),
            ),
            Self::OtherType { field } => each(
                format!("字段「{field}」已有值，而新版本中它是另一种类型"),
                format!("the field `{field}` has a value, and is of another type in the new version"),
            ),
            Self::NoOption { field, option } => each(
                format!("字段「{field}」的值「{option}」在新版本中不是可选项"),
                format!("the field `{field}` holds `{option}`, which is no option in the new version"),
            ),
            Self::Stranded { node } => each(
                format!("转到新版本后，有分支会在「{node}」一直等不到其他分支"),
                format!("in the new version a branch would wait at `{node}` for others that never come"),
            ),
            Self::NoEnd { node } => each(
                format!("从新版本的「{node}」走不到结束"),
                format!("no end can be reached from `{node}` of the new version"),
            ),
        }
    }
}
