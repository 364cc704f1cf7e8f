//! What people keep for themselves: drafts, and which tasks they have begun.

use flow::id::PersonId;
use flow::time::Moment;
use uuid::Uuid;

use super::read::{column, moment, small};
use super::{SqliteStore, failed};
use crate::store::StoreError;

impl SqliteStore {
    /// A draft: when it was kept, and its values as JSON.
    ///
    /// # Errors
    /// When the store cannot be read; so for all that read, and when it cannot be written for all that write.
    pub async fn draft(&self, person: &PersonId, topic: &str) -> Result<Option<(Moment, String)>, StoreError> {
        let row = sqlx::query("select at, body from drafts where person = ?1 and topic = ?2")
            .bind(person.as_str())
            .bind(topic)
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.map(|row| Ok((moment(&row, "at")?, column(&row, "body")?))).transpose()
    }

    /// The topics of a person's drafts, and when each was kept.
    pub async fn draft_topics(&self, person: &PersonId) -> Result<Vec<(String, Moment)>, StoreError> {
        let rows = sqlx::query("select topic, at from drafts where person = ?1")
            .bind(person.as_str())
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(|row| Ok((column(row, "topic")?, moment(row, "at")?))).collect()
    }

    /// Keeps a draft in place of the one before.
    pub async fn keep_draft(&self, person: &PersonId, topic: &str, body: &str, at: Moment) -> Result<(), StoreError> {
        sqlx::query(
            "insert into drafts (person, topic, body, at) values (?1, ?2, ?3, ?4) \
             on conflict (person, topic) do update set body = excluded.body, at = excluded.at",
        )
        .bind(person.as_str())
        .bind(topic)
        .bind(body)
        .bind(at.0)
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// Forgets a draft.
    pub async fn drop_draft(&self, person: &PersonId, topic: &str) -> Result<(), StoreError> {
        // Most decisions have none, and looking does not wait for the writer as deleting nothing does.
        if self.draft(person, topic).await?.is_none() {
            return Ok(());
        }
        let drop = sqlx::query("delete from drafts where person = ?1 and topic = ?2");
        drop.bind(person.as_str()).bind(topic).execute(&self.writes).await.map_err(failed)?;
        Ok(())
    }

    /// The tasks that a person has begun.
    pub async fn begun(&self, person: &PersonId) -> Result<Vec<(Uuid, u32)>, StoreError> {
        let rows = sqlx::query("select instance, task from begun where person = ?1 limit 500")
            .bind(person.as_str())
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(|row| Ok((column(row, "instance")?, small(row, "task")?))).collect()
    }

    /// Notes that a person has begun a task, or has not.
    pub async fn mark_begun(&self, person: &PersonId, task: (Uuid, u32), begun: bool) -> Result<(), StoreError> {
        let mark = if begun {
            sqlx::query("insert into begun (person, instance, task) values (?1, ?2, ?3) on conflict do nothing")
        } else {
            sqlx::query("delete from begun where person = ?1 and instance = ?2 and task = ?3")
        };
        mark.bind(person.as_str()).bind(task.0).bind(task.1).execute(&self.writes).await.map_err(failed)?;
        Ok(())
    }
}
