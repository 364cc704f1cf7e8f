//! Rows of the database as rows of the domain.

use flow::model::OutcomeKind;
use flow::text::Text;
use flow::time::Moment;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Decode, Row, Sqlite, Type};
use uuid::Uuid;

use super::failed;
use crate::store::StoreError;
use crate::store::chain::Hash;
use crate::store::rows::{InstanceRow, InstanceStatus, TaskRow, TaskState};

pub(super) fn column<'r, T: Decode<'r, Sqlite> + Type<Sqlite>>(row: &'r SqliteRow, name: &str) -> Result<T, StoreError>
where
    for<'n> &'n str: ColumnIndex<SqliteRow>,
{
    row.try_get(name).map_err(failed)
}

pub(super) fn hash(row: &SqliteRow, name: &str) -> Result<Hash, StoreError> {
    let bytes: &[u8] = column(row, name)?;
    bytes.try_into().map_err(|_| StoreError::Damaged(format!("`{name}` has {} bytes instead of 32", bytes.len())))
}

pub(super) fn moment(row: &SqliteRow, name: &str) -> Result<Moment, StoreError> {
    column(row, name).map(Moment)
}

pub(super) fn maybe_moment(row: &SqliteRow, name: &str) -> Result<Option<Moment>, StoreError> {
    Ok(column::<Option<i64>>(row, name)?.map(Moment))
}

/// A count or a number that is never negative.
pub(super) fn number(row: &SqliteRow, name: &str) -> Result<u64, StoreError> {
    u64::try_from(column::<i64>(row, name)?).map_err(|_| StoreError::Damaged(format!("`{name}` is negative")))
}

pub(super) fn small(row: &SqliteRow, name: &str) -> Result<u32, StoreError> {
    u32::try_from(column::<i64>(row, name)?).map_err(|_| StoreError::Damaged(format!("`{name}` is out of range")))
}

pub(super) fn named<T: for<'a> From<&'a str>>(row: &SqliteRow, name: &str) -> Result<T, StoreError> {
    Ok(T::from(column::<&str>(row, name)?))
}

pub(super) fn maybe_named<T: for<'a> From<&'a str>>(row: &SqliteRow, name: &str) -> Result<Option<T>, StoreError> {
    Ok(column::<Option<&str>>(row, name)?.map(T::from))
}

/// An instance; its columns may be joined to others under their own names with `i_` before them.
pub(super) const INSTANCE_COLUMNS: &str = "i.id as i_id, i.process as i_process, i.version as i_version, \
    i.number as i_number, i.title_zh as i_title_zh, i.title_en as i_title_en, i.summary_zh as i_summary_zh, \
    i.summary_en as i_summary_en, i.initiator as i_initiator, i.parent as i_parent, \
    i.parent_visit as i_parent_visit, i.status as i_status, i.stopped as i_stopped, i.started as i_started, \
    i.due as i_due, i.ended as i_ended, i.updated as i_updated, i.revision as i_revision, \
    i.follows as i_follows";

pub(super) fn instance(row: &SqliteRow) -> Result<InstanceRow, StoreError> {
    let summary = column::<Option<String>>(row, "i_summary_zh")?.zip(column::<Option<String>>(row, "i_summary_en")?);
    let parent = column::<Option<Uuid>>(row, "i_parent")?.zip(column(row, "i_parent_visit")?);
    Ok(InstanceRow {
        id: column(row, "i_id")?,
        process: named(row, "i_process")?,
        version: small(row, "i_version")?,
        number: column(row, "i_number")?,
        title: Text::each(column::<String>(row, "i_title_zh")?, column::<String>(row, "i_title_en")?),
        summary: summary.map(|(chinese, english)| Text::each(chinese, english)),
        initiator: named(row, "i_initiator")?,
        parent,
        follows: column(row, "i_follows")?,
        status: InstanceStatus::named(column(row, "i_status")?)?,
        stopped: small(row, "i_stopped")?,
        started: moment(row, "i_started")?,
        due: maybe_moment(row, "i_due")?,
        ended: maybe_moment(row, "i_ended")?,
        updated: moment(row, "i_updated")?,
        revision: number(row, "i_revision")?,
    })
}

pub(super) fn task(row: &SqliteRow) -> Result<TaskRow, StoreError> {
    let outcome = maybe_named(row, "outcome")?.zip(column::<Option<&str>>(row, "outcome_kind")?);
    let outcome = outcome.map(|(outcome, kind)| Ok::<_, StoreError>((outcome, outcome_kind(kind)?))).transpose()?;
    Ok(TaskRow {
        instance: column(row, "instance")?,
        task: small(row, "task")?,
        visit: small(row, "visit")?,
        node: named(row, "node")?,
        node_name: Text::each(column::<String>(row, "node_zh")?, column::<String>(row, "node_en")?),
        process: named(row, "process")?,
        person: named(row, "person")?,
        stands_in_for: maybe_named(row, "stands_in_for")?,
        state: TaskState::named(column(row, "status")?)?,
        version: small(row, "version")?,
        created: moment(row, "created")?,
        due: maybe_moment(row, "due")?,
        ended: maybe_moment(row, "ended")?,
        outcome,
    })
}

fn outcome_kind(name: &str) -> Result<OutcomeKind, StoreError> {
    serde_json::from_value(name.into()).map_err(|_| StoreError::Damaged(format!("`{name}` is no kind of outcome")))
}
