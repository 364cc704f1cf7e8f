//! `lianban verify`: is everything as it was written?

use std::io;

use clap::Args;

use super::Outcome;
use super::console::Console;
use super::store::{Data, tell_faults, unusable, wait_for};
use crate::runtime::check_read_models;
use crate::store::audit::{Findings, check_attachments, check_log};
use crate::store::chain::Hash;
use crate::store::folder::Folder;
use crate::store::{Store, StoreError};

/// Checks that nothing of the log was changed, removed or put in another order, that its attachments are there, and
/// that pages show what it says. A running server need not be stopped.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    data: Data,

    /// A head that was noted earlier, for example by a backup: finds out whether the log was cut or written anew.
    #[arg(long, value_name = "HASH", value_parser = hash)]
    anchor: Option<Hash>,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

fn hash(text: &str) -> Result<Hash, String> {
    let mut hash = Hash::default();
    hex::decode_to_slice(text, &mut hash).map_err(|error| format!("a head has 64 hexadecimal digits: {error}"))?;
    Ok(hash)
}

impl Verify {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let Some(folder) = self.data.existing(console)? else { return Ok(Outcome::Unusable) };
        let findings = match wait_for(self.check(&folder))? {
            Ok(findings) => findings,
            Err(error) => return unusable(console, &error),
        };
        let Findings { events, commits, head, faults, .. } = &findings;
        tell_faults(console, self.json, faults)?;
        let head = hex::encode(head);
        if self.json {
            let faults = faults.len();
            console.json(&serde_json::json!({"events": events, "commits": commits, "head": head, "faults": faults}))?;
        } else {
            console.tell(format_args!("{events} events in {commits} commits, {} faults; head {head}", faults.len()))?;
        }
        Ok(if faults.is_empty() { Outcome::Well } else { Outcome::Unwell })
    }

    async fn check(&self, folder: &Folder) -> Result<Findings, StoreError> {
        let store = Store::open_as_it_is(folder).await?;
        let mut findings = check_log(&store, &folder.key()?, self.anchor).await?;
        findings.faults.extend(check_attachments(folder, &findings.files)?);
        findings.faults.extend(check_read_models(&store).await?);
        store.close().await;
        Ok(findings)
    }
}
