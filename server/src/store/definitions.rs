//! Versions of definitions, as stored.

use flow::id::{PersonId, ProcessKey};
use flow::time::Moment;

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
}

/// A version with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionRow {
    /// What it is.
    pub head: DefinitionHead,
    /// The file, as it was given.
    pub text: String,
}
