//! `lianban rebuild`: what pages read, made again from the log.

use std::io;

use clap::Args;

use super::Outcome;
use super::console::Console;
use super::store::{Data, unusable, wait_for};
use crate::store::folder::Folder;
use crate::store::{Store, StoreError};

/// Makes everything that pages read again from the log. The server must not be running.
#[derive(Debug, Args)]
pub(super) struct Rebuild {
    #[command(flatten)]
    data: Data,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl Rebuild {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let Some(folder) = self.data.existing(console)? else { return Ok(Outcome::Unusable) };
        let _hold = match folder.hold() {
            Ok(hold) => hold,
            Err(error) => return unusable(console, &error),
        };
        match wait_for(rebuild(&folder))? {
            Ok(instances) if self.json => console.json(&serde_json::json!({ "instances": instances }))?,
            Ok(instances) => console.tell(format_args!("the read models of {instances} instances were made again"))?,
            Err(StoreError::Damaged(what)) => {
                console.tell(format_args!("lianban: the log cannot be replayed, nothing was changed: {what}"))?;
                return Ok(Outcome::Unwell);
            }
            Err(error) => return unusable(console, &error),
        }
        Ok(Outcome::Well)
    }
}

async fn rebuild(folder: &Folder) -> Result<u64, StoreError> {
    let store = Store::open(folder).await?;
    let mut log = store.log(folder.key()?).await?;
    let instances = crate::runtime::rebuild(&store, &mut log).await?;
    store.close().await;
    Ok(instances)
}
