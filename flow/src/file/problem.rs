use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::tree::{Place, Step, Tree};
use super::wording::{expectation, found, near};
use crate::check::Finding;
use crate::text::Text;

/// Why a tree is not what it should be, found while it is read.
#[derive(Debug)]
pub(super) struct Problem {
    what: Wrong,
    place: Option<Place>,
    /// The way to the part that is wrong, innermost step first.
    path: Vec<Step>,
}

#[derive(Debug)]
enum Wrong {
    UnknownKey { key: String, known: &'static [&'static str] },
    UnknownName { name: String, known: &'static [&'static str] },
    MissingKey(&'static str),
    Kind { found: String, expected: String },
    Value(String),
}

impl Problem {
    fn new(what: Wrong) -> Self {
        Self { what, place: None, path: Vec::new() }
    }

    /// The same problem, at a place unless a narrower one is known.
    pub(super) fn at(mut self, place: Place) -> Self {
        self.place.get_or_insert(place);
        self
    }

    /// The same problem, seen from one level further out.
    pub(super) fn inside(mut self, step: Step) -> Self {
        self.path.push(step);
        self
    }

    /// The way to the part that is wrong, outermost step first.
    pub(super) fn path(&self) -> Vec<Step> {
        self.path.iter().rev().copied().collect()
    }

    /// The key that is missing, when that is the problem.
    pub(super) fn missing_key(&self) -> Option<&'static str> {
        match self.what {
            Wrong::MissingKey(key) => Some(key),
            _ => None,
        }
    }

    /// The problem in words.
    pub(super) fn finding(&self, tree: &Tree) -> Finding {
        let path = self.path();
        let named = match self.what {
            Wrong::UnknownKey { .. } => path.split_last().map_or(&[][..], |(_key, map)| map),
            _ => &path,
        };
        let (path, element) = tree.describe(named);
        let (code, zh, en) = self.words(&path);
        let mut finding = Finding::error(code, "", Text::each(zh, en));
        finding.element = element;
        finding.line = self.place.map(|place| place.line);
        match self.suggestion() {
            Some(right) => finding.with_repair(Text::each(format!("改为「{right}」"), format!("write `{right}`"))),
            None => finding,
        }
    }

    fn suggestion(&self) -> Option<&'static str> {
        match &self.what {
            Wrong::UnknownKey { key: wrong, known } | Wrong::UnknownName { name: wrong, known } => near(wrong, known),
            _ => None,
        }
    }

    fn words(&self, path: &str) -> (&'static str, String, String) {
        let column = self.place.map_or(1, |place| place.column);
        let (where_zh, where_en) = match path {
            "" => (format!("第 {column} 列"), format!("column {column}")),
            path => (path.to_owned(), path.to_owned()),
        };
        let (ask_zh, ask_en) = match self.suggestion() {
            Some(right) => (format!("；是否应为「{right}」？"), format!("; did you mean `{right}`?")),
            None => self.all_known(),
        };
        match &self.what {
            Wrong::UnknownKey { key, .. } => (
                "unknown_key",
                format!("{where_zh}：未知的键「{key}」{ask_zh}"),
                format!("{where_en}: unknown key `{key}`{ask_en}"),
            ),
            Wrong::UnknownName { name, .. } => (
                "unknown_value",
                format!("{where_zh}：未知的取值「{name}」{ask_zh}"),
                format!("{where_en}: unknown value `{name}`{ask_en}"),
            ),
            Wrong::MissingKey(key) => {
                ("missing_key", format!("{where_zh}：缺少「{key}」"), format!("{where_en}: `{key}` is missing"))
            }
            Wrong::Kind { found: is, expected } => {
                let (zh, en) = expectation(expected);
                let (found_zh, found_en) = found(is);
                (
                    "wrong_type",
                    format!("{where_zh}：此处应为{zh}，实为{found_zh}"),
                    format!("{where_en}: this should be {en}, and is {found_en}"),
                )
            }
            Wrong::Value(message) => {
                ("wrong_value", format!("{where_zh}：取值有误（{message}）"), format!("{where_en}: {message}"))
            }
        }
    }

    fn all_known(&self) -> (String, String) {
        let (Wrong::UnknownKey { known, .. } | Wrong::UnknownName { known, .. }) = &self.what else {
            return Default::default();
        };
        let (zh, en) = (known.join("、"), known.join(", "));
        (format!("；可用：{zh}"), format!("; known are {en}"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words("").2)
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        // What serde says of a type that can be written in several ways.
        match message.strip_prefix("data did not match any variant of untagged enum ") {
            Some(name) => Self::new(Wrong::Kind { found: "something else".to_owned(), expected: name.to_owned() }),
            None => Self::new(Wrong::Value(message)),
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Wrong::Kind { found: found.to_string(), expected: expected.to_string() })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(Wrong::UnknownName { name: name.to_owned(), known })
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::new(Wrong::UnknownKey { key: key.to_owned(), known })
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(Wrong::MissingKey(key))
    }
}
