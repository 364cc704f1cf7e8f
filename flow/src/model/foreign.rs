//! What another tool's file carried, as far as it matters here.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Definition;
use crate::id::NodeId;
use crate::text::Text;

/// Why an element of another tool's file cannot be executed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// A stable name, as findings have it.
    pub code: String,
    /// The element that it is about, where that is no part of the process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// What is in the way.
    pub message: Text,
}

/// What is kept of an element of another tool's file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Foreign {
    /// Why it cannot be executed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refusal>,
    /// The text of a script that is not in our language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// The language that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Definition {
    /// Where `foreign` keeps the file of BPMN that the definition came from. No element has an id with a colon.
    pub const DOCUMENT: &'static str = "bpmn:document";

    /// Whether it came from a file of BPMN, whose tokens may end where nothing leads on.
    pub fn is_from_bpmn(&self) -> bool {
        self.foreign.contains_key(Self::DOCUMENT)
    }

    /// What is kept of an element of another tool's file, where that is something we know of.
    pub fn foreign_part(&self, element: &str) -> Option<Foreign> {
        let kept = self.foreign.get(element).filter(|kept| kept.is_object())?;
        Foreign::deserialize(kept).ok()
    }

    /// Keeps something of an element of another tool's file.
    pub fn keep_foreign(&mut self, element: &str, change: impl FnOnce(&mut Foreign)) {
        let mut kept = self.foreign_part(element).unwrap_or_default();
        change(&mut kept);
        if let Ok(kept) = serde_json::to_value(&kept) {
            self.foreign.insert(element.to_owned(), kept);
        }
    }

    /// What cannot be executed of what the definition still has: the id of the element, and why.
    pub fn refusals(&self) -> impl Iterator<Item = (String, Refusal)> {
        let nodes = self.element_ids().map(NodeId::as_str);
        let edges = self.edges.iter().map(|edge| edge.id.as_str());
        let lanes = self.lanes.iter().map(|lane| lane.id.as_str());
        let known: HashSet<&str> = nodes.chain(edges).chain(lanes).chain([self.key.as_str()]).collect();
        let kept = self.foreign.keys().filter(move |element| known.contains(element.as_str()));
        kept.filter_map(|element| Some((element, self.foreign_part(element)?))).flat_map(|(element, kept)| {
            kept.refused
                .into_iter()
                .map(|refusal| (refusal.element.clone().unwrap_or_else(|| element.clone()), refusal))
        })
    }

    /// The text of the file of BPMN that it came from.
    pub fn document(&self) -> Option<&str> {
        self.foreign.get(Self::DOCUMENT).and_then(Json::as_str)
    }
}
