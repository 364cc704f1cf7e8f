//! Versions of definitions, read.

use flow::id::ProcessKey;
use sqlx::sqlite::SqliteRow;

use super::read::{column, hash, moment, named, small};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::definitions::{DefinitionHead, DefinitionRow, DefinitionState};

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
