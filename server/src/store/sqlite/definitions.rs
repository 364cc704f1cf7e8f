//! Versions of definitions.

use flow::id::{PersonId, ProcessKey};
use flow::time::Moment;
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteRow;

use super::read::{column, hash, moment, named, small};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::definitions::{DefinitionHead, DefinitionRow, DefinitionState, Over};

impl SqliteStore {
    pub(super) async fn definition_heads(&self) -> Result<Vec<DefinitionHead>, StoreError> {
        let rows =
            sqlx::query("select process, version, state, hash, at, by from definitions order by process, version")
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
        let row = sqlx::query("select * from definitions where process = ?1 and version = ?2")
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
            "select process, version, state, hash, at, by from definitions where process = ?1 \
             order by version desc limit 1",
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
             where case ?6 \
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
        let removed = sqlx::query("delete from definitions where process = ?1 and state = 'draft'")
            .bind(process.as_str())
            .execute(&self.writes)
            .await
            .map_err(failed)?;
        Ok(removed.rows_affected() > 0)
    }

    pub(super) async fn put_draft_in_force(
        &self,
        process: &ProcessKey,
        version: u32,
        by: &PersonId,
        at: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.writes.begin_with("begin immediate").await.map_err(failed)?;
        let published = sqlx::query(
            "update definitions set state = 'published', at = ?3, by = ?4 \
             where process = ?1 and version = ?2 and state = 'draft'",
        )
        .bind(process.as_str())
        .bind(version)
        .bind(at.0)
        .bind(by.as_str())
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        if published.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query(
            "update definitions set state = 'retired' where process = ?1 and version <> ?2 and state = 'published'",
        )
        .bind(process.as_str())
        .bind(version)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        Ok(true)
    }
}

fn head(row: &SqliteRow) -> Result<DefinitionHead, StoreError> {
    Ok(DefinitionHead {
        process: named(row, "process")?,
        version: small(row, "version")?,
        state: DefinitionState::named(column(row, "state")?)?,
        hash: hash(row, "hash")?,
        at: moment(row, "at")?,
        by: named(row, "by")?,
    })
}
