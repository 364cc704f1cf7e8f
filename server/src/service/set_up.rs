//! The first administrator of an empty installation.

use std::sync::{Mutex, PoisonError};

use app::port::{Problem, SetUp};
use flow::id::{PersonId, RoleId};
use flow::organisation::{Person, RoleInfo};
use flow::text::Text;
use subtle::ConstantTimeEq;

use super::accounts::account_name;
use super::organisation::is_id;
use super::subject::ADMINISTRATORS;
use super::{Service, SignedIn, problems};
use crate::store::accounts::AccountRow;
use crate::store::directory::Changer;
use crate::store::{Store, StoreError};

/// The one-time word that proves that whoever sets up can read the server's output. It is never stored: after a
/// restart there is another one.
#[derive(Debug)]
pub(super) struct SetUpWord(Mutex<Option<String>>);

impl SetUpWord {
    /// A word when nobody can sign in yet.
    pub(super) async fn for_store(store: &Store, demo: bool) -> Result<Self, StoreError> {
        let needed = !demo && store.accounts().await?.is_empty();
        Ok(Self(Mutex::new(needed.then(|| hex::encode(rand::random::<[u8; 16]>())))))
    }

    pub(super) fn is_needed(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn get(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes the word when it is the right one, so that it is of use once.
    fn take(&self, word: &str) -> bool {
        let mut expected = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let right = expected.as_ref().is_some_and(|expected| expected.as_bytes().ct_eq(word.as_bytes()).into());
        if right {
            *expected = None;
        }
        right
    }

    fn put_back(&self, word: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(word);
    }
}

impl Service {
    /// The word to print for whoever sets the installation up; none when there are accounts.
    #[must_use]
    pub fn set_up_word(&self) -> Option<String> {
        self.0.set_up.get()
    }

    /// Makes the first administrator and signs them in.
    ///
    /// # Errors
    /// The word is not the one that was printed, there is an administrator already, or the password cannot be taken.
    pub async fn set_up(&self, first: SetUp, agent: &str) -> Result<SignedIn, Problem> {
        if !self.0.set_up.take(first.token.trim()) {
            let (zh, en) = ("设置口令不正确，或者已经用过", "The set-up word is wrong, or has been used");
            return Err(Problem { status: 403, ..problems::field("token", "wrong", zh, en) });
        }
        let word = first.token.trim().to_owned();
        let made = self.make_administrator(first).await;
        match made {
            Ok(person) => self.begin_session(&person, agent).await,
            Err(problem) => {
                self.0.set_up.put_back(word);
                Err(problem)
            }
        }
    }

    async fn make_administrator(&self, first: SetUp) -> Result<PersonId, Problem> {
        let name = account_name(&first.name);
        if !is_id(&name) {
            return Err(problems::field(
                "name",
                "required",
                "1 到 64 个小写字母、数字或 . _ -",
                "1 to 64 lower-case letters, digits or . _ -",
            ));
        }
        let password = self.0.passwords.hash(first.password).await.map_err(problems::password)?;
        let person = PersonId::from(name.as_str());
        let _changing = self.0.changing.lock().await;
        let mut organisation = (*self.organisation()).clone();
        if !first.organisation.trim().is_empty() {
            organisation.name = Text::from(first.organisation.trim());
        }
        let called = if first.display_name.trim().is_empty() { &name } else { first.display_name.trim() };
        organisation
            .people
            .entry(person.clone())
            .or_insert_with(|| Person { name: Text::from(called), ..Person::default() });
        let role = organisation
            .roles
            .entry(RoleId::from(ADMINISTRATORS))
            .or_insert_with(|| RoleInfo { name: Text::each("系统管理员", "Administrators"), people: Vec::new() });
        role.people.push(person.clone());
        self.replace_organisation(organisation, &Changer { by: Some(person.clone()), at: self.now() }).await?;
        let account = AccountRow { person: person.clone(), name, password, disabled: None };
        self.store().save_account(&account, self.now()).await.map_err(problems::store)?;
        Ok(person)
    }
}
