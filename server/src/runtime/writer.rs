//! The one writer: has what waits decided as a batch, stores it as one whole, then answers.
//!
//! While a batch is being stored, the next one is decided on top of it. If storing fails, what was decided on top is
//! decided anew: nobody has heard of it yet.

use std::sync::Arc;
use std::time::Duration;

use flow::time::Moment;
use tokio::sync::{Mutex, Notify, mpsc, oneshot};

use super::desk::{Decided, Desk};
use super::submission::{Done, Submission, SubmitError};
use super::working_set::Changed;
use super::{Change, Shared};
use crate::store::rows::{Batch, Written};
use crate::store::{Log, StoreError};

/// How many commands one transaction may hold.
const LARGEST_BATCH: usize = 256;

/// How long to wait before the store is tried again.
const BEFORE_RECOVERING_AGAIN: Duration = Duration::from_millis(500);

/// A command that waits, and where its answer goes.
pub(super) struct Request {
    pub(super) submission: Submission,
    pub(super) answer: oneshot::Sender<Result<Done, SubmitError>>,
}

pub(super) struct Writer<L> {
    log: Arc<Mutex<L>>,
    requests: mpsc::Receiver<Request>,
    /// Rings when no more commands are to be accepted.
    ending: Arc<Notify>,
    shared: Arc<Shared>,
    /// Never runs backwards, whatever the clock does.
    latest: Moment,
}

impl<L: Log> Writer<L> {
    pub(super) fn new(log: L, requests: mpsc::Receiver<Request>, ending: Arc<Notify>, shared: Arc<Shared>) -> Self {
        Self { log: Arc::new(Mutex::new(log)), requests, ending, shared, latest: Moment::default() }
    }

    /// Works until nobody can send commands any more and every one that was accepted is answered.
    pub(super) async fn run(mut self) {
        let mut desk = self.desk(Arc::default());
        loop {
            if desk.is_empty() {
                let Some(requests) = self.receive(LARGEST_BATCH).await else { return };
                self.decide(&mut desk, requests).await;
            }
            desk = self.store(desk).await;
        }
    }

    /// Stores what was decided and answers. Answers a desk with what was decided meanwhile.
    async fn store(&mut self, desk: Desk) -> Desk {
        let (batch, changed, decided) = desk.finish();
        let changed = Arc::new(changed);
        let mut next = self.desk(changed.clone());
        let stored = if batch.events.is_empty() {
            Ok(None)
        } else {
            self.store_and_decide(batch, decided.len(), &mut next).await.map(Some)
        };
        match stored {
            Ok(written) => {
                // The next desk works on what is now stored, and keeps it until it is stored itself.
                publish(&self.shared, &changed, written);
                answer(decided);
                next
            }
            Err(error) => {
                let later = next.give_up();
                self.put_right(error, decided).await;
                let mut desk = self.desk(Arc::default());
                self.decide(&mut desk, later).await;
                desk
            }
        }
    }

    /// Stores a batch and meanwhile has decided what comes.
    async fn store_and_decide(
        &mut self,
        batch: Batch,
        commands: usize,
        next: &mut Desk,
    ) -> Result<Written, StoreError> {
        let log = self.log.clone();
        // On a task of its own: deciding must not keep it waiting between statements.
        let mut storing = tokio::spawn(async move { log.lock().await.append(&batch).await });
        let mut waiting = Vec::new();
        let mut open = true;
        loop {
            let room = LARGEST_BATCH.saturating_sub(next.len() + waiting.len());
            tokio::select! {
                biased;
                stored = &mut storing => {
                    self.decide(next, waiting).await;
                    return stored.unwrap_or_else(|error| Err(StoreError::Unavailable(error.to_string())));
                }
                () = self.ending.notified() => self.requests.close(),
                received = self.requests.recv_many(&mut waiting, room), if open && room > 0 => open = received > 0,
            }
            // Looking up keys costs the same for one as for many.
            if waiting.len() > commands / 4 {
                self.decide(next, std::mem::take(&mut waiting)).await;
            }
        }
    }

    /// What waits, at least one; none when nothing will come any more.
    async fn receive(&mut self, most: usize) -> Option<Vec<Request>> {
        let mut waiting = Vec::new();
        loop {
            tokio::select! {
                received = self.requests.recv_many(&mut waiting, most) => {
                    return (received > 0).then_some(waiting);
                }
                () = self.ending.notified() => self.requests.close(),
            }
        }
    }

    fn desk(&self, before: Arc<Changed>) -> Desk {
        Desk::new(self.shared.clone(), before)
    }

    async fn decide(&mut self, desk: &mut Desk, requests: Vec<Request>) {
        if !requests.is_empty() {
            self.latest = self.latest.max((self.shared.clock)());
            desk.decide(requests, self.latest).await;
        }
    }

    /// After a batch was not stored, or nobody knows whether it was. A batch that was refused as a whole is tried
    /// command by command, so that one cannot spoil the others.
    async fn put_right(&mut self, error: StoreError, decided: Vec<Decided>) {
        if !matches!(error, StoreError::Refused(_)) || decided.len() < 2 {
            let told = self.recover(error).await;
            return decided.into_iter().for_each(|decided| send(decided.request, Err(told.clone())));
        }
        tracing::warn!(%error, commands = decided.len(), "a batch was refused; trying one by one");
        for Decided { request, .. } in decided {
            let mut desk = self.desk(Arc::default());
            self.decide(&mut desk, vec![request]).await;
            let (batch, changed, decided) = desk.finish();
            let stored =
                if batch.events.is_empty() { Ok(None) } else { self.log.lock().await.append(&batch).await.map(Some) };
            match stored {
                Ok(written) => {
                    publish(&self.shared, &changed, written);
                    answer(decided);
                }
                Err(error) => {
                    let told = self.recover(error).await;
                    decided.into_iter().for_each(|decided| send(decided.request, Err(told.clone())));
                }
            }
        }
    }

    /// Makes the store usable again, however long it takes, and tells what the senders hear. Meanwhile whoever sends
    /// a command hears the same.
    async fn recover(&mut self, error: StoreError) -> SubmitError {
        tracing::error!(%error, "the outcome of a batch is unknown");
        let told = SubmitError::Unavailable(error.to_string());
        self.shared.lives.invalidate_all();
        while let Err(error) = self.log.lock().await.recover().await {
            tracing::error!(%error, "the store cannot be opened again yet");
            tokio::time::sleep(BEFORE_RECOVERING_AGAIN).await;
            while let Ok(request) = self.requests.try_recv() {
                send(request, Err(told.clone()));
            }
        }
        told
    }
}

/// Lets readers see what is stored now, and tells whoever listens.
fn publish(shared: &Shared, changed: &Changed, written: Option<Written>) {
    let Some(written) = written else { return };
    for (id, live) in &changed.lives {
        let revision = live.state.revision;
        let people = changed.people.get(id).cloned().unwrap_or_default();
        shared.lives.insert(*id, live.clone());
        // Nobody listening is no failure.
        let _ = shared.changes.send(Change {
            position: Some(written.last),
            instance: *id,
            revision,
            people: people.into(),
        });
    }
}

fn answer(decided: Vec<Decided>) {
    decided.into_iter().for_each(|decided| send(decided.request, decided.outcome));
}

fn send(request: Request, outcome: Result<Done, SubmitError>) {
    // Whoever asked may have gone; what was stored stays.
    let _ = request.answer.send(outcome);
}
