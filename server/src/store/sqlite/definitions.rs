//! Versions of definitions.

use flow::id::{PersonId, ProcessKey};
use flow::time::Moment;
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteRow;

use super::read::{column, hash, maybe_moment, maybe_named, moment, named, small};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::definitions::{Coming, DefinitionHead, DefinitionRow, DefinitionState, Over, Revision};
use crate::store::lease::{List, Planned};

impl SqliteStore {
    pub(super) async fn definition_heads(&self) -> Result<Vec<DefinitionHead>, StoreError> {
        let rows = sqlx::query(
            "select process, version, state, hash, at, by, coming_at, coming_by from definitions_with_plans \
             order by process, version",
        )
        .fetch_all(&self.reads)
        .await
        .map_err(failed)?;
        rows.iter().map(head).collect()
    }

    pub(super) async fn definition_text(
        &self,
        process: &ProcessKey,
        version: u32,
    ) -> Result<Option<DefinitionRow>, StoreError> {
        let row = sqlx::query("select * from definitions_with_plans where process = ?1 and version = ?2")
            .bind(process.as_str())
            .bind(version)
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.map(|row| Ok(DefinitionRow { head: head(&row)?, text: column(&row, "text")? })).transpose()
    }

    /// A draft is always later than what was published, and that later than what it replaced.
    pub(super) async fn latest_head(&self, process: &ProcessKey) -> Result<Option<DefinitionHead>, StoreError> {
        let row = sqlx::query(
            "select process, version, state, hash, at, by, coming_at, coming_by from definitions_with_plans \
             where process = ?1 order by version desc limit 1",
        )
        .bind(process.as_str())
        .fetch_optional(&self.reads)
        .await
        .map_err(failed)?;
        row.as_ref().map(head).transpose()
    }

    /// One statement, which looks at what is there as the one writer that the file has at that moment.
    pub(super) async fn write_draft_over(
        &self,
        process: &ProcessKey,
        over: Over,
        text: &str,
        by: &PersonId,
        at: Moment,
    ) -> Result<Option<u32>, StoreError> {
        let (over, revision) = match &over {
            Over::Anything => ("anything", None),
            Over::Nothing => ("nothing", None),
            Over::Versions => ("versions", None),
            Over::Text(revision) => ("text", Some(revision.as_bytes())),
        };
        let row = sqlx::query(
            "insert into definitions (process, version, state, text, hash, at, by) \
             select ?1, coalesce((select max(version) + (state <> 'draft') from definitions where process = ?1), 1), \
               'draft', ?2, ?3, ?4, ?5 \
             where not exists (select 1 from coming_into_force where process = ?1) and case ?6 \
               when 'nothing' then not exists (select 1 from definitions where process = ?1) \
               when 'versions' then not exists (select 1 from definitions where process = ?1 and state = 'draft') \
               when 'text' then ?7 = (select substr(hash, 1, length(?7)) from definitions where process = ?1 \
                 order by version desc limit 1) \
               else true end \
             on conflict (process, version) do update set text = excluded.text, hash = excluded.hash, \
               at = excluded.at, by = excluded.by \
             returning version",
        )
        .bind(process.as_str())
        .bind(text)
        .bind(&Sha256::digest(text.as_bytes())[..])
        .bind(at.0)
        .bind(by.as_str())
        .bind(over)
        .bind(revision)
        .fetch_optional(&self.writes)
        .await
        .map_err(failed)?;
        row.map(|row| small(&row, "version")).transpose()
    }

    pub(super) async fn remove_draft(&self, process: &ProcessKey) -> Result<bool, StoreError> {
        let removed = sqlx::query(
            "delete from definitions where process = ?1 and state = 'draft' \
             and not exists (select 1 from coming_into_force where process = ?1)",
        )
        .bind(process.as_str())
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(removed.rows_affected() > 0)
    }

    pub(super) async fn put_draft_in_force(
        &self,
        process: &ProcessKey,
        draft: Revision,
        by: &PersonId,
        at: Moment,
    ) -> Result<Option<u32>, StoreError> {
        let mut transaction = self.writes.begin_with("begin immediate").await.map_err(failed)?;
        let published = sqlx::query(
            "update definitions set state = 'published', at = ?3, by = ?4 \
             where process = ?1 and substr(hash, 1, length(?2)) = ?2 and state = 'draft' returning version",
        )
        .bind(process.as_str())
        .bind(draft.as_bytes())
        .bind(at.0)
        .bind(by.as_str())
        .fetch_optional(&mut *transaction)
        .await
        .map_err(failed)?;
        let Some(published) = published else { return Ok(None) };
        let version = small(&published, "version")?;
        sqlx::query(
            "update definitions set state = 'retired' where process = ?1 and version <> ?2 and state = 'published'",
        )
        .bind(process.as_str())
        .bind(version)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        let plan = sqlx::query("delete from coming_into_force where process = ?1").bind(process.as_str());
        plan.execute(&mut *transaction).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        Ok(Some(version))
    }

    pub(super) async fn plan_draft_in_force(
        &self,
        process: &ProcessKey,
        draft: Revision,
        coming: &Coming,
        work: &Planned,
    ) -> Result<Option<u32>, StoreError> {
        let mut transaction = self.writes.begin_with("begin immediate").await.map_err(failed)?;
        let planned = sqlx::query(
            "insert into coming_into_force (process, version, at, by) \
             select process, version, ?3, ?4 from definitions \
             where process = ?1 and substr(hash, 1, length(?2)) = ?2 and state = 'draft' \
             on conflict (process) do update set version = excluded.version, at = excluded.at, by = excluded.by \
             returning version",
        )
        .bind(process.as_str())
        .bind(draft.as_bytes())
        .bind(coming.at.0)
        .bind(coming.by.as_str())
        .fetch_optional(&mut *transaction)
        .await
        .map_err(failed)?;
        let Some(planned) = planned else { return Ok(None) };
        // As in a batch: work under the same id is planned anew, and whoever has claimed it has it no longer.
        sqlx::query(
            "insert into planned_work (id, list, due, body) values (?1, ?2, ?3, ?4) \
             on conflict (id) do update set due = excluded.due, body = excluded.body, attempts = 0, failure = null, \
             given_up = null, leased_by = null, leased_until = null",
        )
        .bind(work.id)
        .bind(List::Timer.name())
        .bind(work.due.0)
        .bind(&work.body)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        small(&planned, "version").map(Some)
    }

    /// The work that was planned stays; it finds nothing to do.
    pub(super) async fn forget_plan(&self, process: &ProcessKey) -> Result<bool, StoreError> {
        let forget = sqlx::query("delete from coming_into_force where process = ?1").bind(process.as_str());
        Ok(forget.execute(&self.writes).await.map_err(failed)?.rows_affected() > 0)
    }
}

fn head(row: &SqliteRow) -> Result<DefinitionHead, StoreError> {
    let coming = maybe_moment(row, "coming_at")?.zip(maybe_named(row, "coming_by")?);
    Ok(DefinitionHead {
        process: named(row, "process")?,
        version: small(row, "version")?,
        state: DefinitionState::named(column(row, "state")?)?,
        hash: hash(row, "hash")?,
        at: moment(row, "at")?,
        by: named(row, "by")?,
        coming: coming.map(|(at, by)| Coming { at, by }),
    })
}
