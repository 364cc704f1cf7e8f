//! Links by which people outside answer a task: handed out and taken back by whoever has it.
//!
//! A link opens with a code, which is told by another way. What it carries is random and long, the code short: five wrong
//! ones close the link, and both are kept as hashes alone. Whether a link was used is told by the log.

mod answering;

use app::port::{NewOutside, Opening, OutsideContact, OutsideLink, OutsideSecret, OutsideState, Problem, TaskRef};
use flow::kernel::{self, State, Task, TaskId, TaskStatus};
use flow::process::{Known, Local, Outside};
use flow::time::Moment;
use rand::RngExt;
use uuid::Uuid;

use super::naming::Names;
use super::secret::{hash_of, new_secret};
use super::sight::Sight;
use super::{Service, Subject, problems};
use crate::store::outside::OutsideRow;

/// How many wrong codes close a link.
const TRIES: u32 = 5;

/// For how many days a link opens when nothing is said.
const USUAL_DAYS: u16 = 7;

/// For how many days it may open.
const MOST_DAYS: u16 = 90;

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// How many openings are listed.
const LISTED: u32 = 100;

impl Service {
    /// The links of a task, for whoever has it.
    pub(super) async fn outside_links(&self, me: &Subject, task: &TaskRef) -> Result<Vec<OutsideLink>, Problem> {
        let sight = self.see_task(me, task).await?;
        self.links_of(&sight, task.no).await
    }

    async fn links_of(&self, sight: &Sight, task: TaskId) -> Result<Vec<OutsideLink>, Problem> {
        let mut links = Vec::new();
        for row in self.store().outside_links(sight.id, task).await.map_err(problems::store)? {
            links.push(self.outside_link(sight, row).await?);
        }
        Ok(links)
    }

    /// Makes a link, which takes the place of those that there were.
    pub(super) async fn hand_out(
        &self,
        me: &Subject,
        task: &TaskRef,
        new: NewOutside,
    ) -> Result<OutsideSecret, Problem> {
        let sight = self.see_task(me, task).await?;
        let held = sight.state().task(task.no).ok_or_else(problems::not_found)?;
        let outside = asked_outside(&sight, task.no, held).ok_or_else(not_outside)?;
        if !held.is_open() {
            return Err(problems::submit(kernel::Rejection::TaskClosed.into()));
        }
        let name = self.known(&sight, held, outside).await?.name.ok_or_else(nobody_named)?;
        let days = new.days.unwrap_or(USUAL_DAYS);
        if !(1..=MOST_DAYS).contains(&days) {
            return Err(problems::field("days", "range", "1 到 90 天", "1 to 90 days"));
        }
        let (secret, code) = (new_secret(), six_digits());
        let hashed = self.0.passwords.hash(code_with(&code, &secret)).await.map_err(problems::password)?;
        let row = OutsideRow {
            id: Uuid::now_v7(),
            instance: sight.id,
            task: task.no,
            secret: hash_of(&secret),
            code: hashed,
            name,
            by: me.person.clone(),
            created: sight.now,
            expires: sight.now.plus_millis(i64::from(days) * DAY),
            revoked: None,
            wrong: 0,
        };
        self.store().add_outside(&row).await.map_err(problems::store)?;
        let url = format!("{}/o/{secret}", self.settings().url);
        Ok(OutsideSecret { url, code, link: self.outside_link(&sight, row).await? })
    }

    /// Makes a link open nothing any more.
    pub(super) async fn take_back_link(&self, me: &Subject, task: &TaskRef, link: &str) -> Result<(), Problem> {
        let sight = self.see_task(me, task).await?;
        let link = Uuid::parse_str(link).map_err(|_| problems::not_found())?;
        let revoked = self.store().revoke_outside(sight.id, task.no, link, sight.now).await.map_err(problems::store)?;
        if revoked { Ok(()) } else { Err(problems::not_found()) }
    }

    /// Whom outside a task asks, for whoever has it.
    pub(super) async fn contact(
        &self,
        sight: &Sight,
        no: TaskId,
        held: &Task,
    ) -> Result<Option<OutsideContact>, Problem> {
        let Some(outside) = asked_outside(sight, no, held) else { return Ok(None) };
        let Known { name, phone, email } = self.known(sight, held, outside).await?;
        let links = self.links_of(sight, no).await?;
        Ok(Some(OutsideContact { name, phone, email, on_behalf: outside.on_behalf, links }))
    }

    /// What the data says of the person outside; what it cannot tell, it does not say.
    async fn known(&self, sight: &Sight, held: &Task, outside: &Outside) -> Result<Known, Problem> {
        let local = Local { visit: Some(held.visit), ..Local::default() };
        let look = |facts: &kernel::Facts| sight.knowing(facts, |scope| outside.known(&scope.with(local)).ok());
        Ok(self.informed(Some(sight.id), look).await?.unwrap_or_default())
    }

    async fn outside_link(&self, sight: &Sight, row: OutsideRow) -> Result<OutsideLink, Problem> {
        let (opened, openings) = self.store().outside_openings(row.id, LISTED).await.map_err(problems::store)?;
        Ok(OutsideLink {
            id: row.id.to_string(),
            state: standing(&row, sight.state(), sight.now),
            by: Names::new(&sight.organisation, sight.now).person(&row.by),
            name: row.name,
            created: row.created,
            expires: row.expires,
            wrong: row.wrong,
            openings: openings.into_iter().map(Opening::from).collect(),
            opened,
        })
    }
}

/// The person outside whom a task asks; none where its holder decides, or speaks of a task and not of the matter.
fn asked_outside<'s>(sight: &'s Sight, no: TaskId, held: &Task) -> Option<&'s Outside> {
    let outside = sight.step_of(held)?.human()?.outside.as_ref()?;
    (!sight.state().is_request(no)).then_some(outside)
}

/// Whether a link opens.
fn standing(row: &OutsideRow, state: &State, now: Moment) -> OutsideState {
    let answer = state.task(row.task).map(|task| &task.status);
    match answer {
        _ if row.revoked.is_some() => OutsideState::Revoked,
        Some(TaskStatus::Decided(answer)) if answer.outside.is_some() => OutsideState::Answered { at: answer.at },
        Some(TaskStatus::Open | TaskStatus::Waiting) if state.is_running() => match row {
            _ if row.expires <= now => OutsideState::Expired,
            _ if row.wrong >= TRIES => OutsideState::Locked,
            _ => OutsideState::Open,
        },
        _ => OutsideState::Over,
    }
}

fn six_digits() -> String {
    format!("{:06}", rand::rng().random_range(0..1_000_000))
}

/// What is hashed of a code: six digits alone could be found by trying them all.
fn code_with(code: &str, secret: &str) -> String {
    format!("{code} {secret}")
}

fn not_outside() -> Problem {
    problems::submit(kernel::Rejection::NotOffered.into())
}

fn nobody_named() -> Problem {
    problems::conflict(
        "事项数据里没有对方的姓名，先填写后再生成链接",
        "The data does not say who outside is asked; enter that first",
    )
}
