//! The one writer: has what waits decided as a batch, stores it as one whole, then answers.
//!
//! While a batch is being stored, the next ones are decided on top of it, and the first of them is made ready, so that
//! storing it can begin at once. If storing fails, what was decided on top is decided anew: nobody has heard of it yet.

use std::sync::Arc;
use std::time::Duration;

use flow::time::Moment;
use tokio::sync::{Mutex, Notify, mpsc, oneshot};
use tokio::task::{JoinError, JoinHandle};

use super::desk::{Decided, Desk, Keys};
use super::submission::{Done, Submission, SubmitError};
use super::working_set::Changed;
use super::{Change, Shared};
use crate::store::rows::Written;
use crate::store::{Log, StoreError};

/// How many commands one transaction may hold.
const LARGEST_BATCH: usize = 256;

/// For how many batches keys are looked up at first, and after one was refused: whoever sends an old key may send more.
const CAREFUL: u32 = if cfg!(test) { 2 } else { 1_000 };

/// How long to wait before the store is tried again.
const BEFORE_RECOVERING_AGAIN: Duration = Duration::from_millis(500);

/// A command that waits, and where its answer goes.
pub(super) struct Request {
    pub(super) submission: Submission,
    pub(super) answer: oneshot::Sender<Result<Done, SubmitError>>,
}

pub(super) struct Writer<L: Log> {
    log: Arc<Mutex<L>>,
    requests: mpsc::Receiver<Request>,
    /// Rings when no more commands are to be accepted.
    ending: Arc<Notify>,
    shared: Arc<Shared>,
    /// Never runs backwards, whatever the clock does.
    latest: Moment,
    next: Next<L>,
    /// For how many more batches keys are looked up before commands are decided.
    careful: u32,
}

/// What comes after the batch that is being stored.
struct Next<L: Log> {
    /// The batch that comes next, when it takes no more commands.
    ready: Option<Ready<L>>,
    /// The batch after it, or the next one when none is ready.
    desk: Desk,
    /// Commands that are not decided yet; more than a batch holds when others have to be decided anew.
    waiting: Vec<Request>,
}

/// A batch that takes no more commands.
struct Ready<L: Log> {
    /// None when nothing of it has to be stored.
    prepared: Option<L::Prepared>,
    batch: Answers,
}

/// A batch that is being stored.
struct Storing {
    outcome: JoinHandle<Result<Option<Written>, StoreError>>,
    batch: Answers,
    /// How many commands are enough for the next batch to be made ready.
    enough: usize,
}

/// What is told when a batch is stored: to readers, and to those who sent its commands.
struct Answers {
    changed: Arc<Changed>,
    decided: Vec<Decided>,
}

impl<L: Log> Writer<L> {
    pub(super) fn new(log: L, requests: mpsc::Receiver<Request>, ending: Arc<Notify>, shared: Arc<Shared>) -> Self {
        let next = Next::new(&shared);
        let (log, latest) = (Arc::new(Mutex::new(log)), Moment::default());
        Self { log, requests, ending, shared, latest, next, careful: CAREFUL }
    }

    /// Works until nobody can send commands any more and every one that was accepted is answered.
    pub(super) async fn run(mut self) {
        while self.receive().await {
            let mut storing = self.begin_next(0);
            while let Some(at_work) = storing {
                storing = self.store(at_work).await;
            }
        }
    }

    /// Stores a batch and answers; the next one is begun before, if there is any.
    async fn store(&mut self, mut storing: Storing) -> Option<Storing> {
        let commands = storing.batch.decided.len();
        match self.meanwhile(&mut storing).await {
            Ok(written) => {
                let next = self.begin_next(commands);
                publish(&self.shared, &storing.batch.changed, written);
                answer(storing.batch.decided);
                next
            }
            Err(error) => {
                let later = std::mem::replace(&mut self.next, Next::new(&self.shared)).give_up();
                self.put_right(error, storing.batch.decided).await;
                self.next = Next { waiting: later, ..Next::new(&self.shared) };
                self.decide_waiting().await;
                self.begin_next(commands)
            }
        }
    }

    /// Has decided what comes while a batch is being stored.
    async fn meanwhile(&mut self, storing: &mut Storing) -> Result<Option<Written>, StoreError> {
        let mut open = true;
        loop {
            // Reading instances costs the same for one as for many.
            if self.next.waiting.len() > storing.batch.decided.len() / 4 || self.next.len() >= storing.enough {
                self.decide_waiting().await;
            }
            if self.next.ready.is_none() && self.next.desk.len() >= storing.enough {
                self.next.make_ready();
            }
            let room = LARGEST_BATCH.saturating_sub(self.next.len());
            tokio::select! {
                biased;
                outcome = &mut storing.outcome => {
                    if self.next.ready.is_none() {
                        self.decide_waiting().await;
                    }
                    return told_of(outcome);
                }
                () = self.ending.notified() => self.requests.close(),
                received = self.requests.recv_many(&mut self.next.waiting, room), if open && room > 0 => {
                    open = received > 0;
                }
            }
        }
    }

    /// Begins to store the next batch, if there is any, after one with so many commands.
    fn begin_next(&mut self, commands: usize) -> Option<Storing> {
        if self.next.ready.is_none() && !self.next.desk.is_empty() {
            self.next.make_ready();
        }
        let Ready { prepared, batch } = self.next.ready.take()?;
        let log = self.log.clone();
        // On a task of its own: deciding must not keep it waiting between statements.
        let outcome = tokio::spawn(async move {
            match prepared {
                Some(prepared) => log.lock().await.store(&prepared).await.map(Some),
                None => Ok(None),
            }
        });
        let enough = batch.decided.len().max(commands);
        Some(Storing { outcome, batch, enough })
    }

    /// Waits for commands and has them decided. Tells whether there were any: none when nothing will come any more.
    async fn receive(&mut self) -> bool {
        self.next = Next::new(&self.shared);
        loop {
            tokio::select! {
                received = self.requests.recv_many(&mut self.next.waiting, LARGEST_BATCH) => {
                    self.decide_waiting().await;
                    return received > 0;
                }
                () = self.ending.notified() => self.requests.close(),
            }
        }
    }

    /// Has decided what waits, as far as the batch has room for it.
    async fn decide_waiting(&mut self) {
        let room = LARGEST_BATCH.saturating_sub(self.next.desk.len()).min(self.next.waiting.len());
        if room > 0 {
            self.latest = self.latest.max((self.shared.clock)());
            let requests = self.next.waiting.drain(..room).collect();
            let keys = if self.careful > 0 { Keys::LookedUp } else { Keys::New };
            self.careful = self.careful.saturating_sub(1);
            self.next.desk.decide(requests, self.latest, keys).await;
        }
    }

    /// After a batch was not stored, or nobody knows whether it was. A batch that was refused as a whole is tried
    /// command by command, so that one cannot spoil the others; the keys are looked up then, for one may be old.
    async fn put_right(&mut self, error: StoreError, decided: Vec<Decided>) {
        let refused = matches!(error, StoreError::Refused(_));
        let keys_are_known = self.careful > 0;
        self.careful = CAREFUL;
        if !refused || (decided.len() < 2 && keys_are_known) {
            let told = self.recover(error).await;
            return decided.into_iter().for_each(|decided| send(decided.request, Err(told.clone())));
        }
        tracing::warn!(%error, commands = decided.len(), "a batch was refused; trying one by one");
        for Decided { request, .. } in decided {
            self.next = Next { waiting: vec![request], ..Next::new(&self.shared) };
            self.careful = CAREFUL;
            self.decide_waiting().await;
            let Some(storing) = self.begin_next(0) else { continue };
            match told_of(storing.outcome.await) {
                Ok(written) => {
                    publish(&self.shared, &storing.batch.changed, written);
                    answer(storing.batch.decided);
                }
                Err(error) => {
                    let told = self.recover(error).await;
                    storing.batch.decided.into_iter().for_each(|decided| send(decided.request, Err(told.clone())));
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

impl<L: Log> Next<L> {
    /// Nothing, on top of what is stored.
    fn new(shared: &Arc<Shared>) -> Self {
        Self { ready: None, desk: Desk::new(shared.clone()), waiting: Vec::new() }
    }

    /// How many commands the batch after the one that is ready has so far.
    fn len(&self) -> usize {
        self.desk.len() + self.waiting.len()
    }

    /// Takes no more commands into the batch that comes next, and makes it ready to be stored.
    fn make_ready(&mut self) {
        let (batch, changed, decided) = self.desk.close();
        let prepared = (!batch.is_empty()).then(|| L::prepare(&batch));
        self.ready = Some(Ready { prepared, batch: Answers { changed, decided } });
    }

    /// The commands in the order they came, to be decided anew.
    fn give_up(mut self) -> Vec<Request> {
        let ready = self.ready.into_iter().flat_map(|ready| ready.batch.decided);
        let (_, _, decided) = self.desk.close();
        ready.chain(decided).map(|decided| decided.request).chain(self.waiting).collect()
    }
}

/// What became of a batch; unknown when the task that stored it did not come to its end.
fn told_of(outcome: Result<Result<Option<Written>, StoreError>, JoinError>) -> Result<Option<Written>, StoreError> {
    outcome.unwrap_or_else(|error| Err(StoreError::Unavailable(error.to_string())))
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
