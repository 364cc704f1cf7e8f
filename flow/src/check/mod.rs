//! Finds what is wrong with a definition before it can do harm. Never stops at the first problem.
//!
//! [`Process::new`] tells what keeps a definition from being run; the families below tell what can be run and should
//! not be published, or could be better. What each code means is in `docs/findings.md`.

mod data;
mod data_flow;
mod finding;
mod graph;
mod keys;
mod literals;
mod outcomes;
mod people;
mod registers;
mod repair;
mod rules;
mod soundness;
mod structure;
mod style;
mod table;
mod time;
mod wording;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use data_flow::{How, Use, uses};
pub use finding::{Finding, Severity};
pub(crate) use outcomes::outcomes;
pub use repair::{Edit, Repair, Unfit};

use crate::id::ProcessKey;
use crate::model::Definition;
use crate::organisation::Organisation;
use crate::process::{Process, vocabulary};
use graph::Graph;

/// What is known of the house that a definition is for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// Who is who; names of people are not looked up without it.
    pub organisation: Option<&'a Organisation>,
    /// The processes that can be called; calls are not looked up without it.
    pub processes: Option<&'a BTreeSet<ProcessKey>>,
}

/// Everything that is wrong with a definition, errors first.
pub fn check(definition: &Arc<Definition>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let read = Process::new(definition.clone());
    let process = read.as_ref().ok();
    let mut findings = read.as_ref().err().cloned().unwrap_or_default();
    let boundary = definition.boundary_nodes();
    let graph = Graph::new(definition, &boundary);
    structure::look(&graph, &mut findings);
    let hangs_together = findings.iter().all(|finding| finding.severity != Severity::Error);
    if let Some(process) = process.filter(|_| hangs_together) {
        soundness::look(process, &mut findings);
    }
    data::look(&graph, &mut findings);
    let declared = vocabulary(definition);
    data_flow::look(&graph, process, &declared, &mut findings);
    for look in [outcomes::look, time::look, keys::look, style::look, wording::look] {
        look(&graph, &mut findings);
    }
    table::look(&graph, process, &mut findings);
    if let Some(process) = process {
        table::look_at_people(process, &mut findings);
        rules::look(process, &declared, &mut findings);
        registers::look(process, &mut findings);
    }
    people::look(&graph, surroundings, &mut findings);
    findings.sort_by_key(|finding| finding.severity);
    findings
}

#[cfg(all(test, feature = "yaml"))]
mod tests;
