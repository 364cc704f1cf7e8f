//! Accounts: who can sign in. Administration and the command line do the same here.

use std::net::IpAddr;

use app::port::{ChangePassword, Code, Issued, Problem};
use flow::id::PersonId;
use flow::organisation::Organisation;
use flow::time::Moment;

use super::organisation::is_id;
use super::password::{NoPassword, Passwords};
use super::permission::Action;
use super::{Service, SignedIn, Subject, problems};
use crate::store::accounts::AccountRow;
use crate::store::{Store, StoreError};

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum NoAccount {
    /// There is no account of that name, or of that person.
    #[error("there is no account `{0}`; `lianban user add` makes one")]
    Unknown(String),
    /// The name is somebody's already.
    #[error("there is an account `{0}` already; `lianban user reset` gives it a new password")]
    Known(String),
    /// Nobody has two accounts: a second one would take the place of the first.
    #[error("{person} signs in as `{name}` already; `lianban user reset {name}` gives a new password")]
    Has {
        /// Who.
        person: PersonId,
        /// The name of their account.
        name: String,
    },
    /// The organisation has no such person.
    #[error("there is nobody called `{0}` in the organisation; add them in administration or by `lianban import`")]
    Nobody(PersonId),
    /// What cannot be a name.
    #[error("`{0}` is no name to sign in with: 1 to 64 letters, digits or . _ -")]
    Name(String),
    /// The password was not taken.
    #[error(transparent)]
    Password(#[from] NoPassword),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The accounts of an installation, to be changed at a moment.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a> {
    /// Where they are.
    pub store: &'a Store,
    /// What makes hashes of passwords.
    pub passwords: &'a Passwords,
    /// When they are changed.
    pub now: Moment,
}

impl Accounts<'_> {
    /// Lets a person of the organisation sign in by a name, with a password that is told once.
    ///
    /// # Errors
    /// When the name is somebody's or cannot be one, when the person has an account or is not there; so for all that
    /// follow, and when the store fails.
    pub async fn add(
        self,
        organisation: &Organisation,
        name: &str,
        person: &PersonId,
    ) -> Result<(AccountRow, Issued), NoAccount> {
        let name = account_name(name);
        if !is_id(&name) {
            return Err(NoAccount::Name(name));
        }
        if self.store.account(&name).await?.is_some() {
            return Err(NoAccount::Known(name));
        }
        if !organisation.people.contains_key(person) {
            return Err(NoAccount::Nobody(person.clone()));
        }
        if let Some(account) = self.store.account_of(person).await? {
            return Err(NoAccount::Has { person: person.clone(), name: account.name });
        }
        self.issue(AccountRow { person: person.clone(), name, password: String::new(), disabled: None }).await
    }

    /// The account of a name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn named(self, name: &str) -> Result<AccountRow, NoAccount> {
        let name = account_name(name);
        self.store.account(&name).await?.ok_or(NoAccount::Unknown(name))
    }

    /// The account of a person.
    ///
    /// # Errors
    /// When they have none.
    pub async fn of(self, person: &PersonId) -> Result<AccountRow, NoAccount> {
        self.store.account_of(person).await?.ok_or_else(|| NoAccount::Unknown(person.to_string()))
    }

    /// Gives a new password, told once, lets in again who was disabled, and ends the sessions there are.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn issue(self, account: AccountRow) -> Result<(AccountRow, Issued), NoAccount> {
        let issued = Issued { name: account.name.clone(), password: new_password() };
        let password = self.passwords.hash(issued.password.clone()).await?;
        let account = AccountRow { password, disabled: None, ..account };
        self.save(&account).await?;
        Ok((account, issued))
    }

    /// Keeps somebody from signing in and ends their sessions. What they did stays.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn disable(self, account: AccountRow) -> Result<AccountRow, NoAccount> {
        let account = AccountRow { disabled: Some(self.now), ..account };
        self.save(&account).await?;
        Ok(account)
    }

    /// Writes an account; whoever is signed in by what it was before has to sign in anew.
    async fn save(self, account: &AccountRow) -> Result<(), NoAccount> {
        self.store.save_account(account, self.now).await?;
        Ok(self.store.end_sessions_of(&account.person).await?)
    }
}

/// A name as accounts are known by it, however somebody typed it.
#[must_use]
pub fn account_name(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// 80 random bits in groups that can be read out over a telephone.
fn new_password() -> String {
    let random = hex::encode(rand::random::<[u8; 10]>());
    [&random[..5], &random[5..10], &random[10..15], &random[15..]].join("-")
}

impl Service {
    fn accounts(&self) -> Accounts<'_> {
        Accounts { store: self.store(), passwords: &self.0.passwords, now: self.now() }
    }

    pub(super) async fn open_account(&self, me: &Subject, person: &PersonId, name: &str) -> Result<Issued, Problem> {
        self.may_manage(me, Action::Change)?;
        let added = self.accounts().add(&self.organisation(), name, person).await;
        added.map(|(_, issued)| issued).map_err(problem)
    }

    pub(super) async fn reset_account(&self, me: &Subject, person: &PersonId) -> Result<Issued, Problem> {
        self.may_manage(me, Action::Change)?;
        let account = self.accounts().of(person).await.map_err(problem)?;
        self.accounts().issue(account).await.map(|(_, issued)| issued).map_err(problem)
    }

    pub(super) async fn disable_account(&self, me: &Subject, person: &PersonId) -> Result<(), Problem> {
        self.may_manage(me, Action::Change)?;
        // So that at least whoever acts can go on to administer.
        if *person == me.person {
            return Err(problems::conflict("不能停用自己的账号", "Nobody disables their own account"));
        }
        let account = self.accounts().of(person).await.map_err(problem)?;
        self.accounts().disable(account).await.map(drop).map_err(problem)
    }

    /// Gives somebody who knows their password another one. All their sessions end, and one begins where they are.
    ///
    /// # Errors
    /// They have no account, the password is not theirs, too many wrong ones, or the new one cannot be taken.
    pub async fn change_password(
        &self,
        me: &Subject,
        change: ChangePassword,
        address: IpAddr,
        agent: &str,
    ) -> Result<SignedIn, Problem> {
        let account = self.accounts().of(&me.person).await.map_err(problem)?;
        let known = self.person_by_password(&account.name, change.current, address).await;
        known.map_err(|problem| {
            if problem.code != Code::WRONG_CREDENTIALS {
                return problem;
            }
            problems::field("current", "wrong", "当前密码不正确", "This is not your password")
        })?;
        let password = self.0.passwords.hash(change.password).await.map_err(problems::password)?;
        self.accounts().save(&AccountRow { password, ..account }).await.map_err(problem)?;
        self.begin_session(&me.person, agent).await
    }
}

fn problem(why: NoAccount) -> Problem {
    match why {
        NoAccount::Unknown(_) | NoAccount::Nobody(_) => problems::not_found(),
        NoAccount::Known(_) => problems::field("name", "taken", "这个账号已有人使用", "Somebody has this name already"),
        NoAccount::Has { .. } => problems::conflict("此人已有账号", "They have an account already"),
        NoAccount::Name(_) => {
            problems::field("name", "check", "1 到 64 个字母、数字或 . _ -", "1 to 64 letters, digits or . _ -")
        }
        NoAccount::Password(why) => problems::password(why),
        NoAccount::Store(error) => problems::store(error),
    }
}
