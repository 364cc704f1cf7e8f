//! Where commands are decided, one after the other, on top of those before them; nothing is stored here.

use std::collections::HashMap;
use std::sync::Arc;

use flow::id::PersonId;
use flow::time::Moment;
use sha2::{Digest, Sha256};

use super::Shared;
use super::carry_out::{Carrier, NoEffect};
use super::submission::{Done, Submission, SubmitError, Target};
use super::working_set::{Changed, WorkingSet};
use super::writer::Request;
use crate::store::chain::Hash;
use crate::store::rows::{Batch, CarriedOut};
use crate::store::{Recall, StoreError};

/// Commands that are decided together and will be stored together.
pub(super) struct Desk {
    shared: Arc<Shared>,
    working: WorkingSet,
    decided: Vec<Decided>,
}

/// A command with what its sender will hear once the batch is stored.
pub(super) struct Decided {
    pub(super) request: Request,
    pub(super) outcome: Result<Done, SubmitError>,
}

/// What is done about the keys of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// They are taken to be new, as nearly all are.
    New,
    /// Each is looked up first.
    LookedUp,
}

/// Who sent a command, and their name for it.
type Key = (PersonId, String);

impl Desk {
    /// An empty one, on top of what is stored.
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        let working = WorkingSet::new(shared.lives.clone());
        Self { shared, working, decided: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.decided.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.decided.len()
    }

    /// Decides commands in the order they came.
    ///
    /// Keys that were used before are looked up beforehand, or taken to be new. In that case a command that is refused
    /// is looked up then, for it may have been carried out already; and the store refuses a batch that carries one out
    /// again.
    pub(super) async fn decide(&mut self, requests: Vec<Request>, now: Moment, keys: Keys) {
        let shared = self.shared.clone();
        let targets = requests.iter().filter_map(|request| match request.submission.target {
            Target::Instance(id) => Some(id),
            Target::New(_) | Target::WhoeverWaits | Target::WhateverIsDue(_) => None,
        });
        let fetched = self.working.prefetch(targets, &shared.store, &shared.catalogue).await;
        let earlier = match fetched {
            Ok(()) if keys == Keys::LookedUp => carried_out_earlier(&shared, &requests).await,
            Ok(()) => Ok(HashMap::new()),
            Err(error) => Err(error),
        };
        for request in requests {
            let outcome = match &earlier {
                Ok(earlier) => match self.outcome(&request.submission, earlier, now).await {
                    Err(refused) if keys == Keys::New => unless_repeated(&shared, &request.submission, refused).await,
                    outcome => outcome,
                },
                Err(error) => Err(SubmitError::Unavailable(error.to_string())),
            };
            self.decided.push(Decided { request, outcome });
        }
    }

    /// Everything that was decided: its rows, what they change, and what the senders will hear. Afterwards the desk is
    /// empty, on top of that.
    pub(super) fn close(&mut self) -> (Batch, Arc<Changed>, Vec<Decided>) {
        let (batch, changed) = self.working.finish();
        (batch, changed, std::mem::take(&mut self.decided))
    }

    async fn outcome(
        &mut self,
        submission: &Submission,
        earlier: &HashMap<Key, CarriedOut>,
        now: Moment,
    ) -> Result<Done, SubmitError> {
        let key = submission.key.clone().map(|key| (submission.subject.clone(), key));
        if let Some(key) = &key
            && let Some(done) = earlier.get(key).or_else(|| self.working.carried_out(key))
        {
            return repeated(submission, done);
        }
        let unavailable = |error: StoreError| SubmitError::Unavailable(error.to_string());
        let shared = self.shared.clone();
        let organisation = shared.organisation();
        let mut carrier = Carrier {
            working: &mut self.working,
            store: &shared.store,
            catalogue: &shared.catalogue,
            organisation: &organisation,
            now,
        };
        let effect = carrier.carry_out(submission).await.map_err(|none| match none {
            NoEffect::Refused(reason) => reason,
            NoEffect::Store(error) => unavailable(error),
        })?;
        let instance = effect.target;
        let own = effect.happened.iter().filter(|happened| happened.instance == instance);
        let events = own.flat_map(|happened| happened.events.iter().cloned()).collect();
        let revision = self.working.take_in(effect, now).map_err(unavailable)?;
        if let Some(topic) = &submission.draft {
            self.working.forget_draft(&submission.subject, topic);
        }
        if let Some((subject, key)) = key {
            let digest = digest(submission);
            self.working.note_carried_out(CarriedOut { subject, key, digest, instance, revision, at: now });
        }
        Ok(Done { instance, revision, events, repeated: false })
    }
}

/// Which of the commands were carried out before, as far as it is stored.
async fn carried_out_earlier(shared: &Shared, requests: &[Request]) -> Result<HashMap<Key, CarriedOut>, StoreError> {
    let submissions = requests.iter().map(|request| &request.submission);
    let keys = submissions.filter_map(|one| Some((one.subject.clone(), one.key.clone()?))).collect::<Vec<_>>();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let done = shared.store.carried_out(&keys).await?;
    Ok(done.into_iter().map(|done| ((done.subject.clone(), done.key.clone()), done)).collect())
}

/// The outcome of a command that is refused: what it was when it was carried out before under its key, if it was.
async fn unless_repeated(shared: &Shared, submission: &Submission, refused: SubmitError) -> Result<Done, SubmitError> {
    let Some(key) = &submission.key else { return Err(refused) };
    match shared.store.carried_out(&[(submission.subject.clone(), key.clone())]).await {
        Ok(done) => done.first().map_or(Err(refused), |done| repeated(submission, done)),
        Err(error) => Err(SubmitError::Unavailable(error.to_string())),
    }
}

/// The outcome of a command that was carried out before under its key.
fn repeated(submission: &Submission, done: &CarriedOut) -> Result<Done, SubmitError> {
    if digest(submission) != done.digest {
        return Err(SubmitError::KeyReused);
    }
    Ok(Done { instance: done.instance, revision: done.revision, events: Vec::new(), repeated: true })
}

/// A hash of what is asked, to tell a repetition from another command under the same key.
fn digest(submission: &Submission) -> Hash {
    let target = match &submission.target {
        Target::Instance(id) => id.to_string(),
        Target::New(process) | Target::WhateverIsDue(process) => process.to_string(),
        Target::WhoeverWaits => String::new(),
    };
    let asked = serde_json::to_vec(&(target, &submission.command)).expect("a command is always JSON");
    Sha256::digest(asked).into()
}
