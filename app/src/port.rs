//! What pages ask for and do: the port between the interface and the application.
//!
//! In the browser the port is a client of `/api/v1`; on the server it is the service layer, handed in as context with
//! the signed-in person. Pages take it by [`port`] and know neither. There is no logic in server functions.
//!
//! Times are [`Moment`](flow::time::Moment)s. Names are [`Text`](flow::text::Text)s, so that changing the language
//! needs no new answer. Every list takes a [`ListQuery`] and answers a [`Page`].

mod attachment;
#[cfg(feature = "hydrate")]
mod client;
mod definitions;
mod designs;
mod form;
mod inbox;
mod instance;
mod list;
mod live;
mod organisation;
mod outside;
mod person;
mod problem;
mod replay;
mod search;
mod share;
mod start;
mod task;
mod timeline;

use std::pin::Pin;
use std::sync::Arc;

use flow::difference::Difference;
use flow::id::{DepartmentId, InstanceId, PersonId, PostId, ProcessKey, RoleId};
use flow::migration::Mapping;

pub use attachment::{Attachment, ContentHash};
#[cfg(feature = "hydrate")]
pub use client::{Client, upload};
pub use definitions::{
    DefinitionRow, DefinitionText, Moved, Moving, MovingInstance, Obstacle, Upload, Validation, Version,
};
pub use designs::{
    AnswerReview, AskForReview, Design, DesignChange, Editor, Here, Imported, Kept, Others, Review, ReviewAnswer,
    Surroundings,
};
pub use form::{FieldView, FormView, Values};
pub use inbox::{Card, Column, ColumnId, Inbox, InboxCounts, InboxQuery, InboxSort, InboxView, Progress, State};
pub use instance::{
    DiagramEdge, DiagramLane, DiagramNode, DiagramView, EndedHow, Instance, InstanceActions, NodeState, OpenTask,
    Operation, Token,
};
pub use list::{ListQuery, Order, Page};
pub use live::{Change, Changed};
#[cfg(feature = "hydrate")]
pub use live::{Listening, listen};
pub use organisation::{Account, DepartmentRow, Issued, NewAccount, PersonRow, PostRow, RoleRow};
pub use outside::{
    NewOutside, OutsideAnswer, OutsideCode, OutsideContact, OutsideDone, OutsideDoor, OutsideLink, OutsideSecret,
    OutsideState, OutsideTask,
};
pub use person::{
    ChangePassword, Me, Permission, PersonRef, Preferences, Session, SetUp, SignIn, SignInOptions, Theme,
};
pub use problem::{Code, Problem};
pub use replay::{Replay, Run, RunQuery, RunState, ToldMove};
pub use search::{Hit, HitKind};
pub use share::{NewShare, Opening, Share, ShareSecret, SharedTimeline};
pub use start::{Catalogue, CatalogueEntry, Draft, DraftKey, NewInstance, StartForm, StartRef, Started, WayToStart};
pub use task::{
    Acted, Ahead, Certainty, Decision, Duty, Expected, Helper, Offer, OutcomeButton, ReturnTarget, Returning, Task,
    TaskAct, TaskRef, Transfer,
};
pub use timeline::{Actor, AskedFor, Doing, Entry, FieldChange, What};

/// An answer that comes later. It borrows nothing, so that a resource may hold it.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send>>;

/// The port as pages hold it on the server.
pub type SharedPort = Arc<dyn Port>;

/// The port of this page: what the server provided.
///
/// # Panics
/// When the page is rendered where nobody provides it.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn port() -> SharedPort {
    leptos::prelude::expect_context::<SharedPort>()
}

/// The port of this page: the client of the API.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn port() -> Client {
    Client
}

/// Everything that pages ask for and do.
///
/// Actions that change something take an `intent`: a text of the caller's, the same for every try of the same click
/// (such as a UUID made when the page was opened), so that a retry has one effect.
pub trait Port: Send + Sync + 'static {
    // Who I am

    /// Who is signed in, or that nobody is, and how one may sign in.
    fn session(&self) -> Answer<Session>;
    /// Signs in. In the browser the answer sets the session's cookie.
    fn sign_in(&self, with: SignIn) -> Answer<Me>;
    /// Makes the first administrator of an empty installation and signs them in.
    fn set_up(&self, first: SetUp) -> Answer<Me>;
    /// Ends this session, or every session of the person.
    fn sign_out(&self, everywhere: bool) -> Answer<()>;
    /// Gives me another password, and ends my other sessions.
    fn change_password(&self, change: ChangePassword) -> Answer<Me>;
    /// Keeps language, theme and the like.
    fn prefer(&self, preferences: Preferences) -> Answer<Preferences>;

    // Inbox

    /// One view of the inbox: its columns with counts and cards.
    fn inbox(&self, query: InboxQuery) -> Answer<Inbox>;
    /// How much waits in each view, for the navigation.
    fn counts(&self) -> Answer<InboxCounts>;
    /// Marks a task of mine as begun, or as not begun.
    fn begin(&self, task: TaskRef, begun: bool) -> Answer<()>;
    /// Finds instances, tasks, processes and people by words; pinyin initials find Chinese names.
    fn search(&self, words: String) -> Answer<Vec<Hit>>;

    // Start

    /// What I may start.
    fn catalogue(&self, query: ListQuery) -> Answer<Catalogue>;
    /// The form to start a process with, filled from my draft when there is one.
    fn start_form(&self, start: StartRef) -> Answer<StartForm>;
    /// Who will have to act if it is started with these values.
    fn ahead_of_start(&self, start: StartRef, values: Values) -> Answer<Ahead>;
    /// Starts an instance.
    fn start(&self, new: NewInstance, intent: String) -> Answer<Started>;
    /// Keeps what was typed and answers it with what the server computed.
    fn keep_draft(&self, key: DraftKey, values: Values) -> Answer<Draft>;
    /// Forgets a draft.
    fn drop_draft(&self, key: DraftKey) -> Answer<()>;

    // Task

    /// A task with everything needed to act on it.
    fn task(&self, task: TaskRef) -> Answer<Task>;
    /// Who will have to act if the task is decided so.
    fn ahead_of_decision(&self, task: TaskRef, decision: Decision) -> Answer<Ahead>;
    /// Decides a task.
    fn decide(&self, task: TaskRef, decision: Decision, intent: String) -> Answer<Acted>;
    /// Sends the matter back for rework.
    fn send_back(&self, task: TaskRef, returning: Returning, intent: String) -> Answer<Acted>;
    /// Hands a task to somebody else for good.
    fn transfer(&self, task: TaskRef, transfer: Transfer, intent: String) -> Answer<Acted>;
    /// Does something else with a task: asks others to help, asks for more time, takes it, takes a decision back.
    fn act(&self, task: TaskRef, act: TaskAct, intent: String) -> Answer<Acted>;

    // Instance

    /// An instance: header, values, timeline and what I may do with it.
    fn instance(&self, instance: InstanceId) -> Answer<Instance>;
    /// Its diagram with the state of each node.
    fn diagram(&self, instance: InstanceId) -> Answer<DiagramView>;
    /// Takes the matter back.
    fn withdraw(&self, instance: InstanceId, reason: Option<String>, intent: String) -> Answer<Acted>;
    /// Reminds whoever holds the work.
    fn urge(&self, instance: InstanceId, intent: String) -> Answer<Acted>;
    /// Says something without deciding, and asks people to read it.
    fn note(&self, instance: InstanceId, text: String, to: Vec<PersonId>, intent: String) -> Answer<Acted>;
    /// Tells people of an instance.
    fn copy(&self, instance: InstanceId, to: Vec<PersonId>, intent: String) -> Answer<Acted>;
    /// Steps in; for those who look after the process.
    fn operate(&self, instance: InstanceId, operation: Operation, intent: String) -> Answer<Acted>;
    /// The form of an instance as whoever corrects it fills it; for those who look after the process.
    fn correction(&self, instance: InstanceId) -> Answer<FormView>;
    /// Ends an instance for good; for those who look after the process.
    fn terminate(&self, instance: InstanceId, reason: String, intent: String) -> Answer<Acted>;
    /// Gives somebody's open task to somebody else; for those who look after the process.
    fn reassign(&self, task: TaskRef, transfer: Transfer, intent: String) -> Answer<Acted>;

    // Share links

    /// The share links of an instance, with their openings.
    fn shares(&self, instance: InstanceId) -> Answer<Vec<Share>>;
    /// Makes a share link. Its address is told this once and kept nowhere.
    fn create_share(&self, instance: InstanceId, new: NewShare) -> Answer<ShareSecret>;
    /// Makes a share link open nothing any more.
    fn revoke_share(&self, instance: InstanceId, share: String) -> Answer<()>;
    /// What a share link shows; needs no account.
    fn shared(&self, secret: String) -> Answer<SharedTimeline>;

    // People outside

    /// The links of a task of mine to the person outside, with their openings.
    fn outside_links(&self, task: TaskRef) -> Answer<Vec<OutsideLink>>;
    /// Makes a link for the person outside, in place of those that there were. Its address and code are told this once.
    fn hand_out(&self, task: TaskRef, new: NewOutside) -> Answer<OutsideSecret>;
    /// Makes a link open nothing any more.
    fn take_back_link(&self, task: TaskRef, link: String) -> Answer<()>;
    /// What a link shows before its code; needs no account.
    fn outside_door(&self, secret: String) -> Answer<OutsideDoor>;
    /// What the person outside is asked; needs the code and no account.
    fn open_outside(&self, secret: String, code: String) -> Answer<OutsideTask>;
    /// Answers for the person outside, once; needs the code and no account.
    fn answer_outside(&self, secret: String, answer: OutsideAnswer, intent: String) -> Answer<OutsideDone>;

    // Organisation

    /// People to choose from, for pickers: anybody signed in may ask.
    fn directory(&self, query: ListQuery) -> Answer<Page<PersonRef>>;
    /// Everybody.
    fn people(&self, query: ListQuery) -> Answer<Page<PersonRow>>;
    /// Makes or changes a person.
    fn save_person(&self, person: PersonRow) -> Answer<PersonRow>;
    /// Lets a person sign in.
    fn open_account(&self, person: PersonId, account: NewAccount) -> Answer<Issued>;
    /// Gives a person a new password, and lets them in again.
    fn reset_account(&self, person: PersonId) -> Answer<Issued>;
    /// Keeps a person from signing in.
    fn disable_account(&self, person: PersonId) -> Answer<()>;
    /// Every department.
    fn departments(&self, query: ListQuery) -> Answer<Page<DepartmentRow>>;
    /// Makes or changes a department.
    fn save_department(&self, department: DepartmentRow) -> Answer<DepartmentRow>;
    /// Every post.
    fn posts(&self, query: ListQuery) -> Answer<Page<PostRow>>;
    /// Makes or changes a post.
    fn save_post(&self, post: PostRow) -> Answer<PostRow>;
    /// Every role.
    fn roles(&self, query: ListQuery) -> Answer<Page<RoleRow>>;
    /// Makes or changes a role.
    fn save_role(&self, role: RoleRow) -> Answer<RoleRow>;
    /// Removes a department that nobody belongs to; a person leaves by a date instead.
    fn remove_department(&self, department: DepartmentId) -> Answer<()>;
    /// Removes a post that nobody holds.
    fn remove_post(&self, post: PostId) -> Answer<()>;
    /// Removes a role that nobody has.
    fn remove_role(&self, role: RoleId) -> Answer<()>;

    // Definitions

    /// Every process that I may see, with its version in force.
    fn definitions(&self, query: ListQuery) -> Answer<Page<DefinitionRow>>;
    /// The versions of a process, newest first.
    fn versions(&self, process: ProcessKey) -> Answer<Vec<Version>>;
    /// The text of a version, or of the draft.
    fn definition(&self, process: ProcessKey, version: Option<u32>) -> Answer<DefinitionText>;
    /// What is different in a later version, or in the draft.
    fn differences(&self, process: ProcessKey, from: u32, to: Option<u32>) -> Answer<Vec<Difference>>;
    /// The running instances of earlier versions, and what keeps each from moving to the version in force.
    fn moving(&self, process: ProcessKey, mapping: Mapping) -> Answer<Moving>;
    /// Moves those that nothing keeps from it, and says why.
    fn move_all(&self, process: ProcessKey, mapping: Mapping, reason: String, intent: String) -> Answer<Moved>;
    /// Looks at a text without keeping it.
    fn validate(&self, upload: Upload) -> Answer<Validation>;
    /// Keeps a text as the process's draft; it may have errors.
    fn keep_definition(&self, upload: Upload) -> Answer<Validation>;
    /// Puts the draft into force; a draft with errors is refused with its findings.
    fn publish(&self, process: ProcessKey) -> Answer<Version>;
    /// Has the draft come into force when a day to come begins (`2027-03-09`); it is not changed until then.
    fn publish_on(&self, process: ProcessKey, day: String) -> Answer<Version>;
    /// The draft does not come into force by itself any more.
    fn cancel_publishing(&self, process: ProcessKey) -> Answer<()>;

    // Designing

    /// A definition as it is drawn: a version, or without one the draft, or the version in force where there is none.
    fn design(&self, process: ProcessKey, version: Option<u32>) -> Answer<Design>;
    /// Keeps a definition as the process's draft, unless it was changed by somebody else meanwhile.
    fn keep_design(&self, process: ProcessKey, change: DesignChange) -> Answer<Kept>;
    /// Says that I am at a definition, for half a minute, and hears who else is.
    fn design_here(&self, process: ProcessKey, here: Here) -> Answer<Others>;
    /// Reads a definition from YAML, JSON or BPMN without keeping it.
    fn import_design(&self, upload: Upload) -> Answer<Imported>;
    /// Gives up the draft; the version in force stays.
    fn discard_draft(&self, process: ProcessKey) -> Answer<()>;
    /// Makes the text of an earlier version the draft; in place of one that is there only when that is wanted.
    fn back_to_version(&self, process: ProcessKey, version: u32, replace: bool) -> Answer<Kept>;
    /// Asks others to look at the draft before it comes into force.
    fn ask_for_review(&self, process: ProcessKey, asked: AskForReview) -> Answer<Review>;
    /// Says whether a draft that I was asked about may come into force as it is.
    fn answer_review(&self, process: ProcessKey, answer: AnswerReview) -> Answer<Review>;
    /// What a definition meets here, to play it.
    fn surroundings(&self, process: ProcessKey) -> Answer<Surroundings>;
    /// The last instances of a process that I may read, the newest first.
    fn runs(&self, process: ProcessKey, query: RunQuery) -> Answer<Page<Run>>;
    /// What happened in one of them on the drawing.
    fn replay(&self, process: ProcessKey, instance: InstanceId) -> Answer<Replay>;
}
