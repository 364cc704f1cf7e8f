use super::Value;

/// A range of values; an end that is `None` is open without bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Where it starts.
    pub start: Option<Value>,
    /// Whether the start belongs to it.
    pub start_included: bool,
    /// Where it ends.
    pub end: Option<Value>,
    /// Whether the end belongs to it.
    pub end_included: bool,
}
