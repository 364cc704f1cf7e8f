//! The organisation, as stored: a row for each thing in it.

use flow::id::PersonId;
use flow::time::Moment;

use super::StoreError;
use super::rows::stored_as;

/// What a row of the directory is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What the organisation is called, and its calendar.
    Organisation,
    /// A person.
    Person,
    /// A department.
    Department,
    /// A post.
    Post,
    /// A role.
    Role,
    /// An absence.
    Absence,
}

stored_as!(Kind {
    Organisation = "organisation",
    Person = "person",
    Department = "department",
    Post = "post",
    Role = "role",
    Absence = "absence",
});

/// A row of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it is about.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The thing as JSON.
    pub body: String,
}

/// A change of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The thing as it is to be; none removes it.
    pub body: Option<String>,
}

/// Who changes the directory, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changer {
    /// Who; nobody for the command line.
    pub by: Option<PersonId>,
    /// When.
    pub at: Moment,
}
