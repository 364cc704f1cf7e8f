//! A difference with what its explanation is looked up by.

use feel::{Number, Value};

use crate::other::{CRASHED, UNREAD};
use crate::reduce::{Both, Difference};

/// A smallest difference, and what its parts are.
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) here: String,
    pub(crate) there: String,
    /// The values of the parts that were evaluated, from left to right.
    pub(crate) parts: Vec<Value>,
    /// Whether it uses names that the elements of a list give a meaning.
    pub(crate) names_entries: bool,
    pub(crate) helps: Helps,
}

/// Other ways to write the same that dsntk reads, or answers as we do.
pub(crate) struct Helps {
    /// Every part in parentheses.
    pub(crate) parentheses: bool,
    /// The same, and another function for `day of week` and `day of year`.
    pub(crate) another_function: bool,
    /// `> 5` for `? > 5`.
    pub(crate) no_input: bool,
}

impl Case {
    pub(crate) fn new(both: &mut Both<'_>, difference: Difference) -> Case {
        let Difference { text, here, there } = difference;
        let parts = both.here.parts(&text).into_iter().map(|part| part.instances[0].1.clone()).collect();
        let names_entries = both.here.read(&text).is_ok_and(|read| read.free_names().iter().any(|name| name.in_filter));
        let in_parentheses = both.here.parenthesised(&text);
        let was_read = !there.starts_with(UNREAD);
        let mut helps = |other: &str| {
            let is_read = |difference: Difference| !difference.there.starts_with(UNREAD);
            other != text && both.compare(other).is_none_or(|difference| !was_read && is_read(difference))
        };
        let renamed = in_parentheses.replace("day of week(", "string(").replace("day of year(", "string(");
        let helps = Helps {
            parentheses: helps(&in_parentheses),
            another_function: renamed != in_parentheses && helps(&renamed),
            no_input: helps(&text.replace("? > ", "> ")),
        };
        Case { text, here, there, parts, names_entries, helps }
    }

    /// Whether dsntk does not read it.
    pub(crate) fn is_unread(&self) -> bool {
        self.there.starts_with(UNREAD)
    }

    /// Whether dsntk ends over it.
    pub(crate) fn is_crashed(&self) -> bool {
        self.there == CRASHED
    }

    /// Whether it is null there alone.
    pub(crate) fn is_null_there(&self) -> bool {
        self.there == "null" && self.here != "null"
    }

    /// Whether it is null here, and something there.
    pub(crate) fn is_null_here(&self) -> bool {
        self.here == "null" && !self.is_unread() && !self.is_crashed()
    }

    /// Whether it calls one of these functions.
    pub(crate) fn calls(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.text.strip_prefix(name).is_some_and(|rest| rest.starts_with('(')))
    }

    pub(crate) fn starts_with(&self, begin: &str) -> bool {
        self.text.starts_with(begin)
    }

    /// Whether it is `value in (tests)`, or has one within that is not evaluated by itself.
    pub(crate) fn tests(&self) -> bool {
        self.text.contains(" in (")
    }

    /// The value of the first part that was evaluated.
    pub(crate) fn first(&self) -> &Value {
        self.parts.first().unwrap_or(&Value::Null)
    }

    /// The value of the last part that was evaluated.
    pub(crate) fn last(&self) -> &Value {
        self.parts.last().unwrap_or(&Value::Null)
    }

    /// Both answers, if they are numbers.
    pub(crate) fn numbers(&self) -> Option<(Number, Number)> {
        Some((self.here.parse().ok()?, self.there.parse().ok()?))
    }
}
