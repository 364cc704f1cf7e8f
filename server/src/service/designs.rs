//! Definitions as they are drawn: read as a whole, and changed on top of what was read.

use app::port::{Code, Design, DesignChange, Kept, Problem, Surroundings, Validation};
use flow::check::Finding;
use flow::file::{LONGEST, to_yaml};
use flow::id::ProcessKey;
use flow::model::Definition;
use flow::text::{Language, Text};

use super::definitions::{may, scheduled};
use super::naming::Names;
use super::permission::{Action, Object, can};
use super::{Service, Subject, problems};
use crate::runtime::definition_in;
use crate::store::definitions::{DefinitionRow, DefinitionState, Over, Revision};
use crate::store::{Queries, Upkeep};

impl Service {
    pub(super) async fn design(
        &self,
        me: &Subject,
        process: &ProcessKey,
        version: Option<u32>,
    ) -> Result<Design, Problem> {
        may(me, Action::Read)?;
        let DefinitionRow { head, text } = self.text_of(process, version).await?;
        let read = tokio::task::spawn_blocking(move || definition_in(&text)).await.map_err(problems::internal)?;
        let definition = read.map_err(|findings| unreadable(&findings))?.value;
        let organisation = self.organisation();
        let by = Names::new(&organisation, self.now()).person(&head.by);
        let in_force = self.runtime().in_force(process).await.map_err(problems::store)?;
        let is_draft = head.state == DefinitionState::Draft;
        let review = if is_draft { self.review_of(me, &head).await? } else { None };
        Ok(Design {
            process: process.clone(),
            definition,
            revision: head.revision().to_string(),
            version: in_force.map(|(version, _)| version),
            is_draft,
            review,
            changed: Some((head.at, by)),
            comes_into_force: head.coming.map(|coming| coming.at),
            may_change: can(me, Action::Change, &Object::Definitions),
        })
    }

    /// The text of a version; without one that of the draft, or of the version in force where there is none.
    pub(super) async fn text_of(&self, process: &ProcessKey, version: Option<u32>) -> Result<DefinitionRow, Problem> {
        let wanted = match version {
            Some(version) => version,
            None => self.latest(process).await?.ok_or_else(problems::not_found)?.version,
        };
        let row = self.store().definition(process, wanted).await.map_err(problems::store)?;
        // A draft has a number once it is published.
        let is_meant = |row: &DefinitionRow| version.is_none() || row.head.state != DefinitionState::Draft;
        row.filter(is_meant).ok_or_else(problems::not_found)
    }

    pub(super) async fn keep_design(
        &self,
        me: &Subject,
        process: &ProcessKey,
        change: DesignChange,
    ) -> Result<Kept, Problem> {
        may(me, Action::Change)?;
        let DesignChange { revision, definition } = change;
        if definition.key != *process {
            return Err(other_key(process));
        }
        let over = match revision {
            None => Over::Nothing,
            // What is no revision of ours is none that is there.
            Some(revision) => Over::Text(revision.parse().map_err(|_| changed_meanwhile())?),
        };
        let text = written(definition).await?;
        self.keep_text(me, process, over, text).await
    }

    /// Keeps a text as the draft, over what may be there.
    async fn keep_text(&self, me: &Subject, process: &ProcessKey, over: Over, text: String) -> Result<Kept, Problem> {
        let (Validation { findings, publishable, .. }, read) = self.looked_at(text.clone()).await?;
        if read.is_none() {
            return Err(unreadable(&findings));
        }
        let written = self.store().write_draft(process, over, &text, &me.person, self.now()).await;
        if written.map_err(problems::store)?.is_none() {
            return Err(self.kept_out(process, over).await?);
        }
        Ok(Kept { revision: Revision::of(&text).to_string(), findings, publishable })
    }

    /// Why a draft could not be written over what is there.
    async fn kept_out(&self, process: &ProcessKey, over: Over) -> Result<Problem, Problem> {
        let is_scheduled = self.latest(process).await?.is_some_and(|head| head.coming.is_some());
        Ok(match over {
            Over::Nothing => exists_already(),
            _ if is_scheduled => scheduled(),
            Over::Versions => draft_there(),
            Over::Text(_) | Over::Anything => changed_meanwhile(),
        })
    }

    pub(super) async fn discard_draft(&self, me: &Subject, process: &ProcessKey) -> Result<(), Problem> {
        may(me, Action::Change)?;
        let discarded = self.store().discard_draft(process).await.map_err(problems::store)?;
        if discarded {
            return Ok(());
        }
        let is_scheduled = self.latest(process).await?.is_some_and(|head| head.coming.is_some());
        Err(if is_scheduled { scheduled() } else { problems::not_found() })
    }

    pub(super) async fn back_to_version(
        &self,
        me: &Subject,
        process: &ProcessKey,
        version: u32,
        replace: bool,
    ) -> Result<Kept, Problem> {
        may(me, Action::Change)?;
        let text = self.text_of(process, Some(version)).await?.text;
        let over = if replace { Over::Anything } else { Over::Versions };
        self.keep_text(me, process, over, text).await
    }

    pub(super) async fn surroundings(&self, me: &Subject, process: &ProcessKey) -> Result<Surroundings, Problem> {
        may(me, Action::Change)?;
        self.latest(process).await?.ok_or_else(problems::not_found)?;
        let mut processes = Vec::new();
        for (process, _) in self.runtime().all_in_force() {
            if let Some((_, compiled)) = self.runtime().in_force(&process).await.map_err(problems::store)? {
                processes.push((process, compiled.process.definition().name.clone()));
            }
        }
        processes.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Surroundings { organisation: self.organisation().as_ref().clone(), processes })
    }
}

/// A definition as a file that people can read.
async fn written(definition: Definition) -> Result<String, Problem> {
    let text = tokio::task::spawn_blocking(move || to_yaml(&definition)).await.map_err(problems::internal)?;
    let text = text.map_err(problems::internal)?;
    if text.len() > LONGEST {
        return Err(Problem::new(413, Code::TOO_LARGE, "A definition has at most 2 MB"));
    }
    Ok(text)
}

/// The text can be mended where it is shown as a text, and nowhere else.
pub(super) fn unreadable(findings: &[Finding]) -> Problem {
    let first = findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
    let (zh, en) = (first.in_language(Language::Chinese), first.in_language(Language::English));
    Problem::new(422, Code::of("text_unreadable"), "The text is no definition").because(Text::each(
        format!("请先在流程页面改正定义文本：{zh}"),
        format!("Mend the text on the page of the process first: {en}"),
    ))
}

fn other_key(process: &ProcessKey) -> Problem {
    let zh = format!("流程编号应为「{process}」");
    let en = format!("The key has to be “{process}”");
    problems::field("key", "other_key", &zh, &en)
}

pub(super) fn changed_meanwhile() -> Problem {
    Problem::new(409, Code::of("changed_meanwhile"), "The definition was changed by somebody else meanwhile")
}

fn exists_already() -> Problem {
    problems::conflict("已有这个编号的流程", "There is a process with this key already")
}

fn draft_there() -> Problem {
    Problem::new(409, Code::of("draft_there"), "The process has a draft, which would be lost")
}
