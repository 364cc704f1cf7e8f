//! `lianban import`: an organisation from a file.

use std::io;
use std::path::PathBuf;

use clap::Args;
use flow::organisation::Organisation;

use super::console::Console;
use super::store::{Data, unusable, wait_for};
use super::{Outcome, findings, input};
use crate::runtime::wall_clock;
use crate::service::replace_organisation_in;
use crate::store::directory::Changer;
use crate::store::{Store, StoreError};

/// Puts the organisation of a file in place of the one in the store: people, departments, posts, roles, absences and
/// the calendar. Accounts stay as they are. Not while a server runs, for it would not notice.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The organisation, `*.yaml` or `*.json`.
    #[arg(value_name = "ORG")]
    file: PathBuf,

    #[command(flatten)]
    data: Data,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let organisation = match input::read::<Organisation>(&self.file) {
            Ok(read) => read.value,
            Err(not_read) => {
                for finding in &not_read.findings {
                    findings::print(console, self.json, &self.file, finding)?;
                }
                return Ok(not_read.outcome);
            }
        };
        let problems = organisation.problems();
        for problem in &problems {
            console.tell(format_args!("{}: {problem}", self.file.display()))?;
        }
        if !problems.is_empty() {
            return Ok(Outcome::Unwell);
        }
        let folder = self.data.folder();
        let _hold = match folder.hold() {
            Ok(hold) => hold,
            Err(error) => return unusable(console, &error),
        };
        // A new folder needs its key before there is a database in it.
        if let Err(error) = folder.key() {
            return unusable(console, &error);
        }
        let changed = wait_for(async {
            let store = Store::open(&folder).await?;
            let changer = Changer { by: None, at: (wall_clock())() };
            let changed = replace_organisation_in(&store, &organisation, &changer).await;
            store.close().await;
            changed
        })?;
        self.tell(console, &organisation, changed)
    }

    fn tell(
        &self,
        console: &mut Console<'_>,
        organisation: &Organisation,
        changed: Result<usize, StoreError>,
    ) -> io::Result<Outcome> {
        match changed {
            Ok(changes) => {
                let people = organisation.people.len();
                if self.json {
                    console.json(&serde_json::json!({ "people": people, "changes": changes }))?;
                } else {
                    console.tell(format_args!("{people} people; {changes} entries changed"))?;
                }
                Ok(Outcome::Well)
            }
            Err(error) => unusable(console, &error),
        }
    }
}
