//! What somebody outside does with a link: they open it with its code, and answer once.

use std::net::IpAddr;

use app::port::{Code, OutsideAnswer, OutsideDone, OutsideDoor, OutsideState, OutsideTask, Problem, Values};
use flow::id::PersonId;
use flow::kernel::{Command, Outsider, Rejection, choices};
use flow::model::Right;
use flow::process::Scope;
use flow::text::Text;

use super::{TRIES, code_with, standing};
use crate::runtime::{Submission, SubmitError, Target};
use crate::service::decisions::words;
use crate::service::naming::Names;
use crate::service::permission::Relation;
use crate::service::secret::hash_of;
use crate::service::sight::{Seen, Sight};
use crate::service::sign_in::too_many;
use crate::service::start::named;
use crate::service::task::button;
use crate::service::{Service, ahead, forms, problems, values};
use crate::store::outside::OutsideRow;
use crate::store::sharing::OpeningRow;

/// A link, and the instance that it is about.
struct Door {
    row: OutsideRow,
    sight: Sight,
}

impl Door {
    fn state(&self) -> OutsideState {
        standing(&self.row, self.sight.state(), self.sight.now)
    }

    /// Why it does not open.
    fn closed(&self) -> Problem {
        closed(self.state(), self.sight.organisation.calendar.offset_at(self.sight.now))
    }
}

impl Service {
    /// What a link shows before its code.
    ///
    /// # Errors
    /// There is no such link; or it does not open any more, and why.
    pub async fn outside_door(&self, secret: &str) -> Result<OutsideDoor, Problem> {
        let door = self.door(secret).await?;
        match door.state() {
            OutsideState::Open => Ok(OutsideDoor {
                organisation: door.sight.organisation.name.clone(),
                process: door.sight.process().definition().name.clone(),
                expires: door.row.expires,
            }),
            _ => Err(door.closed()),
        }
    }

    /// What somebody outside is asked, for whoever has the link and its code. That is noted.
    ///
    /// # Errors
    /// The link does not open, or the code is wrong.
    pub async fn open_outside(
        &self,
        secret: &str,
        code: &str,
        address: IpAddr,
        agent: &str,
    ) -> Result<OutsideTask, Problem> {
        let door = self.door(secret).await?;
        if door.state() != OutsideState::Open {
            return Err(door.closed());
        }
        self.must_know_code(&door, secret, code, address).await?;
        let opening = OpeningRow { at: door.sight.now, agent: agent.to_owned() };
        self.store().note_outside_opening(door.row.id, &opening).await.map_err(problems::store)?;
        let Door { row, sight } = &door;
        let held = sight.state().task(row.task).ok_or_else(problems::not_found)?;
        let step = sight.step_of(held).ok_or_else(problems::not_found)?;
        let human = step.human().ok_or_else(problems::not_found)?;
        let names = Names::new(&sight.organisation, sight.now);
        let form = |scope: &Scope<'_>| forms::at_step(sight.process(), step, scope, names);
        let mut form = self.informed(Some(sight.id), |facts| sight.knowing(facts, form)).await?;
        for view in form.fields.iter_mut().filter(|view| view.field.is_kept_inside()) {
            view.right = view.right.min(Right::Read);
        }
        Ok(OutsideTask {
            step: ahead::node_name(sight.process(), &step.id),
            requirement: step.node.requirement.clone(),
            name: row.name.clone(),
            by: names.person(&held.person).name,
            due: sight.state().visit(held.visit).and_then(|visit| visit.due),
            form,
            outcomes: choices(human, sight.state(), row.task).iter().map(|outcome| button(human, outcome)).collect(),
        })
    }

    /// Takes what somebody outside answers. Sent again with the same `intent`, it has no second effect.
    ///
    /// # Errors
    /// The link does not open, the code is wrong, or the engine does not accept the answer.
    pub async fn answer_outside(
        &self,
        secret: &str,
        answer: OutsideAnswer,
        intent: String,
        address: IpAddr,
    ) -> Result<OutsideDone, Problem> {
        let door = self.door(secret).await?;
        let may_be_repeated = matches!(door.state(), OutsideState::Answered { .. }) && !intent.is_empty();
        if door.state() != OutsideState::Open && !may_be_repeated {
            return Err(door.closed());
        }
        self.must_know_code(&door, secret, &answer.code, address).await?;
        let Door { row, sight } = &door;
        let held = sight.state().task(row.task).ok_or_else(problems::not_found)?;
        must_not_fill_what_is_kept_inside(sight, &answer.values)?;
        let command = Command::Decide {
            task: row.task,
            by: held.person.clone(),
            outcome: answer.outcome,
            data: values::read(sight.process(), &answer.values)?,
            opinion: words(answer.opinion)?,
            seen: None,
            outside: Some(Outsider { name: Some(row.name.clone()) }),
        };
        let submission = Submission {
            // Nobody else's names for what is to happen once are in the way.
            subject: PersonId::from(format!("outside:{}", row.id)),
            key: named(intent),
            target: Target::Instance(row.instance),
            command,
            draft: None,
        };
        match self.runtime().submit(submission).await {
            Ok(_) => Ok(OutsideDone { at: self.answered_at(secret).await? }),
            // Somebody was faster.
            Err(SubmitError::Rejected(Rejection::TaskClosed | Rejection::InstanceEnded | Rejection::TaskWaits)) => {
                Err(self.door(secret).await?.closed())
            }
            Err(error) => Err(problems::submit(error)),
        }
    }

    async fn answered_at(&self, secret: &str) -> Result<flow::time::Moment, Problem> {
        match self.door(secret).await?.state() {
            OutsideState::Answered { at } => Ok(at),
            _ => Ok(self.now()),
        }
    }

    async fn door(&self, secret: &str) -> Result<Door, Problem> {
        let row = self.store().outside_by_secret(&hash_of(secret)).await.map_err(problems::store)?;
        let row = row.ok_or_else(problems::not_found)?;
        let live = self.runtime().live(row.instance).await.map_err(problems::store)?.ok_or_else(problems::not_found)?;
        let nothing = Seen::Only(Default::default());
        let sight = Sight::new(row.instance, live, Relation::default(), nothing, self.organisation(), self.now());
        Ok(Door { row, sight })
    }

    /// Counts a try before it looks at it, for the link and for the address, as with passwords.
    async fn must_know_code(&self, door: &Door, secret: &str, code: &str, address: IpAddr) -> Result<(), Problem> {
        let (id, link) = (door.row.id, format!("outside:{}", door.row.id));
        self.0.attempts.begin(&link, address, self.now()).map_err(too_many)?;
        let Some(wrong) = self.store().try_outside(id, TRIES).await.map_err(problems::store)? else {
            return Err(locked());
        };
        let tried = code_with(code.trim(), secret);
        let matches = self.0.passwords.verify(tried, Some(door.row.code.clone())).await.map_err(|_| too_many(1))?;
        match matches {
            true => {
                self.0.attempts.right(&link, address);
                self.store().forgive_outside(id).await.map_err(problems::store)
            }
            false if wrong >= TRIES => Err(locked()),
            false => Err(wrong_code(TRIES - wrong)),
        }
    }
}

/// Files, people and departments are for whoever enters the answer inside.
fn must_not_fill_what_is_kept_inside(sight: &Sight, given: &Values) -> Result<(), Problem> {
    let fields = &sight.process().definition().form.fields;
    let mut kept = fields.iter().filter(|field| field.is_kept_inside() && given.contains_key(field.id.as_str()));
    kept.next().map_or(Ok(()), |field| {
        Err(problems::field(field.id.as_str(), "not_writable", "这里不能填写此项", "This cannot be filled in here"))
    })
}

fn wrong_code(left: u32) -> Problem {
    let (zh, en) = (format!("验证码不对，还可以试 {left} 次"), format!("The code is wrong; tries left: {left}"));
    Problem::new(403, Code::of("wrong_code"), "The code is wrong").because(Text::each(zh, en))
}

fn locked() -> Problem {
    Problem::new(423, Code::of("outside_locked"), "The code was wrong too often").because(Text::each(
        "验证码错误次数过多，链接已锁定。请向发链接给您的人要一个新链接。",
        "The code was wrong too often, and the link is locked. Ask whoever sent it for a new one.",
    ))
}

/// Why a link does not open any more; `offset` is that of the organisation's clock, in seconds.
fn closed(state: OutsideState, offset: i32) -> Problem {
    let gone = |code: &'static str, zh: String, en: String| {
        Problem::new(410, Code::of(code), "The link does not open any more").because(Text::each(zh, en))
    };
    match state {
        OutsideState::Locked => locked(),
        OutsideState::Answered { at } => {
            let at = feel::DateTime::from_unix_millis(at.0, offset).to_string();
            let at = at.get(..16).unwrap_or(&at).replace('T', " ");
            let (zh, en) = (format!("已于 {at} 答复，谢谢。"), format!("It has been answered on {at}. Thank you."));
            gone("outside_answered", zh, en)
        }
        OutsideState::Expired => gone(
            "outside_expired",
            "链接已过期。请向发链接给您的人要一个新链接。".to_owned(),
            "The link has expired. Ask whoever sent it for a new one.".to_owned(),
        ),
        OutsideState::Revoked => gone(
            "outside_revoked",
            "链接已作废。请使用最近收到的链接，或联系发链接给您的人。".to_owned(),
            "The link was taken back. Use the latest that you got, or ask whoever sent it.".to_owned(),
        ),
        OutsideState::Over | OutsideState::Open => {
            gone("outside_over", "此事项已不再需要您答复。".to_owned(), "Your answer is no longer needed.".to_owned())
        }
    }
}
