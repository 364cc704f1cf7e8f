//! Definitions in administration: a draft that may have errors, and versions that have none.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::port::{Code, DefinitionRow, DefinitionText, ListQuery, Page, Problem, Upload, Validation, Version};
use flow::check::{Finding, Severity, Surroundings, check};
use flow::id::ProcessKey;
use flow::model::Definition;
use flow::text::{Language, Text};

use super::listing::listed;
use super::naming::Names;
use super::permission::{Action, Object, can};
use super::{Service, Subject, problems};
use crate::runtime::definition_in;
use crate::store::definitions::{DefinitionHead, DefinitionState};
use crate::store::{Queries, Upkeep};

impl Service {
    pub(super) async fn definitions(&self, me: &Subject, query: &ListQuery) -> Result<Page<DefinitionRow>, Problem> {
        may(me, Action::Read)?;
        let heads = self.store().definitions().await.map_err(problems::store)?;
        let mut by_process: BTreeMap<ProcessKey, Vec<DefinitionHead>> = BTreeMap::new();
        for head in heads {
            by_process.entry(head.process.clone()).or_default().push(head);
        }
        let mut rows = Vec::new();
        for (process, heads) in by_process {
            rows.push(self.definition_row(process, &heads).await?);
        }
        Ok(listed(
            rows,
            query,
            |row, column| match column {
                "name" => row.name.in_language(Language::Chinese).to_owned(),
                "published" => row.published.map(|at| format!("{:020}", at.0)).unwrap_or_default(),
                _ => row.process.to_string(),
            },
            |row| (vec![row.process.to_string()], row.owner.iter().chain([&row.name]).cloned().collect()),
        ))
    }

    pub(super) async fn versions(&self, me: &Subject, process: &ProcessKey) -> Result<Vec<Version>, Problem> {
        may(me, Action::Read)?;
        let heads = self.store().definitions().await.map_err(problems::store)?;
        let of_process = heads.iter().filter(|head| head.process == *process && head.state != DefinitionState::Draft);
        let mut versions = Vec::new();
        for head in of_process.rev() {
            versions.push(self.version(head).await?);
        }
        if versions.is_empty() { Err(problems::not_found()) } else { Ok(versions) }
    }

    pub(super) async fn definition_text(
        &self,
        me: &Subject,
        process: &ProcessKey,
        version: Option<u32>,
    ) -> Result<DefinitionText, Problem> {
        may(me, Action::Read)?;
        let wanted = match version {
            Some(version) => version,
            None => self.latest(process).await?.ok_or_else(problems::not_found)?.version,
        };
        let row = self.store().definition(process, wanted).await.map_err(problems::store)?;
        let row = row.ok_or_else(problems::not_found)?;
        let version = (row.head.state != DefinitionState::Draft).then_some(row.head.version);
        let read = definition_in(&row.text);
        let name = read.map_or_else(|_| Text::from(process.as_str()), |read| read.value.name);
        Ok(DefinitionText { process: process.clone(), name, version, text: row.text })
    }

    pub(super) async fn validate(&self, me: &Subject, upload: Upload) -> Result<Validation, Problem> {
        may(me, Action::Change)?;
        Ok(self.looked_at(upload.text).await?.0)
    }

    /// Looks at a text with the organisation and the processes that it will meet here; large ones take a while, which
    /// must not hold up anybody else.
    pub(super) async fn looked_at(&self, text: String) -> Result<(Validation, Option<Definition>), Problem> {
        let organisation = self.organisation();
        let processes = self.runtime().all_in_force().into_iter().map(|(process, _)| process).collect();
        let look =
            move || looked_at(&text, &Surroundings { organisation: Some(&organisation), processes: Some(&processes) });
        tokio::task::spawn_blocking(look).await.map_err(problems::internal)
    }

    pub(super) async fn keep_definition(&self, me: &Subject, upload: &Upload) -> Result<Validation, Problem> {
        may(me, Action::Change)?;
        let (validation, definition) = self.looked_at(upload.text.clone()).await?;
        if let Some(definition) = definition {
            let save = self.store().save_draft(&definition.key, &upload.text, &me.person, self.now());
            save.await.map_err(problems::store)?;
        }
        Ok(validation)
    }

    pub(super) async fn publish(&self, me: &Subject, process: &ProcessKey) -> Result<Version, Problem> {
        may(me, Action::Change)?;
        let draft = self.latest(process).await?.filter(|head| head.state == DefinitionState::Draft);
        let draft = draft.ok_or_else(problems::not_found)?;
        let row = self.store().definition(process, draft.version).await.map_err(problems::store)?;
        let text = row.ok_or_else(problems::not_found)?.text;
        let (validation, _) = self.looked_at(text).await?;
        if !validation.publishable {
            let first = validation.findings.into_iter().next().map(|finding| finding.message).unwrap_or_default();
            return Err(Problem::new(422, Code::FINDINGS, "The definition has errors").because(first));
        }
        self.publish_draft(process, draft.version, &me.person).await?;
        let head = self.latest(process).await?.ok_or_else(problems::not_found)?;
        self.version(&head).await
    }

    /// Puts a draft into force that was checked before.
    pub(crate) async fn publish_draft(
        &self,
        process: &ProcessKey,
        version: u32,
        by: &flow::id::PersonId,
    ) -> Result<(), Problem> {
        let published = self.runtime().publish(process, version, by).await.map_err(problems::store)?;
        if published {
            Ok(())
        } else {
            Err(problems::conflict("草稿已被别人发布或改动", "The draft was published or changed by somebody else"))
        }
    }

    pub(super) async fn latest(&self, process: &ProcessKey) -> Result<Option<DefinitionHead>, Problem> {
        self.store().latest_definition(process).await.map_err(problems::store)
    }

    async fn definition_row(&self, process: ProcessKey, heads: &[DefinitionHead]) -> Result<DefinitionRow, Problem> {
        let in_force = heads.iter().find(|head| head.state == DefinitionState::Published);
        let draft = heads.iter().find(|head| head.state == DefinitionState::Draft);
        let (mut name, mut owner, mut draft_errors) = (Text::from(process.as_str()), None, 0);
        if let Some(draft) = draft
            && let Some(row) = self.store().definition(&process, draft.version).await.map_err(problems::store)?
        {
            let (validation, definition) = self.looked_at(row.text).await?;
            draft_errors = errors_in(&validation.findings);
            if let Some(definition) = definition {
                (name, owner) = (definition.name, definition.about.owner);
            }
        }
        if let Some((_, compiled)) = self.runtime().in_force(&process).await.map_err(problems::store)? {
            let definition = compiled.process.definition();
            (name, owner) = (definition.name.clone(), definition.about.owner.clone());
        }
        let organisation = self.organisation();
        Ok(DefinitionRow {
            name,
            owner: Names::new(&organisation, self.now()).owner(owner.as_deref()),
            version: in_force.map(|head| head.version),
            published: in_force.map(|head| head.at),
            draft_at: draft.map(|head| head.at),
            draft_errors,
            running: self.store().running(&process, None).await.map_err(problems::store)?,
            process,
        })
    }

    async fn version(&self, head: &DefinitionHead) -> Result<Version, Problem> {
        let organisation = self.organisation();
        Ok(Version {
            process: head.process.clone(),
            version: head.version,
            published: head.at,
            by: Some(Names::new(&organisation, self.now()).person(&head.by)),
            running: self.store().running(&head.process, Some(head.version)).await.map_err(problems::store)?,
        })
    }
}

pub(super) fn may(me: &Subject, action: Action) -> Result<(), Problem> {
    if can(me, action, &Object::Definitions) { Ok(()) } else { Err(problems::forbidden()) }
}

/// Everything to be said about the text of a definition, and the definition when it could be read.
fn looked_at(text: &str, surroundings: &Surroundings<'_>) -> (Validation, Option<Definition>) {
    let read = match definition_in(text) {
        Ok(read) => read,
        Err(findings) => return (validation(None, findings), None),
    };
    let definition = Arc::new(read.value);
    let named = Some((definition.key.clone(), definition.name.clone()));
    let mut findings = check(&definition, surroundings);
    read.lines.locate(&mut findings);
    (validation(named, findings), Some(Arc::unwrap_or_clone(definition)))
}

fn validation(process: Option<(ProcessKey, Text)>, mut findings: Vec<Finding>) -> Validation {
    findings.sort_by_key(|finding| finding.severity);
    let publishable = process.is_some() && errors_in(&findings) == 0;
    Validation { process, findings, publishable }
}

fn errors_in(findings: &[Finding]) -> u32 {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    u32::try_from(errors).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_tells_its_line() {
        let text = "lianban: 1\nkey: P\nname: P\nnodes:\n  - {id: start, kind: start}\nedges: []\n";
        let (validation, _) = looked_at(text, &Surroundings::default());
        let dead_end = validation.findings.iter().find(|finding| finding.code == "dead_end").unwrap();
        assert_eq!((dead_end.element.as_deref(), dead_end.line), (Some("start"), Some(5)));
    }
}
