//! Reading and writing the files that people keep: definitions, scenarios, organisations.
//!
//! Reading goes in three steps: the text becomes a tree that knows its places; serde reads the tree into the types of
//! [`crate::model`], which are the one truth about what may be written; and what was in the way is noted, passed over
//! and read again, so that one run tells everything that is wrong.
//!
//! JSON can always be read, YAML with the feature `yaml`. Writing is canonical: the order of keys is that of the
//! types, so that two versions compare line by line. Comments are not kept.

mod deserialize;
mod json;
mod limits;
mod lines;
mod problem;
mod tree;
mod wording;
mod write;
#[cfg(feature = "yaml")]
mod yaml;

#[cfg(all(test, feature = "yaml"))]
mod tests;

use serde::de::DeserializeOwned;

pub use limits::LONGEST;
pub use lines::Lines;
pub use write::to_json;
#[cfg(feature = "yaml")]
pub use write::to_yaml;

use crate::check::Finding;
use limits::Unreadable;
use problem::Problem;
use tree::{Entry, Tree, What};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML 1.2.
    #[cfg(feature = "yaml")]
    Yaml,
}

impl Format {
    /// The format that a file name tells, by its ending.
    pub fn of(file_name: &str) -> Option<Self> {
        match file_name.rsplit_once('.')?.1 {
            "json" => Some(Self::Json),
            #[cfg(feature = "yaml")]
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// Something read from a file, and where its parts stand there.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// What was read.
    pub value: T,
    /// Where its parts stand.
    pub lines: Lines,
}

/// How many problems are told at most; a file with more is no such file at all.
const MOST: usize = 100;

/// Reads a definition, a scenario file, an organisation: whatever serde can read.
///
/// # Errors
/// Everything that is wrong with the file, each with its line.
pub fn read<T: DeserializeOwned>(text: &str, format: Format) -> Result<Read<T>, Vec<Finding>> {
    let tree = tree(text, format).map_err(|unreadable| vec![unreadable.finding()])?;
    let lines = Lines::of(&tree);
    read_tree(tree).map(|value| Read { value, lines })
}

fn tree(text: &str, format: Format) -> Result<Tree, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::too_long());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Json => json::read(text),
        #[cfg(feature = "yaml")]
        Format::Yaml => yaml::read(text),
    }
}

/// Reads the tree; what is in the way is noted, passed over, and the rest is read again.
fn read_tree<T: DeserializeOwned>(mut tree: Tree) -> Result<T, Vec<Finding>> {
    let mut findings = Vec::new();
    loop {
        match T::deserialize(&tree) {
            Ok(value) if findings.is_empty() => return Ok(value),
            Ok(_) => return Err(findings),
            Err(problem) => {
                if !is_consequence(&problem, &mut tree) {
                    findings.push(problem.finding(&tree));
                }
                if findings.len() == MOST || !pass_over(&problem, &mut tree) {
                    return Err(findings);
                }
            }
        }
    }
}

/// Whether the problem is only that a part which was wrong is passed over.
fn is_consequence(problem: &Problem, tree: &mut Tree) -> bool {
    let part = tree.part(&problem.path());
    let lost = |part: &mut Tree| problem.missing_key().is_some_and(|key| part.lost(key));
    part.is_some_and(|part| matches!(part.what, What::Invented) || lost(part))
}

/// Takes what is wrong out of the tree; false when there is nothing left to read.
fn pass_over(problem: &Problem, tree: &mut Tree) -> bool {
    let path = problem.path();
    let Some(part) = tree.part(&path) else { return false };
    match (&mut part.what, problem.missing_key()) {
        // Without its key a part cannot be read, but the whole must not be given up for it.
        (What::Map(entries), Some(key)) if path.is_empty() => {
            entries.retain(|entry| entry.key != key);
            let value = Tree { place: part.place, what: What::Invented };
            entries.push(Entry { key: key.to_owned(), place: part.place, value });
            true
        }
        // Nothing can be invented that fits, and it would be asked for again for ever.
        (What::Invented, _) => false,
        (what, _) => {
            *what = What::Gone;
            !path.is_empty()
        }
    }
}
