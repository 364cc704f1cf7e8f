use feel::Expression;

use crate::id::FieldId;
use crate::model::Follows;

/// That instances may follow earlier ones of a process, and what they take over from them.
#[derive(Debug, Clone)]
pub struct Following {
    /// When that may be.
    pub rule: Follows,
    /// The fields to begin with; the expressions call the earlier instance [`EARLIER`].
    pub data: Vec<(FieldId, Expression)>,
}

/// What expressions call the instance that is followed.
pub const EARLIER: &str = "earlier";
