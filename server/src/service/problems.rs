//! Which problem a failure is for whoever asked.

use app::port::{Code, Obstacle, Problem};
use flow::kernel::{FieldProblem, Rejection};
use flow::text::Text;

use super::NoPassword;
use crate::runtime::SubmitError;
use crate::store::StoreError;

/// There is no such thing, or the person may not know of it: both look the same from outside.
pub(super) fn not_found() -> Problem {
    Problem::new(404, Code::NOT_FOUND, "There is no such thing here, or you may not see it")
}

pub(super) fn forbidden() -> Problem {
    Problem::new(403, Code::FORBIDDEN, "You may not do this")
}

pub(super) fn signed_out() -> Problem {
    Problem::new(401, Code::SIGNED_OUT, "Sign in first")
}

pub(super) fn malformed(zh: &str, en: &str) -> Problem {
    Problem::new(400, Code::MALFORMED, "The request could not be understood").because(Text::each(zh, en))
}

pub(super) fn conflict(zh: &str, en: &str) -> Problem {
    Problem::new(409, Code::CONFLICT, "It does not fit what is there").because(Text::each(zh, en))
}

/// A value of a form of ours, not of a process, is missing or wrong.
pub(super) fn field(field: &str, code: &str, zh: &str, en: &str) -> Problem {
    fields(vec![FieldProblem { field: field.into(), cell: None, code: code.to_owned(), message: Text::each(zh, en) }])
}

pub(super) fn fields(problems: Vec<FieldProblem>) -> Problem {
    Problem { fields: problems, ..Problem::new(422, Code::FIELDS, "Some values are missing or wrong") }
}

pub(super) fn password(why: NoPassword) -> Problem {
    match why {
        NoPassword::TooShort => {
            field("password", "too_short", "密码至少 10 个字符", "A password has at least 10 characters")
        }
        NoPassword::TooLong => field("password", "too_long", "密码最多 256 个字节", "A password has at most 256 bytes"),
        NoPassword::Crowded(_) => busy(1),
        NoPassword::Failed => internal(why),
    }
}

/// Something failed that is not the asker's doing. The log has it; the answer tells nothing of our inside.
pub(super) fn internal(error: impl std::fmt::Display) -> Problem {
    tracing::error!(%error, "failed inside");
    Problem::new(500, Code::INTERNAL, "The server failed")
}

pub(super) fn store(error: StoreError) -> Problem {
    match error {
        StoreError::Refused(why) => {
            tracing::warn!(%why, "the store refused it");
            conflict("已有相同的内容，或内容已被改动", "There is such a thing already, or it was changed meanwhile")
        }
        StoreError::Unavailable(_) | StoreError::Damaged(_) => internal(error),
    }
}

pub(super) fn submit(error: SubmitError) -> Problem {
    let text = error.to_string();
    match error {
        SubmitError::Rejected(rejection) => self::rejection(rejection),
        SubmitError::NoInstance | SubmitError::NoProcess(_) => not_found(),
        SubmitError::OtherVersion { .. } => {
            Problem::new(409, Code::of("other_version"), "The process has a newer version").because(Text::each(
                "流程已发布新版本，请重新打开表单",
                "A newer version of the process was published; open the form again",
            ))
        }
        SubmitError::KeyReused => {
            Problem::new(422, Code::INTENT_REUSED, "This idempotency key was used for another request")
        }
        SubmitError::Busy { retry_after } => {
            let seconds = u32::try_from(retry_after.as_secs().max(1)).unwrap_or(1);
            busy(seconds)
        }
        SubmitError::Unavailable(_) => {
            tracing::error!(error = text, "a command's outcome is unknown");
            Problem {
                retry_after: Some(1),
                ..Problem::new(503, Code::of("outcome_unknown"), "Send it again with the same idempotency key")
            }
        }
    }
}

/// Too much is waiting; after so many seconds it is worth another try.
fn busy(seconds: u32) -> Problem {
    Problem { retry_after: Some(seconds), ..Problem::new(429, Code::BUSY, "Too much is waiting; try again") }
}

/// What keeps an instance from moving to another version.
pub(super) fn obstacles(rejection: &Rejection) -> Vec<Obstacle> {
    match rejection {
        Rejection::CannotMigrate(obstacles) => {
            let told = |found: &flow::migration::Obstacle| Obstacle {
                element: found.element().map(str::to_owned),
                message: found.message(),
            };
            obstacles.iter().map(told).collect()
        }
        Rejection::Suspended => {
            let message = Text::each("事项已挂起，恢复后才能迁移", "it is suspended, and moves when it goes on");
            vec![Obstacle { element: None, message }]
        }
        other => vec![Obstacle { element: None, message: Text::from(other.to_string().as_str()) }],
    }
}

pub(super) fn rejection(rejection: Rejection) -> Problem {
    let status = match &rejection {
        Rejection::NoTask => return not_found(),
        Rejection::Fields(_) | Rejection::NoOutcome { .. } | Rejection::OpinionMissing | Rejection::NoPerson(_) => 422,
        Rejection::NotYours { .. }
        | Rejection::NotInitiator
        | Rejection::MayNotStart(_)
        | Rejection::NotOffered
        | Rejection::AnsweredOutside
        | Rejection::Separation { .. } => 403,
        Rejection::TooSoonToUrge => 429,
        _ => 409,
    };
    let problem = Problem::new(status, Code(rejection.code().into()), &rejection.to_string());
    match rejection {
        Rejection::Fields(fields) => Problem { fields, ..problem },
        Rejection::NoRecall { because } | Rejection::NoJump { because, .. } => problem.because(because),
        Rejection::MayNotFollow(why) => problem.because(why.message()),
        _ => problem,
    }
}
