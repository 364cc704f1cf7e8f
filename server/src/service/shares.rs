//! Links to a timeline for people without an account.

use app::port::{FormView, NewShare, Opening, Problem, Share, ShareSecret, SharedTimeline};
use flow::id::InstanceId;
use uuid::Uuid;

use super::card::state_of;
use super::naming::Names;
use super::permission::{Action, Relation};
use super::secret::{hash_of, new_secret};
use super::sight::{Seen, Sight};
use super::timeline::{Linked, Reader};
use super::{Service, Subject, forms, problems};
use crate::store::Queries;
use crate::store::sharing::{OpeningRow, ShareRow};

/// For how many days a link opens when nothing is said.
const USUAL_DAYS: u16 = 30;

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// How many openings are listed.
const LISTED: u32 = 100;

impl Service {
    pub(super) async fn shares(&self, me: &Subject, instance: &InstanceId) -> Result<Vec<Share>, Problem> {
        let sight = self.see_to(me, instance, Action::Share).await?;
        let mut shares = Vec::new();
        for row in self.store().shares(sight.id).await.map_err(problems::store)? {
            shares.push(self.share(&sight, row).await?);
        }
        Ok(shares)
    }

    pub(super) async fn create_share(
        &self,
        me: &Subject,
        instance: &InstanceId,
        new: NewShare,
    ) -> Result<ShareSecret, Problem> {
        let sight = self.see_to(me, instance, Action::Share).await?;
        let days = new.days.unwrap_or(USUAL_DAYS);
        if !(1..=365).contains(&days) {
            return Err(problems::field("days", "range", "1 到 365 天", "1 to 365 days"));
        }
        let secret = new_secret();
        let row = ShareRow {
            id: Uuid::now_v7(),
            instance: sight.id,
            secret: hash_of(&secret),
            label: new.label.trim().chars().take(200).collect(),
            by: me.person.clone(),
            created: sight.now,
            expires: sight.now.plus_millis(i64::from(days) * DAY),
            revoked: None,
        };
        self.store().add_share(&row).await.map_err(problems::store)?;
        let url = format!("{}/s/{secret}", self.settings().url);
        Ok(ShareSecret { url, share: self.share(&sight, row).await? })
    }

    pub(super) async fn revoke_share(&self, me: &Subject, instance: &InstanceId, share: &str) -> Result<(), Problem> {
        let sight = self.see_to(me, instance, Action::Share).await?;
        let share = Uuid::parse_str(share).map_err(|_| problems::not_found())?;
        let revoked = self.store().revoke_share(sight.id, share, sight.now).await.map_err(problems::store)?;
        if revoked { Ok(()) } else { Err(problems::not_found()) }
    }

    /// What a link shows. Opening it is noted; reading it again while it is open is not.
    ///
    /// # Errors
    /// The link opens nothing: it never did, has expired or was revoked. Which of these is not told.
    pub async fn shared(&self, secret: &str, opened_with: Option<&str>) -> Result<SharedTimeline, Problem> {
        let share = self.share_of(secret).await?;
        let sight = self.sight_of_share(&share).await?;
        if let Some(agent) = opened_with {
            let opening = OpeningRow { at: sight.now, agent: agent.to_owned() };
            self.store().note_opening(share.id, &opening).await.map_err(problems::store)?;
        }
        let row = self.store().instance(sight.id).await.map_err(problems::store)?.ok_or_else(problems::not_found)?;
        let shown = &sight.process().definition().settings.share;
        let reader = Reader {
            fields: sight.fields.clone(),
            names: shown.names,
            nodes: shown.nodes.clone(),
            words: false,
            linked: Linked::default(),
        };
        let names = Names::new(&sight.organisation, sight.now);
        let form = sight.with_scope(|scope| forms::of_instance(sight.process(), &sight.fields, scope, names));
        Ok(SharedTimeline {
            organisation: sight.organisation.name.clone(),
            process: sight.process().definition().name.clone(),
            number: row.number.clone(),
            state: state_of(row.standing(), false),
            started: row.started,
            ended: row.ended,
            form: FormView {
                names: form.names.into_iter().filter(|_| reader.names == flow::model::NamesShown::Names).collect(),
                ..form
            },
            timeline: self.timeline(&sight, &reader).await?,
            expires: share.expires,
            revision: row.revision,
        })
    }

    /// The link that a secret opens now.
    pub(super) async fn share_of(&self, secret: &str) -> Result<ShareRow, Problem> {
        let share = self.store().share_by_secret(&hash_of(secret)).await.map_err(problems::store)?;
        let opens = |share: &ShareRow| share.revoked.is_none() && share.expires > self.now();
        share.filter(opens).ok_or_else(problems::not_found)
    }

    async fn sight_of_share(&self, share: &ShareRow) -> Result<Sight, Problem> {
        let live = self.runtime().live(share.instance).await.map_err(problems::store)?;
        let live = live.ok_or_else(problems::not_found)?;
        let fields = live.definition.process.definition().settings.share.fields.iter().cloned().collect();
        Ok(Sight::new(share.instance, live, Relation::default(), Seen::Only(fields), self.organisation(), self.now()))
    }

    async fn share(&self, sight: &Sight, row: ShareRow) -> Result<Share, Problem> {
        let (opened, openings) = self.store().openings(row.id, LISTED).await.map_err(problems::store)?;
        Ok(Share {
            id: row.id.to_string(),
            label: row.label,
            by: Names::new(&sight.organisation, sight.now).person(&row.by),
            created: row.created,
            expires: row.expires,
            revoked: row.revoked,
            openings: openings.into_iter().map(Opening::from).collect(),
            opened,
        })
    }
}

impl From<OpeningRow> for Opening {
    fn from(OpeningRow { at, agent }: OpeningRow) -> Self {
        Self { at, with: agent }
    }
}
