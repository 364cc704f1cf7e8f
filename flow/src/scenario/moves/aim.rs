use crate::kernel::{Data, VisitId};
use crate::model::Outcome;
use crate::process::{Scope, Step};
use crate::scenario::play::Play;
use crate::world::{Instance, World};

/// What somebody is after who looks at what can happen next.
pub(in crate::scenario) trait Aim {
    /// What counts of something that is filled in.
    type Worth: Clone;

    /// Whether it makes a difference who of several at a node comes first.
    const EACH_PERSON: bool;

    /// What counts of something that is filled in, which the scope sees as written.
    fn weigh(&self, place: &Place<'_>, scope: &Scope<'_>) -> Self::Worth;

    /// What is worth filling in: what the form asks for alone, then what of all that can be tried makes a difference.
    fn choose(&self, tries: Vec<Data>, attempt: impl Fn(&Data) -> Option<Fill<Self::Worth>>) -> Vec<Fill<Self::Worth>>;

    /// What has to become another number for something to have come of the time that passes.
    fn told(&self, play: &Play) -> u64;
}

/// Where somebody fills something in, or an event brings something.
pub(in crate::scenario) struct Place<'a> {
    pub(in crate::scenario) world: &'a World,
    /// The instance; none before it begins.
    pub(in crate::scenario) instance: Option<&'a Instance>,
    /// The step that it is filled in at, and for what; none when an event brings it.
    pub(in crate::scenario) step: Option<&'a Step>,
    /// The decision that it is for; none when an event brings it, or before it begins.
    pub(in crate::scenario) decision: Option<(VisitId, &'a Outcome)>,
}

/// Something that can be filled in.
#[derive(Clone, PartialEq)]
pub(in crate::scenario) struct Fill<W> {
    /// What is given.
    pub(in crate::scenario) data: Data,
    /// What of it is there to change where tokens go.
    pub(in crate::scenario) wanted: Data,
    /// What counts of it.
    pub(in crate::scenario) worth: W,
}
