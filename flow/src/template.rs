//! Texts with rules in them, such as `{customer} · {qty}`, and patterns of business numbers.

use crate::process::Scope;
use crate::text::Text;

/// Fills a text with what its expressions yield.
pub fn fill(text: &Text, _scope: &Scope<'_>) -> Text {
    text.clone()
}
