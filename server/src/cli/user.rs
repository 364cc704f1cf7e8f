//! `lianban user`: who can sign in. Works beside a running server.

use std::io;

use clap::{Args, Subcommand};
use flow::id::PersonId;
use flow::time::Moment;

use super::Outcome;
use super::console::Console;
use super::store::{Data, unusable, wait_for};
use crate::runtime::wall_clock;
use crate::service::{NoPassword, Passwords, organisation_in};
use crate::store::accounts::AccountRow;
use crate::store::{Store, StoreError};

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

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
enum NoAccount {
    #[error("there is no account `{0}`; `lianban user add` makes one")]
    Unknown(String),
    #[error("there is an account `{0}` already; `lianban user reset` gives it a new password")]
    Known(String),
    #[error("{person} signs in as `{name}` already; `lianban user reset {name}` gives a new password")]
    Has { person: PersonId, name: String },
    #[error("there is nobody called `{0}` in the organisation; add them in administration or by `lianban import`")]
    Nobody(PersonId),
    #[error(transparent)]
    Password(#[from] NoPassword),
    #[error(transparent)]
    Store(#[from] StoreError),
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
        match self {
            Self::Add { name, person, .. } => add(store, name, person.as_ref(), now).await,
            Self::Disable { name, .. } => {
                let account = AccountRow { disabled: Some(now), ..known(store, name).await? };
                store.save_account(&account, now).await?;
                store.end_sessions_of(&account.person).await?;
                Ok(Changed { account, password: None })
            }
            Self::Reset { name, .. } => {
                let password = new_password();
                let hash = Passwords::default().hash(password.clone()).await?;
                let account = AccountRow { password: hash, disabled: None, ..known(store, name).await? };
                store.save_account(&account, now).await?;
                store.end_sessions_of(&account.person).await?;
                Ok(Changed { account, password: Some(password) })
            }
        }
    }
}

async fn add(store: &Store, name: &str, person: Option<&PersonId>, now: Moment) -> Result<Changed, NoAccount> {
    let name = name.trim().to_lowercase();
    let person = person.cloned().unwrap_or_else(|| PersonId::from(name.as_str()));
    if store.account(&name).await?.is_some() {
        return Err(NoAccount::Known(name));
    }
    if !organisation_in(store).await?.people.contains_key(&person) {
        return Err(NoAccount::Nobody(person));
    }
    // Nobody has two accounts: a second one would take the place of the first.
    if let Some(account) = store.accounts().await?.into_iter().find(|account| account.person == person) {
        return Err(NoAccount::Has { person, name: account.name });
    }
    let password = new_password();
    let hash = Passwords::default().hash(password.clone()).await?;
    let account = AccountRow { person, name, password: hash, disabled: None };
    store.save_account(&account, now).await?;
    Ok(Changed { account, password: Some(password) })
}

async fn known(store: &Store, name: &str) -> Result<AccountRow, NoAccount> {
    let name = name.trim().to_lowercase();
    store.account(&name).await?.ok_or(NoAccount::Unknown(name))
}

/// 80 random bits in groups that can be read out over a telephone.
fn new_password() -> String {
    let random = hex::encode(rand::random::<[u8; 10]>());
    [&random[..5], &random[5..10], &random[10..15], &random[15..]].join("-")
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
