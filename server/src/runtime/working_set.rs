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
use crate::store::lease::List;
use crate::store::rows::{Batch, CarriedOut, EventRow, PersonalRow};
use crate::store::{Recall, Store, StoreError, personal};

/// Instances in memory, shared with readers. Only the writer puts anything in, and only what is stored.
pub(super) type Lives = Cache<Uuid, Arc<Live>>;

/// How many batches may be on their way before the one that is decided: one that is being stored and one that is ready.
const NOT_STORED_YET: usize = 2;

/// What a batch changes beside its rows. Until it is stored the next ones are decided on top of it.
#[derive(Debug, Default)]
pub(super) struct Changed {
    pub(super) lives: HashMap<Uuid, Arc<Live>>,
    pub(super) people: HashMap<Uuid, Vec<PersonId>>,
    sequences: BTreeMap<String, u64>,
    carried_out: HashMap<(PersonId, String), CarriedOut>,
}

/// What a batch has come to so far.
#[derive(Debug)]
pub(super) struct WorkingSet {
    stored: Lives,
    /// The batches before it that are not stored yet, the latest first.
    before: Vec<Arc<Changed>>,
    changed: Changed,
    touched: HashMap<Uuid, Touched>,
    batch: Batch,
}

impl WorkingSet {
    /// Nothing, on top of what is stored.
    pub(super) fn new(stored: Lives) -> Self {
        let (changed, touched, batch) = (Changed::default(), HashMap::new(), Batch::default());
        Self { stored, before: Vec::new(), changed, touched, batch }
    }

    /// Reads the instances that commands are about, all at once.
    pub(super) async fn prefetch(
        &mut self,
        ids: impl Iterator<Item = Uuid>,
        store: &Store,
        catalogue: &Catalogue,
    ) -> Result<(), StoreError> {
        let mut missing = ids.filter(|id| !self.has(*id)).collect::<Vec<_>>();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return Ok(());
        }
        for stored in store.load(&missing).await? {
            // One that cannot be read is found out, and refused, by the command that is about it.
            if let Ok(live) = Live::from_stored(stored, catalogue).await {
                self.stored.insert(live.id, Arc::new(live));
            }
        }
        Ok(())
    }

    fn has(&self, id: Uuid) -> bool {
        self.unstored().any(|changed| changed.lives.contains_key(&id)) || self.stored.contains_key(&id)
    }

    pub(super) async fn live(
        &mut self,
        id: Uuid,
        store: &Store,
        catalogue: &Catalogue,
    ) -> Result<Option<Arc<Live>>, StoreError> {
        if let Some(live) = self.unstored().find_map(|changed| changed.lives.get(&id)) {
            return Ok(Some(live.clone()));
        }
        if let Some(live) = self.stored.get(&id) {
            return Ok(Some(live));
        }
        let Some(stored) = store.load(&[id]).await?.pop() else { return Ok(None) };
        let live = Arc::new(Live::from_stored(stored, catalogue).await?);
        self.stored.insert(id, live.clone());
        Ok(Some(live))
    }

    /// What this batch and those before it have changed, the latest first.
    fn unstored(&self) -> impl Iterator<Item = &Changed> {
        std::iter::once(&self.changed).chain(self.before.iter().map(|before| &**before))
    }

    /// The instances that this batch and those before it have changed, as each of them left them.
    pub(super) fn lives(&self) -> impl Iterator<Item = &Arc<Live>> {
        self.unstored().flat_map(|changed| changed.lives.values())
    }

    pub(super) async fn last_number(&mut self, scope: &str, store: &Store) -> Result<u64, StoreError> {
        match self.unstored().find_map(|changed| changed.sequences.get(scope)) {
            Some(last) => Ok(*last),
            None => store.last_number(scope).await,
        }
    }

    /// Takes in what a command brings about, and tells the revision of its instance after it.
    ///
    /// # Errors
    /// When something of it cannot be written as JSON. Nothing of it is taken in then.
    pub(super) fn take_in(&mut self, effect: Effect, at: Moment) -> Result<u64, StoreError> {
        let Effect { target, mut after, happened, sequences, planned } = effect;
        let (mut events, mut beside) = (Vec::new(), Vec::new());
        for Happened { instance, before, events: those } in &happened {
            let Some(live) = after.get_mut(instance) else { continue };
            let live = Arc::make_mut(live);
            for (seq, event) in (before.state.revision + 1..).zip(those) {
                let row = event_row(live, seq, at, event, &mut beside)?;
                live.head = row.hash;
                events.push(row);
            }
        }
        for Happened { instance, before, events: those } in &happened {
            let Some(live) = after.get(instance) else { continue };
            let touched = self.touched.entry(*instance).or_default();
            those.iter().for_each(|event| touched.note(at, event, &before.state, &live.state));
        }
        let revision = after.get(&target).map_or(0, |live| live.state.revision);
        self.batch.at = at;
        self.batch.events.extend(events);
        self.batch.personal.extend(beside);
        self.batch.planned.extend(planned.into_iter().map(|planned| (List::Timer, planned)));
        self.changed.lives.extend(after);
        self.changed.sequences.extend(sequences);
        Ok(revision)
    }

    /// Notes that a keyed command was carried out.
    pub(super) fn note_carried_out(&mut self, done: CarriedOut) {
        self.changed.carried_out.insert((done.subject.clone(), done.key.clone()), done);
    }

    /// Forgets a draft that was sent.
    pub(super) fn forget_draft(&mut self, person: &PersonId, topic: &str) {
        self.batch.drafts.push((person.clone(), topic.to_owned()));
    }

    /// What this batch, or one before it, has carried out under a key.
    pub(super) fn carried_out(&self, key: &(PersonId, String)) -> Option<&CarriedOut> {
        self.unstored().find_map(|changed| changed.carried_out.get(key))
    }

    /// The rows of everything taken in. Afterwards the set is empty, on top of that.
    pub(super) fn finish(&mut self) -> (Batch, Arc<Changed>) {
        let mut batch = std::mem::take(&mut self.batch);
        let mut changed = std::mem::take(&mut self.changed);
        let touched = std::mem::take(&mut self.touched);
        for (id, touched) in &touched {
            let Some(live) = changed.lives.get_mut(id) else { continue };
            touched.write(live, &mut batch);
            match live.due_snapshot() {
                Ok(Some(snapshot)) => {
                    Arc::make_mut(live).snapshot = snapshot.revision;
                    batch.snapshots.push(snapshot);
                }
                Ok(None) => {}
                // Without it, loading reads more events; nothing else is missing.
                Err(error) => tracing::warn!(instance = %id, %error, "no snapshot"),
            }
        }
        batch.sequences.clone_from(&changed.sequences);
        batch.carried_out = changed.carried_out.values().cloned().collect();
        changed.people = touched.into_iter().map(|(id, touched)| (id, touched.people().cloned().collect())).collect();
        let changed = Arc::new(changed);
        self.before.insert(0, changed.clone());
        self.before.truncate(NOT_STORED_YET);
        (batch, changed)
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
