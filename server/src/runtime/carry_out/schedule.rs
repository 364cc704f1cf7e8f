//! Beginning instances whose time has come.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use flow::id::ProcessKey;
use flow::kernel::{Command, Context, Facts, FollowUp, Incident, State};
use flow::process::{Schedule, Step};
use flow::schedule::{Found, Occasion, Occurrence, Past, look};
use flow::time::Moment;
use uuid::Uuid;

use super::{Carrier, Effect, MOST_FACTS, MOST_INSTANCES, NoEffect};
use crate::runtime::definitions::Compiled;
use crate::runtime::later::Work;
use crate::runtime::live::Live;
use crate::store::{Recall, StoreError};

/// After how many milliseconds a schedule is looked at again by which nothing could begin.
const TRIED_AGAIN_AFTER: i64 = 3_600_000;

impl Carrier<'_> {
    /// Begins what is due by the schedules of a process, and plans when they are looked at next.
    pub(super) async fn begin_what_is_due(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        process: &ProcessKey,
    ) -> Result<(), NoEffect> {
        let version = self.version_for(process, 0)?;
        let Some(compiled) = self.catalogue.compiled(process, version).await? else { return Ok(()) };
        let mut next: Option<Moment> = None;
        for (start, schedule) in compiled.process.schedules() {
            let again = match self.found(effect, &compiled, start, schedule).await? {
                Ok(found) => self.begin(effect, pending, &compiled, version, found).await?,
                Err(incident) => {
                    tracing::warn!(%process, start = %start.id, ?incident, "its schedule cannot be followed");
                    Some(self.now.plus_millis(TRIED_AGAIN_AFTER))
                }
            };
            next = again.into_iter().chain(next).min();
        }
        effect.planned.extend(next.map(|next| Work::Begin(process.clone()).planned(next)));
        Ok(())
    }

    /// Begins an instance for each occasion for which none has, and tells when to look again.
    async fn begin(
        &mut self,
        effect: &mut Effect,
        pending: &mut VecDeque<(Uuid, FollowUp)>,
        compiled: &Compiled,
        version: u32,
        found: Found,
    ) -> Result<Option<Moment>, NoEffect> {
        let Found { due, mut next } = found;
        let later = self.now.plus_millis(TRIED_AGAIN_AFTER);
        for occasion in self.new_ones(effect, compiled.key(), due).await? {
            if effect.after.len() >= MOST_INSTANCES {
                return Ok(Some(self.now));
            }
            let live = self.new_instance(compiled.key(), version).await?;
            let id = live.id;
            match self.step(effect, pending, live, &Command::Start(occasion.into_start(version))).await {
                Ok(()) if effect.target.is_nil() => effect.target = id,
                Ok(()) => {}
                Err(NoEffect::Refused(reason)) => {
                    tracing::warn!(process = %compiled.key(), %reason, "it did not begin by itself");
                    next = Some(next.map_or(later, |next| next.min(later)));
                }
                Err(failed) => return Err(failed),
            }
        }
        Ok(next)
    }

    /// Has the schedules looked at of a process that counts from the completion of its instances, when one has ended.
    pub(super) async fn look_when_ended(
        &self,
        effect: &mut Effect,
        process: &ProcessKey,
        before: &State,
        after: &State,
    ) -> Result<(), StoreError> {
        if after.is_running() || !before.is_running() {
            return Ok(());
        }
        let Some(version) = self.catalogue.version_in_force(process) else { return Ok(()) };
        let compiled = self.catalogue.compiled(process, version).await?;
        if compiled
            .is_some_and(|compiled| compiled.process.schedules().any(|(_, schedule)| schedule.counts_completions()))
        {
            effect.planned.push(Work::Begin(process.clone()).planned(self.now));
        }
        Ok(())
    }

    async fn found(
        &mut self,
        effect: &mut Effect,
        compiled: &Arc<Compiled>,
        start: &Step,
        schedule: &Schedule,
    ) -> Result<Result<Found, Incident>, NoEffect> {
        let past = self.past(effect, compiled.key(), start).await?;
        let nobody = Live::new(Uuid::nil(), compiled.clone());
        let mut facts = Facts::default();
        for _ in 0..MOST_FACTS {
            let context = Context { now: self.now, organisation: self.organisation, facts: &facts };
            let found = look(&compiled.process, start, schedule, &past, &context);
            let missing = facts.missing();
            if missing.is_empty() {
                return Ok(found);
            }
            for fact in missing {
                let answer = self.answer(effect, &nobody, &fact).await?;
                facts.insert(fact, answer);
            }
        }
        Ok(Err(Incident::TooManySteps { limit: u32::try_from(MOST_FACTS).unwrap_or(u32::MAX) }))
    }

    /// What has come of a schedule, as this command and the batches that are not stored yet leave it.
    async fn past(&mut self, effect: &Effect, process: &ProcessKey, start: &Step) -> Result<Past, StoreError> {
        let latest = self.latest(effect);
        let but: Vec<Uuid> = latest.keys().copied().collect();
        let in_force = self.catalogue.in_force_since(process);
        let mut past = self.store.past(process, &start.id, in_force, &but).await?;
        for live in latest.values().filter(|live| live.definition.key() == process) {
            if let Some(occurrence) = live.occurrence().filter(|occurrence| occurrence.start == start.id) {
                past.begun += 1;
                past.last = past.last.max(Some(occurrence.when));
            }
            past.running |= live.state.is_running();
            past.completed = past.completed.max(live.completed());
        }
        Ok(past)
    }

    /// The occasions for which nothing has begun so far.
    async fn new_ones(
        &mut self,
        effect: &Effect,
        process: &ProcessKey,
        mut due: Vec<Occasion>,
    ) -> Result<Vec<Occasion>, StoreError> {
        if due.is_empty() {
            return Ok(due);
        }
        let asked: Vec<Occurrence> = due.iter().map(|occasion| occasion.occurrence.clone()).collect();
        let begun = self.store.begun_for(process, &asked).await?;
        let latest = self.latest(effect);
        let fresh =
            latest.values().filter(|live| live.definition.key() == process).filter_map(|live| live.occurrence());
        let mut begun: HashSet<Occurrence> = begun.into_iter().chain(fresh.cloned()).collect();
        // Two elements that nothing tells apart are one matter.
        due.retain(|occasion| begun.insert(occasion.occurrence.clone()));
        Ok(due)
    }
}
