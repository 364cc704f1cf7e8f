//! What is written outside the log: definitions, claims of work, erasing.

use flow::id::{FieldId, PersonId, ProcessKey};
use flow::time::Moment;
use uuid::Uuid;

use super::read::{column, moment, small};
use super::{SqliteStore, failed};
use crate::store::definitions::{Coming, Over, Review, ReviewAnswer, Revision};
use crate::store::lease::{Claimed, Lease, List, Planned};
use crate::store::{StoreError, Upkeep};

impl Upkeep for SqliteStore {
    async fn write_draft(
        &self,
        process: &ProcessKey,
        over: Over,
        text: &str,
        by: &PersonId,
        at: Moment,
    ) -> Result<Option<u32>, StoreError> {
        self.write_draft_over(process, over, text, by, at).await
    }

    async fn discard_draft(&self, process: &ProcessKey) -> Result<bool, StoreError> {
        self.remove_draft(process).await
    }

    async fn publish_draft(
        &self,
        process: &ProcessKey,
        draft: Revision,
        by: &PersonId,
        at: Moment,
    ) -> Result<Option<u32>, StoreError> {
        self.put_draft_in_force(process, draft, by, at).await
    }

    async fn plan_draft(
        &self,
        process: &ProcessKey,
        draft: Revision,
        coming: &Coming,
        work: &Planned,
    ) -> Result<Option<u32>, StoreError> {
        self.plan_draft_in_force(process, draft, coming, work).await
    }

    async fn keep_back(&self, process: &ProcessKey) -> Result<bool, StoreError> {
        self.forget_plan(process).await
    }

    async fn ask_for_review(&self, process: &ProcessKey, review: &Review) -> Result<bool, StoreError> {
        self.ask_about_draft(process, review).await
    }

    async fn answer_review(
        &self,
        process: &ProcessKey,
        draft: Revision,
        answer: &ReviewAnswer,
    ) -> Result<bool, StoreError> {
        self.answer_about_draft(process, draft, answer).await
    }

    async fn next_due(&self, list: List) -> Result<Option<Moment>, StoreError> {
        let row = sqlx::query("select min(due) as due from planned_work where list = ?1 and given_up is null")
            .bind(list.name())
            .fetch_one(&self.reads)
            .await
            .map_err(failed)?;
        Ok(column::<Option<i64>>(&row, "due")?.map(Moment))
    }

    async fn claim(&self, list: List, lease: &Lease, limit: u32) -> Result<Vec<Claimed>, StoreError> {
        let rows = sqlx::query(
            "update planned_work set leased_by = ?2, leased_until = ?4, attempts = attempts + 1 \
             where id in (select id from planned_work where list = ?1 and due <= ?3 and given_up is null \
               and (leased_until is null or leased_until <= ?3) order by due, id limit ?5) \
             returning id, due, body, attempts",
        )
        .bind(list.name())
        .bind(&lease.worker)
        .bind(lease.now.0)
        .bind(lease.until.0)
        .bind(limit)
        .fetch_all(&self.writes)
        .await
        .map_err(failed)?;
        let mut claimed = rows
            .iter()
            .map(|row| {
                let work = Planned { id: column(row, "id")?, due: moment(row, "due")?, body: column(row, "body")? };
                Ok(Claimed { work, attempts: small(row, "attempts")? })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        claimed.sort_by_key(|claimed| (claimed.work.due, claimed.work.id));
        Ok(claimed)
    }

    async fn finish(&self, id: Uuid, worker: &str) -> Result<bool, StoreError> {
        let done = sqlx::query("delete from planned_work where id = ?1 and leased_by = ?2")
            .bind(id)
            .bind(worker)
            .execute(&self.writes)
            .await
            .map_err(failed)?;
        Ok(done.rows_affected() > 0)
    }

    async fn put_back(
        &self,
        id: Uuid,
        worker: &str,
        failure: &str,
        now: Moment,
        again: Option<Moment>,
    ) -> Result<bool, StoreError> {
        let put = sqlx::query(
            "update planned_work set leased_by = null, leased_until = null, failure = ?3, \
             due = coalesce(?4, due), given_up = iif(?4 is null, ?5, null) where id = ?1 and leased_by = ?2",
        )
        .bind(id)
        .bind(worker)
        .bind(failure)
        .bind(again.map(|again| again.0))
        .bind(now.0)
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(put.rows_affected() > 0)
    }

    async fn erase(&self, instance: Uuid, field: &FieldId, at: Moment) -> Result<u64, StoreError> {
        let mut transaction = self.writes.begin_with("begin immediate").await.map_err(failed)?;
        let erased = sqlx::query(
            "update personal_values set salt = null, value = null, erased = ?3 \
             where instance = ?1 and field = ?2 and erased is null",
        )
        .bind(instance)
        .bind(field.as_str())
        .bind(at.0)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        sqlx::query("delete from snapshots where instance = ?1")
            .bind(instance)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        Ok(erased.rows_affected())
    }
}
