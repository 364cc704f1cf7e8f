//! The organisation's rows, and what was changed in them.

use flow::id::PersonId;

use super::read::column;
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::directory::{Change, Changer, Kind, Listed};
use crate::store::lease::{List, Planned};

impl SqliteStore {
    /// Every row of the directory.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn directory(&self) -> Result<Vec<Listed>, StoreError> {
        let rows = sqlx::query("select kind, id, body from directory").fetch_all(&self.reads).await.map_err(failed)?;
        let listed = |row| {
            Ok(Listed { kind: Kind::named(column(row, "kind")?)?, id: column(row, "id")?, body: column(row, "body")? })
        };
        rows.iter().map(listed).collect()
    }

    /// Changes the directory, all of it or nothing, notes who did, and plans what follows from it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn change_directory(
        &self,
        changes: &[Change],
        changer: &Changer,
        follows: Option<&Planned>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.writes.begin().await.map_err(failed)?;
        for Change { kind, id, body } in changes {
            sqlx::query(
                "insert into directory_changes (at, by, kind, id, before, after) \
                 values (?1, ?2, ?3, ?4, (select body from directory where kind = ?3 and id = ?4), ?5)",
            )
            .bind(changer.at.0)
            .bind(changer.by.as_ref().map(PersonId::as_str))
            .bind(kind.name())
            .bind(id)
            .bind(body)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
            let change = match body {
                Some(body) => sqlx::query(
                    "insert into directory (kind, id, body) values (?1, ?2, ?3) \
                     on conflict (kind, id) do update set body = excluded.body",
                )
                .bind(kind.name())
                .bind(id)
                .bind(body),
                None => sqlx::query("delete from directory where kind = ?1 and id = ?2").bind(kind.name()).bind(id),
            };
            change.execute(&mut *transaction).await.map_err(failed)?;
        }
        if let Some(Planned { id, due, body }) = follows {
            sqlx::query("insert into planned_work (id, list, due, body) values (?1, ?2, ?3, ?4)")
                .bind(id)
                .bind(List::Timer.name())
                .bind(due.0)
                .bind(body)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        transaction.commit().await.map_err(failed)
    }
}
