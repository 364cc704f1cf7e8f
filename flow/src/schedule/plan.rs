//! Which moments of a plan have come, and which comes next.

use feel::{Date, Expression, Time, Value};

use super::{About, Found, Looking, called, on_day, told_apart};
use crate::calendar::Calendar;
use crate::kernel::Incident;
use crate::model::{RestDay, Since};
use crate::process::{Every, ForEach, Plan};
use crate::time::{Moment, Span, Unit};

/// How many days ahead a rule over days is tried: it may speak of leap days.
const MOST_DAYS: i64 = 9 * 366;

/// How many steps are counted at most from the last beginning up to now.
const MOST_STEPS: u32 = 10_000;

/// How many elements a list may have.
const MOST_ELEMENTS: usize = 100_000;

/// What a plan depends on may change meanwhile: rows of registers, holidays. So it is looked at again before long.
const LOOKED_AGAIN_AFTER: i64 = 3_600_000;

impl Looking<'_> {
    pub(super) fn look(&self) -> Result<Found, Incident> {
        let past = self.past;
        match &self.schedule.plan {
            Plan::After(span) => self.once(self.later(past.in_force, *span)),
            Plan::At(at) => self.once(self.moment(at, &About::default())?),
            Plan::Every(every) => self.every(every),
            Plan::Days { rule, time } => self.days(rule, time.as_ref()),
            Plan::Each(each) => self.each(each),
        }
    }

    fn calendar(&self) -> &Calendar {
        &self.context.organisation.calendar
    }

    fn later(&self, from: Moment, span: Span) -> Moment {
        self.calendar().after(from, span, RestDay::Stays)
    }

    /// What comes at one moment and never again.
    fn once(&self, when: Moment) -> Result<Found, Incident> {
        if self.past.begun > 0 {
            return Ok(Found::default());
        }
        self.at(when)
    }

    /// What comes at a moment; until then there is nothing else.
    fn at(&self, when: Moment) -> Result<Found, Incident> {
        if when > self.context.now {
            return Ok(Found { due: Vec::new(), next: Some(when) });
        }
        Ok(Found { due: vec![self.occasion(when, None, &About::default())?], next: None })
    }

    fn every(&self, every: &Every) -> Result<Found, Incident> {
        let past = self.past;
        if every.times.is_some_and(|times| past.begun >= u64::from(times)) {
            return Ok(Found::default());
        }
        let at = every.at.as_ref().map(|at| self.yielded(at, &About::default())).transpose()?;
        let time = match &at {
            Some(Value::Time(time)) => Some(*time),
            _ => None,
        };
        let first =
            at.filter(|_| time.is_none()).map(|at| self.calendar().meant_by(&at).ok_or_else(|| self.no_moment()));
        let first = first.transpose()?;
        let next = |from: Moment| self.step(from, every.every, time);
        let base = match every.since {
            Since::Completion if past.running => return Ok(Found::default()),
            Since::Completion => past.completed,
            Since::Beginning => past.last,
        };
        let mut when = match (base, first) {
            (Some(base), _) => next(base),
            (None, Some(first)) => first,
            (None, None) => next(past.in_force),
        };
        // What was missed begins once: the latest that has come.
        for _ in 0..MOST_STEPS {
            let after = next(when);
            if after > self.context.now || after <= when {
                break;
            }
            when = after;
        }
        let mut found = self.at(when)?;
        if !found.due.is_empty() && every.since == Since::Beginning {
            found.next = Some(next(when)).filter(|next| *next > when);
        }
        Ok(found)
    }

    /// So long after a moment. Days begin at a time of their own, or as they begin.
    fn step(&self, from: Moment, span: Span, time: Option<Time>) -> Moment {
        let then = self.later(from, span);
        match span.unit {
            Unit::Minute | Unit::Hour | Unit::WorkingHour => then,
            Unit::Day | Unit::WorkingDay => self.on(self.calendar().date_of(then), time),
        }
    }

    fn on(&self, date: Date, time: Option<Time>) -> Moment {
        self.calendar().begins(date).plus_millis(time.map_or(0, millis_of))
    }

    fn days(&self, rule: &Expression, time: Option<&Expression>) -> Result<Found, Incident> {
        let time = match time.map(|time| self.yielded(time, &About::default())).transpose()? {
            None => None,
            Some(Value::Time(time)) => Some(time),
            Some(_) => return Err(self.no_moment()),
        };
        let now = self.context.now;
        let done = self.past.in_force.max(self.past.last.unwrap_or(Moment(i64::MIN)));
        let today = self.calendar().date_of(now);
        let holds = |date: Date| Ok::<_, Incident>(self.yielded(rule, &on_day(date))? == Value::Bool(true));
        let mut found = Found::default();
        // What was missed begins once: the latest day that has come.
        let missed = today.days_since(&self.calendar().date_of(done)).clamp(0, MOST_DAYS);
        for back in 0..=missed {
            let Some(date) = today.plus_days(-back) else { break };
            let when = self.on(date, time);
            if when > done && when <= now && holds(date)? {
                found.due.push(self.occasion(when, None, &on_day(date))?);
                break;
            }
        }
        for ahead in 0..=MOST_DAYS {
            let Some(date) = today.plus_days(ahead) else { break };
            let when = self.on(date, time);
            if when > now.max(done) && holds(date)? {
                found.next = Some(when);
                break;
            }
        }
        Ok(found)
    }

    fn each(&self, each: &ForEach) -> Result<Found, Incident> {
        let elements = match self.yielded(&each.list, &About::default())? {
            Value::List(elements) => elements.iter().take(MOST_ELEMENTS).cloned().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        };
        let now = self.context.now;
        let mut found = Found { due: Vec::new(), next: Some(now.plus_millis(LOOKED_AGAIN_AFTER)) };
        for element in elements {
            let about = called(&each.item, element.clone());
            // An element without a date has no moment, yet.
            let at = self.yielded(&each.at, &about)?;
            let Some(when) = self.calendar().meant_by(&at) else { continue };
            if when > now {
                found.next = found.next.min(Some(when));
                continue;
            }
            let key = each.key.as_ref().map(|key| self.yielded(key, &about)).transpose()?.unwrap_or(element);
            found.due.push(self.occasion(when, told_apart(&key), &about)?);
        }
        found.due.sort_by_key(|occasion| occasion.occurrence.when);
        Ok(found)
    }

    fn moment(&self, expression: &Expression, about: &About) -> Result<Moment, Incident> {
        let yielded = self.yielded(expression, about)?;
        self.calendar().meant_by(&yielded).ok_or_else(|| self.no_moment())
    }

    fn yielded(&self, expression: &Expression, about: &About) -> Result<Value, Incident> {
        self.scope(about).value_of(expression)
    }
}

/// How far into its day a time lies.
fn millis_of(time: Time) -> i64 {
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    seconds * 1000
}
