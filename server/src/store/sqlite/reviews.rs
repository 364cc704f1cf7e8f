//! Reviews of drafts before they come into force.

use flow::id::ProcessKey;
use sqlx::sqlite::SqliteRow;

use super::read::{column, maybe_moment, maybe_named, moment, named};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::definitions::{Review, ReviewAnswer, Revision};

impl SqliteStore {
    pub(super) async fn review_of(&self, process: &ProcessKey) -> Result<Option<Review>, StoreError> {
        let row = sqlx::query("select * from reviews where process = ?1")
            .bind(process.as_str())
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.as_ref().map(review).transpose()
    }

    /// One statement, so that nobody is asked about a text that was changed meanwhile, and no answer is asked away.
    pub(super) async fn ask_about_draft(&self, process: &ProcessKey, review: &Review) -> Result<bool, StoreError> {
        let asked = sqlx::query(
            "insert into reviews (process, draft, asked, by, note) select ?1, ?2, ?3, ?4, ?5 \
             where exists (select 1 from definitions where process = ?1 and state = 'draft' \
               and substr(hash, 1, length(?2)) = ?2) \
             on conflict (process) do update set draft = excluded.draft, asked = excluded.asked, by = excluded.by, \
               note = excluded.note, answered = null, answered_by = null, agrees = null, remark = null \
             where not (reviews.draft = excluded.draft and coalesce(reviews.agrees = 0, false))",
        )
        .bind(process.as_str())
        .bind(review.draft.as_bytes())
        .bind(review.at.0)
        .bind(review.by.as_str())
        .bind(review.note.as_deref())
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(asked.rows_affected() > 0)
    }

    pub(super) async fn answer_about_draft(
        &self,
        process: &ProcessKey,
        draft: Revision,
        answer: &ReviewAnswer,
    ) -> Result<bool, StoreError> {
        let answered = sqlx::query(
            "update reviews set answered = ?3, answered_by = ?4, agrees = ?5, remark = ?6 \
             where process = ?1 and draft = ?2 and answered is null and exists (select 1 from definitions \
               where process = ?1 and state = 'draft' and substr(hash, 1, length(?2)) = ?2)",
        )
        .bind(process.as_str())
        .bind(draft.as_bytes())
        .bind(answer.at.0)
        .bind(answer.by.as_str())
        .bind(answer.agrees)
        .bind(answer.remark.as_deref())
        .execute(&self.writes)
        .await
        .map_err(failed)?;
        Ok(answered.rows_affected() > 0)
    }
}

fn review(row: &SqliteRow) -> Result<Review, StoreError> {
    let answer = maybe_moment(row, "answered")?.zip(maybe_named(row, "answered_by")?);
    let answer = answer.map(|(at, by)| {
        let agrees = column::<Option<bool>>(row, "agrees")?.unwrap_or_default();
        Ok::<_, StoreError>(ReviewAnswer { at, by, agrees, remark: column(row, "remark")? })
    });
    Ok(Review {
        draft: Revision::from_bytes(column(row, "draft")?)?,
        at: moment(row, "asked")?,
        by: named(row, "by")?,
        note: column(row, "note")?,
        answer: answer.transpose()?,
    })
}
