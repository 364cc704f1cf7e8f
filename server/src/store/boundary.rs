use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use flow::id::{FieldId, NodeId, PersonId, ProcessKey, RegisterId};
use flow::kernel::{Data, Recorded, VisitId};
use flow::schedule::{Occurrence, Past};
use flow::time::Moment;
use uuid::Uuid;

use super::StoreError;
use super::audit::{Logged, Sealed};
use super::definitions::{Coming, DefinitionHead, DefinitionRow, Over, Review, ReviewAnswer, Revision};
use super::inbox::{After, Column, Counts, Entry, Filter, Page, Sort};
use super::lease::{Claimed, Lease, List, Planned};
use super::rows::{
    Awaited, AwaitedRow, Batch, CarriedOut, InstanceRow, LastAsked, OccurrenceRow, ParticipationRow, RegisterRow,
    Stored, TaskRow, Written,
};

/// The writer's end of a store. There is one at a time.
pub trait Log: Send + 'static {
    /// A batch as the store writes it.
    type Prepared: Send + Sync + 'static;

    /// Makes a batch ready to be stored, wherever the log ends by then.
    fn prepare(batch: &Batch) -> Self::Prepared;

    /// Stores a batch as one whole and returns when no crash can lose it.
    ///
    /// # Errors
    /// [`StoreError::Refused`]: nothing was stored. [`StoreError::Unavailable`]: whether it was stored is unknown;
    /// nothing more is accepted before [`Log::recover`].
    fn store(&mut self, prepared: &Self::Prepared) -> impl Future<Output = Result<Written, StoreError>> + Send;

    /// Prepares a batch and stores it.
    ///
    /// # Errors
    /// As [`Log::store`].
    fn append(&mut self, batch: &Batch) -> impl Future<Output = Result<Written, StoreError>> + Send {
        let prepared = Self::prepare(batch);
        async move { self.store(&prepared).await }
    }

    /// Opens the store anew and finds out what it holds, after an error whose outcome is unknown.
    ///
    /// # Errors
    /// When it still cannot be reached.
    fn recover(&mut self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What the writer has to know of what is stored before it decides.
pub trait Recall: Clone + Send + Sync + 'static {
    /// What it takes to have these instances' states again; those that do not exist are missing in the answer.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn load(&self, instances: &[Uuid]) -> impl Future<Output = Result<Vec<Stored>, StoreError>> + Send;

    /// Those of the subjects' keys whose commands were carried out already.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn carried_out(
        &self,
        keys: &[(PersonId, String)],
    ) -> impl Future<Output = Result<Vec<CarriedOut>, StoreError>> + Send;

    /// The last number that was taken from a sequence, 0 before the first.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn last_number(&self, scope: &str) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// The running instances that a call of another started.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn children(&self, parent: Uuid, visit: VisitId) -> impl Future<Output = Result<Vec<Uuid>, StoreError>> + Send;

    /// The rows of a register that were not taken back and whose columns hold these texts, each with its instance.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn register_rows(
        &self,
        register: &RegisterId,
        of: &BTreeMap<FieldId, String>,
    ) -> impl Future<Output = Result<Vec<(Uuid, Data)>, StoreError>> + Send;

    /// How many open tasks a person has, those in some instances left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn open_tasks(&self, person: &PersonId, but: &[Uuid]) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Who of some people was asked last at a node of a process, some instances left out: whoever has a stand-in, not the
    /// stand-in. None when none of them ever was.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn last_asked(
        &self,
        process: &ProcessKey,
        node: &NodeId,
        among: &BTreeSet<PersonId>,
        but: &[Uuid],
    ) -> impl Future<Output = Result<Option<LastAsked>, StoreError>> + Send;

    /// What has come of a schedule whose version is in force since a moment, some instances left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn past(
        &self,
        process: &ProcessKey,
        start: &NodeId,
        in_force: Moment,
        but: &[Uuid],
    ) -> impl Future<Output = Result<Past, StoreError>> + Send;

    /// Those of some occurrences for which an instance of a process has begun.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn begun_for(
        &self,
        process: &ProcessKey,
        occurrences: &[Occurrence],
    ) -> impl Future<Output = Result<Vec<Occurrence>, StoreError>> + Send;

    /// The instances that wait for an event from outside, in the order of their beginning, at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn waiting_for(
        &self,
        kind: Awaited,
        name: &str,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Uuid>, StoreError>> + Send;
}

/// What pages ask of a store. Any number of readers at the same time; none waits for the writer.
pub trait Queries: Clone + Send + Sync + 'static {
    /// A page of a column of the board. `sort` orders open tasks; the other columns come latest first.
    ///
    /// # Errors
    /// When the store cannot be read; so for all of these.
    fn inbox(
        &self,
        person: &PersonId,
        column: Column,
        filter: &Filter,
        sort: Sort,
        after: Option<After>,
        limit: u32,
    ) -> impl Future<Output = Result<Page<Entry>, StoreError>> + Send;

    /// How many entries of a column the filter lets through.
    fn inbox_total(
        &self,
        person: &PersonId,
        column: Column,
        filter: &Filter,
    ) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// How many entries each column has, and how many open tasks were due before `now` and are before `day_ends`.
    fn inbox_counts(
        &self,
        person: &PersonId,
        now: Moment,
        day_ends: Moment,
    ) -> impl Future<Output = Result<Counts, StoreError>> + Send;

    /// The processes of everything that a person has to do with.
    fn inbox_processes(&self, person: &PersonId) -> impl Future<Output = Result<Vec<ProcessKey>, StoreError>> + Send;

    /// An instance, when there is one.
    fn instance(&self, id: Uuid) -> impl Future<Output = Result<Option<InstanceRow>, StoreError>> + Send;

    /// The instances that an instance's calls started, in the order of starting.
    fn called_by(&self, parent: Uuid) -> impl Future<Output = Result<Vec<InstanceRow>, StoreError>> + Send;

    /// The instances that follow an instance, in the order of starting.
    fn followed_by(&self, earlier: Uuid) -> impl Future<Output = Result<Vec<InstanceRow>, StoreError>> + Send;

    /// Whether a person has to do with an instance: started it, was asked or told.
    fn takes_part(&self, person: &PersonId, instance: Uuid) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// What an instance waits for from outside, or has waited for, in order.
    fn awaited(&self, instance: Uuid) -> impl Future<Output = Result<Vec<AwaitedRow>, StoreError>> + Send;

    /// Every row that an instance has written in registers, in order.
    fn registered(&self, instance: Uuid) -> impl Future<Output = Result<Vec<RegisterRow>, StoreError>> + Send;

    /// What an instance began by itself for.
    fn occurrence(&self, instance: Uuid) -> impl Future<Output = Result<Option<OccurrenceRow>, StoreError>> + Send;

    /// A task, when there is one.
    fn task(&self, instance: Uuid, task: u32) -> impl Future<Output = Result<Option<TaskRow>, StoreError>> + Send;

    /// Every task of an instance, in order.
    fn tasks(&self, instance: Uuid) -> impl Future<Output = Result<Vec<TaskRow>, StoreError>> + Send;

    /// The events of an instance after one of its numbers; from 0 all of them.
    fn events(&self, instance: Uuid, after: u64) -> impl Future<Output = Result<Vec<Recorded>, StoreError>> + Send;

    /// What it takes to have an instance's state again.
    fn stored(&self, instance: Uuid) -> impl Future<Output = Result<Option<Stored>, StoreError>> + Send;

    /// The instances that changed after a position of the log, each with its last position, at most `limit`.
    fn changed_since(
        &self,
        position: u64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<(u64, Uuid)>, StoreError>> + Send;

    /// Every version of every definition, without its text.
    fn definitions(&self) -> impl Future<Output = Result<Vec<DefinitionHead>, StoreError>> + Send;

    /// What there is of a process last: its draft, or the version in force where it has none.
    fn latest_definition(
        &self,
        process: &ProcessKey,
    ) -> impl Future<Output = Result<Option<DefinitionHead>, StoreError>> + Send;

    /// The last review of a draft of a process, whatever became of that draft.
    fn review(&self, process: &ProcessKey) -> impl Future<Output = Result<Option<Review>, StoreError>> + Send;

    /// One version of a definition.
    fn definition(
        &self,
        process: &ProcessKey,
        version: u32,
    ) -> impl Future<Output = Result<Option<DefinitionRow>, StoreError>> + Send;
}

/// What is written outside the log.
pub trait Upkeep: Clone + Send + Sync + 'static {
    /// Writes the draft of a process, in place of the draft before or as a new version, and tells its version; none, and
    /// nothing is written, when what is there is not what it may be written over, or comes into force as it is. Looking
    /// and writing are one step, so that of two who change the same text one comes first.
    ///
    /// # Errors
    /// When the store cannot be written; so for all of these.
    fn write_draft(
        &self,
        process: &ProcessKey,
        over: Over,
        text: &str,
        by: &PersonId,
        at: Moment,
    ) -> impl Future<Output = Result<Option<u32>, StoreError>> + Send;

    /// Writes the draft of a process over whatever is there, and tells which text it is now.
    fn save_draft(
        &self,
        process: &ProcessKey,
        text: &str,
        by: &PersonId,
        at: Moment,
    ) -> impl Future<Output = Result<Revision, StoreError>> + Send {
        async move {
            let written = self.write_draft(process, Over::Anything, text, by, at).await?;
            let refused = || StoreError::Refused(format!("the draft of `{process}` comes into force as it is"));
            written.map(|_| Revision::of(text)).ok_or_else(refused)
        }
    }

    /// Removes the draft of a process; its versions stay. Tells whether there was one that does not come into force.
    fn discard_draft(&self, process: &ProcessKey) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Puts a draft in force and retires the version before. Tells its version; none when the draft is another text.
    fn publish_draft(
        &self,
        process: &ProcessKey,
        draft: Revision,
        by: &PersonId,
        at: Moment,
    ) -> impl Future<Output = Result<Option<u32>, StoreError>> + Send;

    /// Plans that a draft comes into force, in place of an earlier plan, and the work that does it. Tells its version;
    /// none when the draft is another text.
    fn plan_draft(
        &self,
        process: &ProcessKey,
        draft: Revision,
        coming: &Coming,
        work: &Planned,
    ) -> impl Future<Output = Result<Option<u32>, StoreError>> + Send;

    /// The draft of a process does not come into force by itself any more. Tells whether it would have.
    fn keep_back(&self, process: &ProcessKey) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Asks for a review, in place of one before. Tells whether the draft is the text that it is about, and was not sent
    /// back as it is.
    fn ask_for_review(
        &self,
        process: &ProcessKey,
        review: &Review,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Answers what was asked about a text. Tells whether it waited for an answer, and the draft still is that text.
    fn answer_review(
        &self,
        process: &ProcessKey,
        draft: Revision,
        answer: &ReviewAnswer,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// When the next piece of work on a list is due that nobody has.
    fn next_due(&self, list: List) -> impl Future<Output = Result<Option<Moment>, StoreError>> + Send;

    /// Claims up to `limit` pieces of work that are due and that nobody has, in the order of their due moments.
    fn claim(
        &self,
        list: List,
        lease: &Lease,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Claimed>, StoreError>> + Send;

    /// Takes finished work off its list. Tells whether the worker still had it.
    fn finish(&self, id: Uuid, worker: &str) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Puts work back with the reason it failed, to be tried again at a moment, or never when there is none.
    /// Tells whether the worker still had it.
    fn put_back(
        &self,
        id: Uuid,
        worker: &str,
        failure: &str,
        now: Moment,
        again: Option<Moment>,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Erases what an instance ever held in a personal field, and the snapshot that may hold it too. The log stays
    /// whole: it holds salted hashes only. Tells how many values were erased.
    fn erase(
        &self,
        instance: Uuid,
        field: &FieldId,
        at: Moment,
    ) -> impl Future<Output = Result<u64, StoreError>> + Send;
}

/// What checking the log and its read models asks of a store.
pub trait Audit: Clone + Send + Sync + 'static {
    /// The number of the last commit, 0 before the first.
    ///
    /// # Errors
    /// When the store cannot be read; so for all of these.
    fn last_commit(&self) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Up to `limit` commits after one of them, in order.
    fn commits(&self, after: u64, limit: u32) -> impl Future<Output = Result<Vec<Sealed>, StoreError>> + Send;

    /// The events after one position up to another, in order.
    fn logged(&self, after: u64, last: u64) -> impl Future<Output = Result<Vec<Logged>, StoreError>> + Send;

    /// The position of the first event that no commit seals.
    fn first_unsealed(&self) -> impl Future<Output = Result<Option<u64>, StoreError>> + Send;

    /// Up to `limit` instances after one of them, in the order of their ids, as the log knows them.
    fn logged_instances(
        &self,
        after: Option<Uuid>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Uuid>, StoreError>> + Send;

    /// Everybody who has to do with an instance.
    fn participations(&self, instance: Uuid) -> impl Future<Output = Result<Vec<ParticipationRow>, StoreError>> + Send;
}

/// Making the read models again.
pub trait Rebuild: Send {
    /// Empties the read models. Readers see the old ones until [`Rebuild::finish`].
    ///
    /// # Errors
    /// When the store cannot be written; so for all of these.
    fn clear(&mut self) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Writes the read models of a batch, and nothing else of it.
    fn add(&mut self, batch: &Batch) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Puts the new read models in force.
    fn finish(&mut self) -> impl Future<Output = Result<(), StoreError>> + Send;
}
