//! `lianban user`: who can sign in. Works beside a running server.

use std::io;

use app::port::Issued;
use clap::{Args, Subcommand};
use flow::id::PersonId;
use flow::time::Moment;

use super::Outcome;
use super::console::Console;
use super::store::{Data, unusable, wait_for};
use crate::runtime::wall_clock;
use crate::service::{Accounts, NoAccount, Passwords, account_name, organisation_in};
use crate::store::Store;
use crate::store::accounts::AccountRow;

/// Makes and changes the accounts of people.
#[derive(Debug, Args)]
pub(super) struct User {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Lets a person of the organisation sign in, with a password that is printed once.
    Add {
        /// The name to sign in with.
        name: String,
        /// The person, when their id is not the name.
        #[arg(long, value_name = "ID")]
        person: Option<PersonId>,
        #[command(flatten)]
        common: Common,
    },
    /// Keeps somebody from signing in and ends their sessions. What they did stays.
    Disable {
        /// The name they sign in with.
        name: String,
        #[command(flatten)]
        common: Common,
    },
    /// Gives somebody a new password, printed once, and ends their sessions. Also lets in again who was disabled.
    Reset {
        /// The name they sign in with.
        name: String,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    data: Data,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

/// An account after it was made or changed.
struct Changed {
    account: AccountRow,
    password: Option<String>,
}

impl User {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let (Act::Add { common, .. } | Act::Disable { common, .. } | Act::Reset { common, .. }) = &self.act;
        let Some(folder) = common.data.existing(console)? else { return Ok(Outcome::Unusable) };
        let changed = wait_for(async {
            let store = Store::open(&folder).await?;
            let changed = self.act.carry_out(&store, (wall_clock())()).await;
            store.close().await;
            changed
        })?;
        match changed {
            Ok(changed) => tell(console, common.json, &changed).map(|()| Outcome::Well),
            Err(error) => unusable(console, &error),
        }
    }
}

impl Act {
    async fn carry_out(&self, store: &Store, now: Moment) -> Result<Changed, NoAccount> {
        let passwords = Passwords::default();
        let accounts = Accounts { store, passwords: &passwords, now };
        match self {
            Self::Add { name, person, .. } => {
                let person = person.clone().unwrap_or_else(|| PersonId::from(account_name(name)));
                accounts.add(&organisation_in(store).await?, name, &person).await.map(issued)
            }
            Self::Disable { name, .. } => {
                let account = accounts.disable(accounts.named(name).await?).await?;
                Ok(Changed { account, password: None })
            }
            Self::Reset { name, .. } => accounts.issue(accounts.named(name).await?).await.map(issued),
        }
    }
}

fn issued((account, issued): (AccountRow, Issued)) -> Changed {
    Changed { account, password: Some(issued.password) }
}

fn tell(console: &mut Console<'_>, json: bool, changed: &Changed) -> io::Result<()> {
    let Changed { account, password } = changed;
    if json {
        let (name, person, disabled) = (&account.name, &account.person, account.disabled.is_some());
        return console.json(&serde_json::json!({
            "name": name, "person": person, "disabled": disabled, "password": password,
        }));
    }
    match password {
        Some(password) => console.tell(format_args!("{}: {password}", account.name)),
        None => console.tell(format_args!("{}: disabled", account.name)),
    }
}
