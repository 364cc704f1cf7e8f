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
use crate::service::subject::{ADMINISTRATORS, is_administered};
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
            let changed = replace(&store, &organisation).await;
            store.close().await;
            changed
        })?;
        self.tell(console, &organisation, changed)
    }

    fn tell(
        &self,
        console: &mut Console<'_>,
        organisation: &Organisation,
        changed: Result<Option<usize>, StoreError>,
    ) -> io::Result<Outcome> {
        match changed {
            Ok(Some(changes)) => {
                let people = organisation.people.len();
                if self.json {
                    console.json(&serde_json::json!({ "people": people, "changes": changes }))?;
                } else {
                    console.tell(format_args!("{people} people; {changes} entries changed"))?;
                }
                Ok(Outcome::Well)
            }
            Ok(None) => {
                let file = self.file.display();
                console.tell(format_args!("{file}: nobody has the role `{ADMINISTRATORS}`; nothing was changed"))?;
                Ok(Outcome::Unwell)
            }
            Err(error) => unusable(console, &error),
        }
    }
}

/// Replaces the organisation and tells how many entries changed; not when nobody would be left who administers it.
/// Before there are accounts, the set-up makes an administrator.
async fn replace(store: &Store, organisation: &Organisation) -> Result<Option<usize>, StoreError> {
    if !is_administered(organisation) && !store.accounts().await?.is_empty() {
        return Ok(None);
    }
    let changer = Changer { by: None, at: (wall_clock())() };
    replace_organisation_in(store, organisation, &changer).await.map(Some)
}
