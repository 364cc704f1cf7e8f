//! Reading the files that a command is given.

use std::io;
use std::path::{Path, PathBuf};

use flow::bpmn::{self, Reading};
use flow::check::{Finding, Severity};
use flow::file::{Format, Lines, Read};
use flow::model::Definition;
use flow::text::Text;
use flow::trace::stepping_over_scripts;
use serde::de::DeserializeOwned;

use super::console::Console;
use super::{Outcome, findings};

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

impl NotRead {
    /// Tells what is wrong. A process that the file does not have is wrong usage: that is for whoever typed it.
    pub(super) fn tell(&self, console: &mut Console<'_>, json: bool, file: &Path) -> io::Result<Outcome> {
        for finding in &self.findings {
            findings::print(console, json && finding.code != NO_PROCESS, file, finding)?;
        }
        Ok(self.outcome)
    }
}

/// The code of the finding that a file has no such process.
const NO_PROCESS: &str = "no_process";

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

/// A definition, as a file of whatever format has it.
#[derive(Debug)]
pub(super) struct Defined {
    /// The definition.
    pub(super) definition: Definition,
    /// Where its parts stand in the file.
    pub(super) lines: Lines,
    /// What is worth knowing of how it was read.
    pub(super) findings: Vec<Finding>,
}

/// Whether a file is one of BPMN, by its name.
pub(super) fn is_bpmn(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "bpmn")
}

/// Reads a definition from a YAML, JSON or BPMN file; of several processes the named one.
pub(super) fn definition(path: &Path, process: Option<&str>) -> Result<Defined, NotRead> {
    if is_bpmn(path) {
        let reading = bpmn::read(&characters(path)?, process).map_err(|findings| {
            // What is BPMN and says something wrong in our own words is not well; all else could not be read.
            let is_read = findings.iter().all(|finding| finding.code == "wrong_extension");
            NotRead { findings, outcome: if is_read { Outcome::Unwell } else { Outcome::Unusable } }
        })?;
        let Reading { definition, findings } = reading;
        return Ok(Defined { definition, lines: Lines::default(), findings });
    }
    let Read { value: definition, lines } = read::<Definition>(path)?;
    if let Some(wanted) = process.filter(|wanted| definition.key != **wanted) {
        let key = &definition.key;
        let zh = format!("文件里只有流程「{key}」，没有「{wanted}」");
        let en = format!("the file has one process, `{key}`, not `{wanted}`");
        return Err(NotRead::unreadable("no_process", Text::each(zh, en)));
    }
    Ok(Defined { definition, lines, findings: Vec::new() })
}

/// The other processes of a file of BPMN, as a trace runs them; any other file has one.
pub(super) fn other_processes(path: &Path, process: &str) -> Vec<Definition> {
    let Some(text) = is_bpmn(path).then(|| characters(path).ok()).flatten() else { return Vec::new() };
    let keys = bpmn::processes(&text).unwrap_or_default().into_iter().filter(|key| key != process);
    keys.filter_map(|key| bpmn::read(&text, Some(&key)).ok())
        .map(|reading| stepping_over_scripts(reading.definition))
        .collect()
}

/// The text of a file of XML, which says itself how its characters are written.
fn characters(path: &Path) -> Result<String, NotRead> {
    let bytes = std::fs::read(path).map_err(|error| no_file(&error))?;
    bpmn::decode(&bytes).map_err(|finding| NotRead { findings: vec![finding], outcome: Outcome::Unusable })
}

fn no_file(error: &io::Error) -> NotRead {
    let zh = format!("无法读取文件：{error}");
    let en = format!("the file cannot be read: {error}");
    NotRead::unreadable("unreadable", Text::each(zh, en))
}

/// The text of a file.
pub(super) fn text(path: &Path) -> Result<String, NotRead> {
    std::fs::read_to_string(path).map_err(|error| no_file(&error))
}

/// The format of a file, by its name.
pub(super) fn format(path: &Path) -> Result<Format, NotRead> {
    if let Some(format) = path.to_str().and_then(Format::of) {
        return Ok(format);
    }
    let message = match path.extension().and_then(|ending| ending.to_str()) {
        Some("bpmn" | "dmn" | "xml") => Text::each(
            "这里不能读取此类 XML 文件；BPMN 文件名须以 .bpmn 结尾",
            "an XML file of this kind cannot be read here; the name of a BPMN file ends in .bpmn",
        ),
        _ => Text::each("文件名须以 .yaml、.yml 或 .json 结尾", "the file's name has to end in .yaml, .yml or .json"),
    };
    Err(NotRead::unreadable("format", message))
}

/// The files below these paths whose names have one of these endings, in order.
pub(super) fn below(paths: &[PathBuf], endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        collect(path, endings, &mut found)?;
    }
    Ok(found)
}

fn collect(path: &Path, endings: &[&str], found: &mut Vec<PathBuf>) -> io::Result<()> {
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
