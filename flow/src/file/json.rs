//! From JSON text to a [`Tree`].

use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::limits::{DEPTH, Unreadable};
use super::tree::{Entry, Place, Tree, What};

/// Reads the text of one JSON document.
pub(super) fn read(text: &str) -> Result<Tree, Unreadable> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    Reader { text, lines: line_starts(text) }.tree(whole, 0)
}

fn unreadable(error: &serde_json::Error) -> Unreadable {
    let place = Place { line: narrow(error.line()), column: narrow(error.column()) };
    Unreadable::syntax(place, error.to_string())
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

struct Reader<'t> {
    text: &'t str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn tree(&self, raw: &'t RawValue, depth: usize) -> Result<Tree, Unreadable> {
        let text = raw.get();
        let place = self.place(text);
        if depth > DEPTH {
            return Err(Unreadable::too_deep(place));
        }
        let what = match text.as_bytes().first() {
            Some(b'{') => self.map(text, depth)?,
            Some(b'[') => self.list(text, depth)?,
            Some(b'"') => What::Text(inner(text)?),
            Some(b'n') => What::Null,
            Some(b't') => What::Bool(true),
            Some(b'f') => What::Bool(false),
            _ => What::Number(text.to_owned()),
        };
        Ok(Tree { place, what })
    }

    fn list(&self, text: &'t str, depth: usize) -> Result<What, Unreadable> {
        let items: Vec<&RawValue> = inner(text)?;
        let items = items.into_iter().map(|item| self.tree(item, depth + 1)).collect::<Result<_, _>>()?;
        Ok(What::List(items))
    }

    fn map(&self, text: &'t str, depth: usize) -> Result<What, Unreadable> {
        let Raw(raw) = inner(text)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(raw.len());
        for (key, value) in raw {
            let value = self.tree(value, depth + 1)?;
            let place = value.place;
            if entries.iter().any(|entry| entry.key == key) {
                return Err(Unreadable::duplicate(place, &key));
            }
            entries.push(Entry { key, place, value });
        }
        Ok(What::Map(entries))
    }

    /// Where a part of the text begins.
    fn place(&self, part: &str) -> Place {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.wrapping_sub(1)).copied().unwrap_or_default();
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        Place { line: narrow(line), column: narrow(column + 1) }
    }
}

/// Reads a part of a text that is known to be JSON as a whole.
fn inner<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Unreadable> {
    serde_json::from_str(text).map_err(|error| unreadable(&error))
}

/// The entries of an object, in order, repeated ones too.
struct Raw<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
            entries.push((key, value));
        }
        Ok(Raw(entries))
    }
}
