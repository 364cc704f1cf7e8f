//! The read models from the log alone: made again, or held against what is stored.

use flow::kernel::{Recorded, State};
use uuid::Uuid;

use super::definitions::Catalogue;
use super::live::Live;
use super::read_model::Touched;
use crate::store::audit::Fault;
use crate::store::rows::{Batch, SnapshotRow, Stored};
use crate::store::{Audit, Queries, Rebuild, Store, StoreError};

/// How many instances are taken at a time.
const PORTION: u32 = 200;

/// Makes every read model again from the log. Tells how many instances there are.
///
/// # Errors
/// When the store cannot be read or written, or the log cannot be replayed. The read models are then as before.
pub async fn rebuild(store: &Store, log: &mut impl Rebuild) -> Result<u64, StoreError> {
    let catalogue = Catalogue::read(store.clone()).await?;
    log.clear().await?;
    let (mut after, mut instances) = (None, 0);
    loop {
        let ids = store.logged_instances(after, PORTION).await?;
        let Some(last) = ids.last() else { break };
        after = Some(*last);
        let mut batch = Batch::default();
        for id in &ids {
            write(&catalogue, *id, store.events(*id, 0).await?, &mut batch).await?;
        }
        log.add(&batch).await?;
        instances += ids.len() as u64;
    }
    log.finish().await?;
    Ok(instances)
}

/// Holds every read model against the log.
///
/// # Errors
/// When the store cannot be read.
pub async fn check_read_models(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let catalogue = Catalogue::read(store.clone()).await?;
    let (mut after, mut faults) = (None, Vec::new());
    loop {
        let ids = store.logged_instances(after, PORTION).await?;
        let Some(last) = ids.last() else { return Ok(faults) };
        after = Some(*last);
        for id in ids {
            check(store, &catalogue, id, &mut faults).await?;
        }
    }
}

async fn check(
    store: &Store,
    catalogue: &Catalogue,
    instance: Uuid,
    faults: &mut Vec<Fault>,
) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    let events = store.events(instance, 0).await?;
    let snapshot_holds = snapshot_holds(store, instance, &events).await?;
    if let Err(error) = write(catalogue, instance, events, &mut batch).await {
        tracing::warn!(%instance, %error, "its log cannot be replayed");
        faults.push(Fault::ReadModel { instance, what: "its definition or its events" });
        return Ok(());
    }
    let row = store.instance(instance).await?;
    // A running server may have gone on meanwhile; what it writes later is checked next time.
    let moved_on = row.as_ref().is_some_and(|row| batch.instances.iter().any(|made| made.revision < row.revision));
    if moved_on {
        return Ok(());
    }
    batch.participations.sort_by(|one, other| one.person.cmp(&other.person));
    let same = [
        (row.as_slice() == batch.instances, "the row of the instance"),
        (store.tasks(instance).await? == batch.tasks, "its tasks"),
        (store.participations(instance).await? == batch.participations, "its participations"),
        (store.registered(instance).await? == batch.registered, "its rows in registers"),
        (store.occurrence(instance).await?.as_slice() == batch.occurrences, "what it began for"),
        (store.awaited(instance).await? == batch.awaited, "what it waits for"),
        (snapshot_holds, "its snapshot"),
    ];
    faults.extend(same.iter().filter(|(same, _)| !same).map(|(_, what)| Fault::ReadModel { instance, what }));
    Ok(())
}

/// Whether the snapshot of an instance, where there is one, is the state that the events up to it lead to.
async fn snapshot_holds(store: &Store, instance: Uuid, events: &[Recorded]) -> Result<bool, StoreError> {
    let Some(SnapshotRow { revision, state, .. }) = store.stored(instance).await?.and_then(|stored| stored.snapshot)
    else {
        return Ok(true);
    };
    // A running server may have written a later one since the events were read; it is checked next time.
    let Some(before) = usize::try_from(revision).ok().and_then(|revision| events.get(..revision)) else {
        return Ok(true);
    };
    let mut replayed = State::default();
    for entry in before {
        replayed.apply(entry.at, &entry.event);
    }
    Ok(serde_json::from_str::<State>(&state).is_ok_and(|kept| kept == replayed))
}

/// Adds the read models of an instance, made from all of its events.
async fn write(
    catalogue: &Catalogue,
    instance: Uuid,
    events: Vec<Recorded>,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let (mut state, mut touched) = (State::default(), Touched::default());
    for entry in &events {
        let before = state.clone();
        state.apply(entry.at, &entry.event);
        touched.note(entry.at, &entry.event, &before, &state);
    }
    let stored = Stored { instance, snapshot: None, events, head: crate::store::chain::BEGINNING };
    let live = Live::from_stored(stored, catalogue).await?;
    touched.write(&live, batch);
    Ok(())
}
