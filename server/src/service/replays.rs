//! The last instances of a process, and what happened in one of them on the drawing.

use app::port::{Page, Problem, Replay, Run, RunQuery, RunState, ToldMove};
use flow::id::{InstanceId, ProcessKey};
use flow::replay::{Move, Moved, moves};

use super::definitions::may;
use super::naming::Names;
use super::permission::{Action, Object, Relation, can};
use super::sight::instance_id;
use super::timeline::Reader;
use super::{Service, Subject, problems};
use crate::store::Queries;
use crate::store::rows::{InstanceRow, InstanceStatus, Past};

/// The most moves of one instance that are told.
const MOST_MOVES: usize = 5_000;

impl Service {
    /// The instances of a process that somebody may read, the newest first.
    pub(super) async fn runs(&self, me: &Subject, process: &ProcessKey, query: RunQuery) -> Result<Page<Run>, Problem> {
        may(me, Action::Read)?;
        self.latest(process).await?.ok_or_else(problems::not_found)?;
        let RunQuery { filter, state, version, page, size } = query;
        let (page, size) = (page.max(1), size.clamp(1, app::port::ListQuery::MOST));
        let sees_all = can(me, Action::Read, &Object::Instance(Relation::default()));
        let text = Some(filter.trim().to_owned()).filter(|text| !text.is_empty());
        let past = Past {
            process: process.clone(),
            text,
            status: state.map(InstanceStatus::from),
            version,
            of: (!sees_all).then(|| me.person.clone()),
        };
        let skipped = u64::from(page - 1) * u64::from(size);
        let (rows, total) = self.store().past_instances(&past, skipped, size).await.map_err(problems::store)?;
        let organisation = self.organisation();
        let names = Names::new(&organisation, self.now());
        Ok(Page { rows: rows.into_iter().map(|row| run(row, names)).collect(), total, page, size })
    }

    /// What happened in an instance of a process.
    pub(super) async fn replay(
        &self,
        me: &Subject,
        process: &ProcessKey,
        instance: &InstanceId,
    ) -> Result<Replay, Problem> {
        may(me, Action::Read)?;
        let sight = self.see(me, instance).await?;
        let row = self.store().instance(sight.id).await.map_err(problems::store)?;
        let row = row.filter(|row| row.process == *process).ok_or_else(problems::not_found)?;
        let log = self.store().events(sight.id, 0).await.map_err(problems::store)?;
        let mut told = self.told_by_number(&sight, &Reader::without_words(), &log).await?;
        let mut moves = moves(&log);
        let is_cut = moves.len() > MOST_MOVES;
        moves.truncate(MOST_MOVES);
        let names = Names::new(&sight.organisation, sight.now);
        let moves = moves.into_iter().map(|moved| {
            let who = asked(&moved).map(|person| names.person(person));
            let told = told.remove(&moved.number).map(Box::new);
            ToldMove { moved, who, told }
        });
        Ok(Replay { moves: moves.collect(), run: run(row, names), is_cut })
    }
}

fn asked(moved: &Move) -> Option<&flow::id::PersonId> {
    match &moved.what {
        Moved::Asked { person, .. } => Some(person),
        _ => None,
    }
}

fn run(row: InstanceRow, names: Names<'_>) -> Run {
    Run {
        instance: instance_id(row.id),
        number: row.number,
        title: row.title,
        initiator: names.person(&row.initiator),
        version: row.version,
        began: row.started,
        ended: row.ended,
        state: state(row.status),
    }
}

fn state(status: InstanceStatus) -> RunState {
    match status {
        InstanceStatus::Running => RunState::Running,
        InstanceStatus::Completed => RunState::Completed,
        InstanceStatus::Refused => RunState::Refused,
        InstanceStatus::Returned => RunState::Returned,
        InstanceStatus::Withdrawn => RunState::Withdrawn,
        InstanceStatus::Terminated => RunState::Terminated,
    }
}

impl From<RunState> for InstanceStatus {
    fn from(state: RunState) -> Self {
        state.ended().map_or(Self::Running, Self::from)
    }
}
