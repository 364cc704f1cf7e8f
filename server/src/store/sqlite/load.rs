//! Reading what the log holds of an instance, and which commands it has carried out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use flow::id::{FieldId, NodeId, PersonId, ProcessKey, RegisterId};
use flow::kernel::{Data, Recorded, VisitId};
use flow::schedule::{Occurrence, Past};
use flow::time::Moment;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::read::{column, hash, moment, named, number};
use super::{SqliteStore, failed};
use crate::store::rows::{Awaited, CarriedOut, LastAsked, PersonalValues, SnapshotRow, Stored};
use crate::store::{Recall, StoreError, personal};

/// The personal values of instances, by event.
type Beside = HashMap<(Uuid, u64), PersonalValues>;

impl Recall for SqliteStore {
    async fn load(&self, instances: &[Uuid]) -> Result<Vec<Stored>, StoreError> {
        // One transaction, so that snapshots and events are of the same moment.
        let mut transaction = self.reads.begin().await.map_err(failed)?;
        load(&mut transaction, instances).await
    }

    async fn carried_out(&self, keys: &[(PersonId, String)]) -> Result<Vec<CarriedOut>, StoreError> {
        let mut connection = self.reads.acquire().await.map_err(failed)?;
        carried_out(&mut connection, keys).await
    }

    async fn last_number(&self, scope: &str) -> Result<u64, StoreError> {
        let last = sqlx::query("select last from sequences where scope = ?1")
            .bind(scope)
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        last.map_or(Ok(0), |row| number(&row, "last"))
    }

    async fn children(&self, parent: Uuid, visit: VisitId) -> Result<Vec<Uuid>, StoreError> {
        let rows =
            sqlx::query("select id from instances where parent = ?1 and parent_visit = ?2 and status = 'running'")
                .bind(parent)
                .bind(visit)
                .fetch_all(&self.reads)
                .await
                .map_err(failed)?;
        rows.iter().map(|row| column(row, "id")).collect()
    }

    async fn register_rows(
        &self,
        register: &RegisterId,
        of: &BTreeMap<FieldId, String>,
    ) -> Result<Vec<(Uuid, Data)>, StoreError> {
        self.rows_in_force(register, of).await
    }

    async fn open_tasks(&self, person: &PersonId, but: &[Uuid]) -> Result<u64, StoreError> {
        let statement = "select count(*) as open from tasks where person = ?1 and status = 'open' \
             and instance not in (select unhex(value) from json_each(?2))";
        let row = sqlx::query(statement).bind(person.as_str()).bind(array_of(but)).fetch_one(&self.reads).await;
        number(&row.map_err(failed)?, "open")
    }

    async fn last_asked(
        &self,
        process: &ProcessKey,
        node: &NodeId,
        among: &BTreeSet<PersonId>,
        but: &[Uuid],
    ) -> Result<Option<LastAsked>, StoreError> {
        let among = serde_json::to_string(among).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let statement = "select coalesce(stands_in_for, person) as meant, created, instance from tasks \
             where process = ?1 and node = ?2 and meant in (select value from json_each(?3)) \
             and instance not in (select unhex(value) from json_each(?4)) \
             order by created desc, instance desc, task desc limit 1";
        let asked = sqlx::query(statement)
            .bind(process.as_str())
            .bind(node.as_str())
            .bind(among)
            .bind(array_of(but))
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        let read = |row: &SqliteRow| {
            Ok(LastAsked {
                at: moment(row, "created")?,
                instance: column(row, "instance")?,
                person: named(row, "meant")?,
            })
        };
        asked.as_ref().map(read).transpose()
    }

    async fn past(
        &self,
        process: &ProcessKey,
        start: &NodeId,
        in_force: Moment,
        but: &[Uuid],
    ) -> Result<Past, StoreError> {
        self.past_of(process, start, in_force, but).await
    }

    async fn begun_for(&self, process: &ProcessKey, occurrences: &[Occurrence]) -> Result<Vec<Occurrence>, StoreError> {
        self.occurred(process, occurrences).await
    }

    async fn waiting_for(&self, kind: Awaited, name: &str, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        let statement = "select instance from awaited where kind = ?1 and name = ?2 and waits = 1 \
             order by instance limit ?3";
        let rows = sqlx::query(statement)
            .bind(kind.name())
            .bind(name)
            .bind(limit)
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(|row| column(row, "instance")).collect()
    }
}

async fn load(connection: &mut SqliteConnection, ids: &[Uuid]) -> Result<Vec<Stored>, StoreError> {
    let ids = array_of(ids);
    let snapshots = sqlx::query(
        "select instance, revision, state from snapshots where instance in (select unhex(value) from json_each(?1))",
    )
    .bind(&ids)
    .fetch_all(&mut *connection)
    .await
    .map_err(failed)?;
    let mut snapshots = snapshots
        .iter()
        .map(|row| {
            let instance: Uuid = column(row, "instance")?;
            let revision = number(row, "revision")?;
            Ok((instance, SnapshotRow { instance, revision, state: column(row, "state")? }))
        })
        .collect::<Result<HashMap<_, _>, StoreError>>()?;

    let beside = personal_values(connection, &ids).await?;
    // The event of the snapshot itself is read too, for its hash.
    let rows = sqlx::query(
        "select e.instance, e.seq, e.at, e.body, e.hash \
         from events e left join snapshots s on s.instance = e.instance \
         where e.instance in (select unhex(value) from json_each(?1)) and e.seq >= coalesce(s.revision, 0) \
         order by e.instance, e.seq",
    )
    .bind(&ids)
    .fetch_all(connection)
    .await
    .map_err(failed)?;

    let mut stored: Vec<Stored> = Vec::new();
    for row in &rows {
        let instance: Uuid = column(row, "instance")?;
        if stored.last().is_none_or(|last| last.instance != instance) {
            let snapshot = snapshots.remove(&instance);
            stored.push(Stored { instance, snapshot, events: Vec::new(), head: hash(row, "hash")? });
        }
        let Some(last) = stored.last_mut() else { continue };
        last.head = hash(row, "hash")?;
        if last.snapshot.as_ref().is_none_or(|snapshot| snapshot.revision < number(row, "seq").unwrap_or(u64::MAX)) {
            last.events.push(recorded(row, instance, &beside)?);
        }
    }
    Ok(stored)
}

/// The events of an instance after one of its numbers.
pub(super) async fn events(
    connection: &mut SqliteConnection,
    instance: Uuid,
    after: u64,
) -> Result<Vec<Recorded>, StoreError> {
    let beside = personal_values(connection, &array_of(&[instance])).await?;
    let rows = sqlx::query("select seq, at, body from events where instance = ?1 and seq > ?2 order by seq")
        .bind(instance)
        .bind(after.cast_signed())
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    rows.iter().map(|row| recorded(row, instance, &beside)).collect()
}

fn recorded(row: &sqlx::sqlite::SqliteRow, instance: Uuid, beside: &Beside) -> Result<Recorded, StoreError> {
    let none = PersonalValues::new();
    let values = beside.get(&(instance, number(row, "seq")?)).unwrap_or(&none);
    Ok(Recorded { at: moment(row, "at")?, event: personal::join(column(row, "body")?, values)? })
}

async fn personal_values(connection: &mut SqliteConnection, ids: &str) -> Result<Beside, StoreError> {
    let rows = sqlx::query(
        "select instance, seq, field, value from personal_values \
         where instance in (select unhex(value) from json_each(?1))",
    )
    .bind(ids)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let mut beside = Beside::new();
    for row in &rows {
        let event = (column(row, "instance")?, number(row, "seq")?);
        beside.entry(event).or_default().insert(named(row, "field")?, column(row, "value")?);
    }
    Ok(beside)
}

async fn carried_out(
    connection: &mut SqliteConnection,
    keys: &[(PersonId, String)],
) -> Result<Vec<CarriedOut>, StoreError> {
    let keys = serde_json::to_string(keys).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let rows = sqlx::query(
        "select k.subject, k.key, k.digest, k.instance, k.revision, k.at from json_each(?1) asked \
         join command_keys k on k.subject = asked.value ->> 0 and k.key = asked.value ->> 1",
    )
    .bind(keys)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.iter()
        .map(|row| {
            Ok(CarriedOut {
                subject: named(row, "subject")?,
                key: column(row, "key")?,
                digest: hash(row, "digest")?,
                instance: column(row, "instance")?,
                revision: number(row, "revision")?,
                at: moment(row, "at")?,
            })
        })
        .collect()
}

pub(super) fn array_of(ids: &[Uuid]) -> String {
    let ids = ids.iter().map(|id| format!("\"{}\"", id.simple())).collect::<Vec<_>>();
    format!("[{}]", ids.join(","))
}
