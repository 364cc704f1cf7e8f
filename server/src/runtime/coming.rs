//! Drafts that come into force by themselves, on the day that somebody chose.

use flow::id::{PersonId, ProcessKey};
use flow::text::Language;
use flow::time::Moment;

use super::later::Work;
use super::{Looked, Runtime};
use crate::store::definitions::{Coming, DefinitionHead, Revision};
use crate::store::{Queries, StoreError, Upkeep};

/// Why a draft could not be put into force now.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotNow {
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be looked at.
    #[error(transparent)]
    Look(#[from] tokio::task::JoinError),
}

impl Runtime {
    /// Plans that a draft comes into force at a moment. Tells its version; none when the draft is another text.
    /// Whether it may be published is for the caller to check before.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn publish_at(
        &self,
        process: &ProcessKey,
        draft: Revision,
        by: &PersonId,
        at: Moment,
    ) -> Result<Option<u32>, StoreError> {
        let work = Work::PutIntoForce(process.clone()).planned(at);
        self.store().plan_draft(process, draft, &Coming { at, by: by.clone() }, &work).await
    }

    /// Puts the draft of a process into force when its time has come. It is looked at again: people may have left, and
    /// processes that it calls may be others since it was planned. One with errors, and one that was sent back meanwhile,
    /// stays a draft.
    pub(super) async fn put_into_force(&self, process: &ProcessKey) -> Result<(), NotNow> {
        let Some(head) = self.store().latest_definition(process).await? else { return Ok(()) };
        // The plan may have been taken back, or be one for later by now.
        let Some(coming) = head.coming.as_ref().filter(|coming| coming.at <= self.now()) else { return Ok(()) };
        if self.store().review(process).await?.is_some_and(|review| review.sends_back(&head)) {
            tracing::warn!(%process, version = head.version, "a draft that was sent back did not come into force");
            self.store().keep_back(process).await?;
            return Ok(());
        }
        let Some(row) = self.store().definition(process, head.version).await? else { return Ok(()) };
        let looked = self.look_at(row.text).await?;
        if !looked.is_publishable() {
            warn(&head, &looked);
            self.store().keep_back(process).await?;
            return Ok(());
        }
        self.publish(process, head.revision(), &coming.by).await?;
        tracing::info!(%process, version = head.version, "a draft came into force as planned");
        Ok(())
    }
}

fn warn(head: &DefinitionHead, looked: &Looked) {
    let first = looked.findings.first().map(|finding| finding.message.in_language(Language::English));
    let DefinitionHead { process, version, .. } = head;
    tracing::warn!(%process, version, errors = looked.errors(), first, "a draft did not come into force as planned");
}
