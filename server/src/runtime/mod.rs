//! The runtime: takes commands, has the kernel decide them, and makes what happened durable before it answers.
//!
//! Everything that changes an instance goes through [`Runtime::submit`] to the one writer. Reading does not: pages
//! ask the store, or [`Runtime::live`] for an instance to run the kernel on.

mod carry_out;
mod coming;
mod definitions;
mod desk;
mod later;
mod live;
mod look;
mod read_model;
mod rebuild;
mod submission;
#[cfg(test)]
mod tests;
mod working_set;
mod writer;

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use flow::id::{PersonId, ProcessKey};
use flow::organisation::Organisation;
use flow::time::Moment;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::store::chain::LogKey;
use crate::store::definitions::Revision;
use crate::store::{Log, Queries, Store, StoreError, Upkeep};
use definitions::Catalogue;
use working_set::Lives;
use writer::{Request, Writer};

pub use definitions::{Compiled, definition_in};
pub use later::do_what_is_due;
pub(crate) use later::recount_all;
pub use live::Live;
pub use look::Looked;
pub use rebuild::{check_read_models, rebuild};
pub use submission::{Done, Submission, SubmitError, Target};

/// How many commands may wait. More are turned away at once instead of waiting for long.
const LONGEST_QUEUE: usize = 4096;

/// When to try again after being turned away: the queue is empty long before.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// How many visits, tasks and fields the cache of instances holds.
const CACHE_CAPACITY: u64 = 2_000_000;

/// How many notices of change wait for a slow listener before it misses some.
const CHANGES_KEPT: usize = 4096;

/// What tells the time.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// That an instance changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where the log ends now; none when what changed stands beside the log.
    pub position: Option<u64>,
    /// The instance.
    pub instance: Uuid,
    /// Its revision.
    pub revision: u64,
    /// Whose lists changed.
    pub people: Arc<[PersonId]>,
}

/// A handle of the runtime; clones share it.
#[derive(Clone)]
pub struct Runtime {
    requests: mpsc::Sender<Request>,
    shared: Arc<Shared>,
    writer: Arc<Mutex<Option<JoinHandle<()>>>>,
    ending: Arc<tokio::sync::Notify>,
}

/// What the writer and the readers share.
struct Shared {
    store: Store,
    catalogue: Catalogue,
    organisation: RwLock<Arc<Organisation>>,
    lives: Lives,
    changes: broadcast::Sender<Change>,
    clock: Clock,
}

impl Shared {
    fn organisation(&self) -> Arc<Organisation> {
        self.organisation.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Runtime {
    /// Starts the writer on a store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn start(
        store: Store,
        key: LogKey,
        organisation: Organisation,
        clock: Clock,
    ) -> Result<Self, StoreError> {
        let log = store.log(key).await?;
        Self::start_on(store, log, organisation, clock).await
    }

    /// Starts the writer on a log of the caller's own making, over the log of the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn start_on(
        store: Store,
        log: impl Log,
        organisation: Organisation,
        clock: Clock,
    ) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared {
            catalogue: Catalogue::read(store.clone()).await?,
            store,
            organisation: RwLock::new(Arc::new(organisation)),
            lives: Lives::builder().max_capacity(CACHE_CAPACITY).weigher(|_, live: &Arc<Live>| live.weight()).build(),
            changes: broadcast::Sender::new(CHANGES_KEPT),
            clock,
        });
        let (requests, receiver) = mpsc::channel(LONGEST_QUEUE);
        let ending = Arc::new(tokio::sync::Notify::new());
        let writer = Writer::new(log, receiver, ending.clone(), shared.clone());
        let writer = Arc::new(Mutex::new(Some(tokio::spawn(writer.run()))));
        Ok(Self { requests, shared, writer, ending })
    }

    /// Carries out a command. When it answers [`Done`], no crash can undo what happened.
    ///
    /// # Errors
    /// See [`SubmitError`].
    pub async fn submit(&self, submission: Submission) -> Result<Done, SubmitError> {
        let (answer, answered) = oneshot::channel();
        self.requests.try_send(Request { submission, answer }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => SubmitError::Busy { retry_after: RETRY_AFTER },
            mpsc::error::TrySendError::Closed(_) => SubmitError::Unavailable("the server is ending".to_owned()),
        })?;
        answered.await.unwrap_or_else(|_| Err(SubmitError::Unavailable("the writer has stopped".to_owned())))
    }

    /// An instance as of its last event.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn live(&self, id: Uuid) -> Result<Option<Arc<Live>>, StoreError> {
        if let Some(live) = self.shared.lives.get(&id) {
            return Ok(Some(live));
        }
        // What a reader finds may be old by the time it is put together, so it does not go into the writer's cache.
        let Some(stored) = self.shared.store.stored(id).await? else { return Ok(None) };
        Ok(Some(Arc::new(Live::from_stored(stored, &self.shared.catalogue).await?)))
    }

    /// The version of a process that is in force, ready to run.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn in_force(&self, process: &ProcessKey) -> Result<Option<(u32, Arc<Compiled>)>, StoreError> {
        let Some(version) = self.shared.catalogue.version_in_force(process) else { return Ok(None) };
        Ok(self.definition(process, version).await?.map(|compiled| (version, compiled)))
    }

    /// Every process with a version in force.
    #[must_use]
    pub fn all_in_force(&self) -> Vec<(ProcessKey, u32)> {
        self.shared.catalogue.all_in_force()
    }

    /// A version of a definition, ready to run.
    ///
    /// # Errors
    /// When the store cannot be read or the text is no definition that can be run.
    pub async fn definition(&self, process: &ProcessKey, version: u32) -> Result<Option<Arc<Compiled>>, StoreError> {
        self.shared.catalogue.compiled(process, version).await
    }

    /// Puts a draft in force: instances that start from now on begin with it. Tells whether the draft is this text.
    /// Whether it may be published is for the caller to check before.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn publish(&self, process: &ProcessKey, draft: Revision, by: &PersonId) -> Result<bool, StoreError> {
        let published = self.shared.store.publish_draft(process, draft, by, self.now()).await?;
        self.shared.catalogue.refresh().await?;
        if let Some(version) = published {
            self.look_at_schedules_of(process, version).await?;
        }
        Ok(published.is_some())
    }

    /// The organisation that commands are decided with.
    #[must_use]
    pub fn organisation(&self) -> Arc<Organisation> {
        self.shared.organisation()
    }

    /// Commands are decided with this organisation from now on.
    pub fn set_organisation(&self, organisation: Organisation) {
        *self.shared.organisation.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(organisation);
    }

    /// Tells the open pages of somebody what they changed beside the log, such as the order of their own work.
    pub fn tell(&self, person: &PersonId, instance: Uuid, revision: u64) {
        // Nobody listening is no failure.
        let _ =
            self.shared.changes.send(Change { position: None, instance, revision, people: [person.clone()].into() });
    }

    /// Hears of every change from now on. Who hears that some were missed reads anew what it shows.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.shared.changes.subscribe()
    }

    /// The time, as commands see it.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.shared.clock)()
    }

    /// The store behind it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.shared.store
    }

    /// How many commands wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.requests.max_capacity() - self.requests.capacity()
    }

    /// Accepts nothing more, and returns when everything that was accepted has been answered.
    pub async fn close(&self) {
        self.ending.notify_one();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer
            && let Err(error) = writer.await
        {
            tracing::error!(%error, "the writer did not end well");
        }
    }
}

/// The clock on the wall.
#[must_use]
pub fn wall_clock() -> Clock {
    Arc::new(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}
