//! Accounts and sessions, as stored.

use flow::id::PersonId;
use flow::time::Moment;

use super::chain::Hash;

/// A name to sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Whose.
    pub person: PersonId,
    /// The name, in lower case.
    pub name: String,
    /// The hash of the password in PHC form.
    pub password: String,
    /// Since when it cannot be used.
    pub disabled: Option<Moment>,
}

/// That somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The hash of the token that the browser holds.
    pub token: Hash,
    /// Who.
    pub person: PersonId,
    /// Which browser, in two words.
    pub agent: String,
    /// Since when.
    pub created: Moment,
    /// When it was last used, to within a minute.
    pub used: Moment,
}
