//! Versions side by side, and running instances that move to the one in force.

use app::port::{Moved, Moving, MovingInstance, Obstacle, Problem};
use flow::difference::{Difference, differences};
use flow::id::ProcessKey;
use flow::kernel::{Command, Migration, Rejection};
use flow::migration::{Mapping, plan};
use uuid::Uuid;

use super::definitions::may;
use super::permission::Action;
use super::sight::instance_id;
use super::{Service, Subject, problems};
use crate::runtime::{Compiled, Submission, SubmitError, Target, definition_in};
use crate::store::rows::InstanceRow;

/// How many instances are looked at, or moved, at once.
const MOST_AT_ONCE: u32 = 200;

impl Service {
    /// What is different in a later version of a process; without a version, in its draft.
    pub(super) async fn differences(
        &self,
        me: &Subject,
        process: &ProcessKey,
        from: u32,
        to: Option<u32>,
    ) -> Result<Vec<Difference>, Problem> {
        may(me, Action::Read)?;
        let old = self.definition_text(me, process, Some(from)).await?.text;
        let new = self.definition_text(me, process, to).await?.text;
        let read = |text: &str| {
            let unreadable = || problems::conflict("这一版本的内容无法读取", "The text of that version cannot be read");
            definition_in(text).map(|read| read.value).map_err(|_| unreadable())
        };
        Ok(differences(&read(&old)?, &read(&new)?))
    }

    /// The running instances of earlier versions, each with what keeps it from moving to the version in force.
    pub(super) async fn moving(
        &self,
        me: &Subject,
        process: &ProcessKey,
        mapping: &Mapping,
    ) -> Result<Moving, Problem> {
        may(me, Action::Change)?;
        let (version, new) = self.in_force(process).await?;
        let store = self.store();
        let all = store.running(process, None).await.map_err(problems::store)?;
        let there = store.running(process, Some(version)).await.map_err(problems::store)?;
        let rows = store.running_elsewhere(process, version, None, MOST_AT_ONCE).await.map_err(problems::store)?;
        let mut instances = Vec::with_capacity(rows.len());
        for row in rows {
            let obstacles = self.obstacles(row.id, &new, mapping).await?;
            instances.push(moving(row, obstacles));
        }
        Ok(Moving { version, total: all.saturating_sub(there), instances })
    }

    /// Moves every running instance of an earlier version that nothing keeps from it, each for itself.
    pub(super) async fn move_all(
        &self,
        me: &Subject,
        process: &ProcessKey,
        mapping: Mapping,
        reason: String,
        intent: &str,
    ) -> Result<Moved, Problem> {
        may(me, Action::Change)?;
        let reason = super::decisions::needed(Some(reason))?;
        let (version, _) = self.in_force(process).await?;
        let (mut moved, mut left, mut after) = (0, Vec::new(), None);
        loop {
            let rows = self.store().running_elsewhere(process, version, after, MOST_AT_ONCE).await;
            let rows = rows.map_err(problems::store)?;
            let Some(last) = rows.last() else { break };
            after = Some(last.id);
            for row in rows {
                let migration =
                    Migration { version, mapping: mapping.clone(), by: me.person.clone(), reason: reason.clone() };
                let submission = Submission {
                    subject: me.person.clone(),
                    key: super::start::named(format!("{intent}:{}", row.id)),
                    target: Target::Instance(row.id),
                    command: Command::Migrate(migration),
                    draft: None,
                };
                match self.runtime().submit(submission).await {
                    Ok(_) => moved += 1,
                    Err(SubmitError::Rejected(rejection)) => left.push(moving(row, problems::obstacles(&rejection))),
                    Err(error) => return Err(problems::submit(error)),
                }
            }
        }
        Ok(Moved { version, moved, left })
    }

    async fn in_force(&self, process: &ProcessKey) -> Result<(u32, std::sync::Arc<Compiled>), Problem> {
        self.runtime().in_force(process).await.map_err(problems::store)?.ok_or_else(problems::not_found)
    }

    /// What keeps an instance from moving.
    async fn obstacles(&self, id: Uuid, new: &Compiled, mapping: &Mapping) -> Result<Vec<Obstacle>, Problem> {
        let Some(live) = self.runtime().live(id).await.map_err(problems::store)? else { return Ok(Vec::new()) };
        let against = match live.state.suspended {
            Some(_) => Some(Rejection::Suspended),
            None => {
                plan(&live.definition.process, &new.process, mapping, &live.state).err().map(Rejection::CannotMigrate)
            }
        };
        Ok(against.as_ref().map(problems::obstacles).unwrap_or_default())
    }
}

fn moving(row: InstanceRow, obstacles: Vec<Obstacle>) -> MovingInstance {
    MovingInstance {
        instance: instance_id(row.id),
        number: row.number,
        title: row.title,
        version: row.version,
        obstacles,
    }
}
