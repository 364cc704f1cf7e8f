use feel::{Expression, Value};

use super::Scope;
use crate::kernel::Incident;

/// A person without an account who answers by a link.
#[derive(Debug)]
pub struct Outside {
    /// What they are called.
    pub name: Expression,
    /// Their telephone number.
    pub phone: Option<Expression>,
    /// Their address.
    pub email: Option<Expression>,
    /// Whether the log may keep their name: one from a personal field must be erasable, and the log is not.
    pub keeps_name: bool,
    /// Whether whoever has the task may enter the answer for them.
    pub on_behalf: bool,
}

/// What the data says of a person outside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// What they are called; none while the data does not say.
    pub name: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their address.
    pub email: Option<String>,
}

impl Outside {
    /// Who it is, as the data says now.
    ///
    /// # Errors
    /// What is wrong with an expression.
    pub fn known(&self, scope: &Scope<'_>) -> Result<Known, Incident> {
        let said = |expression: &Expression| scope.value_of(expression).map(words);
        let either = |expression: &Option<Expression>| expression.as_ref().map_or(Ok(None), said);
        Ok(Known { name: said(&self.name)?, phone: either(&self.phone)?, email: either(&self.email)? })
    }
}

/// A value as people write it; none when it says nothing.
fn words(value: Value) -> Option<String> {
    let words = match value {
        Value::Null => return None,
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    (!words.is_empty()).then_some(words)
}
