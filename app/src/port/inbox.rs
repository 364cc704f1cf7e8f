use flow::id::{InstanceId, ProcessKey};
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::PersonRef;

/// Which part of the inbox is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "ssr", into_params(parameter_in = Query))]
#[serde(default)]
pub struct InboxQuery {
    /// The view.
    pub view: InboxView,
    /// Only one column, for reading on in it.
    pub column: Option<ColumnId>,
    /// Words that must occur in number or title.
    pub filter: String,
    /// Only this process.
    #[cfg_attr(feature = "ssr", param(value_type = Option<String>))]
    pub process: Option<ProcessKey>,
    /// In which order what waits for me comes; the other columns have the latest first.
    pub sort: InboxSort,
    /// Where to read on in the one column: its `next`.
    pub after: Option<String>,
    /// Cards a column, at most 200; 0 is the view's own number.
    pub size: u32,
}

/// In which order what waits for me comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InboxSort {
    /// What is due first; without a limit last.
    #[default]
    Due,
    /// What came last.
    Newest,
    /// What came first.
    Oldest,
}

/// A view of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InboxView {
    /// My work as a board: to do, in progress, waiting for others, done.
    #[default]
    Work,
    /// What I started.
    Started,
    /// What I was told of.
    Copied,
}

/// A column of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ColumnId {
    /// Waits for me.
    ToDo,
    /// I have begun it.
    InProgress,
    /// I did my part; others have to act. For what I started: it goes on.
    Waiting,
    /// The matter has ended.
    Done,
}

/// A view of the inbox, filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Inbox {
    /// The view.
    pub view: InboxView,
    /// Its columns in order; `Started` and `Copied` have one, `Waiting`, with what goes on and what has ended alike.
    pub columns: Vec<Column>,
    /// How much there is in each view.
    pub counts: InboxCounts,
    /// The processes that occur, for the filter.
    pub processes: Vec<(ProcessKey, Text)>,
    /// The moment it was read; `overdue` was judged by it.
    pub at: Moment,
    /// The position of the change stream that it is up to.
    pub position: u64,
}

/// A column, filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Column {
    /// Which.
    pub id: ColumnId,
    /// How many cards it has in all.
    pub total: u64,
    /// The cards of this page.
    pub cards: Vec<Card>,
    /// Where to read on, when there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How much there is in each view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct InboxCounts {
    /// Open tasks of mine.
    pub to_do: u64,
    /// Of these, those that are overdue.
    pub overdue: u64,
    /// Of these, those due before the day ends.
    pub today: u64,
    /// Instances that I started.
    pub started: u64,
    /// Instances that I was told of.
    pub copied: u64,
}

/// A task, or an instance, at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Card {
    /// The instance.
    pub instance: InstanceId,
    /// The task, when the card is about one of mine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<u32>,
    /// Where it stands: the node's name; several are joined by the page.
    pub nodes: Vec<Text>,
    /// The process.
    pub process: ProcessKey,
    /// What the process is called.
    pub process_name: Text,
    /// The instance's title.
    pub title: Text,
    /// The lines below the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// Its business number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How it stands; gives the colour.
    pub state: State,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// Whether that has passed.
    pub overdue: bool,
    /// When the task came, or the instance started.
    pub since: Moment,
    /// Who started it.
    pub initiator: PersonRef,
    /// Who holds the work now; for a task of mine, nobody is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<PersonRef>,
    /// In whose name I act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_in_for: Option<PersonRef>,
    /// How far a node of several people is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
    /// The amount of money that it is about, as `480000.00`, and its currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<(String, String)>,
    /// The version of the task, to act on it from the card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// How far a node of several people is: "2 of 3 agreed".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Progress {
    /// How many have answered.
    pub answered: u32,
    /// How many of them agreed.
    pub agreed: u32,
    /// How many there are.
    pub of: u32,
}

/// How something stands; each has a family of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for somebody.
    Wait,
    /// Goes on.
    Run,
    /// Ended well.
    Done,
    /// Was refused, or has an incident that needs somebody.
    Refuse,
    /// Came back for rework.
    Back,
    /// Is over without a result: withdrawn, terminated, not needed any more.
    Idle,
}
