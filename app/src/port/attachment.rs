use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::PersonRef;

/// The SHA-256 of a file's content, in 64 lower-case hexadecimal digits.
pub type ContentHash = String;

/// A file that belongs to an instance. It is uploaded by `POST /api/v1/attachments` and read under the instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// What it contains.
    pub hash: ContentHash,
    /// What it was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Who added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonRef>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}
