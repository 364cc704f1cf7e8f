//! From YAML text to a [`Tree`]: one document, YAML 1.2, core schema, no tags but the core ones.

use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, Span, StrInput};

use super::limits::{DEPTH, Unreadable, VALUES};
use super::tree::{Entry, Place, Tree, What};

/// Reads the text of one YAML document.
pub(super) fn read(text: &str) -> Result<Tree, Unreadable> {
    let mut options = granit_parser::options! {};
    options.set_emit_comments(false);
    let parser = Parser::new_from_str_with_options(text, options);
    Reader { parser, anchors: HashMap::new(), values: 0 }.document()
}

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    anchors: HashMap<usize, Anchored>,
    /// How many values there are, those that aliases repeat counted each time.
    values: usize,
}

/// A part that aliases repeat, how many values it has and how deep they stand in one another.
struct Anchored {
    tree: Tree,
    values: usize,
    height: usize,
}

fn place(marker: &Marker) -> Place {
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Place { line: narrow(marker.line()), column: narrow(marker.col() + 1) }
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Span), Unreadable> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(Unreadable::syntax(place(error.marker()), error.info())),
            None => Ok((Event::StreamEnd, Span::empty(Marker::default()))),
        }
    }

    fn document(mut self) -> Result<Tree, Unreadable> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd => return Ok(Tree { place: Place { line: 1, column: 1 }, what: What::Null }),
                event => {
                    let tree = self.value(event, &span, 0)?;
                    self.nothing_more()?;
                    return Ok(tree);
                }
            }
        }
    }

    fn nothing_more(&mut self) -> Result<(), Unreadable> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd, _) => {}
                (_, span) => {
                    let message = "one file holds one document; this begins another".to_owned();
                    return Err(Unreadable::syntax(place(&span.start), message));
                }
            }
        }
    }

    fn value(&mut self, event: Event<'t>, span: &Span, depth: usize) -> Result<Tree, Unreadable> {
        let place = place(&span.start);
        if depth > DEPTH {
            return Err(Unreadable::too_deep(place));
        }
        let before = self.values;
        self.values += 1;
        if self.values > VALUES {
            return Err(Unreadable::too_many(place));
        }
        let (what, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let quoted = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.core_suffix() == Some("str"));
                let what = if quoted { What::Text(text.into_owned()) } else { plain(&text) };
                (what, anchor)
            }
            Event::SequenceStart(_, anchor, _) => (self.list(depth)?, anchor),
            Event::MappingStart(_, anchor, _) => (self.map(depth)?, anchor),
            Event::Alias(anchor) => (self.alias(anchor, place, depth)?, 0),
            other => return Err(Unreadable::syntax(place, format!("a value is missing here ({other:?})"))),
        };
        let tree = Tree { place, what };
        if anchor != 0 {
            let (values, height) = (self.values - before, tree.height());
            self.anchors.insert(anchor, Anchored { tree: tree.clone(), values, height });
        }
        Ok(tree)
    }

    fn list(&mut self, depth: usize) -> Result<What, Unreadable> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(What::List(items)),
                (event, span) => items.push(self.value(event, &span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<What, Unreadable> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (key, at) = match self.next()? {
                (Event::MappingEnd, _) => return Ok(What::Map(entries)),
                (Event::Scalar(key, ..), span) => (key.into_owned(), place(&span.start)),
                (_, span) => {
                    return Err(Unreadable::syntax(place(&span.start), "a key has to be a text".to_owned()));
                }
            };
            if entries.iter().any(|entry| entry.key == key) {
                return Err(Unreadable::duplicate(at, &key));
            }
            let (event, span) = self.next()?;
            let value = self.value(event, &span, depth + 1)?;
            entries.push(Entry { key, place: at, value });
        }
    }

    fn alias(&mut self, anchor: usize, place: Place, depth: usize) -> Result<What, Unreadable> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            return Err(Unreadable::syntax(place, "an alias cannot stand inside what it repeats".to_owned()));
        };
        if depth + anchored.height > DEPTH {
            return Err(Unreadable::too_deep(place));
        }
        // Counted before they are copied: a few nested aliases can stand for billions of values.
        self.values += anchored.values;
        if self.values > VALUES {
            return Err(Unreadable::too_many(place));
        }
        Ok(anchored.tree.what.clone())
    }
}

/// What an unquoted scalar is by the core schema (YAML 1.2.2, section 10.3.2).
fn plain(text: &str) -> What {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => What::Null,
        "true" | "True" | "TRUE" => What::Bool(true),
        "false" | "False" | "FALSE" => What::Bool(false),
        _ if is_number(text) => What::Number(text.to_owned()),
        _ => What::Text(text.to_owned()),
    }
}

/// Whether the text is a decimal number; the hexadecimal, octal and infinite ones of YAML stay texts.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.contains(|c: char| c.is_ascii_digit())
        && text.parse::<f64>().is_ok()
}
