//! What the commands on a server's folder have in common.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::console::Console;
use crate::store::folder::Folder;

/// Which folder a command is about.
#[derive(Debug, Args)]
pub(super) struct Data {
    /// The folder of the database, the attachments and the keys.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

impl Data {
    pub(super) fn folder(&self) -> Folder {
        Folder::at(&self.data)
    }

    /// The folder, when there is a database in it.
    pub(super) fn existing(&self, console: &mut Console<'_>) -> io::Result<Option<Folder>> {
        let folder = self.folder();
        if folder.database().exists() {
            return Ok(Some(folder));
        }
        console.tell(format_args!("lianban: {} holds no database", self.data.display()))?;
        Ok(None)
    }
}

/// Runs what has to wait for the database.
pub(super) fn wait_for<T>(work: impl Future<Output = T>) -> io::Result<T> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work))
}

/// Tells why a command could not do its work.
pub(super) fn unusable(console: &mut Console<'_>, why: &dyn std::fmt::Display) -> io::Result<Outcome> {
    console.tell(format_args!("lianban: {why}"))?;
    Ok(Outcome::Unusable)
}

/// Tells what is wrong, a line each.
pub(super) fn tell_faults(
    console: &mut Console<'_>,
    json: bool,
    faults: &[crate::store::audit::Fault],
) -> io::Result<()> {
    for fault in faults {
        if json {
            console.json(&serde_json::json!({ "fault": fault.to_string() }))?;
        } else {
            console.tell(fault)?;
        }
    }
    Ok(())
}
