//! `lianban backup`: a copy of everything, also while the server runs.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::console::Console;
use super::store::{Data, tell_faults, unusable, wait_for};
use crate::store::backup::{BackupError, back_up};

/// Copies the database as of one moment, the attachments and the keys into a new folder. A running server need not be
/// stopped. Note the head that it prints where nobody can change it: `verify --anchor` checks against it later.
#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    data: Data,

    /// The folder to make; whoever can read it can read everything, keys included.
    #[arg(value_name = "TO")]
    to: PathBuf,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        match wait_for(back_up(&self.data.folder(), &self.to))? {
            Ok(made) => {
                let head = hex::encode(made.head);
                if self.json {
                    console.json(&serde_json::json!({"backup": self.to, "events": made.events, "head": head}))?;
                } else {
                    console.tell(format_args!("{}: {} events; head {head}", self.to.display(), made.events))?;
                }
                Ok(Outcome::Well)
            }
            Err(BackupError::Unwell { faults, .. }) => {
                console.tell("lianban: the log is not as it was written; nothing was backed up")?;
                tell_faults(console, self.json, &faults)?;
                Ok(Outcome::Unwell)
            }
            Err(error) => unusable(console, &error),
        }
    }
}
