//! `lianban difference`: what is different between two definitions.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use flow::difference::{Change, differences};
use flow::model::Definition;

use super::console::Console;
use super::{Outcome, input};

/// Tells what is different between two versions of a process.
#[derive(Debug, Args)]
pub(super) struct Difference {
    /// The definition as it was: `*.flow.yaml`, `*.flow.json` or `*.bpmn`.
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The definition as it is.
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Difference {
    /// Unwell when there is a difference, as for `diff`.
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let (old, new) = match (read(&self.old), read(&self.new)) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => {
                for (path, read) in [(&self.old, old), (&self.new, new)] {
                    if let Err(not_read) = read {
                        not_read.tell(console, self.json, path)?;
                    }
                }
                return Ok(Outcome::Unusable);
            }
        };
        let found = differences(&old, &new);
        for difference in &found {
            if self.json {
                console.json(difference)?;
            } else {
                let sign = match difference.change {
                    Change::Added => '+',
                    Change::Removed => '-',
                    Change::Renamed | Change::Changed => '~',
                };
                let message = difference.message.in_language(console.language).to_owned();
                console.say(format_args!("{sign} {message}"))?;
            }
        }
        Ok(if found.is_empty() { Outcome::Well } else { Outcome::Unwell })
    }
}

fn read(path: &Path) -> Result<Definition, input::NotRead> {
    Ok(input::definition(path, None)?.definition)
}
