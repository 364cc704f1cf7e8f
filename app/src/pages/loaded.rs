//! What stands in for a page's content while it comes, and when it does not.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Serialize, de::DeserializeOwned};

use crate::components::{Button, ErrorState, FieldError, Skeleton, SkeletonKind, Symbol};
use crate::form::in_words;
use crate::port::{Code, Problem};
use crate::t;

/// Shows an answer once it is there, and what is wrong when it does not come.
#[component]
pub(crate) fn Loaded<T>(
    /// The answer.
    answer: Resource<Result<T, Problem>>,
    /// What stands in for it.
    #[prop(optional)]
    skeleton: SkeletonKind,
    /// Shows it.
    children: Callback<T, AnyView>,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    view! {
        <Transition fallback=move || view! { <Skeleton kind=skeleton /> }>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok(value) => children.run(value),
                    Err(problem) => {
                        let again = Callback::new(move |()| answer.refetch());
                        view! { <ProblemState problem again /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

/// Why something did not happen, and what one can do.
#[component]
pub(crate) fn ProblemState(
    /// Why.
    problem: Problem,
    /// Tries again.
    #[prop(optional, into)]
    again: Option<Callback<()>>,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::document::AnswerStatus::set(problem.status);
    let symbol = match problem.status {
        401 | 403 => Symbol::Lock,
        404 => Symbol::Search,
        _ => Symbol::Warning,
    };
    view! {
        <ErrorState title=problem_title(&problem) text=problem_words(&problem) symbol>
            {again.map(|again| view! { <Button on_click=move |_| again.run(())>{t!("try-again")}</Button> })}
            <a class="button" href="/inbox">
                {t!("to-inbox")}
            </a>
        </ErrorState>
    }
}

fn problem_title(problem: &Problem) -> String {
    match problem.code.as_str() {
        "not_found" => t!("problem-not-found-title"),
        "forbidden" => t!("problem-forbidden-title"),
        "offline" => t!("problem-offline-title"),
        _ => t!("problem-title"),
    }
}

/// What was wrong and what would be right, in the reader's language.
pub(crate) fn problem_words(problem: &Problem) -> String {
    let known = match problem.code {
        ref code if *code == Code::SIGNED_OUT => Some(t!("problem-signed-out")),
        ref code if *code == Code::WRONG_CREDENTIALS => Some(t!("problem-wrong-credentials")),
        ref code if *code == Code::FORBIDDEN => Some(t!("problem-forbidden")),
        ref code if *code == Code::NOT_FOUND => Some(t!("problem-not-found")),
        ref code if *code == Code::OFFLINE => Some(t!("problem-offline")),
        ref code if *code == Code::BUSY => Some(t!("problem-busy")),
        ref code if *code == Code::INTERNAL => Some(t!("problem-internal")),
        ref code if *code == Code::FIELDS => Some(t!("problem-fields", count = problem.fields.len())),
        _ => None,
    };
    known.or_else(|| by_rejection(problem.code.as_str())).unwrap_or_else(|| {
        let said = in_words(&problem.detail);
        if said.is_empty() { t!("problem-internal") } else { said }
    })
}

/// Why a form was refused that was posted without script, in the address: the password was typed in two ways.
pub const PASSWORDS_DIFFER: &str = "passwords-differ";

/// What a form that was posted without script was refused for, when it was.
pub(crate) fn refused_words() -> Option<String> {
    let refused = use_query_map().read_untracked().get("refused")?;
    Some(if refused == PASSWORDS_DIFFER { t!("set-up-again-wrong") } else { t!("problem-refused") })
}

/// What is wrong with a field of a form of ours, in the reader's language.
pub(crate) fn wrong_with(problem: RwSignal<Option<Problem>>, field: &'static str) -> FieldError {
    Signal::derive(move || {
        let problem = problem.read();
        let own = problem.as_ref()?.fields.iter().find(|own| own.field == field)?;
        Some(in_words(&own.message))
    })
}

/// What the engine does not accept.
fn by_rejection(code: &str) -> Option<String> {
    Some(match code {
        "no_task" => t!("problem-no-task"),
        "task_closed" => t!("problem-task-closed"),
        "stale" => t!("problem-stale"),
        "not_yours" => t!("problem-not-yours"),
        "instance_ended" => t!("problem-instance-ended"),
        "opinion_missing" => t!("problem-opinion-missing"),
        "not_offered" => t!("problem-not-offered"),
        "answered_outside" => t!("problem-answered-outside"),
        "separation" => t!("problem-separation"),
        "too_late_to_withdraw" => t!("problem-too-late-to-withdraw"),
        "too_soon_to_urge" => t!("problem-too-soon-to-urge"),
        "may_not_start" => t!("problem-may-not-start"),
        "no_start" => t!("problem-no-start"),
        "no_exception" => t!("problem-no-exception"),
        "follows_nothing" => t!("problem-follows-nothing"),
        "already_started" => t!("problem-already-started"),
        "not_started" => t!("problem-not-started"),
        "no_outcome" => t!("problem-no-outcome"),
        "no_return" => t!("problem-no-return"),
        "no_person" => t!("problem-no-person"),
        "not_initiator" => t!("problem-not-initiator"),
        "nothing_to_retry" => t!("problem-nothing-to-retry"),
        "task_waits" => t!("problem-task-waits"),
        "suspended" => t!("problem-suspended"),
        "not_suspended" => t!("problem-not-suspended"),
        "asked_already" => t!("problem-asked-already"),
        "nobody_to_ask" => t!("problem-nobody-to-ask"),
        "no_limit" => t!("problem-no-limit"),
        "not_later" => t!("problem-not-later"),
        "unfit" => t!("problem-unfit"),
        "outcome_unknown" => t!("problem-outcome-unknown"),
        "too_large" => t!("problem-too-large"),
        "scheduled" => t!("problem-scheduled"),
        "draft_there" => t!("problem-draft-there"),
        "changed_meanwhile" => t!("problem-changed-meanwhile"),
        _ => return None,
    })
}
