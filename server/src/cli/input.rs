//! Reading the files that a command is given.

use std::path::{Path, PathBuf};

use flow::check::{Finding, Severity};
use flow::file::{Format, Read};
use flow::text::Text;
use serde::de::DeserializeOwned;

use super::Outcome;

/// Why a file gave no value.
#[derive(Debug)]
pub(super) struct NotRead {
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
    /// What a command that needs the file ends with: unusable when it could not be read at all.
    pub(super) outcome: Outcome,
}

impl NotRead {
    fn unreadable(code: &str, message: Text) -> Self {
        let finding = Finding { element: None, severity: Severity::Error, ..Finding::error(code, "", message) };
        Self { findings: vec![finding], outcome: Outcome::Unusable }
    }
}

/// What the file reader says of a file that is no tree at all.
const NO_TREE: [&str; 4] = ["syntax", "duplicate_key", "too_large", "too_deep"];

/// Reads a value from a YAML or JSON file.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Read<T>, NotRead> {
    let format = format(path)?;
    let text = text(path)?;
    flow::file::read(&text, format).map_err(|findings| {
        let no_tree = findings.iter().any(|finding| NO_TREE.contains(&finding.code.as_str()));
        let outcome = if no_tree { Outcome::Unusable } else { Outcome::Unwell };
        NotRead { findings, outcome }
    })
}

/// The text of a file.
pub(super) fn text(path: &Path) -> Result<String, NotRead> {
    std::fs::read_to_string(path).map_err(|error| {
        let zh = format!("无法读取文件：{error}");
        let en = format!("the file cannot be read: {error}");
        NotRead::unreadable("unreadable", Text::each(zh, en))
    })
}

/// The format of a file, by its name.
pub(super) fn format(path: &Path) -> Result<Format, NotRead> {
    if let Some(format) = path.to_str().and_then(Format::of) {
        return Ok(format);
    }
    let message = match path.extension().and_then(|ending| ending.to_str()) {
        Some("bpmn" | "dmn" | "xml") => Text::each(
            "这里不能读取 BPMN 与 DMN 文件；请使用 .flow.yaml 或 .flow.json",
            "BPMN and DMN files cannot be read here; use .flow.yaml or .flow.json",
        ),
        _ => Text::each("文件名须以 .yaml、.yml 或 .json 结尾", "the file's name has to end in .yaml, .yml or .json"),
    };
    Err(NotRead::unreadable("format", message))
}

/// The files below these paths whose names have one of these endings, in order.
pub(super) fn below(paths: &[PathBuf], endings: &[&str]) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        collect(path, endings, &mut found)?;
    }
    Ok(found)
}

fn collect(path: &Path, endings: &[&str], found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let mut entries: Vec<_> = std::fs::read_dir(path)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let is_named = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| ends(name, endings));
        if path.is_dir() || is_named {
            collect(&path, endings, found)?;
        }
    }
    Ok(())
}

fn ends(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}
