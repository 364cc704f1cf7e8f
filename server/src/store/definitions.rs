//! Versions of definitions, as stored.

use std::fmt;
use std::str::FromStr;

use flow::id::{PersonId, ProcessKey};
use flow::time::Moment;
use sha2::{Digest, Sha256};

use super::StoreError;
use super::chain::Hash;
use super::rows::stored_as;

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DefinitionState {
    /// Being written; may still change.
    Draft,
    /// In force: new instances begin with it. At most one version of a process.
    Published,
    /// Was in force; instances that began with it keep it.
    Retired,
}

stored_as!(DefinitionState { Draft = "draft", Published = "published", Retired = "retired" });

/// What a version is, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionHead {
    /// The process.
    pub process: ProcessKey,
    /// Its version, from 1.
    pub version: u32,
    /// Where it stands.
    pub state: DefinitionState,
    /// The hash of its text.
    pub hash: Hash,
    /// When it was last written or published.
    pub at: Moment,
    /// Who did.
    pub by: PersonId,
    /// When it comes into force by itself: a draft that is not changed until then.
    pub coming: Option<Coming>,
}

/// That a draft comes into force by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// When.
    pub at: Moment,
    /// In whose name.
    pub by: PersonId,
}

impl DefinitionHead {
    /// Which text it is.
    #[must_use]
    pub fn revision(&self) -> Revision {
        Revision::of_hash(&self.hash)
    }
}

/// How many bytes of a text's hash tell it from every other text of the same process.
const TELLING: usize = 16;

/// Which text a change is based on: the beginning of the hash of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Revision([u8; TELLING]);

impl Revision {
    /// That of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_hash(&Sha256::digest(text.as_bytes()).into())
    }

    fn of_hash(hash: &Hash) -> Self {
        Self(hash.first_chunk().copied().unwrap_or_default())
    }

    /// One that was stored.
    ///
    /// # Errors
    /// These are not as many bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoreError> {
        let bytes = bytes.try_into().map_err(|_| StoreError::Damaged("a revision has another length".to_owned()))?;
        Ok(Self(bytes))
    }

    /// As many bytes of the hash as it has.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// A text that names no revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no revision")]
pub struct NoRevision;

impl FromStr for Revision {
    type Err = NoRevision;

    fn from_str(text: &str) -> Result<Self, NoRevision> {
        let mut bytes = [0; TELLING];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NoRevision)?;
        Ok(Self(bytes))
    }
}

/// That somebody asks others to look at a draft before it comes into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The text that it is about.
    pub draft: Revision,
    /// When it was asked for.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
    /// What whoever looks at it should know.
    pub note: Option<String>,
    /// What was answered.
    pub answer: Option<ReviewAnswer>,
}

impl Review {
    /// Whether a draft was sent back as it is: it is changed before it comes into force.
    #[must_use]
    pub fn sends_back(&self, draft: &DefinitionHead) -> bool {
        self.is_about(draft) && self.answer.as_ref().is_some_and(|answer| !answer.agrees)
    }

    /// Whether a draft still is the text that was looked at.
    #[must_use]
    pub fn is_about(&self, draft: &DefinitionHead) -> bool {
        self.draft == draft.revision()
    }
}

/// What came of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewAnswer {
    /// When.
    pub at: Moment,
    /// Who looked at it.
    pub by: PersonId,
    /// Whether it may come into force as it is.
    pub agrees: bool,
    /// What they say about it.
    pub remark: Option<String>,
}

/// What a draft may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Over {
    /// Whatever is there.
    Anything,
    /// Nothing: there must be no such process.
    Nothing,
    /// Versions alone: there must be no draft.
    Versions,
    /// This text: that of the draft, or of the version in force where there is none.
    Text(Revision),
}

/// A version with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionRow {
    /// What it is.
    pub head: DefinitionHead,
    /// The file, as it was given.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_told_and_read_again() {
        let revision = Revision::of("lianban: 1");
        assert_eq!(revision.to_string().parse(), Ok(revision));
        assert_ne!(revision, Revision::of("lianban: 2"));
        assert_eq!("v1".parse::<Revision>(), Err(NoRevision));
    }
}
