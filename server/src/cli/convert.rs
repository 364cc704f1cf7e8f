//! `lianban convert`: a definition in another format.

use std::io;
use std::path::{Path, PathBuf};

use ::feel::dmn::Model;
use ::feel::xml;
use clap::Args;
use flow::bpmn;
use flow::file::{Format, to_json, to_yaml};

use super::answer::language;
use super::console::Console;
use super::{Outcome, findings, input};

/// Writes a definition in another format, with its keys in the order of the handbook. YAML, JSON and BPMN 2.0 hold the
/// same: what BPMN has no words for stands in its extension elements, what is only BPMN's under `foreign`. Comments are
/// not kept. A DMN model is written as it was read.
#[derive(Debug, Args)]
pub(super) struct Convert {
    /// The definition: `*.flow.yaml`, `*.flow.json`, `*.bpmn` or `*.dmn`.
    #[arg(value_name = "IN")]
    from: PathBuf,

    /// Where it is written, in the format that the name tells. A file that is there is replaced.
    #[arg(value_name = "OUT")]
    to: PathBuf,

    /// Which process of a BPMN file, by its id; else the first executable one, else the first. The others of the file
    /// are kept.
    #[arg(long, value_name = "ID")]
    process: Option<String>,

    /// Prints what is wrong as one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Convert {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        if is_dmn(&self.from) || is_dmn(&self.to) {
            return self.decisions(console);
        }
        let format = match input::is_bpmn(&self.to) {
            true => None,
            false => match input::format(&self.to) {
                Ok(format) => Some(format),
                Err(wrong) => return wrong.tell(console, self.json, &self.to),
            },
        };
        let read = match input::definition(&self.from, self.process.as_deref()) {
            Ok(read) => read,
            Err(wrong) => return wrong.tell(console, self.json, &self.from).map(|_| Outcome::Unusable),
        };
        read.findings.iter().try_for_each(|finding| findings::print(console, self.json, &self.from, finding))?;
        let definition = read.definition;
        let written = match format {
            None => Ok(bpmn::write(&definition)),
            Some(Format::Json) => to_json(&definition).map_err(|error| error.to_string()),
            Some(Format::Yaml) => to_yaml(&definition).map_err(|error| error.to_string()),
        };
        self.save(console, written)
    }

    /// A model of decisions as it was, with what is not about its logic: diagrams, notes, the parts of other tools.
    fn decisions(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        if !is_dmn(&self.from) || !is_dmn(&self.to) {
            let (zh, en) = ("DMN 模型只能转换为 .dmn 文件", "a DMN model goes into a .dmn file, and nothing else does");
            console.tell(format_args!("lianban: {}", console.words(zh, en)))?;
            return Ok(Outcome::Unusable);
        }
        let text = match input::text(&self.from) {
            Ok(text) => text,
            Err(wrong) => return wrong.tell(console, self.json, &self.from),
        };
        let tree = Model::read(&text).map(|_| xml::read(&text).map(|tree| tree.to_file()));
        match tree {
            Ok(written) => self.save(console, written.map_err(|error| error.to_string())),
            Err(error) => {
                console.tell(format_args!("lianban: {}: {}", self.from.display(), error.message(language(console))))?;
                Ok(Outcome::Unusable)
            }
        }
    }

    fn save(&self, console: &mut Console<'_>, written: Result<String, String>) -> io::Result<Outcome> {
        let saved = written.and_then(|text| std::fs::write(&self.to, text).map_err(|error| error.to_string()));
        match saved {
            Ok(()) => Ok(Outcome::Well),
            Err(error) => {
                console.tell(format_args!("lianban: {}: {error}", self.to.display()))?;
                Ok(Outcome::Unusable)
            }
        }
    }
}

fn is_dmn(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "dmn")
}
