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
static REPORT: LazyLock<[Outcome; 1]> =
    LazyLock::new(|| [Outcome::named("done", OutcomeKind::Neutral, Text::each("完成并交回", "Done"))]);

/// What is asked for is granted or not.
static GRANT: LazyLock<[Outcome; 2]> = LazyLock::new(|| {
    [
        Outcome::named("approve", OutcomeKind::Agree, Text::each("批准", "Grant")),
        Outcome::named("refuse", OutcomeKind::Refuse, Text::each("不批准", "Deny")),
    ]
});

/// The outcomes that a task can have.
pub fn choices<'a>(human: &'a HumanStep, state: &State, task: TaskId) -> &'a [Outcome] {
    match state.seat_of(task).and_then(|seat| seat.part()) {
        Some(Part::Help(Help::Delegate)) => &*REPORT,
        Some(Part::Ask(_)) => &*GRANT,
        Some(Part::Help(_)) | None => &human.outcomes,
    }
}
