use super::model::{Rows, StartOf, Step};
use super::play::Play;
use super::run::{Difference, Stage};
use crate::kernel::Rejection;

/// Where a play came to.
#[derive(Clone)]
pub(super) struct Scene {
    /// As it stands while connectors have not done what they were asked: their work can still fail.
    pub(super) asked: Play,
    /// As it stands when they have.
    pub(super) served: Play,
}

/// Why a step was not taken. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotTaken {
    /// It cannot be done.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// It does not stand as it is expected.
    #[error("expected {}, but it is {}", .0.expected, .0.actual)]
    Differs(Difference),
}

impl From<Difference> for NotTaken {
    fn from(difference: Difference) -> Self {
        Self::Differs(difference)
    }
}

impl Scene {
    /// A stage on which nothing has happened.
    pub(super) fn empty(stage: &Stage) -> Result<Self, Difference> {
        Play::new(stage, &Rows::new(), stage.at, false).map(Self::of)
    }

    fn of(asked: Play) -> Self {
        let mut served = asked.clone();
        served.serve();
        Self { asked, served }
    }

    /// Where it comes to when the instance begins.
    pub(super) fn begun(&self, start: &StartOf) -> Result<Self, Rejection> {
        let mut play = self.served.clone();
        play.start(start)?;
        Ok(Self::of(play))
    }

    /// Where it comes to by a step.
    pub(super) fn after(&self, step: &Step) -> Result<Self, NotTaken> {
        let mut play = if step.comes_before_connectors() { self.asked.clone() } else { self.served.clone() };
        match step {
            Step::Does(doing) => play.does(doing)?,
            other => play.takes(other)?,
        }
        Ok(Self::of(play))
    }
}
