//! An instance that follows an earlier one: whether it may, and what it takes over.
//!
//! The start form, the look ahead and the start itself all ask [`begin_with`], so that what somebody sees before is what
//! comes about.

use std::sync::Arc;

use feel::Value;

use super::context::{Context, Fact};
use super::data::Data;
use super::rejection::Rejection;
use super::start::Start;
use super::state::{State, Status};
use crate::form;
use crate::model::After;
use crate::organisation::Organisation;
use crate::process::{EARLIER, Following, Local, Process, Scope, person};
use crate::text::{Language, Text};

/// Why an instance cannot follow an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFollow {
    /// There is no such instance.
    Missing,
    /// The process says nothing of following instances of that one's process.
    NoRule,
    /// That one still runs.
    Running,
    /// That one has ended without being completed.
    NotCompleted,
    /// The time within which it could be followed has passed.
    TooLate,
}

impl NoFollow {
    /// The same in words.
    pub fn message(self) -> Text {
        match self {
            Self::Missing => Text::each("没有这一前事项", "there is no such earlier matter"),
            Self::NoRule => {
                Text::each("本流程不能接续该流程的事项", "this process does not follow matters of that process")
            }
            Self::Running => Text::each("前事项尚未结束", "the earlier matter has not ended yet"),
            Self::NotCompleted => Text::each("前事项没有办结", "the earlier matter was not completed"),
            Self::TooLate => Text::each(
                "前事项结束后可以接续的期限已过",
                "the time to follow the earlier matter after its end has passed",
            ),
        }
    }
}

/// An instance as one that follows it knows it, the answer to [`Fact::Earlier`]: a context of `process`, `outcome` (null
/// while it runs), `number`, `title`, `started`, `ended`, `initiator` and `data`. Null of one that has not begun.
pub fn earlier(state: &State, organisation: &Organisation) -> Value {
    let Some(header) = state.header.as_deref() else { return Value::Null };
    let date_time = |moment| Value::DateTime(organisation.calendar.date_time(moment));
    let (ended, outcome) = match &state.status {
        Status::Running => (Value::Null, Value::Null),
        Status::Ended { at, how } => (date_time(*at), how.how().name().into()),
    };
    let entries = [
        ("process", header.process.as_str().into()),
        ("outcome", outcome),
        ("number", header.number.as_deref().map(Value::from).unwrap_or_default()),
        ("title", header.title.in_language(Language::Chinese).into()),
        ("started", date_time(header.started)),
        ("ended", ended),
        ("initiator", person(&header.initiator, organisation)),
        ("data", state.data.to_value()),
    ];
    Value::Context(Arc::new(
        entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Vec<_>>().into(),
    ))
}

/// Whether an instance of a process may follow an earlier one now, which [`earlier`] tells: what the process says of that.
///
/// # Errors
/// Why not.
pub fn may_follow<'p>(process: &'p Process, earlier: &Value, context: &Context<'_>) -> Result<&'p Following, NoFollow> {
    let Value::Context(earlier) = earlier else { return Err(NoFollow::Missing) };
    let text = |name: &str| earlier.get(name).and_then(Value::as_str);
    let is_its_process = |following: &&Following| Some(following.rule.process.as_str()) == text("process");
    let following = process.follows().iter().find(is_its_process).ok_or(NoFollow::NoRule)?;
    match (following.rule.after, text("outcome")) {
        (After::Any, _) | (After::Ended, Some(_)) | (After::Completed, Some("completed")) => {}
        (After::Ended | After::Completed, None) => return Err(NoFollow::Running),
        (After::Completed, Some(_)) => return Err(NoFollow::NotCompleted),
    }
    let calendar = &context.organisation.calendar;
    let ended = earlier.get("ended").and_then(|ended| calendar.meant_by(ended));
    let rest_day = process.definition().settings.rest_day;
    let last = following.rule.within.zip(ended).map(|(within, ended)| calendar.after(ended, within, rest_day));
    match last.is_some_and(|last| context.now > last) {
        true => Err(NoFollow::TooLate),
        false => Ok(following),
    }
}

/// The values that an instance begins with before anybody fills in anything: the defaults of its fields and, over them,
/// what it takes over from the earlier instance that it follows.
///
/// It asks for [`Fact::Earlier`]; until that is known nothing is taken over. What an expression cannot say is not taken
/// over either, as with defaults.
///
/// # Errors
/// The instance may not begin so: [`Rejection::MayNotFollow`] and [`Rejection::FollowsNothing`].
pub fn begin_with(process: &Process, start: &Start, context: &Context<'_>) -> Result<Data, Rejection> {
    let nothing = State::default();
    let scope = Scope::new(process, &nothing, context).with(Local { starter: Some(&start.by), ..Local::default() });
    let carried = carried(process, start, &scope)?;
    Ok(form::initial_with(process, &carried, &scope))
}

fn carried(process: &Process, start: &Start, scope: &Scope<'_>) -> Result<Data, Rejection> {
    let Some(followed) = &start.follows else {
        let must = process.must_follow() && start.is_by_person();
        return if must { Err(Rejection::FollowsNothing) } else { Ok(Data::new()) };
    };
    let Some(earlier) = scope.context.facts.ask(&Fact::Earlier(followed.clone())) else { return Ok(Data::new()) };
    let following = may_follow(process, earlier, scope.context).map_err(Rejection::MayNotFollow)?;
    let known = feel::Context::from(vec![(EARLIER.to_owned(), earlier.clone())]);
    let scope = scope.with(Local { row: Some(&known), ..scope.local });
    let values = following.data.iter().filter_map(|(field, value)| Some((field.clone(), scope.value_of(value).ok()?)));
    Ok(values.collect())
}
