//! The definitions in use, each read and compiled once.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use flow::check::Finding;
use flow::file::{self, Format, Read};
use flow::id::{FieldId, ProcessKey};
use flow::model::Definition;
use flow::process::Process;
use flow::time::Moment;

use crate::store::definitions::DefinitionState;
use crate::store::{Queries, Store, StoreError};

/// The definition in a text as it is uploaded and stored: JSON when it begins with a brace, else YAML.
///
/// # Errors
/// Everything that keeps it from being read.
pub fn definition_in(text: &str) -> Result<Read<Definition>, Vec<Finding>> {
    let format = if text.trim_start().starts_with('{') { Format::Json } else { Format::Yaml };
    file::read(text, format)
}

/// A version of a definition, ready to run.
#[derive(Debug)]
pub struct Compiled {
    /// What it means.
    pub process: Process,
    /// Its fields whose values are kept beside the log.
    pub personal: HashSet<FieldId>,
}

impl Compiled {
    /// Reads the text of a definition.
    ///
    /// # Errors
    /// When it is none that can be run; such a text is never published.
    pub fn read(text: &str) -> Result<Self, StoreError> {
        let unreadable = |findings: Vec<Finding>| {
            let first = findings.first().map(|finding| format!("{finding:?}")).unwrap_or_default();
            StoreError::Damaged(format!("a stored definition cannot be read: {first}"))
        };
        let definition = definition_in(text).map_err(unreadable)?.value;
        let personal = definition.form.fields.iter().filter(|field| field.is_personal());
        let personal = personal.map(|field| field.id.clone()).collect();
        Ok(Self { process: Process::new(Arc::new(definition)).map_err(unreadable)?, personal })
    }

    /// The version-independent name of the process.
    #[must_use]
    pub fn key(&self) -> &ProcessKey {
        &self.process.definition().key
    }
}

/// The version of a process that is in force.
#[derive(Debug, Clone, Copy)]
struct InForce {
    version: u32,
    since: Moment,
}

/// What is in force, and every version that was needed so far.
#[derive(Debug)]
pub(super) struct Catalogue {
    store: Store,
    in_force: RwLock<HashMap<ProcessKey, InForce>>,
    compiled: RwLock<HashMap<(ProcessKey, u32), Arc<Compiled>>>,
}

impl Catalogue {
    pub(super) async fn read(store: Store) -> Result<Self, StoreError> {
        let catalogue = Self { store, in_force: RwLock::default(), compiled: RwLock::default() };
        catalogue.refresh().await?;
        Ok(catalogue)
    }

    /// Finds out what is in force, after something was published.
    pub(super) async fn refresh(&self) -> Result<(), StoreError> {
        let heads = self.store.definitions().await?;
        let published = heads.into_iter().filter(|head| head.state == DefinitionState::Published);
        let in_force =
            published.map(|head| (head.process, InForce { version: head.version, since: head.at })).collect();
        *self.in_force.write().unwrap_or_else(PoisonError::into_inner) = in_force;
        Ok(())
    }

    /// The version that new instances of a process begin with.
    pub(super) fn version_in_force(&self, process: &ProcessKey) -> Option<u32> {
        self.looked_up(process).map(|in_force| in_force.version)
    }

    /// Since when it is in force; the beginning of time when none is.
    pub(super) fn in_force_since(&self, process: &ProcessKey) -> Moment {
        self.looked_up(process).map_or(Moment::default(), |in_force| in_force.since)
    }

    fn looked_up(&self, process: &ProcessKey) -> Option<InForce> {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner).get(process).copied()
    }

    /// Every process with a version in force.
    pub(super) fn all_in_force(&self) -> Vec<(ProcessKey, u32)> {
        let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        in_force.iter().map(|(process, in_force)| (process.clone(), in_force.version)).collect()
    }

    /// A version, ready to run; none when there is no such version.
    pub(super) async fn compiled(
        &self,
        process: &ProcessKey,
        version: u32,
    ) -> Result<Option<Arc<Compiled>>, StoreError> {
        let name = (process.clone(), version);
        if let Some(known) = self.compiled.read().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return Ok(Some(known.clone()));
        }
        let Some(row) = self.store.definition(process, version).await? else { return Ok(None) };
        let compiled = Arc::new(Compiled::read(&row.text)?);
        // A draft may still change; only what cannot is kept.
        if row.head.state != DefinitionState::Draft {
            let mut all = self.compiled.write().unwrap_or_else(PoisonError::into_inner);
            all.insert(name, compiled.clone());
        }
        Ok(Some(compiled))
    }
}
