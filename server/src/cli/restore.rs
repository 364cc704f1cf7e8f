//! `lianban restore`: a backup put in the place of what is there.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::console::Console;
use super::store::{Data, tell_faults, unusable, wait_for};
use crate::store::backup::{BackupError, restore};

/// Puts a backup in the place of a server's folder, after checking it. What was there is moved aside, not removed.
/// The server must not be running.
#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    data: Data,

    /// The folder that `backup` made.
    #[arg(value_name = "FROM")]
    from: PathBuf,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Restore {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let folder = self.data.folder();
        let _hold = match folder.hold() {
            Ok(hold) => hold,
            Err(error) => return unusable(console, &error),
        };
        match wait_for(restore(&folder, &self.from))? {
            Ok((restored, former)) => {
                let head = hex::encode(restored.head);
                if self.json {
                    let events = restored.events;
                    console.json(&serde_json::json!({"events": events, "head": head, "former": former}))?;
                } else {
                    console.tell(format_args!("{} events were restored; head {head}", restored.events))?;
                    if let Some(former) = former {
                        console.tell(format_args!("what was there is in {} now", former.display()))?;
                    }
                }
                Ok(Outcome::Well)
            }
            Err(BackupError::Unwell { path, faults }) => {
                console.tell(format_args!(
                    "lianban: {} is not as it was backed up; nothing was changed",
                    path.display()
                ))?;
                tell_faults(console, self.json, &faults)?;
                Ok(Outcome::Unwell)
            }
            Err(error) => unusable(console, &error),
        }
    }
}
