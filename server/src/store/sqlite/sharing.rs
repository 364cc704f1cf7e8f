//! Share links with their openings, and uploaded files.

use flow::id::PersonId;
use flow::time::Moment;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::read::{column, hash, moment, number};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::chain::Hash;
use crate::store::sharing::{AttachmentRow, OpeningRow, ShareRow};

impl SqliteStore {
    /// The share links of an instance, newest first.
    ///
    /// # Errors
    /// When the store cannot be read; so for all that read, and when it cannot be written for all that write.
    pub async fn shares(&self, instance: Uuid) -> Result<Vec<ShareRow>, StoreError> {
        let rows = sqlx::query("select * from shares where instance = ?1 order by created desc, id desc")
            .bind(instance)
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(share).collect()
    }

    /// The share link that carries this secret.
    pub async fn share_by_secret(&self, secret: &Hash) -> Result<Option<ShareRow>, StoreError> {
        let row = sqlx::query("select * from shares where secret = ?1")
            .bind(&secret[..])
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.as_ref().map(share).transpose()
    }

    /// Keeps a new share link.
    pub async fn add_share(&self, share: &ShareRow) -> Result<(), StoreError> {
        sqlx::query(
            "insert into shares (id, instance, secret, label, by, created, expires) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .bind(share.id)
        .bind(share.instance)
        .bind(&share.secret[..])
        .bind(&share.label)
        .bind(share.by.as_str())
        .bind(share.created.0)
        .bind(share.expires.0)
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// Makes a share link open nothing any more; tells whether there was one that did.
    pub async fn revoke_share(&self, instance: Uuid, share: Uuid, at: Moment) -> Result<bool, StoreError> {
        let revoke = sqlx::query("update shares set revoked = ?3 where id = ?1 and instance = ?2 and revoked is null");
        let done = revoke.bind(share).bind(instance).bind(at.0).execute(&self.writes).await.map_err(failed)?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes that a share link was opened.
    pub async fn note_opening(&self, share: Uuid, opening: &OpeningRow) -> Result<(), StoreError> {
        let note = sqlx::query("insert into share_openings (share, at, agent) values (?1, ?2, ?3)");
        note.bind(share).bind(opening.at.0).bind(&opening.agent).execute(&self.writes).await.map_err(failed)?;
        Ok(())
    }

    /// How often a share link was opened, and the latest openings.
    pub async fn openings(&self, share: Uuid, most: u32) -> Result<(u64, Vec<OpeningRow>), StoreError> {
        let all = "select at, agent, count(*) over () as total from share_openings where share = ?1 \
             order by at desc limit ?2";
        self.latest_openings(all, share, most).await
    }

    /// How often a link was opened, and the latest openings: each row of the statement tells of one, and the total.
    pub(super) async fn latest_openings(
        &self,
        statement: &'static str,
        link: Uuid,
        most: u32,
    ) -> Result<(u64, Vec<OpeningRow>), StoreError> {
        let rows = sqlx::query(statement).bind(link).bind(most).fetch_all(&self.reads).await.map_err(failed)?;
        let total = rows.first().map_or(Ok(0), |row| number(row, "total"))?;
        let opening = |row| Ok(OpeningRow { at: moment(row, "at")?, agent: column(row, "agent")? });
        Ok((total, rows.iter().map(opening).collect::<Result<_, StoreError>>()?))
    }

    /// Notes that somebody uploaded a file.
    pub async fn note_attachment(&self, file: &AttachmentRow) -> Result<(), StoreError> {
        sqlx::query(
            "insert into attachments (hash, by, name, size, at) values (?1, ?2, ?3, ?4, ?5) on conflict do nothing",
        )
        .bind(&file.hash)
        .bind(file.by.as_str())
        .bind(&file.name)
        .bind(file.size.cast_signed())
        .bind(file.at.0)
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// A file that a person uploaded.
    pub async fn attachment_of(&self, hash: &str, by: &PersonId) -> Result<Option<AttachmentRow>, StoreError> {
        let row = sqlx::query("select * from attachments where hash = ?1 and by = ?2")
            .bind(hash)
            .bind(by.as_str())
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.as_ref().map(attachment).transpose()
    }

    /// A file by its content, whoever uploaded it first.
    pub async fn attachment(&self, hash: &str) -> Result<Option<AttachmentRow>, StoreError> {
        let row = sqlx::query("select * from attachments where hash = ?1 order by at limit 1")
            .bind(hash)
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.as_ref().map(attachment).transpose()
    }
}

fn share(row: &SqliteRow) -> Result<ShareRow, StoreError> {
    Ok(ShareRow {
        id: column(row, "id")?,
        instance: column(row, "instance")?,
        secret: hash(row, "secret")?,
        label: column(row, "label")?,
        by: PersonId::from(column::<String>(row, "by")?),
        created: moment(row, "created")?,
        expires: moment(row, "expires")?,
        revoked: column::<Option<i64>>(row, "revoked")?.map(Moment),
    })
}

fn attachment(row: &SqliteRow) -> Result<AttachmentRow, StoreError> {
    Ok(AttachmentRow {
        hash: column(row, "hash")?,
        by: PersonId::from(column::<String>(row, "by")?),
        name: column(row, "name")?,
        size: number(row, "size")?,
        at: moment(row, "at")?,
    })
}
