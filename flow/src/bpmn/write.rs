//! From a definition to BPMN, with its diagram.
//!
//! A definition that came from a file of BPMN and was not changed gives that file again. One that was changed gives the
//! file with what changed in it; any other a file of its own. What BPMN has no words for stands in our extension
//! namespace: what is read back without it is compared with what was meant, and the difference is written.

mod drawing;
mod event;
mod file;
mod ids;
mod merge;
mod node;
mod renewed;
mod said;

use feel::xml::{self, Content, Element};

use super::document::Document;
use super::read::{of_tree, origin};
use crate::model::{Definition, Diagram};
use file::Writer;

/// What writes files, as they name it.
const EXPORTER: &str = "Lianban";

/// A definition as a file of BPMN 2.0.
pub fn write(definition: &Definition) -> String {
    tree(definition).to_file()
}

fn tree(definition: &Definition) -> Element {
    let original = definition.document().and_then(|text| xml::read(text).ok());
    match original {
        Some(original) => of_original(definition, original),
        None => of_its_own(definition),
    }
}

fn of_its_own(definition: &Definition) -> Element {
    let writer = Writer::new(definition, None);
    said::complete(writer.file(), definition, &writer.ids)
}

/// The original file, with what changed since it was read.
fn of_original(definition: &Definition, original: Element) -> Element {
    let key = definition.key.as_str();
    let Some(read) = of_tree(&original, Some(key)).ok().or_else(|| origin(&original, definition)) else {
        return of_its_own(definition);
    };
    let mut meant = definition.clone();
    meant.foreign.remove(Definition::DOCUMENT);
    if read.definition == meant {
        return original;
    }
    let document = Document::new(&original);
    let mut writer = Writer::new(&meant, Some(&document));
    writer.ids.rename_process(read.definition.key.as_str(), key);
    let merged = merge::merge(&document, &writer, &read.definition);
    said::complete(merged, &meant, &writer.ids)
}

/// Whether a file is the one that would be written of a definition.
pub(super) fn is_as_written(root: &Element, definition: &Definition) -> bool {
    root.attribute("exporter") == Some(EXPORTER) && is_same(root, &of_its_own(definition))
}

/// Whether two trees say the same, whatever space stands between their elements.
fn is_same(one: &Element, other: &Element) -> bool {
    let parts = |element: &Element| {
        let is_text = |content: &Content| matches!(content, Content::Text(text) if !text.trim().is_empty());
        let has_text = element.content.iter().any(is_text);
        let counts = move |content: &&Content| has_text || matches!(content, Content::Element(_));
        element.content.iter().filter(counts).cloned().collect::<Vec<_>>()
    };
    let (left, right) = (parts(one), parts(other));
    let same = |(left, right): (&Content, &Content)| match (left, right) {
        (Content::Element(left), Content::Element(right)) => is_same(left, right),
        (Content::Text(left), Content::Text(right)) => left == right,
        _ => false,
    };
    one.name == other.name
        && one.attributes == other.attributes
        && left.len() == right.len()
        && left.iter().zip(&right).all(same)
}

/// Where things stand when nobody placed them.
pub(super) fn laid_out(definition: &Definition) -> Diagram {
    drawing::laid_out(definition)
}
