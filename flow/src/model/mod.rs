//! What a definition file says, as it is written: one type for each thing in the file.
//!
//! A draft may be incomplete or wrong, so these types hold whatever can be *drawn*; [`crate::process`] holds what can
//! be *run*. Keys and their meaning are described in `docs/process-file.md`.

mod definition;
mod diagram;
mod event;
mod field;
mod follows;
mod foreign;
mod format;
mod formula;
mod formulas;
mod kind;
mod limit;
mod node;
mod outcome;
mod outside;
mod people;
mod record;
mod rename;
mod settings;
mod table;

pub use definition::{About, Definition, Form, Lane};
pub use diagram::{Box, Diagram};
pub use event::{AdHoc, Attached, Each, Event, EventKind, Repeat, Rest, Since};
pub use field::{Check, Choice, Condition, Field, FieldType, Right};
pub use follows::{After, Follows};
pub use foreign::{Foreign, Refusal};
pub use format::FormatVersion;
pub use formula::Formula;
pub use formulas::Standing;
pub use kind::Kind;
pub use limit::{From, Limit, Overdue};
pub use node::{Action, Activate, Call, Edge, EndResult, Node, OnRefuse, Opinion, Returns, Rework};
pub use outcome::{Outcome, OutcomeKind};
pub use outside::Contact;
pub use people::{Chain, Mode, Nobody, Post, PostWithin, Superior, UpTo, Vote, Who, WhoRow, WhoTable};
pub use record::{Filing, Ledger};
pub use settings::{NamesShown, RestDay, SamePerson, SelfApproval, Settings, Share, Withdraw};
pub use table::{Aggregate, DecisionTable, HitPolicy, Rule};
