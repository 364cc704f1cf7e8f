//! What somebody fills in so that tokens come nearer to what is missing.

use std::collections::BTreeSet;

use feel::Value;
use serde_json::Map;

use super::chart::{Chart, Choosing};
use super::element::Element;
use super::pool::Pool;
use super::truth::Truth;
use crate::form::{accept, initial, recompute, right};
use crate::kernel::{Data, State, Visit, VisitId};
use crate::model::{Field, Outcome, Right};
use crate::process::{Process, Scope, Step};
use crate::trace::{Filling, Samples};

/// How many missing elements are looked at that something has to be changed for.
const MOST_GOALS: usize = 12;
/// How many fields are changed together at most.
const MOST_TOGETHER: usize = 3;
/// How many attempts are made at one form.
const MOST_TRIES: usize = 200;

/// Something that can be filled in.
#[derive(Clone, PartialEq)]
pub(super) struct Fill {
    /// What is given.
    pub(super) data: Data,
    /// What of it is there to change where tokens go.
    pub(super) wanted: Data,
    /// How far it is to each element then.
    pub(super) far: Vec<u32>,
}

/// Where somebody fills something in.
pub(super) struct Place<'a> {
    pub(super) chart: &'a Chart<'a>,
    pub(super) pool: &'a Pool,
    /// What there is to come to, and what of it is missing still.
    pub(super) elements: &'a [Element],
    pub(super) missing: &'a BTreeSet<Element>,
    pub(super) process: &'a Process,
    pub(super) state: &'a State,
    pub(super) left: &'a dyn Fn(VisitId, &Visit) -> u32,
    pub(super) samples: Samples<'a>,
}

impl Place<'_> {
    /// What can be filled in at a step to decide it with an outcome, or to start: what the form asks for alone, and what
    /// brings tokens nearer to something.
    pub(super) fn fills(
        &self,
        step: &Step,
        outcome: Option<&Outcome>,
        choosing: Option<Choosing<'_>>,
        scope: &Scope<'_>,
    ) -> Vec<Fill> {
        let before = if self.state.header.is_none() { initial(self.process, scope) } else { Data::new() };
        let begun = self.state.header.is_none();
        let attempt = |wanted: &Data| {
            // Of a table one cell is wanted; the others are filled in as the form asks for them.
            let whole = wanted.iter().filter(|(_, value)| !matches!(value, Value::List(rows) if holds_rows(rows)));
            let given = whole.map(|(field, _)| (field.to_string(), serde_json::Value::Null)).collect::<Map<_, _>>();
            let filling = Filling { process: self.process, step, outcome, given: &given, samples: self.samples };
            let seen = if begun { scope.over(&before) } else { *scope };
            let filled = filling.fit(wanted, &seen);
            if !filled.against.is_empty() {
                return None;
            }
            let data = over(wanted, &filled.data);
            let changes = accept(self.process, step, outcome, &data, &seen).ok()?;
            let written = over(&before, &changes);
            Some(self.fill(data, wanted, choosing, &scope.with_written(&written)))
        };
        let may = |field: &&Field| right(step, self.process, &field.id, outcome) >= Right::Edit;
        let fields = self.process.definition().form.fields.iter().filter(may);
        self.climb(self.pool.tries(fields, self.samples), attempt)
    }

    /// What can come with an event from outside.
    pub(super) fn brought(&self, scope: &Scope<'_>) -> Vec<Fill> {
        let attempt = |wanted: &Data| {
            let changes = recompute(self.process, wanted.clone(), scope).ok()?;
            Some(self.fill(wanted.clone(), wanted, None, &scope.with_written(&changes)))
        };
        let fields = self.process.definition().form.fields.iter().filter(|field| field.compute.is_none());
        self.climb(self.pool.tries(fields, self.samples), attempt)
    }

    fn fill(&self, data: Data, wanted: &Data, choosing: Option<Choosing<'_>>, scope: &Scope<'_>) -> Fill {
        let truth = Truth(*scope);
        let distances = self.chart.distances(self.state, &truth, choosing, self.left);
        let far = |element| self.chart.to(element, &distances, &truth, choosing);
        Fill { data, wanted: wanted.clone(), far: self.elements.iter().map(far).collect() }
    }

    /// Changes one field after the other as long as that brings something missing nearer.
    fn climb(&self, tries: Vec<Data>, attempt: impl Fn(&Data) -> Option<Fill>) -> Vec<Fill> {
        let mut fills: Vec<Fill> = attempt(&Data::new()).into_iter().collect();
        let goals = self.goals(fills.first());
        let mut best: Vec<Option<Fill>> = goals.iter().map(|_| fills.first().cloned()).collect();
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
                    if best.as_ref().is_none_or(|best| fill.far[*goal] < best.far[*goal]) {
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

    /// The places of the missing elements that are not the nearest they could be, the nearest first.
    fn goals(&self, usual: Option<&Fill>) -> Vec<usize> {
        let far = |at: usize| usual.map_or(super::chart::CLOSED, |usual| usual.far[at]);
        let mut goals: Vec<usize> = (0..self.elements.len())
            .filter(|at| self.missing.contains(&self.elements[*at]))
            .filter(|at| (super::chart::CLOSED..super::chart::NOWHERE).contains(&far(*at)))
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

/// The values of both, those of the second over those of the first.
fn over(one: &Data, other: &Data) -> Data {
    let mut both = one.clone();
    other.iter().for_each(|(field, value)| _ = both.insert(field.clone(), value.clone()));
    both
}

fn one_row(one: &Value, other: &Value) -> Option<Value> {
    let (Some([one]), Some([other])) = (one.as_list(), other.as_list()) else { return None };
    let cells = one.as_context()?.iter().chain(other.as_context()?.iter());
    let mut row = feel::Context::new();
    cells.for_each(|(column, value)| _ = row.insert(column, value.clone()));
    Some(vec![Value::from(row)].into())
}

fn holds_rows(values: &[Value]) -> bool {
    values.iter().any(|value| matches!(value, Value::Context(_)))
}
