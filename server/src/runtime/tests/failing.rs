//! What callers hear when the store fails, and that nothing is lost or done twice by it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use futures::future::join_all;
use uuid::Uuid;

use super::house::{House, begin, decision};
use crate::runtime::{SubmitError, Target};
use crate::store::rows::{Batch, Written};
use crate::store::{Log, Prepared, Recall, SqliteLog, StoreError};

/// What goes wrong next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Next {
    Nothing,
    /// The batch is stored, but whoever stored it does not hear so.
    StoredUnheard,
    /// The disk fails before anything is stored.
    NotStored,
    /// A batch of several commands is refused.
    SeveralRefused,
}

/// A log that fails on demand.
struct Failing {
    log: SqliteLog,
    next: Arc<AtomicU8>,
    largest: Arc<AtomicUsize>,
}

impl Log for Failing {
    /// With how many keyed commands are in it.
    type Prepared = (usize, Prepared);

    fn prepare(batch: &Batch) -> Self::Prepared {
        (batch.carried_out.len(), SqliteLog::prepare(batch))
    }

    async fn store(&mut self, (commands, prepared): &Self::Prepared) -> Result<Written, StoreError> {
        let several = *commands > 1;
        self.largest.fetch_max(*commands, Ordering::Relaxed);
        let fails = |next: Next| self.next.load(Ordering::Relaxed) == next as u8;
        let broken = || StoreError::Unavailable("input/output error".to_owned());
        if fails(Next::StoredUnheard) {
            self.log.store(prepared).await?;
            return Err(broken());
        }
        if fails(Next::NotStored) {
            return Err(broken());
        }
        if fails(Next::SeveralRefused) && several {
            return Err(StoreError::Refused("a constraint".to_owned()));
        }
        self.log.store(prepared).await
    }

    async fn recover(&mut self) -> Result<(), StoreError> {
        self.next.store(Next::Nothing as u8, Ordering::Relaxed);
        self.log.recover().await
    }
}

async fn house() -> (House, impl Fn(Next)) {
    let (house, fail, _) = house_with_a_gauge().await;
    (house, fail)
}

/// Tells besides how many commands the largest batch has had.
async fn house_with_a_gauge() -> (House, impl Fn(Next), Arc<AtomicUsize>) {
    let next = Arc::new(AtomicU8::new(Next::Nothing as u8));
    let largest = Arc::new(AtomicUsize::new(0));
    let (own, gauge) = (next.clone(), largest.clone());
    let house = House::open_on(|log| Failing { log, next: own, largest: gauge }).await;
    (house, move |what| next.store(what as u8, Ordering::Relaxed), largest)
}

#[tokio::test]
async fn an_unknown_outcome_is_found_out_by_sending_again() {
    for (fails, was_stored) in [(Next::StoredUnheard, true), (Next::NotStored, false)] {
        let (house, fail) = house().await;
        let new = || Target::New("one".into());
        fail(fails);
        let unknown = house.submit(Some("k"), new(), begin("ann")).await;
        assert!(matches!(unknown, Err(SubmitError::Unavailable(_))), "{unknown:?}");
        let again = house.submit(Some("k"), new(), begin("ann")).await.unwrap();
        assert_eq!(again.repeated, was_stored, "{fails:?}");
        house.decide(again.instance, "bob", "approve").await.unwrap();
    }
}

#[tokio::test]
async fn what_was_decided_on_top_of_a_lost_batch_is_decided_anew() {
    let (house, fail, largest) = house_with_a_gauge().await;
    let keys: Vec<String> = (0..1000).map(|number| format!("k{number}")).collect();
    let send_all = || join_all(keys.iter().map(|key| house.submit(Some(key), Target::New("one".into()), begin("ann"))));
    fail(Next::NotStored);
    let sent = send_all().await;
    let lost = sent.iter().filter(|outcome| matches!(outcome, Err(SubmitError::Unavailable(_)))).count();
    let stored = sent.iter().filter(|outcome| outcome.is_ok()).count();
    assert!(lost > 0 && stored > 0 && lost + stored == keys.len(), "{lost} lost, {stored} stored");
    let again = send_all().await;
    let repeated = again.iter().filter(|outcome| outcome.as_ref().is_ok_and(|done| done.repeated)).count();
    assert_eq!((again.iter().filter(|outcome| outcome.is_ok()).count(), repeated), (keys.len(), stored));
    assert_eq!(house.runtime.store().last_number("ONE-").await.unwrap(), 1000, "no number was lost or given twice");
    assert_eq!(largest.load(Ordering::Relaxed), 256, "what is decided anew is no larger a batch");
}

#[tokio::test]
async fn a_refused_batch_is_tried_command_by_command() {
    let (house, fail) = house().await;
    fail(Next::SeveralRefused);
    let keys: Vec<String> = (0..600).map(|number| format!("k{number}")).collect();
    let start = |key| house.submit(Some(key), Target::New("one".into()), begin("ann"));
    let started = join_all(keys.iter().map(|key| start(key))).await;
    assert!(started.iter().all(Result::is_ok), "{started:?}");
    assert_eq!(house.runtime.store().last_number("ONE-").await.unwrap(), 600);
}

#[tokio::test]
async fn more_than_can_wait_is_turned_away_at_once() {
    let house = House::open().await;
    let nowhere = Target::Instance(Uuid::nil());
    let sent = (0..5000).map(|_| house.submit(None, nowhere.clone(), decision(0, "bob", "approve")));
    let answers = join_all(sent).await;
    let count =
        |wanted: fn(&SubmitError) -> bool| answers.iter().filter(|answer| answer.as_ref().is_err_and(wanted)).count();
    assert_eq!(count(|error| matches!(error, SubmitError::NoInstance)), 4096);
    assert_eq!(count(|error| matches!(error, SubmitError::Busy { .. })), 5000 - 4096);
    house.start("one").await;
}
