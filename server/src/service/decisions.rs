//! Acting: what somebody decides becomes a command, and what came of it an answer.

use app::port::{Acted, Decision, DraftKey, FormView, Operation, Problem, Returning, TaskAct, TaskRef, Transfer};
use flow::id::{InstanceId, PersonId};
use flow::kernel::Command;
use flow::text::Text;
use uuid::Uuid;

use super::card::state_of;
use super::instance::where_it_stands;
use super::naming::Names;
use super::permission::Action;
use super::sight::{instance_id, uuid};
use super::start::named;
use super::{Service, Subject, forms, problems, values};
use crate::runtime::{Submission, Target};

impl Service {
    pub(super) async fn decide(
        &self,
        me: &Subject,
        task: TaskRef,
        decision: Decision,
        intent: String,
    ) -> Result<Acted, Problem> {
        let sight = self.see_task(me, &task).await?;
        self.check_files(me, sight.process(), &decision.values, Some(&sight)).await?;
        let data = values::read(sight.process(), &decision.values)?;
        let command = Command::Decide {
            task: task.no,
            by: me.person.clone(),
            outcome: decision.outcome,
            data,
            opinion: words(decision.opinion)?,
            seen: decision.version,
            outside: None,
        };
        self.submit_from(me, task, command, intent).await
    }

    pub(super) async fn send_back(
        &self,
        me: &Subject,
        task: TaskRef,
        returning: Returning,
        intent: String,
    ) -> Result<Acted, Problem> {
        self.see_task(me, &task).await?;
        let command = Command::Return {
            task: task.no,
            by: me.person.clone(),
            to: returning.to,
            caller: returning.caller,
            opinion: words(Some(returning.opinion))?.unwrap_or_default(),
            seen: returning.version,
        };
        self.submit_from(me, task, command, intent).await
    }

    pub(super) async fn transfer(
        &self,
        me: &Subject,
        task: TaskRef,
        transfer: Transfer,
        intent: String,
    ) -> Result<Acted, Problem> {
        // The kernel judges who holds the task: whoever handed it over does no longer, and may still send the same again.
        self.see(me, &task.instance).await?;
        let command = Command::Transfer {
            task: task.no,
            by: me.person.clone(),
            to: transfer.to,
            opinion: words(transfer.opinion)?,
            seen: transfer.version,
        };
        // What they kept stays theirs: the task may come back.
        self.submit(me, &task.instance, command, intent).await
    }

    /// Asks others to help with a task, or for more time; takes a task, lets it go, or takes a decision back. Who may is
    /// the kernel's to say: it knows who holds the task, and who decided it.
    pub(super) async fn act(
        &self,
        me: &Subject,
        task: TaskRef,
        act: TaskAct,
        intent: String,
    ) -> Result<Acted, Problem> {
        let sight = self.see(me, &task.instance).await?;
        let held = sight.state().task(task.no).ok_or_else(problems::not_found)?;
        let (no, visit, by) = (task.no, held.visit, me.person.clone());
        let command = match act {
            TaskAct::Add { people, role, opinion, version } => {
                Command::Add { task: no, by, people, role, opinion: words(opinion)?, seen: version }
            }
            TaskAct::Drop { seat } => Command::Drop { visit, seat, by },
            TaskAct::Ask { wish, opinion, version } => {
                Command::Ask { task: no, by, wish, opinion: needed(Some(opinion))?, seen: version }
            }
            TaskAct::Claim { version } => Command::Claim { task: no, by, seen: version },
            TaskAct::Release { version } => Command::Release { task: no, by, seen: version },
            TaskAct::Recall { reason } => Command::Recall { task: no, by, reason: words(reason)? },
        };
        self.submit(me, &task.instance, command, intent).await
    }

    /// Steps in, as whoever looks after the process.
    pub(super) async fn operate(
        &self,
        me: &Subject,
        instance: InstanceId,
        operation: Operation,
        intent: String,
    ) -> Result<Acted, Problem> {
        let sight = self.see_to(me, &instance, Action::Operate).await?;
        let by = me.person.clone();
        let why = |reason: String| needed(Some(reason));
        let command = match operation {
            Operation::Suspend { reason } => Command::Suspend { by, reason: why(reason)? },
            Operation::Resume { reason } => Command::Resume { by, reason: why(reason)? },
            Operation::Retry { visit, reason } => Command::Retry { visit, by, reason: why(reason)? },
            Operation::Jump { visit, to, reason } => Command::Jump { visit, to, by, reason: why(reason)? },
            Operation::Reschedule { visit, due, reason } => {
                Command::Reschedule { visit, due, by, reason: why(reason)? }
            }
            Operation::Correct { values, reason } => {
                self.check_files(me, sight.process(), &values, Some(&sight)).await?;
                Command::Correct { data: values::read(sight.process(), &values)?, by, reason: why(reason)? }
            }
        };
        self.submit(me, &instance, command, intent).await
    }

    /// The form of an instance as whoever corrects it fills it.
    pub(super) async fn correction(&self, me: &Subject, instance: &InstanceId) -> Result<FormView, Problem> {
        let sight = self.see_to(me, instance, Action::Operate).await?;
        let names = Names::new(&sight.organisation, sight.now);
        let form = sight.with_scope(|scope| forms::to_correct(sight.process(), &sight.fields, scope, names));
        Ok(FormView { instance: Some(sight.instance_id()), ..form })
    }

    pub(super) async fn reassign(
        &self,
        me: &Subject,
        task: TaskRef,
        transfer: Transfer,
        intent: String,
    ) -> Result<Acted, Problem> {
        self.see_to(me, &task.instance, Action::Operate).await?;
        let reason = needed(transfer.opinion)?;
        let command = Command::Reassign { task: task.no, by: me.person.clone(), to: transfer.to, reason };
        self.submit(me, &task.instance, command, intent).await
    }

    pub(super) async fn withdraw(
        &self,
        me: &Subject,
        instance: InstanceId,
        reason: Option<String>,
        intent: String,
    ) -> Result<Acted, Problem> {
        self.see_to(me, &instance, Action::Withdraw).await?;
        let command = Command::Withdraw { by: me.person.clone(), reason: words(reason)? };
        self.submit(me, &instance, command, intent).await
    }

    pub(super) async fn urge(&self, me: &Subject, instance: InstanceId, intent: String) -> Result<Acted, Problem> {
        self.see_to(me, &instance, Action::TakePart).await?;
        self.submit(me, &instance, Command::Urge { by: me.person.clone() }, intent).await
    }

    pub(super) async fn note(
        &self,
        me: &Subject,
        instance: InstanceId,
        text: String,
        to: Vec<PersonId>,
        intent: String,
    ) -> Result<Acted, Problem> {
        self.see_to(me, &instance, Action::TakePart).await?;
        let text = needed(Some(text))?;
        self.submit(me, &instance, Command::Note { by: me.person.clone(), text, to }, intent).await
    }

    pub(super) async fn copy(
        &self,
        me: &Subject,
        instance: InstanceId,
        to: Vec<PersonId>,
        intent: String,
    ) -> Result<Acted, Problem> {
        self.see_to(me, &instance, Action::TakePart).await?;
        self.submit(me, &instance, Command::Copy { by: me.person.clone(), to }, intent).await
    }

    pub(super) async fn terminate(
        &self,
        me: &Subject,
        instance: InstanceId,
        reason: String,
        intent: String,
    ) -> Result<Acted, Problem> {
        self.see_to(me, &instance, Action::Operate).await?;
        let reason = Text::Plain(needed(Some(reason))?.into());
        self.submit(me, &instance, Command::Terminate { by: Some(me.person.clone()), reason }, intent).await
    }

    /// Sends what somebody does with their task: with it they are through with what they kept about it.
    async fn submit_from(
        &self,
        me: &Subject,
        task: TaskRef,
        command: Command,
        intent: String,
    ) -> Result<Acted, Problem> {
        let instance = task.instance.clone();
        let draft = Some(DraftKey::Task(task).topic());
        self.submit_with(me, &instance, command, intent, draft).await
    }

    async fn submit(
        &self,
        me: &Subject,
        instance: &InstanceId,
        command: Command,
        intent: String,
    ) -> Result<Acted, Problem> {
        self.submit_with(me, instance, command, intent, None).await
    }

    async fn submit_with(
        &self,
        me: &Subject,
        instance: &InstanceId,
        command: Command,
        intent: String,
        draft: Option<String>,
    ) -> Result<Acted, Problem> {
        let target = Target::Instance(uuid(instance)?);
        let submission = Submission { subject: me.person.clone(), key: named(intent), target, command, draft };
        let done = self.runtime().submit(submission).await.map_err(problems::submit)?;
        self.acted(me, done.instance).await
    }

    /// How an instance stands after an action, for whoever acted.
    pub(super) async fn acted(&self, me: &Subject, instance: Uuid) -> Result<Acted, Problem> {
        let sight = self.see(me, &instance_id(instance)).await?;
        let mine = sight.state().open_tasks().find(|(_, task)| task.person == me.person).map(|(no, _)| no);
        Ok(Acted {
            instance: sight.instance_id(),
            revision: sight.state().revision,
            state: state_of(sight.live.standing(), mine.is_some()),
            next: where_it_stands(&sight),
            mine: mine.map(|no| TaskRef { instance: sight.instance_id(), no }),
        })
    }
}

/// The longest opinion, note or reason, in characters: everybody who opens the matter reads it, for ever.
const LONGEST_WORDS: usize = 10_000;

/// Words without the space around them; none when nothing is left.
pub(super) fn words(text: Option<String>) -> Result<Option<String>, Problem> {
    words_in("opinion", text, LONGEST_WORDS)
}

/// The same for a field of its own, which takes so many characters: some thousands.
pub(super) fn words_in(field: &str, text: Option<String>, longest: usize) -> Result<Option<String>, Problem> {
    let words = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    match words {
        Some(words) if words.chars().count() > longest => {
            let (zh, en) = (
                format!("最多 {longest} 个字"),
                format!("At most {},{:03} characters", longest / 1_000, longest % 1_000),
            );
            Err(problems::field(field, "too_long", &zh, &en))
        }
        words => Ok(words),
    }
}

pub(super) fn needed(text: Option<String>) -> Result<String, Problem> {
    words(text)?.ok_or_else(|| problems::field("opinion", "required", "请写明内容或原因", "Say what or why"))
}
