//! What brings tokens nearer to what is missing.

use feel::Value;

use super::chart::{CLOSED, Choosing, NOWHERE};
use super::search::Search;
use crate::kernel::{Data, State, Visit, VisitId};
use crate::model::OutcomeKind;
use crate::process::Scope;
use crate::scenario::moves::{Aim, Fill, Place, Truth};
use crate::scenario::play::Play;

/// How many missing elements are looked at that something has to be changed for.
const MOST_GOALS: usize = 12;
/// How many fields are changed together at most.
const MOST_TOGETHER: usize = 3;
/// How many attempts are made at one form.
const MOST_TRIES: usize = 200;

impl Aim for Search<'_> {
    /// How far it is to each element then.
    type Worth = Vec<u32>;

    /// Where tokens go is the same, whoever comes first.
    const EACH_PERSON: bool = false;

    fn weigh(&self, place: &Place<'_>, scope: &Scope<'_>) -> Vec<u32> {
        let nothing = State::default();
        let state = place.instance.map_or(&nothing, |instance| &instance.state);
        let decided = place.decision.map(|(visit, _)| visit);
        let left = |id: VisitId, at: &Visit| {
            let left = place.instance.map_or(0, |instance| self.left(place.world, instance, id, at));
            if Some(id) == decided { left.saturating_sub(1) } else { left }
        };
        let choosing = place.step.zip(place.decision).and_then(|(step, (visit, outcome))| {
            let is_last = left(visit, state.visit(visit)?) == 0;
            let is_against = outcome.kind == OutcomeKind::Refuse;
            is_last.then_some(Choosing { at: step.index, outcome: &outcome.id, is_against })
        });
        let truth = Truth(*scope);
        let distances = self.chart.distances(state, &truth, choosing, left);
        self.elements.iter().map(|element| self.chart.to(element, &distances, &truth, choosing)).collect()
    }

    /// Changes one field after the other as long as that brings something missing nearer.
    fn choose(&self, tries: Vec<Data>, attempt: impl Fn(&Data) -> Option<Fill<Vec<u32>>>) -> Vec<Fill<Vec<u32>>> {
        let mut fills: Vec<_> = attempt(&Data::new()).into_iter().collect();
        let goals = self.goals(fills.first());
        let mut best: Vec<_> = goals.iter().map(|_| fills.first().cloned()).collect();
        let mut left = MOST_TRIES;
        for round in 0..MOST_TOGETHER {
            let mut bases: Vec<Data> = Vec::new();
            for best in &best {
                let base = best.as_ref().map(|fill| fill.wanted.clone()).unwrap_or_default();
                if base.len() >= round && !bases.contains(&base) {
                    bases.push(base);
                }
            }
            let mut any = false;
            for (base, change) in bases.iter().flat_map(|base| tries.iter().map(move |change| (base, change))) {
                if goals.is_empty() || left == 0 {
                    break;
                }
                let wanted = together(base, change);
                if wanted == *base {
                    continue;
                }
                left -= 1;
                let Some(fill) = attempt(&wanted) else { continue };
                for (goal, best) in goals.iter().zip(&mut best) {
                    if best.as_ref().is_none_or(|best| fill.worth[*goal] < best.worth[*goal]) {
                        *best = Some(fill.clone());
                        any = true;
                    }
                }
            }
            if !any {
                break;
            }
        }
        for fill in best.into_iter().flatten() {
            if !fills.contains(&fill) {
                fills.push(fill);
            }
        }
        fills
    }

    fn told(&self, play: &Play) -> u64 {
        self.signature(play)
    }
}

impl Search<'_> {
    /// The places of the missing elements that are not the nearest they could be, the nearest first.
    fn goals(&self, usual: Option<&Fill<Vec<u32>>>) -> Vec<usize> {
        let far = |at: usize| usual.map_or(CLOSED, |usual| usual.worth[at]);
        let mut goals: Vec<usize> = (0..self.elements.len())
            .filter(|at| self.missing.contains(&self.elements[*at]))
            .filter(|at| (CLOSED..NOWHERE).contains(&far(*at)))
            .collect();
        goals.sort_by_key(|at| far(*at));
        goals.truncate(MOST_GOALS);
        goals
    }
}

/// The values of both, those of the second over those of the first; of tables of one row, the cells of both.
fn together(one: &Data, other: &Data) -> Data {
    let mut both = one.clone();
    for (field, value) in other {
        let value = both.get(field).and_then(|before| one_row(before, value)).unwrap_or_else(|| value.clone());
        both.insert(field.clone(), value);
    }
    both
}

fn one_row(one: &Value, other: &Value) -> Option<Value> {
    let (Some([one]), Some([other])) = (one.as_list(), other.as_list()) else { return None };
    let cells = one.as_context()?.iter().chain(other.as_context()?.iter());
    let mut row = feel::Context::new();
    cells.for_each(|(column, value)| _ = row.insert(column, value.clone()));
    Some(vec![Value::from(row)].into())
}
