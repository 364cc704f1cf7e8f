//! What is filled in: on a form by somebody, or with an event.

use feel::Value;
use serde_json::{Map, Value as Json};

use super::aim::{Aim, Fill, Place};
use super::{Moves, words};
use crate::form::{accept, initial, recompute, right};
use crate::kernel::Data;
use crate::model::{Field, Outcome, Right};
use crate::process::{Process, Scope, Step};
use crate::text::Text;
use crate::trace::{Filling, Samples};

/// A form that somebody fills in: to start, or to decide a step with an outcome.
pub(super) struct Form<'a> {
    process: &'a Process,
    step: &'a Step,
    outcome: Option<&'a Outcome>,
    samples: Samples<'a>,
    scope: &'a Scope<'a>,
    /// The values that it begins with, before the instance does.
    initial: Option<Data>,
}

/// What a form takes.
struct Taken {
    /// What is given.
    given: Data,
    /// What is written then.
    written: Data,
}

/// What is filled in, or comes with an event.
#[derive(Clone)]
pub(super) struct Filled<W> {
    pub(super) data: Data,
    /// What of it is there to change where tokens go, in words.
    pub(super) given: Vec<Text>,
    /// What counts of it; none where that is not looked into.
    pub(super) worth: Option<W>,
}

impl<W> Filled<W> {
    fn of(fill: Fill<W>, process: &Process) -> Self {
        Self { data: fill.data, given: words::given(process, &fill.wanted), worth: Some(fill.worth) }
    }

    fn plainly(data: Data) -> Self {
        Self { data, given: Vec::new(), worth: None }
    }
}

impl<'a> Form<'a> {
    pub(super) fn to_start(step: &'a Step, samples: Samples<'a>, scope: &'a Scope<'a>) -> Self {
        let initial = Some(initial(scope.process, scope));
        Self { process: scope.process, step, outcome: None, samples, scope, initial }
    }

    pub(super) fn to_decide(step: &'a Step, outcome: &'a Outcome, samples: Samples<'a>, scope: &'a Scope<'a>) -> Self {
        Self { process: scope.process, step, outcome: Some(outcome), samples, scope, initial: None }
    }

    /// Fills in what is wanted, and besides it what is asked for.
    fn with(&self, wanted: &Data) -> Option<Taken> {
        let Self { process, step, outcome, samples, .. } = *self;
        // Of a table one cell is wanted; the others are filled in as the form asks for them.
        let whole = wanted.iter().filter(|(_, value)| !matches!(value, Value::List(rows) if holds_rows(rows)));
        let given = whole.map(|(field, _)| (field.to_string(), Json::Null)).collect::<Map<_, _>>();
        let filling = Filling { process, step, outcome, given: &given, samples };
        let seen = self.initial.as_ref().map_or(*self.scope, |initial| self.scope.over(initial));
        let filled = filling.fit(wanted, &seen);
        if !filled.against.is_empty() {
            return None;
        }
        let given = over(wanted, &filled.data);
        let changes = accept(process, step, outcome, &given, &seen).ok()?;
        let written = self.initial.as_ref().map_or_else(|| changes.clone(), |initial| over(initial, &changes));
        Some(Taken { given, written })
    }

    fn may_be_written(&self, field: &Field) -> bool {
        right(self.step, self.process, &field.id, self.outcome) >= Right::Edit
    }
}

impl Moves<'_> {
    /// What is worth filling in on a form.
    pub(super) fn filled<A: Aim>(&self, form: &Form<'_>, place: &Place<'_>, aim: &A) -> Vec<Filled<A::Worth>> {
        let Some(pool) = self.pools.get(form.process) else {
            return form.with(&Data::new()).map(|taken| Filled::plainly(taken.given)).into_iter().collect();
        };
        let attempt = |wanted: &Data| {
            let Taken { given, written } = form.with(wanted)?;
            let worth = aim.weigh(place, &form.scope.with_written(&written));
            Some(Fill { data: given, wanted: wanted.clone(), worth })
        };
        let fields = form.process.definition().form.fields.iter().filter(|field| form.may_be_written(field));
        let fills = aim.choose(pool.tries(fields, form.samples), attempt);
        fills.into_iter().map(|fill| Filled::of(fill, form.process)).collect()
    }

    /// What is worth bringing with an event.
    pub(super) fn brought<A: Aim>(
        &self,
        scope: &Scope<'_>,
        samples: Samples<'_>,
        place: &Place<'_>,
        aim: &A,
    ) -> Vec<Filled<A::Worth>> {
        let Some(pool) = self.pools.get(scope.process) else { return vec![Filled::plainly(Data::new())] };
        let attempt = |wanted: &Data| {
            let changes = recompute(scope.process, wanted.clone(), scope).ok()?;
            let worth = aim.weigh(place, &scope.with_written(&changes));
            Some(Fill { data: wanted.clone(), wanted: wanted.clone(), worth })
        };
        let fields = scope.process.definition().form.fields.iter().filter(|field| field.is_filled_by_people());
        let fills = aim.choose(pool.tries(fields, samples), attempt);
        fills.into_iter().map(|fill| Filled::of(fill, scope.process)).collect()
    }
}

/// The values of both, those of the second over those of the first.
fn over(one: &Data, other: &Data) -> Data {
    let mut both = one.clone();
    other.iter().for_each(|(field, value)| _ = both.insert(field.clone(), value.clone()));
    both
}

fn holds_rows(values: &[Value]) -> bool {
    values.iter().any(|value| matches!(value, Value::Context(_)))
}
