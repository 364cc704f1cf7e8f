//! The one writer: takes what waits as a batch, carries it out, stores it as one whole, then answers.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use flow::time::Moment;
use sha2::{Digest, Sha256};
use tokio::sync::{Notify, mpsc, oneshot};

use super::carry_out::{Carrier, NoEffect};
use super::submission::{Done, Submission, SubmitError, Target};
use super::working_set::{Changed, WorkingSet};
use super::{Change, Shared};
use crate::store::chain::Hash;
use crate::store::rows::{CarriedOut, Written};
use crate::store::{Log, StoreError};

/// How many commands one transaction may hold.
pub(super) const LARGEST_BATCH: usize = 256;

/// How long to wait before the store is tried again.
const BEFORE_RECOVERING_AGAIN: Duration = Duration::from_millis(500);

/// Where the answer to a command goes.
pub(super) type Answer = oneshot::Sender<Result<Done, SubmitError>>;

/// A command that waits, and where its answer goes.
pub(super) struct Request {
    pub(super) submission: Submission,
    pub(super) answer: Answer,
}

pub(super) struct Writer<L> {
    pub(super) log: L,
    pub(super) requests: mpsc::Receiver<Request>,
    pub(super) shared: Arc<Shared>,
    /// Rings when no more commands are to be accepted.
    pub(super) ending: Arc<Notify>,
    /// Never runs backwards, whatever the clock does.
    pub(super) latest: Moment,
}

impl<L: Log> Writer<L> {
    /// Works until nobody can send commands any more and every one that was accepted is answered.
    pub(super) async fn run(mut self) {
        let ending = self.ending.clone();
        let mut waiting = Vec::with_capacity(LARGEST_BATCH);
        loop {
            let received = tokio::select! {
                received = self.requests.recv_many(&mut waiting, LARGEST_BATCH) => received,
                () = ending.notified() => {
                    self.requests.close();
                    continue;
                }
            };
            if received == 0 {
                return;
            }
            let requests = std::mem::replace(&mut waiting, Vec::with_capacity(LARGEST_BATCH));
            self.take(requests).await;
        }
    }

    /// Carries out a batch and answers. When the store refuses it as a whole, each command is tried on its own, so
    /// that one cannot spoil the others.
    async fn take(&mut self, requests: Vec<Request>) {
        let (submissions, answers): (Vec<_>, Vec<_>) =
            requests.into_iter().map(|request| (request.submission, request.answer)).unzip();
        match self.carry_out(&submissions).await {
            Ok(outcomes) => answer_all(answers, outcomes),
            Err(StoreError::Refused(reason)) if submissions.len() > 1 => {
                tracing::warn!(reason, commands = submissions.len(), "a batch was refused; trying one by one");
                for (submission, answer) in submissions.iter().zip(answers) {
                    let outcome = self.carry_out(std::slice::from_ref(submission)).await;
                    let outcome = match outcome {
                        Ok(mut outcomes) => outcomes.pop().unwrap_or_else(|| Err(lost("no outcome"))),
                        Err(error) => Err(self.failed(error).await),
                    };
                    // Whoever asked may have gone; what was stored stays.
                    let _ = answer.send(outcome);
                }
            }
            Err(error) => {
                let error = self.failed(error).await;
                answer_all(answers, std::iter::repeat_n(Err(error), submissions.len()));
            }
        }
    }

    async fn carry_out(&mut self, submissions: &[Submission]) -> Result<Vec<Result<Done, SubmitError>>, StoreError> {
        self.latest = self.latest.max((self.shared.clock)());
        let now = self.latest;
        let earlier = self.carried_out_earlier(submissions).await?;
        let shared = self.shared.clone();
        let organisation = shared.organisation();
        let mut working = WorkingSet::new(shared.lives.clone(), now);
        let targets = submissions.iter().filter_map(|submission| match submission.target {
            Target::Instance(id) => Some(id),
            Target::New(_) => None,
        });
        working.prefetch(targets, &mut self.log, &shared.catalogue).await?;

        let mut outcomes = Vec::with_capacity(submissions.len());
        for submission in submissions {
            if let Some(done) = repeated(submission, &earlier, &working) {
                outcomes.push(done);
                continue;
            }
            let mut carrier = Carrier {
                working: &mut working,
                log: &mut self.log,
                catalogue: &shared.catalogue,
                organisation: &organisation,
                now,
            };
            outcomes.push(match carrier.carry_out(submission).await {
                // One instance that cannot be read is no reason to keep the others waiting.
                Err(NoEffect::Store(StoreError::Damaged(what))) => Err(SubmitError::Unavailable(what)),
                Err(NoEffect::Store(error)) => return Err(error),
                Err(NoEffect::Refused(reason)) => Err(reason),
                Ok(effect) => {
                    let instance = effect.target;
                    let own = effect.happened.iter().filter(|happened| happened.instance == instance);
                    let events = own.flat_map(|happened| happened.events.iter().cloned()).collect();
                    let revision = working.take_in(effect)?;
                    if let Some(key) = submission.key.clone() {
                        let (subject, digest) = (submission.subject.clone(), digest(submission)?);
                        working.note_carried_out(CarriedOut { subject, key, digest, instance, revision, at: now });
                    }
                    Ok(Done { instance, revision, events, repeated: false })
                }
            });
        }

        let (batch, changed) = working.finish()?;
        if !batch.events.is_empty() {
            let written = self.log.append(&batch).await?;
            publish(&shared, changed, written);
        }
        Ok(outcomes)
    }

    async fn carried_out_earlier(&mut self, submissions: &[Submission]) -> Result<Earlier, StoreError> {
        let keys = submissions.iter().filter_map(|one| Some((one.subject.clone(), one.key.clone()?)));
        let keys = keys.collect::<Vec<_>>();
        if keys.is_empty() {
            return Ok(Earlier::new());
        }
        let done = self.log.carried_out(&keys).await?;
        Ok(done.into_iter().map(|done| ((done.subject.as_str().to_owned(), done.key.clone()), done)).collect())
    }

    /// Makes the store usable again, however long it takes, and tells what the senders hear. Meanwhile whoever
    /// sends a command hears the same.
    async fn failed(&mut self, error: StoreError) -> SubmitError {
        tracing::error!(%error, "the outcome of a batch is unknown");
        let unavailable = SubmitError::Unavailable(error.to_string());
        self.shared.lives.invalidate_all();
        if matches!(error, StoreError::Refused(_)) {
            return unavailable;
        }
        while let Err(error) = self.log.recover().await {
            tracing::error!(%error, "the store cannot be opened again yet");
            tokio::time::sleep(BEFORE_RECOVERING_AGAIN).await;
            while let Ok(request) = self.requests.try_recv() {
                let _ = request.answer.send(Err(unavailable.clone()));
            }
        }
        unavailable
    }
}

/// Commands that were carried out before this batch, by subject and key.
type Earlier = HashMap<(String, String), CarriedOut>;

/// The outcome of a command that was carried out before under its key.
fn repeated(submission: &Submission, earlier: &Earlier, working: &WorkingSet) -> Option<Result<Done, SubmitError>> {
    let key = submission.key.as_ref()?;
    let stored = earlier.get(&(submission.subject.as_str().to_owned(), key.clone()));
    let done = stored.or_else(|| working.carried_out(&submission.subject, key))?;
    if digest(submission).ok() != Some(done.digest) {
        return Some(Err(SubmitError::KeyReused));
    }
    Some(Ok(Done { instance: done.instance, revision: done.revision, events: Vec::new(), repeated: true }))
}

/// A hash of what is asked, to tell a repetition from another command under the same key.
fn digest(submission: &Submission) -> Result<Hash, StoreError> {
    let target = match &submission.target {
        Target::Instance(id) => id.to_string(),
        Target::New(process) => process.to_string(),
    };
    let asked = serde_json::to_vec(&(target, &submission.command))
        .map_err(|error| StoreError::Refused(format!("a command cannot be written: {error}")))?;
    Ok(Sha256::digest(asked).into())
}

fn publish(shared: &Shared, changed: Changed, written: Written) {
    let Changed { lives, mut people } = changed;
    for (id, live) in lives {
        let (revision, people) = (live.state.revision, people.remove(&id).unwrap_or_default());
        shared.lives.insert(id, Arc::new(live));
        // Nobody listening is no failure.
        let _ = shared.changes.send(Change { position: written.last, instance: id, revision, people: people.into() });
    }
}

fn answer_all(answers: Vec<Answer>, outcomes: impl IntoIterator<Item = Result<Done, SubmitError>>) {
    for (answer, outcome) in answers.into_iter().zip(outcomes) {
        // Whoever asked may have gone; what was stored stays.
        let _ = answer.send(outcome);
    }
}

fn lost(what: &str) -> SubmitError {
    SubmitError::Unavailable(what.to_owned())
}
