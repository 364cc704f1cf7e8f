//! A value as the FEEL text that makes it again.

use std::fmt::{self, Display, Write};

use super::{Context, FunctionKind, Range, Value};
use crate::syntax::is_plain_name;

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value}"),
            Value::String(value) => write_text(f, value),
            Value::Date(value) => write!(f, "date(\"{value}\")"),
            Value::Time(value) => write!(f, "time(\"{value}\")"),
            Value::DateTime(value) => write!(f, "date and time(\"{value}\")"),
            Value::YearsMonths(value) => write!(f, "duration(\"{value}\")"),
            Value::DaysTime(value) => write!(f, "duration(\"{value}\")"),
            Value::List(elements) => {
                f.write_char('[')?;
                for (position, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if position == 0 { "" } else { ", " })?;
                }
                f.write_char(']')
            }
            Value::Context(context) => write!(f, "{context}"),
            Value::Range(range) => write!(f, "{range}"),
            Value::Function(function) => match &function.0 {
                FunctionKind::BuiltIn(built_in) => f.write_str(built_in.name),
                FunctionKind::Defined(closure) => write!(f, "{}", closure.definition),
                FunctionKind::Given(given) => write!(f, "{given:?}"),
            },
        }
    }
}

impl Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('{')?;
        for (position, (name, value)) in self.iter().enumerate() {
            f.write_str(if position == 0 { "" } else { ", " })?;
            write_name(f, name)?;
            write!(f, ": {value}")?;
        }
        f.write_char('}')
    }
}

impl Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.start, &self.end) {
            (Some(start), None) => write!(f, "({} {start})", if self.start_included { ">=" } else { ">" }),
            (None, Some(end)) => write!(f, "({} {end})", if self.end_included { "<=" } else { "<" }),
            (start, end) => {
                let (open, close) =
                    (if self.start_included { '[' } else { '(' }, if self.end_included { ']' } else { ')' });
                let bound = |bound: &Option<Value>| bound.as_ref().map_or("null".to_owned(), Value::to_string);
                write!(f, "{open}{}..{}{close}", bound(start), bound(end))
            }
        }
    }
}

/// The name of an entry: as it is, or in quotation marks where it could be read as something else.
pub(crate) fn write_name(f: &mut impl Write, name: &str) -> fmt::Result {
    if is_plain_name(name) { f.write_str(name) } else { write_text(f, name) }
}

/// A text in quotation marks.
pub(crate) fn write_text(f: &mut impl Write, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            control if control.is_control() => write!(f, "\\u{:04X}", u32::from(control))?,
            other => f.write_char(other)?,
        }
    }
    f.write_char('"')
}
