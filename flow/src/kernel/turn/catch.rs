//! Events that come: who waits for them, and what happens then.

use std::collections::BTreeMap;

use feel::Value;
use smallvec::smallvec;

use super::moves::Came;
use super::{Halt, Turn};
use crate::id::NodeId;
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::state::State;
use crate::kernel::visit::{Visit, VisitId};
use crate::process::{Catch, FromOutside, Process, Step, StepIndex, Throw, Work};

/// An event that is waited for: by a visit, or at its side; without one, by the instance itself.
pub(super) type Awaited = (Option<VisitId>, StepIndex);

impl Turn<'_> {
    /// A message goes to the first that waits for it.
    pub(in crate::kernel) fn deliver(
        &mut self,
        message: &str,
        key: &Value,
        node: Option<&NodeId>,
        data: &Data,
    ) -> Result<(), Halt> {
        let wants = |visit: Option<VisitId>, catch: &Catch| match catch {
            Catch::Message(name, None) => name == message,
            Catch::Message(name, Some(_)) if node.is_some() => name == message,
            Catch::Message(name, Some(wanted)) => {
                name == message && self.yields(wanted, &self.scope_at(visit)).is_ok_and(|wanted| wanted == *key)
            }
            _ => false,
        };
        let is_meant = |event: StepIndex| node.is_none_or(|node| self.process.at(event).id == *node);
        let first = self.awaited(wants).find(|(_, event)| is_meant(*event));
        match first {
            Some((visit, event)) => self.catch(visit, self.process.at(event), data),
            None => Err(Rejection::NotExpected(message.to_owned()).into()),
        }
    }

    /// A signal goes to everything that waits for it.
    pub(in crate::kernel) fn hear(&mut self, signal: &str, data: &Data) -> Result<(), Halt> {
        match self.signalled(signal, data)? {
            true => Ok(()),
            false => Err(Rejection::NotExpected(signal.to_owned()).into()),
        }
    }

    /// The same; tells whether anything waited for it.
    pub(super) fn signalled(&mut self, signal: &str, data: &Data) -> Result<bool, Halt> {
        let wants = |_: Option<VisitId>, catch: &Catch| matches!(catch, Catch::Signal(name) if name == signal);
        let awaited: Vec<Awaited> = self.awaited(wants).collect();
        let mut heard = false;
        for (visit, event) in awaited {
            // What came first may have taken away the next.
            let still_waits = visit.is_none_or(|visit| self.state.is_active(visit));
            if still_waits && self.state.is_running() {
                heard = true;
                self.catch(visit, self.process.at(event), data)?;
            }
        }
        Ok(heard)
    }

    /// A connector has done its work.
    pub(in crate::kernel) fn served(&mut self, visit: VisitId, data: &Data) -> Result<(), Halt> {
        let step = self.step_of(visit)?;
        if !self.state.is_active(visit) || !matches!(step.work, Work::Service) {
            return Err(Rejection::Unfit("no connector works for that visit".to_owned()).into());
        }
        match self.take_in(visit, data) {
            Ok(()) => self.pass(visit, step),
            Err(incident) => {
                self.stop(visit, incident);
                Ok(())
            }
        }
    }

    /// The work of a visit has failed.
    pub(in crate::kernel) fn fail(&mut self, visit: VisitId, code: Option<&str>) -> Result<(), Halt> {
        let step = self.step_of(visit)?;
        if !self.state.is_active(visit) || !step.node.kind.is_activity() {
            return Err(Rejection::Unfit("no work is under way at that visit".to_owned()).into());
        }
        let error = Throw::Error(code.map(str::to_owned));
        match self.expects(visit, true, &error) {
            Some((around, event)) => self.catch(around, self.process.at(event), &Data::new()),
            None => {
                self.stop(visit, crate::kernel::Incident::Failed { code: code.map(str::to_owned) });
                Ok(())
            }
        }
    }

    /// Supposes that what a visit waits for comes; of several events, the first.
    pub(in crate::kernel) fn suppose_it_comes(&mut self, visit: VisitId) -> Result<(), Halt> {
        let step = self.step_of(visit)?;
        match (&step.work, step.ways.first()) {
            (Work::EventBased, Some(way)) => self.catch(Some(visit), self.process.at(way.to), &Data::new()),
            _ => self.pass(visit, step),
        }
    }

    /// Conditions that hold now and did not before, when nothing else moves. Tells whether one came.
    pub(super) fn notice_conditions(&mut self) -> Result<bool, Halt> {
        if !self.process.has_conditions() {
            return Ok(false);
        }
        let awaited: Vec<Awaited> = self.awaited(|_, catch| matches!(catch, Catch::Condition(_))).collect();
        for (visit, event) in awaited {
            let step = self.process.at(event);
            let Some(Catch::Condition(when)) = &step.catch else { continue };
            let holds = self.yields(when, &self.scope_at(visit)).is_ok_and(|value| value == Value::Bool(true));
            let held = self.state.holding.iter().any(|(of, node)| *of == visit && *node == step.id);
            match (holds, held) {
                (true, false) => {
                    self.happens(Event::Held { visit, node: step.id.clone() });
                    self.catch(visit, step, &Data::new())?;
                    return Ok(true);
                }
                (false, true) => self.happens(Event::Ceased { visit, node: step.id.clone() }),
                _ => {}
            }
        }
        Ok(false)
    }

    /// What an event leads to that has come for a visit, at its side, or for the instance itself.
    pub(super) fn catch(&mut self, visit: Option<VisitId>, event: &Step, data: &Data) -> Result<(), Halt> {
        let caught = match (&event.work, visit) {
            // What is left of work whose token has gone on leads nowhere.
            (Work::Boundary(boundary), Some(host)) if self.state.visit(host).is_some_and(Visit::is_left) => {
                if boundary.interrupting {
                    self.take_away(host);
                }
                return Ok(());
            }
            (Work::Boundary(boundary), Some(host)) => {
                let within = self.state.visit(host).and_then(|host| host.within);
                if boundary.interrupting {
                    self.take_away(host);
                }
                self.come(event, Came { from: smallvec![host], within, ..Came::default() })
            }
            (Work::Start(_), around) => self.begin_event_sub_process(around, event)?,
            (_, Some(waiting)) => self.wait_is_over(waiting, event),
            (_, None) => return Ok(()),
        };
        self.happens(Event::Caught { visit: caught });
        match self.take_in(caught, data) {
            Ok(()) => self.pass(caught, event),
            Err(incident) => {
                self.stop(caught, incident);
                Ok(())
            }
        }
    }

    /// The visit that waited; behind an event-based gateway, the event that came first is only entered now.
    fn wait_is_over(&mut self, waiting: VisitId, event: &Step) -> VisitId {
        let Some(at) = self.state.visit(waiting).filter(|at| at.node != event.id) else { return waiting };
        let within = at.within;
        let way = self.step_of(waiting).ok().and_then(|gateway| gateway.ways.iter().find(|way| way.to == event.index));
        let edges = way.map(|way| way.edge.clone()).into_iter().collect();
        self.complete(waiting, None, None);
        self.come(event, Came { from: smallvec![waiting], edges, within, ..Came::default() })
    }

    /// What encloses it goes on beside it, or is interrupted.
    fn begin_event_sub_process(&mut self, around: Option<VisitId>, start: &Step) -> Result<VisitId, Halt> {
        let Some(sub) = start.within else {
            return Err(Rejection::Unfit("that start begins no sub-process".to_owned()).into());
        };
        if !start.node.beside {
            match around {
                Some(around) => self.take_away_within(around),
                None => self.cancel(|_| true),
            }
        }
        let from = around.into_iter().collect();
        let sub = self.come(self.process.at(sub), Came { from, within: around, ..Came::default() });
        self.arm_event_sub_processes(Some(sub));
        Ok(self.come(start, Came { from: smallvec![sub], within: Some(sub), ..Came::default() }))
    }

    /// What came with an event is written where the form has a field for it.
    fn take_in(&mut self, visit: VisitId, data: &Data) -> Result<(), crate::kernel::Incident> {
        let known = data.iter().filter(|(field, _)| self.process.field(field.as_str()).is_some());
        let known: Data = known.map(|(field, value)| (field.clone(), value.clone())).collect();
        if known.is_empty() { Ok(()) } else { self.write(known, Some(visit)) }
    }

    /// The events that are waited for now and are wanted, in the order of the visits; those of the instance itself last.
    fn awaited<'t>(
        &'t self,
        wants: impl Fn(Option<VisitId>, &Catch) -> bool + 't,
    ) -> impl Iterator<Item = Awaited> + 't {
        awaited(self.process, &self.state).filter(move |(visit, event)| {
            self.process.at(*event).catch.as_ref().is_some_and(|catch| wants(*visit, catch))
        })
    }

    /// The innermost event around a visit that expects what has happened in it: at the side of the visit itself when
    /// `own`, else from what encloses it outwards. An event sub-process does not catch what happens in itself.
    pub(super) fn expects(&self, visit: VisitId, own: bool, what: &Throw) -> Option<Awaited> {
        let catches =
            |event: &StepIndex| self.process.at(*event).catch.as_ref().is_some_and(|catch| catch.catches(what));
        let at_side = |visit: VisitId| {
            let whole = self.state.whole(visit);
            let step = self.step_of(whole).ok()?;
            Some((Some(whole), step.attached.iter().copied().find(|event| catches(event))?))
        };
        if let Some(found) = Some(visit).filter(|_| own).and_then(at_side) {
            return Some(found);
        }
        let mut at = visit;
        loop {
            let around = self.state.around(at);
            let comes_out_of_one = self.step_of(at).is_ok_and(Step::is_event_sub_process);
            if !comes_out_of_one
                && let Some(start) = begins_by_event(self.process, &self.state, around).find(|start| catches(start))
            {
                return Some((around, start));
            }
            let around = around?;
            if let Some(found) = at_side(around) {
                return Some(found);
            }
            at = around;
        }
    }
}

/// The events that an instance waits for now, in the order of the visits; those of the instance itself last. Timers,
/// errors and what is taken back are among them.
pub fn awaited_events<'s>(process: &'s Process, state: &'s State) -> Vec<&'s NodeId> {
    awaited(process, state).map(|(_, event)| &process.at(event).id).collect()
}

/// Whether an instance waits for an event from outside; whether for this very message, its key tells.
pub fn awaits(process: &Process, state: &State, event: FromOutside<'_>) -> bool {
    let waits = |step: &Step| step.catch.as_ref().and_then(Catch::from_outside) == Some(event);
    state.is_running() && awaited(process, state).any(|(_, step)| waits(process.at(step)))
}

/// The messages and signals that a process ever waits for, each with whether an instance does now.
pub fn awaited_from_outside<'p>(process: &'p Process, state: &State) -> BTreeMap<FromOutside<'p>, bool> {
    let from_outside = |step: &'p Step| step.catch.as_ref().and_then(Catch::from_outside);
    let ever = process.steps().iter().filter_map(from_outside).map(|event| (event, false));
    let waiting = awaited(process, state).filter(|_| state.is_running());
    let now = waiting.filter_map(|(_, step)| from_outside(process.at(step))).map(|event| (event, true));
    ever.chain(now).collect()
}

/// The events that an instance waits for now, each with where.
pub(super) fn awaited<'s>(process: &'s Process, state: &'s State) -> impl Iterator<Item = Awaited> + 's {
    let visits = state.active().map(|(id, _)| Some(id)).chain([None]);
    visits.flat_map(|visit| awaited_at(process, state, visit).into_iter().map(move |event| (visit, event)))
}

/// What a visit waits for: itself, at its side, or by what it encloses; or the instance itself.
pub(super) fn awaited_at(process: &Process, state: &State, visit: Option<VisitId>) -> Vec<StepIndex> {
    let Some(id) = visit else { return begins_by_event(process, state, None).collect() };
    let Some(visit) = state.visit(id) else { return Vec::new() };
    let Some(step) = process.step(&visit.node) else { return Vec::new() };
    let at_its_side = step.attached.iter().copied().filter(|_| visit.time.is_none() && !visit.is_left());
    let mut awaited: Vec<StepIndex> = at_its_side.collect();
    match &step.work {
        Work::Wait => awaited.push(step.index),
        Work::EventBased => awaited.extend(step.ways.iter().map(|way| way.to)),
        Work::Sub(_) if !step.is_whole(visit) => awaited.extend(begins_by_event(process, state, Some(id))),
        _ => {}
    }
    awaited
}

/// The starts of the event sub-processes of a visit, or of the instance: none once one of them has interrupted the rest.
fn begins_by_event(process: &Process, state: &State, around: Option<VisitId>) -> impl Iterator<Item = StepIndex> {
    let of = around.and_then(|visit| process.step(&state.visit(visit)?.node)).map(|step| step.index);
    let is_open = process.event_sub_processes(of).is_empty() || !is_interrupted(process, state, around);
    process.event_starts(of).filter(move |_| is_open).map(|start| start.index)
}

fn is_interrupted(process: &Process, state: &State, around: Option<VisitId>) -> bool {
    let mut beside = state.active().filter(|(_, visit)| visit.within == around);
    beside.any(|(_, visit)| process.step(&visit.node).is_some_and(|step| process.interrupts(step)))
}
