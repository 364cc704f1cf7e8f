//! Scopes: the process itself and every sub-process, each a net of its own. What is inside a sub-process is known to
//! what is around it by a few facts only, so that nothing that happens in one multiplies with what happens in another.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::net::Effect;
use crate::process::{Catch, Process, Step, StepIndex, Throw, Work};

/// The scopes of a process, and what is known of those that were looked at.
pub(super) struct Scopes<'p> {
    pub(super) process: &'p Process,
    steps: FxHashMap<Option<StepIndex>, Vec<StepIndex>>,
    known: FxHashMap<StepIndex, Inside>,
}

/// What a sub-process is to what is around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Inside {
    /// Whether it can come to its end.
    pub(super) completes: bool,
    /// Whether something in it can end the instance.
    pub(super) ends_instance: bool,
    /// What further out expects something that can happen in it.
    pub(super) caught: BTreeSet<Catcher>,
}

/// An event that expects what a step brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Catcher {
    /// The boundary event, or the start of an event sub-process.
    pub(super) event: StepIndex,
    /// Whether what it sits on or is in goes on.
    pub(super) beside: bool,
}

impl<'p> Scopes<'p> {
    pub(super) fn new(process: &'p Process) -> Self {
        let mut steps: FxHashMap<_, Vec<StepIndex>> = FxHashMap::default();
        for step in process.steps() {
            steps.entry(step.within).or_default().push(step.index);
        }
        Self { process, steps, known: FxHashMap::default() }
    }

    /// The steps of a scope, those of the sub-processes in it left out.
    pub(super) fn steps_in(&self, scope: Option<StepIndex>) -> impl Iterator<Item = &'p Step> {
        let process = self.process;
        self.steps.get(&scope).into_iter().flatten().map(move |step| process.at(*step))
    }

    /// Every sub-process, those within others first.
    pub(super) fn subs_inside_out(&self) -> Vec<StepIndex> {
        let depth = |step: &Step| std::iter::successors(step.within, |at| self.process.at(*at).within).count();
        let mut subs: Vec<&Step> = self.process.steps().iter().filter(|step| step.sub().is_some()).collect();
        subs.sort_by_key(|step| std::cmp::Reverse(depth(step)));
        subs.into_iter().map(|step| step.index).collect()
    }

    /// Where tokens begin in a scope: each is one way for it to begin.
    pub(super) fn beginnings(&self, scope: Option<StepIndex>) -> Vec<Vec<StepIndex>> {
        let Some(sub) = scope.map(|scope| self.process.at(scope)).and_then(Step::sub) else {
            return self.process.starts().map(|start| vec![start.index]).collect();
        };
        let one_at_a_time = sub.by_event || sub.ad_hoc.as_ref().is_some_and(|ad_hoc| ad_hoc.in_order);
        match one_at_a_time {
            true => sub.begins.iter().map(|begins| vec![*begins]).collect(),
            false => vec![sub.begins.clone()],
        }
    }

    /// What is known of a sub-process; that it completes, as long as nothing else is.
    pub(super) fn inside(&self, sub: StepIndex) -> Inside {
        self.known.get(&sub).cloned().unwrap_or(Inside { completes: true, ..Inside::default() })
    }

    /// Notes what a sub-process is to what is around it.
    pub(super) fn learn(&mut self, sub: StepIndex, completes: bool, entered: impl Fn(StepIndex) -> bool) {
        let (mut ends_instance, mut caught) = (false, BTreeSet::new());
        for step in self.steps_in(Some(sub)).filter(|step| entered(step.index)) {
            if let Work::Throw(throw) | Work::End(_, Some(throw)) = &step.work
                && let Some(catcher) = self.catcher(step, throw)
            {
                caught.insert(catcher);
                continue;
            }
            if step.sub().is_some() {
                let inner = self.inside(step.index);
                ends_instance |= inner.ends_instance;
                caught.extend(inner.caught.into_iter().filter(|catcher| !step.attached.contains(&catcher.event)));
                continue;
            }
            ends_instance |= self.leaving(step).iter().any(|leaving| leaving.effect == Effect::Leaves);
        }
        caught.retain(|catcher| self.begins(catcher.event) != Some(Some(sub)));
        self.known.insert(sub, Inside { completes, ends_instance, caught });
    }

    /// Whether something from outside can take a scope away as long as anything in it goes on: then going round in it is
    /// no fault.
    pub(super) fn can_be_taken_away(&self, scope: Option<StepIndex>) -> bool {
        let comes = |event: &Step| {
            let catch = &event.catch;
            matches!(catch, Some(Catch::Timer(_) | Catch::Message(..) | Catch::Signal(_) | Catch::Condition(_)))
        };
        if self.process.event_starts(scope).any(|start| comes(start) && !start.node.beside) {
            return true;
        }
        let Some(sub) = scope.map(|scope| self.process.at(scope)) else { return false };
        let interrupts = |event: &Step| event.boundary().is_some_and(|it| it.interrupting);
        let mut at_its_side = sub.attached.iter().map(|event| self.process.at(*event));
        sub.sub().and_then(|sub| sub.ad_hoc.as_ref()).is_some_and(|ad_hoc| ad_hoc.until.is_some())
            || at_its_side.any(|event| interrupts(event) && comes(event))
            || self.can_be_taken_away(sub.within)
    }

    /// Whether a boundary event can come.
    pub(super) fn can_come(&self, event: &Step) -> bool {
        match &event.catch {
            Some(Catch::Escalation(_) | Catch::Cancel) => {
                let on = event.boundary().map(|boundary| self.inside(boundary.on));
                on.is_some_and(|inside| inside.caught.iter().any(|catcher| catcher.event == event.index))
            }
            Some(Catch::Compensation) | None => false,
            Some(_) => true,
        }
    }

    /// What expects that which a step brings about: the innermost, as the kernel looks for it.
    pub(super) fn catcher(&self, step: &Step, throw: &Throw) -> Option<Catcher> {
        let wants = |event: &&Step| event.catch.as_ref().is_some_and(|catch| catch.catches(throw));
        let mut at = step;
        loop {
            let mut starts = self.process.event_starts(at.within).filter(|_| !at.is_event_sub_process());
            if let Some(start) = starts.find(wants) {
                return Some(Catcher { event: start.index, beside: start.node.beside });
            }
            at = self.process.at(at.within?);
            let mut at_its_side = at.attached.iter().map(|event| self.process.at(*event));
            if let Some(event) = at_its_side.find(wants) {
                let interrupts = event.boundary().is_none_or(|boundary| boundary.interrupting);
                return Some(Catcher { event: event.index, beside: !interrupts });
            }
        }
    }

    /// What an event that interrupts does to a scope in which something happened that it expects.
    pub(super) fn effect_of(&self, event: StepIndex, scope: Option<StepIndex>) -> Effect {
        if self.begins(event) == Some(scope) { Effect::Ends } else { Effect::Leaves }
    }

    /// The scope that the start of an event sub-process interrupts or goes on beside.
    fn begins(&self, event: StepIndex) -> Option<Option<StepIndex>> {
        let start = self.process.at(event);
        matches!(start.work, Work::Start(_)).then(|| start.within.and_then(|sub| self.process.at(sub).within))
    }
}
