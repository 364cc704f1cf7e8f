//! Work that is done several times: for each element of a list, or again and again (BPMN 2.0, 13.3.6 and 13.3.7).

use feel::Value;
use smallvec::smallvec;

use super::moves::Came;
use super::{Halt, MOST_TASKS, Turn};
use crate::id::OutcomeId;
use crate::kernel::circumstance::Incident;
use crate::kernel::visit::{Time, Visit, VisitId, VisitStatus};
use crate::model::{OutcomeKind, Rest};
use crate::process::{EachStep, RepeatStep, Several, Step};

impl Turn<'_> {
    pub(super) fn begin_several(&mut self, whole: VisitId, step: &Step, several: &Several) -> Result<(), Halt> {
        match several {
            Several::Each(each) => self.begin_each(whole, step, each),
            Several::Repeat(repeat) => match !repeat.before || self.goes_on(whole, whole, repeat) {
                true => {
                    self.begin_time(whole, step, 1, None, Value::Null);
                    Ok(())
                }
                false => self.pass(whole, step),
            },
        }
    }

    fn begin_each(&mut self, whole: VisitId, step: &Step, each: &EachStep) -> Result<(), Halt> {
        let items = match self.items(whole, each) {
            Ok(items) => items,
            Err(incident) => {
                self.stop(whole, incident);
                return Ok(());
            }
        };
        if items.is_empty() {
            return self.pass(whole, step);
        }
        let of = items.len() as u32;
        let at_once = if each.in_order { 1 } else { items.len() };
        for (number, item) in (1..).zip(items).take(at_once) {
            self.begin_time(whole, step, number, Some(of), item);
        }
        Ok(())
    }

    /// The elements of a list, or as many nulls as a number says.
    fn items(&self, whole: VisitId, each: &EachStep) -> Result<Vec<Value>, Incident> {
        let items = match self.yields(&each.list, &self.scope_at(Some(whole)))? {
            Value::List(items) => items.to_vec(),
            Value::Null => Vec::new(),
            Value::Number(times) => {
                let times = times.to_i64().and_then(|times| usize::try_from(times).ok()).unwrap_or_default();
                vec![Value::Null; times.min(MOST_TASKS + 1)]
            }
            single => vec![single],
        };
        match items.len() > MOST_TASKS {
            true => Err(Incident::TooManySteps { limit: MOST_TASKS as u32 }),
            false => Ok(items),
        }
    }

    fn begin_time(&mut self, whole: VisitId, step: &Step, number: u32, of: Option<u32>, item: Value) {
        let time = Some(Box::new(Time { number, of, item }));
        self.enter(step, Came { from: smallvec![whole], within: Some(whole), time, ..Came::default() });
    }

    /// One time is done: the next begins, or it is enough and the whole goes on, with the outcome of this one.
    pub(super) fn one_time_done(
        &mut self,
        whole: VisitId,
        done: VisitId,
        step: &Step,
        outcome: Option<(OutcomeId, OutcomeKind)>,
    ) -> Result<(), Halt> {
        if !self.state.is_active(whole) {
            return Ok(());
        }
        let Some(time) = self.state.visit(done).and_then(|done| done.time.clone()) else { return Ok(()) };
        let went_on = self.state.visit(whole).and_then(|whole| whole.went_on.clone());
        let next = match &step.several {
            Some(Several::Each(each)) => self.next_of_each(whole, done, each, &time),
            Some(Several::Repeat(repeat)) => Ok(match self.goes_on(whole, done, repeat) {
                true => Next::Begins(time.number + 1, None, Value::Null),
                false => Next::Enough,
            }),
            None => Ok(Next::Enough),
        };
        match next {
            Ok(Next::Waits) => Ok(()),
            Ok(Next::Begins(number, of, item)) => {
                self.begin_time(whole, step, number, of, item);
                Ok(())
            }
            Ok(Next::GoesOn(next)) => {
                if let Some((number, of, item)) = next {
                    self.begin_time(whole, step, number, of, item);
                }
                self.finish(whole, step, outcome, None)
            }
            Ok(Next::Enough) if let Some(went_on) = went_on => {
                self.complete(whole, went_on.outcome.zip(went_on.kind), None);
                Ok(())
            }
            Ok(Next::Enough) => {
                self.take_away_within(whole);
                self.finish(whole, step, outcome, None)
            }
            Err(incident) => {
                self.stop(whole, incident);
                Ok(())
            }
        }
    }

    /// Goes on where something was wrong after parts of a visit were done: what is done within is not done again.
    pub(in crate::kernel) fn go_on_after_parts(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        let parts = (0..).zip(&self.state.visits).filter(|(_, part)| part.within == Some(visit));
        let (open, done): (Vec<_>, Vec<_>) =
            parts.map(|(id, part)| (id, part.is_active())).partition(|(_, open)| *open);
        let is_whole = self.state.visit(visit).is_some_and(|visit| step.is_whole(visit));
        match done.last() {
            // Whoever still works will bring it on.
            _ if !open.is_empty() => Ok(()),
            Some((last, _)) if is_whole => self.one_time_done(visit, *last, step, None),
            _ => self.pass(visit, step),
        }
    }

    fn next_of_each(&mut self, whole: VisitId, done: VisitId, each: &EachStep, time: &Time) -> Result<Next, Incident> {
        self.gather(whole, done, each, time)?;
        let waits = !self.state.visit(whole).is_some_and(Visit::is_left);
        let is_enough = match each.until.as_ref().filter(|_| waits) {
            Some(until) => self.yields(until, &self.scope_at(Some(done)))? == Value::Bool(true),
            None => false,
        };
        let of = time.of.unwrap_or_default();
        let begun = self.times_of(whole).count() as u32;
        let open = self.times_of(whole).any(|status| *status == VisitStatus::Active);
        let is_last = if each.in_order { begun >= of } else { !open };
        if is_last || is_enough && each.rest == Rest::Ends {
            return Ok(Next::Enough);
        }
        let next = match each.in_order {
            true => {
                let item = self.items(whole, each)?.into_iter().nth(begun as usize).unwrap_or_default();
                Some((begun + 1, Some(of), item))
            }
            false => None,
        };
        Ok(match next {
            next if is_enough => Next::GoesOn(next),
            Some((number, of, item)) => Next::Begins(number, of, item),
            None => Next::Waits,
        })
    }

    fn times_of(&self, whole: VisitId) -> impl Iterator<Item = &VisitStatus> {
        let parts = self.state.visits.iter().filter(move |part| part.within == Some(whole) && part.time.is_some());
        parts.map(|part| &part.status)
    }

    /// Puts what this time yields at its place in the field that gathers; the first that is done begins it anew.
    fn gather(&mut self, whole: VisitId, done: VisitId, each: &EachStep, time: &Time) -> Result<(), Incident> {
        let Some((into, yields)) = &each.gathers else { return Ok(()) };
        let value = self.yields(yields, &self.scope_at(Some(done)))?;
        let is_first =
            self.times_of(whole).filter(|status| matches!(status, VisitStatus::Completed { .. })).count() == 1;
        let so_far = self.state.data.get(into).filter(|_| !is_first).and_then(Value::as_list);
        let mut gathered = so_far.map(<[Value]>::to_vec).unwrap_or_default();
        gathered.resize(gathered.len().max(time.of.unwrap_or(time.number) as usize), Value::Null);
        if let Some(place) = gathered.get_mut(time.number as usize - 1) {
            *place = value;
        }
        self.write([(into.clone(), Value::from(gathered))].into_iter().collect(), Some(done))
    }

    /// Whether work is to be done once more.
    fn goes_on(&self, whole: VisitId, done: VisitId, repeat: &RepeatStep) -> bool {
        let begun = self.times_of(whole).count();
        let may = repeat.most.is_none_or(|most| begun < most as usize);
        let wants = || match &repeat.as_long {
            Some(as_long) => {
                self.yields(as_long, &self.scope_at(Some(done))).is_ok_and(|value| value == Value::Bool(true))
            }
            None => true,
        };
        may && wants()
    }
}

/// What comes when one time is done.
enum Next {
    /// Others are open.
    Waits,
    /// The time of this number, among so many, for this element.
    Begins(u32, Option<u32>, Value),
    /// The token goes on, and so does the rest: the time that begins then, or those that are open.
    GoesOn(Option<(u32, Option<u32>, Value)>),
    /// Nothing.
    Enough,
}
