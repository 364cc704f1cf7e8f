//! Work for later: timers that run off, and messages that nobody waited for when they were sent.
//!
//! What is to be done stands in the store, written with the events that it follows from, so that no crash loses it. A
//! server that was off catches up: everything that is due is done, in the order of its moments.

use std::time::Duration;

use flow::id::{PersonId, ProcessKey};
use flow::kernel::{Command, Rejection};
use flow::time::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Runtime, Submission, SubmitError, Target};
use crate::store::chain::Hash;
use crate::store::lease::{Claimed, Lease, List, Planned};
use crate::store::{StoreError, Upkeep};

/// How much is claimed at once.
const PORTION: u32 = 100;

/// For how many milliseconds it is claimed.
const CLAIMED_FOR: i64 = 60_000;

/// How long to wait at most before looking again: what was planned meanwhile may be due sooner.
const LOOKED_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// After how many milliseconds work is tried again that the writer had no time for.
const BUSY_FOR: i64 = 1_000;

/// How often a message is sent before it is given up, each time later: the last time after about a day.
const MOST_ATTEMPTS: u32 = 25;

/// The longest time between two attempts, in milliseconds.
const LONGEST_PAUSE: i64 = 3_600_000;

/// The name under which the clock sends commands.
const CLOCK: &str = "clock";

/// What is to be done later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Work {
    /// A timer of an instance runs off.
    Elapse(Uuid),
    /// A message is sent again, in somebody's name.
    Send {
        /// Whose.
        by: PersonId,
        /// The message.
        command: Command,
    },
    /// Instances of a process begin that are due by its schedules.
    Begin(ProcessKey),
    /// The draft of a process comes into force.
    PutIntoForce(ProcessKey),
    /// Limits are counted again in every running instance: the calendar has changed.
    Recount,
    /// One instance hears a signal that reached more than one transaction holds.
    Tell {
        /// The instance.
        instance: Uuid,
        /// The signal.
        command: Command,
    },
}

impl Work {
    pub(super) fn planned(&self, due: Moment) -> Planned {
        let body = serde_json::to_string(self).expect("work is always JSON");
        let id = match self {
            // However often it is planned, it is done once: when that was planned last.
            Self::Begin(_) | Self::PutIntoForce(_) => always_the_same(&body),
            _ => Uuid::now_v7(),
        };
        Planned { id, due, body }
    }
}

/// An id that follows from what is to be done.
fn always_the_same(body: &str) -> Uuid {
    let hash: Hash = Sha256::digest(body).into();
    Uuid::new_v8(hash.first_chunk().copied().unwrap_or_default())
}

/// Has the limits of everything that runs counted again.
pub(crate) fn recount_all(now: Moment) -> Planned {
    Work::Recount.planned(now)
}

/// What comes of a piece of work.
enum Outcome {
    Finished,
    Again(Moment, String),
    GivenUp(String),
}

impl Runtime {
    /// Does everything that is due now. Tells how much that was.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn do_what_is_due(&self, worker: &str) -> Result<usize, StoreError> {
        let mut done = 0;
        loop {
            let now = self.now();
            let lease = Lease { worker: worker.to_owned(), now, until: now.plus_millis(CLAIMED_FOR) };
            let claimed = self.store().claim(List::Timer, &lease, PORTION).await?;
            if claimed.is_empty() {
                return Ok(done);
            }
            done += claimed.len();
            for work in claimed {
                let id = work.work.id;
                match self.outcome(work).await {
                    Outcome::Finished => self.store().finish(id, worker).await?,
                    Outcome::Again(at, why) => self.store().put_back(id, worker, &why, self.now(), Some(at)).await?,
                    Outcome::GivenUp(why) => self.store().put_back(id, worker, &why, self.now(), None).await?,
                };
            }
        }
    }

    /// Counts the limits of a portion of the instances again, and tells the last of them.
    async fn recount(&self, work: Uuid, after: Option<Uuid>) -> Result<Option<Uuid>, SubmitError> {
        let unavailable = |error: StoreError| SubmitError::Unavailable(error.to_string());
        let instances = self.store().running_after(after, PORTION).await.map_err(unavailable)?;
        for instance in &instances {
            let (subject, target) = (PersonId::from(CLOCK), Target::Instance(*instance));
            let key = Some(format!("{work}:{instance}"));
            let submission = Submission { subject, key, target, command: Command::Recount, draft: None };
            // One that has ended meanwhile has no limits.
            if let Err(error @ (SubmitError::Busy { .. } | SubmitError::Unavailable(_))) = self.submit(submission).await
            {
                return Err(error);
            }
        }
        Ok(instances.last().copied())
    }

    async fn recount_all(&self, claimed: &Claimed) -> Outcome {
        let mut after = None;
        loop {
            match self.recount(claimed.work.id, after).await {
                Ok(None) => return Outcome::Finished,
                Ok(last) => after = last,
                Err(error) => return Outcome::Again(self.now().plus_millis(BUSY_FOR), error.to_string()),
            }
        }
    }

    /// Has begun what is due by the schedules of a process. What that begins is told by what has begun, so that it can be
    /// asked for at any time, and again.
    ///
    /// # Errors
    /// See [`SubmitError`].
    pub(super) async fn begin_what_is_due(&self, process: &ProcessKey) -> Result<(), SubmitError> {
        let (subject, target) = (PersonId::from(CLOCK), Target::WhateverIsDue(process.clone()));
        let submission = Submission { subject, key: None, target, command: Command::Elapse, draft: None };
        self.submit(submission).await.map(|_| ())
    }

    /// Looks at the schedules of every process: a server that was off may have missed that one was published.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn look_at_schedules(&self) -> Result<(), StoreError> {
        for (process, version) in self.all_in_force() {
            self.look_at_schedules_of(&process, version).await?;
        }
        Ok(())
    }

    /// The same for a version that has come into force.
    pub(super) async fn look_at_schedules_of(&self, process: &ProcessKey, version: u32) -> Result<(), StoreError> {
        let compiled = self.definition(process, version).await?;
        if compiled.is_some_and(|compiled| compiled.process.schedules().next().is_some())
            && let Err(error) = self.begin_what_is_due(process).await
        {
            tracing::warn!(%process, %error, "its schedules could not be looked at");
        }
        Ok(())
    }

    async fn outcome(&self, claimed: Claimed) -> Outcome {
        let (subject, target, command) = match serde_json::from_str(&claimed.work.body) {
            Ok(Work::Elapse(instance)) => (PersonId::from(CLOCK), Target::Instance(instance), Command::Elapse),
            Ok(Work::Send { by, command }) => (by, Target::WhoeverWaits, command),
            Ok(Work::Begin(process)) => (PersonId::from(CLOCK), Target::WhateverIsDue(process), Command::Elapse),
            Ok(Work::PutIntoForce(process)) => {
                return match self.put_into_force(&process).await {
                    Ok(()) => Outcome::Finished,
                    Err(error) => Outcome::Again(self.now().plus_millis(BUSY_FOR), error.to_string()),
                };
            }
            Ok(Work::Recount) => return self.recount_all(&claimed).await,
            Ok(Work::Tell { instance, command }) => (PersonId::from(CLOCK), Target::Instance(instance), command),
            Err(error) => return Outcome::GivenUp(error.to_string()),
        };
        // What begins by schedules is told by what has begun: it can be asked for again, under the same id.
        let key = (!matches!(target, Target::WhateverIsDue(_))).then(|| claimed.work.id.to_string());
        let is_message = target == Target::WhoeverWaits;
        let submission = Submission { subject, key, target, command, draft: None };
        match self.submit(submission).await {
            Ok(_) => Outcome::Finished,
            Err(SubmitError::Rejected(Rejection::NotExpected(name))) if is_message => {
                let pause = LONGEST_PAUSE.min(60_000 << claimed.attempts.min(6));
                match claimed.attempts < MOST_ATTEMPTS {
                    true => Outcome::Again(self.now().plus_millis(pause), format!("nobody waits for `{name}`")),
                    false => Outcome::GivenUp(format!("nobody ever waited for `{name}`")),
                }
            }
            Err(error @ (SubmitError::Busy { .. } | SubmitError::Unavailable(_))) => {
                Outcome::Again(self.now().plus_millis(BUSY_FOR), error.to_string())
            }
            // The timer was taken away meanwhile, the instance has ended, or the process is in force no longer: there is
            // nothing left to do.
            Err(_) => Outcome::Finished,
        }
    }
}

/// Does what is due, as long as the runtime lives.
pub async fn do_what_is_due(runtime: Runtime) {
    let worker = Uuid::now_v7().to_string();
    if let Err(error) = runtime.look_at_schedules().await {
        tracing::warn!(%error, "the schedules could not be looked at");
    }
    loop {
        let next = match runtime.store().next_due(List::Timer).await {
            Ok(next) if next.is_some_and(|next| next <= runtime.now()) => {
                runtime.do_what_is_due(&worker).await.map(|_| None)
            }
            other => other,
        };
        let wait = match next {
            Ok(Some(at)) => {
                let millis = u64::try_from(at.0 - runtime.now().0).unwrap_or_default();
                Duration::from_millis(millis).min(LOOKED_AGAIN_AFTER)
            }
            Ok(None) => LOOKED_AGAIN_AFTER,
            Err(error) => {
                tracing::warn!(%error, "what is due could not be done");
                LOOKED_AGAIN_AFTER
            }
        };
        tokio::time::sleep(wait).await;
    }
}
