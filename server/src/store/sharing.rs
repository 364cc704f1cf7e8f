//! Share links and uploaded files, as stored.

use flow::id::PersonId;
use flow::time::Moment;
use uuid::Uuid;

use super::chain::Hash;

/// A link to a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// Its id, which opens nothing.
    pub id: Uuid,
    /// The instance that it shows.
    pub instance: Uuid,
    /// The hash of what the link carries.
    pub secret: Hash,
    /// For whom it is.
    pub label: String,
    /// Who made it.
    pub by: PersonId,
    /// When.
    pub created: Moment,
    /// Until when it opens.
    pub expires: Moment,
    /// Since when it does not.
    pub revoked: Option<Moment>,
}

/// A link was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningRow {
    /// When.
    pub at: Moment,
    /// With which browser, in two words.
    pub agent: String,
}

/// A file that somebody uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The SHA-256 of its content in hexadecimal.
    pub hash: String,
    /// Who uploaded it.
    pub by: PersonId,
    /// What it was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// When.
    pub at: Moment,
}
