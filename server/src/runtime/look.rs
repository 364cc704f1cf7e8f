//! Looking at the text of a definition with the organisation and the processes that it will meet here.

use std::sync::Arc;

use flow::check::{Finding, Severity, Surroundings, check};
use flow::model::Definition;
use tokio::task::JoinError;

use super::{Runtime, definition_in};

/// Everything to be said about the text of a definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// What was found, errors first.
    pub findings: Vec<Finding>,
    /// The definition, when it could be read.
    pub definition: Option<Definition>,
}

impl Looked {
    fn at(text: &str, surroundings: &Surroundings<'_>) -> Self {
        let read = match definition_in(text) {
            Ok(read) => read,
            Err(findings) => return Self::new(findings, None),
        };
        let definition = Arc::new(read.value);
        let mut findings = check(&definition, surroundings);
        read.lines.locate(&mut findings);
        Self::new(findings, Some(Arc::unwrap_or_clone(definition)))
    }

    fn new(mut findings: Vec<Finding>, definition: Option<Definition>) -> Self {
        findings.sort_by_key(|finding| finding.severity);
        Self { findings, definition }
    }

    /// How many errors it has.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// Whether it can be put in force.
    #[must_use]
    pub fn is_publishable(&self) -> bool {
        self.definition.is_some() && self.errors() == 0
    }
}

impl Runtime {
    /// Looks at a text; large ones take a while, which must not hold up anybody else.
    ///
    /// # Errors
    /// When looking failed inside.
    pub async fn look_at(&self, text: String) -> Result<Looked, JoinError> {
        let organisation = self.organisation();
        let processes = self.all_in_force().into_iter().map(|(process, _)| process).collect();
        let look =
            move || Looked::at(&text, &Surroundings { organisation: Some(&organisation), processes: Some(&processes) });
        tokio::task::spawn_blocking(look).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_tells_its_line() {
        let text = "lianban: 1\nkey: P\nname: P\nnodes:\n  - {id: start, kind: start}\nedges: []\n";
        let looked = Looked::at(text, &Surroundings::default());
        let dead_end = looked.findings.iter().find(|finding| finding.code == "dead_end").unwrap();
        assert_eq!((dead_end.element.as_deref(), dead_end.line), (Some("start"), Some(5)));
        assert!(!looked.is_publishable());
    }
}
