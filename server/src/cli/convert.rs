//! `lianban convert`: a definition in another format.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use flow::file::{Format, to_json, to_yaml};
use flow::model::Definition;

use super::console::Console;
use super::{Outcome, findings, input};

/// Writes a definition in another format, with its keys in the order of the handbook. YAML and JSON hold the same;
/// only comments are not kept.
#[derive(Debug, Args)]
pub(super) struct Convert {
    /// The definition: `*.flow.yaml` or `*.flow.json`.
    #[arg(value_name = "IN")]
    from: PathBuf,

    /// Where it is written, in the format that the name tells. A file that is there is replaced.
    #[arg(value_name = "OUT")]
    to: PathBuf,

    /// Prints what is wrong as one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Convert {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let format = match input::format(&self.to) {
            Ok(format) => format,
            Err(wrong) => return self.tell(console, &self.to, &wrong),
        };
        let definition = match input::read::<Definition>(&self.from) {
            Ok(read) => read.value,
            Err(wrong) => return self.tell(console, &self.from, &wrong).map(|_| Outcome::Unusable),
        };
        let written = match format {
            Format::Json => to_json(&definition).map_err(|error| error.to_string()),
            Format::Yaml => to_yaml(&definition).map_err(|error| error.to_string()),
        };
        let saved = written.and_then(|text| std::fs::write(&self.to, text).map_err(|error| error.to_string()));
        match saved {
            Ok(()) => Ok(Outcome::Well),
            Err(error) => {
                console.tell(format_args!("lianban: {}: {error}", self.to.display()))?;
                Ok(Outcome::Unusable)
            }
        }
    }

    fn tell(&self, console: &mut Console<'_>, file: &Path, wrong: &input::NotRead) -> io::Result<Outcome> {
        wrong.findings.iter().try_for_each(|finding| findings::print(console, self.json, file, finding))?;
        Ok(wrong.outcome)
    }
}
