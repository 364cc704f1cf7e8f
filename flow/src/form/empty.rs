use feel::Value;

/// Whether a field with this value counts as not filled. No is an answer; blank text is none.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::List(values) => values.is_empty(),
        _ => false,
    }
}
