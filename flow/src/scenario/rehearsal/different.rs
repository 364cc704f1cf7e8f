use crate::kernel::Data;
use crate::model::OutcomeKind;
use crate::process::{Process, Scope, Step};
use crate::scenario::moves::{Aim, Fill, Place, Truth};
use crate::scenario::play::Play;

/// How much is tried on one form.
const MOST_TRIES: usize = 64;
/// How many ways are offered to fill in one form.
const MOST_FILLS: usize = 12;

/// Looks for what makes a difference further on: of all that could be filled in, one of each kind after which other
/// conditions hold.
pub(super) struct Different;

impl Aim for Different {
    /// What holds further on, in a number.
    type Worth = u64;

    /// Whoever rehearses decides as each person.
    const EACH_PERSON: bool = true;

    fn weigh(&self, place: &Place<'_>, scope: &Scope<'_>) -> u64 {
        if ends_it(place) {
            return 0;
        }
        let is_ahead = |step: &&Step| place.step.is_none_or(|from| leads_to(scope.process, from, step));
        Truth(*scope).told(scope.process.steps().iter().filter(is_ahead))
    }

    fn choose(&self, tries: Vec<Data>, attempt: impl Fn(&Data) -> Option<Fill<u64>>) -> Vec<Fill<u64>> {
        let mut fills: Vec<_> = attempt(&Data::new()).into_iter().collect();
        for wanted in tries.iter().take(MOST_TRIES) {
            if fills.len() == MOST_FILLS {
                break;
            }
            fills.extend(attempt(wanted).filter(|fill| fills.iter().all(|known| known.worth != fill.worth)));
        }
        fills
    }

    /// Whatever happens counts, also what leads nowhere, such as a reminder.
    fn told(&self, play: &Play) -> u64 {
        play.world.instances().iter().map(|instance| instance.log.len() as u64).sum()
    }
}

/// Whether the matter ends with the decision, so that nothing depends on what is filled in: it is refused, and no way
/// out speaks of that.
fn ends_it(place: &Place<'_>) -> bool {
    let is_against = place.decision.is_some_and(|(_, outcome)| outcome.kind == OutcomeKind::Refuse);
    is_against && place.step.is_some_and(|step| !step.ways.iter().any(|way| way.names_outcome))
}

/// Whether a token can come from a step to another, out of and into sub-processes too.
fn leads_to(process: &Process, from: &Step, to: &Step) -> bool {
    let around = |step| std::iter::successors(Some(step), |step: &&Step| step.within.map(|within| process.at(within)));
    around(from).any(|from| around(to).any(|to| from.index == to.index || process.reaches(from.index, to.index)))
}
