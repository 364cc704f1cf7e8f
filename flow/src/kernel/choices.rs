//! What the holder of a task can choose: the outcomes of its node, or what somebody asks of them beside those.

use std::sync::LazyLock;

use super::command::Help;
use super::seats::Part;
use super::state::State;
use super::task::TaskId;
use crate::model::{Outcome, OutcomeKind};
use crate::process::HumanStep;
use crate::text::Text;

/// Whoever works for another reports, and decides nothing.
static REPORT: LazyLock<[Outcome; 1]> = LazyLock::new(|| [outcome("done", OutcomeKind::Neutral, "完成并交回", "Done")]);

/// What is asked for is granted or not.
static GRANT: LazyLock<[Outcome; 2]> = LazyLock::new(|| {
    [outcome("approve", OutcomeKind::Agree, "批准", "Grant"), outcome("refuse", OutcomeKind::Refuse, "不批准", "Deny")]
});

fn outcome(id: &str, kind: OutcomeKind, zh: &str, en: &str) -> Outcome {
    Outcome { id: id.into(), kind, name: Some(Text::each(zh, en)), opens: Vec::new(), opinion: false }
}

/// The outcomes that a task can have.
pub fn choices<'a>(human: &'a HumanStep, state: &State, task: TaskId) -> &'a [Outcome] {
    match state.seat_of(task).and_then(|seat| seat.part()) {
        Some(Part::Help(Help::Delegate)) => &*REPORT,
        Some(Part::Ask(_)) => &*GRANT,
        Some(Part::Help(_)) | None => &human.outcomes,
    }
}
