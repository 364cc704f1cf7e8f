//! What a step is called when it can be taken back.

use crate::t;

/// A kind of step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Add,
    AddPart,
    Connect,
    Reconnect,
    Remove,
    Move,
    Route,
    Arrange,
    Collapse,
    Expand,
    Resize,
    Label,
    Paste,
    Name,
    Say,
    Repair,
    Lane,
    Scenario,
    Back,
    Import,
    AddField,
    MoveField,
    RemoveField,
    RenameField,
}

impl Step {
    pub(super) fn words(self) -> String {
        match self {
            Self::Add => t!("step-add"),
            Self::AddPart => t!("step-add-part"),
            Self::Connect => t!("step-connect"),
            Self::Reconnect => t!("step-reconnect"),
            Self::Remove => t!("step-remove"),
            Self::Move => t!("step-move"),
            Self::Route => t!("step-route"),
            Self::Arrange => t!("step-arrange"),
            Self::Collapse => t!("step-collapse"),
            Self::Expand => t!("step-expand"),
            Self::Resize => t!("step-resize"),
            Self::Label => t!("step-label"),
            Self::Paste => t!("step-paste"),
            Self::Name => t!("step-name"),
            Self::Say => t!("step-say"),
            Self::Repair => t!("step-repair"),
            Self::Lane => t!("step-lane"),
            Self::Scenario => t!("step-scenario"),
            Self::Back => t!("step-back"),
            Self::Import => t!("step-import"),
            Self::AddField => t!("step-add-field"),
            Self::MoveField => t!("step-move-field"),
            Self::RemoveField => t!("step-remove-field"),
            Self::RenameField => t!("step-rename-field"),
        }
    }
}
