//! When instances begin by themselves.
//!
//! A start that waits for time has a [`Schedule`]. [`look`] tells which of its [`Occasion`]s have come by now, and when it
//! is worth looking again. Nothing here remembers anything: what has begun so far is the [`Past`] that the caller tells, so
//! that looking twice, or after a server was off, begins nothing twice.
//!
//! | plan | begins |
//! | --- | --- |
//! | `after: 1 day` | once, so long after the version came into force |
//! | `at: date("2026-03-02")` | once, then |
//! | `every: 30 day` | again and again, counted from the last beginning, or from the last completion |
//! | `days: working day(day)` | on each day of which that holds |
//! | `each` and `at` | once for each element of a list, when its moment has come |
//!
//! What was missed begins once: of several days that have passed the last counts, and of several times between two too. Of a
//! list every element counts, because each is a matter of its own.
//!
//! ```
//! use flow::schedule::{Past, look};
//! # use flow::kernel::{Context, Facts};
//! # let definition = serde_json::json!({
//! #     "lianban": 1, "key": "W", "name": "Weekly", "about": {"owner": "dept:house"},
//! #     "nodes": [
//! #         {"id": "monday", "kind": "start", "event": {"kind": "timer", "days": "day of week(day) = \"Monday\""}},
//! #         {"id": "end", "kind": "end"},
//! #     ],
//! #     "edges": [{"id": "1", "from": "monday", "to": "end"}],
//! # });
//! # let process = flow::process::Process::new(std::sync::Arc::new(serde_json::from_value(definition)?)).unwrap();
//! # let mut organisation = flow::organisation::Organisation::default();
//! # let li = flow::organisation::Person { name: "Li".into(), ..Default::default() };
//! # organisation.people.insert("li".into(), li);
//! # let house = flow::organisation::Department { name: "House".into(), head: Some("li".into()), ..Default::default() };
//! # organisation.departments.insert("house".into(), house);
//! // A Sunday, and the version came into force the day before.
//! # let facts = Facts::default();
//! let sunday = flow::time::Moment(1_772_323_200_000);
//! let context = Context { now: sunday, organisation: &organisation, facts: &facts };
//! let (start, schedule) = process.schedules().next().expect("it has one");
//! let past = Past::since(sunday.plus_millis(-86_400_000));
//! let found = look(&process, start, schedule, &past, &context).expect("its rule can be evaluated");
//! assert!(found.due.is_empty());
//! assert_eq!(found.next.map(|monday| organisation.calendar.date_of(monday).weekday()), Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod plan;
#[cfg(all(test, feature = "yaml"))]
mod tests;

use feel::Value;
use serde::{Deserialize, Serialize};

use crate::assignment;
use crate::id::{NodeId, PersonId};
use crate::kernel::{Context, Data, Incident, Start, State};
use crate::process::{DAY, Local, Process, Schedule, Scope, Step};
use crate::time::Moment;

/// What an instance began with that began by itself: never twice with the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Occurrence {
    /// The start.
    pub start: NodeId,
    /// The moment that had come.
    pub when: Moment,
    /// The element of the list, as a text that tells it apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// That an instance is to begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Occasion {
    /// What for.
    pub occurrence: Occurrence,
    /// In whose name.
    pub by: PersonId,
    /// The fields to begin with.
    pub data: Data,
}

impl Occasion {
    /// The beginning of the instance, under a version.
    pub fn into_start(self, version: u32) -> Start {
        let Self { occurrence, by, data } = self;
        Start { occurrence: Some(occurrence), ..Start::by(by, version, data) }
    }
}

/// What has come of a schedule so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Since when the version is in force: nothing is made up for that lies before.
    pub in_force: Moment,
    /// How many instances have begun at the start.
    pub begun: u64,
    /// The latest moment for which one has.
    pub last: Option<Moment>,
    /// When an instance of the process was completed last, however it had begun.
    pub completed: Option<Moment>,
    /// Whether one runs.
    pub running: bool,
}

impl Past {
    /// Nothing has come of it yet; its version is in force since a moment.
    pub fn since(in_force: Moment) -> Self {
        Self { in_force, begun: 0, last: None, completed: None, running: false }
    }
}

/// What a look at a schedule has found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// What has come by now, earliest first. Where instances begin for the elements of a list, those that have begun are
    /// among them.
    pub due: Vec<Occasion>,
    /// When something comes next, or may; none when nothing ever will unless an instance ends.
    pub next: Option<Moment>,
}

/// Looks at the schedule of a start.
///
/// Expressions may ask for facts: the caller answers [`Facts::missing`](crate::kernel::Facts::missing) and looks again.
///
/// # Errors
/// An expression cannot be evaluated, or yields nothing that could be made use of.
pub fn look(
    process: &Process,
    start: &Step,
    schedule: &Schedule,
    past: &Past,
    context: &Context<'_>,
) -> Result<Found, Incident> {
    Looking { process, start, schedule, past, context, nothing: &State::default() }.look()
}

/// A look at one schedule.
struct Looking<'a> {
    process: &'a Process,
    start: &'a Step,
    schedule: &'a Schedule,
    past: &'a Past,
    context: &'a Context<'a>,
    nothing: &'a State,
}

/// What an occasion is about: the element of the list, by the name that expressions call it.
type About = feel::Context;

impl Looking<'_> {
    fn occasion(&self, when: Moment, of: Option<String>, about: &About) -> Result<Occasion, Incident> {
        let scope = self.scope(about);
        let people = match &self.schedule.by {
            Some(rule) => assignment::people(rule, &scope)?,
            None => Vec::new(),
        };
        let by = people.into_iter().next().ok_or(Incident::Nobody)?;
        let values = self.schedule.data.iter().map(|(field, value)| Ok((field.clone(), scope.value_of(value)?)));
        let data = values.collect::<Result<Data, Incident>>()?;
        Ok(Occasion { occurrence: Occurrence { start: self.start.id.clone(), when, of }, by, data })
    }

    fn scope<'s>(&'s self, about: &'s About) -> Scope<'s> {
        let scope = Scope::new(self.process, self.nothing, self.context);
        scope.with(Local { row: Some(about), ..Local::default() })
    }

    fn no_moment(&self) -> Incident {
        Incident::NoMoment { node: self.start.id.clone() }
    }
}

/// An element as an expression knows it.
fn called(name: &str, value: Value) -> About {
    feel::Context::from(vec![(name.to_owned(), value)])
}

/// A day as a rule over days knows it.
fn on_day(date: feel::Date) -> About {
    called(DAY, Value::Date(date))
}

/// A text that tells a value apart from others.
fn told_apart(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.to_string()),
        other => Some(other.to_string()),
    }
}
