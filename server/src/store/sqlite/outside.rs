//! Links by which people outside answer a task, with their openings.

use flow::id::PersonId;
use flow::kernel::TaskId;
use flow::time::Moment;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::read::{column, hash, moment, small};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::chain::Hash;
use crate::store::outside::OutsideRow;
use crate::store::sharing::OpeningRow;

impl SqliteStore {
    /// The links of a task, newest first.
    ///
    /// # Errors
    /// When the store cannot be read; so for all that read, and when it cannot be written for all that write.
    pub async fn outside_links(&self, instance: Uuid, task: TaskId) -> Result<Vec<OutsideRow>, StoreError> {
        let find = "select * from outside_links where instance = ?1 and task = ?2 order by created desc, id desc";
        let rows = sqlx::query(find).bind(instance).bind(task).fetch_all(&self.reads).await.map_err(failed)?;
        rows.iter().map(link).collect()
    }

    /// The link that carries this secret.
    pub async fn outside_by_secret(&self, secret: &Hash) -> Result<Option<OutsideRow>, StoreError> {
        let find = sqlx::query("select * from outside_links where secret = ?1").bind(&secret[..]);
        find.fetch_optional(&self.reads).await.map_err(failed)?.as_ref().map(link).transpose()
    }

    /// Keeps a new link, and takes back those of the same task that there were.
    pub async fn add_outside(&self, new: &OutsideRow) -> Result<(), StoreError> {
        let mut transaction = self.writes.begin_with("begin immediate").await.map_err(failed)?;
        sqlx::query("update outside_links set revoked = ?3 where instance = ?1 and task = ?2 and revoked is null")
            .bind(new.instance)
            .bind(new.task)
            .bind(new.created.0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        sqlx::query(
            "insert into outside_links (id, instance, task, secret, code, name, by, created, expires) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )
        .bind(new.id)
        .bind(new.instance)
        .bind(new.task)
        .bind(&new.secret[..])
        .bind(&new.code)
        .bind(&new.name)
        .bind(new.by.as_str())
        .bind(new.created.0)
        .bind(new.expires.0)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    /// Makes a link of a task open nothing any more; tells whether there was one that did.
    pub async fn revoke_outside(&self, instance: Uuid, task: TaskId, id: Uuid, at: Moment) -> Result<bool, StoreError> {
        let revoke =
            "update outside_links set revoked = ?4 where id = ?1 and instance = ?2 and task = ?3 and revoked is null";
        let revoke = sqlx::query(revoke).bind(id).bind(instance).bind(task).bind(at.0);
        Ok(revoke.execute(&self.writes).await.map_err(failed)?.rows_affected() > 0)
    }

    /// Counts a try of a code before it is looked at, so that tries at the same time are all counted: how many were wrong
    /// with this one, or none when there are no more tries.
    pub async fn try_outside(&self, id: Uuid, most: u32) -> Result<Option<u32>, StoreError> {
        let count = "update outside_links set wrong = wrong + 1 where id = ?1 and wrong < ?2 returning wrong";
        let counted = sqlx::query(count).bind(id).bind(most).fetch_optional(&self.writes).await.map_err(failed)?;
        counted.as_ref().map(|row| small(row, "wrong")).transpose()
    }

    /// The code that was tried was the right one: nothing is held against its owner.
    pub async fn forgive_outside(&self, id: Uuid) -> Result<(), StoreError> {
        let forgive = sqlx::query("update outside_links set wrong = 0 where id = ?1").bind(id);
        forgive.execute(&self.writes).await.map_err(failed).map(drop)
    }

    /// Notes that a link was opened with its code.
    pub async fn note_outside_opening(&self, id: Uuid, opening: &OpeningRow) -> Result<(), StoreError> {
        let note = sqlx::query("insert into outside_openings (link, at, agent) values (?1, ?2, ?3)");
        let note = note.bind(id).bind(opening.at.0).bind(&opening.agent);
        note.execute(&self.writes).await.map_err(failed).map(drop)
    }

    /// How often a link was opened, and the latest openings.
    pub async fn outside_openings(&self, id: Uuid, most: u32) -> Result<(u64, Vec<OpeningRow>), StoreError> {
        let all = "select at, agent, count(*) over () as total from outside_openings where link = ?1 \
             order by at desc limit ?2";
        self.latest_openings(all, id, most).await
    }
}

fn link(row: &SqliteRow) -> Result<OutsideRow, StoreError> {
    Ok(OutsideRow {
        id: column(row, "id")?,
        instance: column(row, "instance")?,
        task: small(row, "task")?,
        secret: hash(row, "secret")?,
        code: column(row, "code")?,
        name: column(row, "name")?,
        by: PersonId::from(column::<String>(row, "by")?),
        created: moment(row, "created")?,
        expires: moment(row, "expires")?,
        revoked: column::<Option<i64>>(row, "revoked")?.map(Moment),
        wrong: small(row, "wrong")?,
    })
}
