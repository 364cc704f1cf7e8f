//! Instances and sequences as the commands of a batch leave them, before the batch is stored.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use flow::id::PersonId;
use flow::kernel::Event;
use flow::time::Moment;
use moka::sync::Cache;
use uuid::Uuid;

use super::carry_out::{Effect, Happened};
use super::definitions::Catalogue;
use super::live::Live;
use super::read_model::Touched;
use crate::store::chain::event_hash;
use crate::store::rows::{Batch, CarriedOut, EventRow, PersonalRow};
use crate::store::{Log, StoreError, personal};

/// Instances in memory, shared with readers. Only the writer puts anything in, and only what is stored.
pub(super) type Lives = Cache<Uuid, Arc<Live>>;

/// What a batch has come to so far.
#[derive(Debug)]
pub(super) struct WorkingSet {
    stored: Lives,
    changed: HashMap<Uuid, Live>,
    touched: HashMap<Uuid, Touched>,
    sequences: BTreeMap<String, u64>,
    batch: Batch,
}

/// What is left of a working set when its rows are on their way.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) lives: HashMap<Uuid, Live>,
    pub(super) people: HashMap<Uuid, Vec<PersonId>>,
}

impl WorkingSet {
    pub(super) fn new(stored: Lives, at: Moment) -> Self {
        Self {
            stored,
            changed: HashMap::new(),
            touched: HashMap::new(),
            sequences: BTreeMap::new(),
            batch: Batch { at, ..Batch::default() },
        }
    }

    /// Reads the instances that a batch is about, all at once.
    pub(super) async fn prefetch<L: Log>(
        &mut self,
        ids: impl Iterator<Item = Uuid>,
        log: &mut L,
        catalogue: &Catalogue,
    ) -> Result<(), StoreError> {
        let mut missing = ids.filter(|id| !self.stored.contains_key(id)).collect::<Vec<_>>();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return Ok(());
        }
        for stored in log.load(&missing).await? {
            // One that cannot be read is found out, and refused, by the command that is about it.
            if let Ok(live) = Live::from_stored(stored, catalogue).await {
                self.stored.insert(live.id, Arc::new(live));
            }
        }
        Ok(())
    }

    pub(super) async fn live<L: Log>(
        &mut self,
        id: Uuid,
        log: &mut L,
        catalogue: &Catalogue,
    ) -> Result<Option<Live>, StoreError> {
        if let Some(live) = self.changed.get(&id) {
            return Ok(Some(live.clone()));
        }
        if let Some(live) = self.stored.get(&id) {
            return Ok(Some(Live::clone(&live)));
        }
        let Some(stored) = log.load(&[id]).await?.pop() else { return Ok(None) };
        let live = Live::from_stored(stored, catalogue).await?;
        self.stored.insert(id, Arc::new(live.clone()));
        Ok(Some(live))
    }

    /// The instances that this batch has changed.
    pub(super) fn lives(&self) -> impl Iterator<Item = &Live> {
        self.changed.values()
    }

    pub(super) async fn last_number<L: Log>(&mut self, scope: &str, log: &mut L) -> Result<u64, StoreError> {
        match self.sequences.get(scope) {
            Some(last) => Ok(*last),
            None => log.last_number(scope).await,
        }
    }

    /// Takes in what a command brings about, and tells the revision of its instance after it.
    pub(super) fn take_in(&mut self, effect: Effect) -> Result<u64, StoreError> {
        let Effect { target, mut after, happened, sequences } = effect;
        for Happened { instance, before, events } in &happened {
            let Some(live) = after.get_mut(instance) else { continue };
            let touched = self.touched.entry(*instance).or_default();
            for (seq, event) in (before.revision + 1..).zip(events) {
                let row = event_row(live, seq, self.batch.at, event, &mut self.batch.personal)?;
                live.head = row.hash;
                self.batch.events.push(row);
                touched.note(self.batch.at, event, before, &live.state);
            }
        }
        let revision = after.get(&target).map_or(0, |live| live.state.revision);
        self.changed.extend(after);
        self.sequences.extend(sequences);
        Ok(revision)
    }

    /// Notes that a keyed command was carried out.
    pub(super) fn note_carried_out(&mut self, done: CarriedOut) {
        self.batch.carried_out.push(done);
    }

    /// What this batch has carried out under a key.
    pub(super) fn carried_out(&self, subject: &PersonId, key: &str) -> Option<&CarriedOut> {
        self.batch.carried_out.iter().find(|done| done.subject == *subject && done.key == key)
    }

    /// The rows of everything taken in.
    pub(super) fn finish(mut self) -> Result<(Batch, Changed), StoreError> {
        for (id, touched) in &self.touched {
            let Some(live) = self.changed.get_mut(id) else { continue };
            touched.write(live, &mut self.batch);
            if let Some(snapshot) = live.due_snapshot()? {
                live.snapshot = snapshot.revision;
                self.batch.snapshots.push(snapshot);
            }
        }
        self.batch.sequences = self.sequences;
        let people = self.touched.into_iter().map(|(id, touched)| (id, touched.people().cloned().collect()));
        Ok((self.batch, Changed { lives: self.changed, people: people.collect() }))
    }
}

/// An event as the next of its instance's chain; its personal values go beside it.
fn event_row(
    live: &Live,
    seq: u64,
    at: Moment,
    event: &Event,
    beside: &mut Vec<PersonalRow>,
) -> Result<EventRow, StoreError> {
    let (body, kept) = personal::split(event, &live.definition.personal)?;
    beside.extend(kept.into_iter().map(|kept| PersonalRow { instance: live.id, seq, kept }));
    let hash = event_hash(&live.head, live.id, seq, at, &body);
    Ok(EventRow { instance: live.id, seq, at, body, hash })
}
