//! `lianban decide`: decisions of DMN models, on their own.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use ::feel::dmn::{Library, Model};
use ::feel::{Context, Limits, Value};
use clap::Args;
use serde::Deserialize;

use super::answer::{Host, answer, answer_all, language};
use super::console::Console;
use super::feel::context;
use super::{Outcome, input};

/// How many models may be used together.
const MOST_MODELS: usize = 100;

/// Evaluates a decision of a DMN model with what it requires. A value prints as the FEEL literal that makes it again.
#[derive(Debug, Args)]
pub(super) struct Decide {
    /// The model.
    #[arg(value_name = "FILE.dmn", required_unless_present = "batch", conflicts_with = "batch")]
    file: Option<PathBuf>,

    /// A decision, decision service or business knowledge model.
    #[arg(long, value_name = "NAME", required_unless_present = "batch", conflicts_with = "batch")]
    decision: Option<String>,

    /// What is given to it: a FEEL context, so JSON too.
    #[arg(long, value_name = "CONTEXT", conflicts_with = "batch")]
    input: Option<String>,

    /// A file of lines `{"id","file","invocable","input"}`; each is answered by `{"id","value"}` or `{"id","error"}`.
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

/// A line of a batch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    id: serde_json::Value,
    /// The model, from the folder of the batch.
    file: PathBuf,
    invocable: String,
    /// A context as FEEL.
    #[serde(default)]
    input: Option<String>,
}

impl Decide {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        match (&self.batch, &self.file, &self.decision) {
            (Some(batch), ..) => self.answer_all(console, batch),
            (None, Some(file), Some(decision)) => self.answer_one(console, file, decision),
            (None, ..) => Ok(Outcome::Unusable),
        }
    }

    fn answer_one(&self, console: &mut Console<'_>, file: &Path, decision: &str) -> io::Result<Outcome> {
        let input = context(console, self.input.as_deref().unwrap_or("{}"));
        let (library, input) = match (library(console, file), input) {
            (Ok(library), Ok(input)) => (library, input),
            (Err(wrong), _) => {
                console.tell(format_args!("lianban: {}: {wrong}", file.display()))?;
                return Ok(Outcome::Unusable);
            }
            (_, Err(wrong)) => {
                console.tell(format_args!("lianban: --input: {wrong}"))?;
                return Ok(Outcome::Unusable);
            }
        };
        for problem in library.problems() {
            console.tell(format_args!("lianban: {}: {}", file.display(), problem.message(language(console))))?;
        }
        let decided = decided(console, &library, decision, &input);
        answer(console, self.json, decided)
    }

    fn answer_all(&self, console: &mut Console<'_>, batch: &Path) -> io::Result<Outcome> {
        let folder = batch.parent().unwrap_or(Path::new(""));
        let mut libraries = HashMap::new();
        answer_all(console, self.json, batch, |console, Question { id, file, invocable, input }| {
            let library = libraries.entry(folder.join(file)).or_insert_with_key(|path| library(console, path));
            let decided = library.as_ref().map_err(Clone::clone).and_then(|library| {
                decided(console, library, &invocable, &context(console, input.as_deref().unwrap_or("{}"))?)
            });
            (id, decided)
        })
    }
}

fn decided(console: &Console<'_>, library: &Library, name: &str, input: &Context) -> Result<Value, String> {
    let host = Host { names: &Context::new() };
    match library.evaluate(name, input, &host, &mut Limits::default()) {
        Some(result) => result.map_err(|error| error.message(language(console))),
        None => {
            let known = library.invocables().into_iter().map(|one| one.name).collect::<Vec<_>>().join(", ");
            let (zh, en) = (
                format!("没有名为 {name} 的决策；有：{known}"),
                format!("nothing is called {name}; there are: {known}"),
            );
            Err(console.words(&zh, &en).to_owned())
        }
    }
}

/// A model with those that it imports, which are found where it says, or by their namespace in the same folder.
fn library(console: &Console<'_>, file: &Path) -> Result<Library, String> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut models = vec![model(console, file)?];
    let mut at = 0;
    while at < models.len() {
        for import in models[at].imports.clone() {
            if models.iter().any(|known| known.namespace == import.namespace) || models.len() == MOST_MODELS {
                continue;
            }
            let is_it = |model: &Model| model.namespace == import.namespace;
            let named = import.location.as_deref().and_then(|location| model(console, &folder.join(location)).ok());
            let found = named.filter(is_it).or_else(|| beside(console, folder).find(is_it));
            // One that imports something else than decisions, or nothing that is here, goes without.
            models.extend(found);
        }
        at += 1;
    }
    Ok(Library::new(&models))
}

/// The models in a folder, in the order of their names.
fn beside<'c>(console: &'c Console<'_>, folder: &Path) -> impl Iterator<Item = Model> + 'c {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "dmn")).collect();
    files.sort();
    files.into_iter().filter_map(move |path| model(console, &path).ok())
}

fn model(console: &Console<'_>, path: &Path) -> Result<Model, String> {
    let text = input::text(path).map_err(|wrong| {
        let messages = wrong.findings.iter().map(|finding| finding.message.in_language(console.language).to_owned());
        messages.collect::<Vec<_>>().join("; ")
    })?;
    Model::read(&text).map_err(|error| error.message(language(console)))
}
