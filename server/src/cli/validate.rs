//! `lianban validate`: everything that is wrong with definitions.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use flow::check::{Finding, Severity, Surroundings, check};
use flow::organisation::Organisation;

use super::console::Console;
use super::{Outcome, findings, input};

/// Tells everything that is wrong with definitions, or could be better.
#[derive(Debug, Args)]
pub(super) struct Validate {
    /// Definitions: `*.flow.yaml`, `*.flow.json` or `*.bpmn`; of a folder, all those in it.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Which process of a BPMN file, by its id; else the first executable one, else the first.
    #[arg(long, value_name = "ID")]
    process: Option<String>,

    /// The organisation, so that people, posts, roles and departments are looked up.
    #[arg(long, value_name = "FILE")]
    org: Option<PathBuf>,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Validate {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let organisation = match self.org.as_deref().map(|org| (org, input::read::<Organisation>(org))) {
            None => None,
            Some((_, Ok(read))) => Some(read.value),
            Some((org, Err(not_read))) => {
                self.print(console, org, &not_read.findings)?;
                return Ok(Outcome::Unusable);
            }
        };
        let surroundings = Surroundings { organisation: organisation.as_ref(), ..Surroundings::default() };
        let mut outcome = Outcome::Well;
        for file in input::below(&self.files, &[".flow.yaml", ".flow.yml", ".flow.json", ".bpmn"])? {
            outcome = outcome.max(self.look_at(console, &file, &surroundings)?);
        }
        Ok(outcome)
    }

    fn look_at(&self, console: &mut Console<'_>, file: &Path, surroundings: &Surroundings<'_>) -> io::Result<Outcome> {
        let found = match input::definition(file, self.process.as_deref()) {
            Ok(read) => {
                let mut found = check(&Arc::new(read.definition), surroundings);
                read.lines.locate(&mut found);
                found.extend(read.findings);
                found
            }
            Err(not_read) => return not_read.tell(console, self.json, file),
        };
        self.print(console, file, &found)?;
        let any_error = found.iter().any(|finding| finding.severity == Severity::Error);
        Ok(if any_error { Outcome::Unwell } else { Outcome::Well })
    }

    fn print(&self, console: &mut Console<'_>, file: &Path, found: &[Finding]) -> io::Result<()> {
        found.iter().try_for_each(|finding| findings::print(console, self.json, file, finding))
    }
}
