use std::collections::HashMap;

use super::tree::{Tree, What};
use crate::check::Finding;

/// On which lines of a file the things with an id stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines(HashMap<String, u32>);

/// The lists of a definition whose members findings name; where two have the same id, the first counts.
const NAMED: [&[&str]; 5] = [&["nodes"], &["edges"], &["attached"], &["lanes"], &["form", "fields"]];

impl Lines {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut lines = HashMap::new();
        for path in NAMED {
            let list = path.iter().try_fold(tree, |tree, key| tree.under(key));
            if let Some(list) = list {
                collect(list, &mut lines);
            }
        }
        for key in ["title", "summary"] {
            if let Some(text) = tree.under(key) {
                lines.entry(key.to_owned()).or_insert(text.place.line);
            }
        }
        Self(lines)
    }

    /// The line of the thing with an id.
    pub fn of_element(&self, id: &str) -> Option<u32> {
        self.0.get(id).copied()
    }

    /// Gives each finding the line of its element, where it has none.
    pub fn locate(&self, findings: &mut [Finding]) {
        for finding in findings {
            let element = finding.element.as_deref();
            finding.line = finding.line.or_else(|| self.of_element(element?));
        }
    }
}

fn collect(list: &Tree, lines: &mut HashMap<String, u32>) {
    let What::List(items) = &list.what else { return };
    for item in items {
        if let Some(id) = item.text("id") {
            lines.entry(id.to_owned()).or_insert(item.place.line);
        }
        if let Some(columns) = item.under("fields") {
            collect(columns, lines);
        }
    }
}
