//! Definitions in administration: a draft that may have errors, and versions that have none.

use std::collections::BTreeMap;
use std::str::FromStr;

use app::port::{Code, DefinitionRow, DefinitionText, ListQuery, Page, Problem, Upload, Validation, Version};
use feel::Date;
use flow::id::ProcessKey;
use flow::model::Definition;
use flow::text::{Language, Text};
use flow::time::Moment;

use super::listing::listed;
use super::naming::Names;
use super::permission::{Action, Object, can};
use super::{Service, Subject, problems};
use crate::runtime::definition_in;
use crate::store::definitions::{DefinitionHead, DefinitionRow as Stored, DefinitionState, Over, Revision};
use crate::store::{Queries, Upkeep};

/// How many years ahead a draft may be planned to come into force.
const MOST_YEARS_AHEAD: i32 = 10;

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

    pub(super) async fn looked_at(&self, text: String) -> Result<(Validation, Option<Definition>), Problem> {
        let looked = self.runtime().look_at(text).await.map_err(problems::internal)?;
        let process = looked.definition.as_ref().map(|read| (read.key.clone(), read.name.clone()));
        let publishable = looked.is_publishable();
        Ok((Validation { process, findings: looked.findings, publishable }, looked.definition))
    }

    pub(super) async fn keep_definition(&self, me: &Subject, upload: &Upload) -> Result<Validation, Problem> {
        may(me, Action::Change)?;
        let (validation, definition) = self.looked_at(upload.text.clone()).await?;
        if let Some(definition) = definition {
            let write =
                self.store().write_draft(&definition.key, Over::Anything, &upload.text, &me.person, self.now()).await;
            write.map_err(problems::store)?.ok_or_else(scheduled)?;
        }
        Ok(validation)
    }

    pub(super) async fn publish(&self, me: &Subject, process: &ProcessKey) -> Result<Version, Problem> {
        may(me, Action::Change)?;
        let draft = self.publishable_draft(process).await?;
        let published = self.runtime().publish(process, draft, &me.person).await.map_err(problems::store)?;
        if !published {
            return Err(draft_changed());
        }
        let head = self.latest(process).await?.ok_or_else(problems::not_found)?;
        self.version(&head).await
    }

    /// Has the draft come into force when a day begins. Until then it stays as it is.
    pub(super) async fn publish_on(&self, me: &Subject, process: &ProcessKey, day: &str) -> Result<Version, Problem> {
        may(me, Action::Change)?;
        let at = self.beginning_of(day)?;
        let draft = self.publishable_draft(process).await?;
        let planned = self.runtime().publish_at(process, draft, &me.person, at).await.map_err(problems::store)?;
        planned.ok_or_else(draft_changed)?;
        let head = self.latest(process).await?.ok_or_else(problems::not_found)?;
        self.version(&head).await
    }

    /// When a day to come begins where the organisation is.
    fn beginning_of(&self, day: &str) -> Result<Moment, Problem> {
        let wrong = |code, zh, en| problems::field("from", code, zh, en);
        let no_day = |_| wrong("type", "请填写日期，例如 2027-03-09", "Write a date, such as 2027-03-09");
        let day = Date::from_str(day).map_err(no_day)?;
        let organisation = self.organisation();
        let today = organisation.calendar.date_of(self.now());
        if day <= today {
            return Err(wrong("not_later", "请选择今天之后的日期", "Choose a day after today"));
        }
        if day.year() > today.year() + MOST_YEARS_AHEAD {
            return Err(wrong("too_late", "最多提前十年", "It lies at most ten years ahead"));
        }
        Ok(organisation.calendar.begins(day))
    }

    pub(super) async fn cancel_publishing(&self, me: &Subject, process: &ProcessKey) -> Result<(), Problem> {
        may(me, Action::Change)?;
        let was_planned = self.store().keep_back(process).await.map_err(problems::store)?;
        if was_planned { Ok(()) } else { Err(problems::not_found()) }
    }

    /// The draft, which has no errors as far as can be seen now.
    async fn publishable_draft(&self, process: &ProcessKey) -> Result<Revision, Problem> {
        let draft = self.latest(process).await?.filter(|head| head.state == DefinitionState::Draft);
        let draft = draft.ok_or_else(problems::not_found)?;
        let row = self.store().definition(process, draft.version).await.map_err(problems::store)?;
        let Stored { head, text } = row.ok_or_else(problems::not_found)?;
        self.not_sent_back(&head).await?;
        let (validation, _) = self.looked_at(text).await?;
        if !validation.publishable {
            let first = validation.findings.into_iter().next().map(|finding| finding.message).unwrap_or_default();
            return Err(Problem::new(422, Code::FINDINGS, "The definition has errors").because(first));
        }
        Ok(head.revision())
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
            let looked = self.runtime().look_at(row.text).await.map_err(problems::internal)?;
            draft_errors = u32::try_from(looked.errors()).unwrap_or(u32::MAX);
            if let Some(definition) = looked.definition {
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
            comes_into_force: draft.and_then(|head| head.coming.as_ref()).map(|coming| coming.at),
            running: self.store().running(&process, None).await.map_err(problems::store)?,
            process,
        })
    }

    async fn version(&self, head: &DefinitionHead) -> Result<Version, Problem> {
        let organisation = self.organisation();
        Ok(Version {
            process: head.process.clone(),
            version: head.version,
            published: head.coming.as_ref().map_or(head.at, |coming| coming.at),
            by: Some(Names::new(&organisation, self.now()).person(&head.by)),
            comes_into_force: head.coming.as_ref().map(|coming| coming.at),
            running: self.store().running(&head.process, Some(head.version)).await.map_err(problems::store)?,
        })
    }
}

pub(super) fn may(me: &Subject, action: Action) -> Result<(), Problem> {
    if can(me, action, &Object::Definitions) { Ok(()) } else { Err(problems::forbidden()) }
}

fn draft_changed() -> Problem {
    problems::conflict("草稿已被别人发布或改动", "The draft was published or changed by somebody else")
}

/// The draft comes into force as it is.
pub(super) fn scheduled() -> Problem {
    Problem::new(409, Code::of("scheduled"), "The draft comes into force as it is; cancel that to change it")
}
