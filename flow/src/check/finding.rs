use serde::{Deserialize, Serialize};

use super::repair::{Edit, Repair};
use crate::id::NodeId;
use crate::text::Text;

/// Something that is wrong with a definition, or could be better.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// Whether it stands in the way of publishing.
    pub severity: Severity,
    /// A stable name, such as `unreachable_node`.
    pub code: String,
    /// The node, edge, field or lane that it is about; none for the file as a whole.
    pub element: Option<String>,
    /// What is wrong, and what would be right.
    pub message: Text,
    /// The nodes of a counter-example, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<NodeId>>,
    /// What would put it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Repair>,
    /// The rows that it is about, from 1, in a table of the element.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u32>,
    /// The line of the file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// Whether a finding stands in the way of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It does.
    Error,
    /// It does not.
    Warning,
    /// It does not, and may well be meant.
    Note,
}

impl Finding {
    /// A finding that stands in the way of publishing.
    pub fn error(code: &str, element: impl Into<String>, message: Text) -> Self {
        Self::new(Severity::Error, code, Some(element.into()), message)
    }

    /// A finding that does not stand in the way.
    pub fn warning(code: &str, element: impl Into<String>, message: Text) -> Self {
        Self::new(Severity::Warning, code, Some(element.into()), message)
    }

    /// A finding that may well be meant as it is.
    pub fn note(code: &str, element: impl Into<String>, message: Text) -> Self {
        Self::new(Severity::Note, code, Some(element.into()), message)
    }

    fn new(severity: Severity, code: &str, element: Option<String>, message: Text) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            element,
            message,
            path: None,
            repair: None,
            rows: Vec::new(),
            line: None,
        }
    }

    /// The same finding with what would put it right.
    #[must_use]
    pub fn with_repair(mut self, text: Text) -> Self {
        self.repair = Some(Repair::by_people(text));
        self
    }

    /// The same finding about rows of a table, counted from 0.
    #[must_use]
    pub(super) fn about_rows(mut self, places: impl IntoIterator<Item = usize>) -> Self {
        self.rows.extend(places.into_iter().filter_map(|place| u32::try_from(place + 1).ok()));
        self
    }

    /// The same finding, whose repair can be applied like this.
    #[must_use]
    pub(super) fn with_edits(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        if let Some(repair) = &mut self.repair {
            repair.edits.extend(edits);
        }
        self
    }
}
