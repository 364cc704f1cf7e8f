//! How somebody wants the interface, and where they are signed in.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::desk::Desk;
use super::loaded::problem_words;
use crate::components::{
    Avatar, Banner, Button, ButtonKind, LanguageSwitch, State, Symbol, TextInput, TextKind, ThemeSwitch, Toasts,
};
use crate::form::in_words;
use crate::port::{ChangePassword, Me, Problem, port};
use crate::t;

/// The page at `/me`.
#[component]
pub(crate) fn MePage() -> impl IntoView {
    view! {
        <Desk title=t!("me-title") reading=true>
            <Settings />
        </Desk>
    }
}

#[component]
fn Settings() -> impl IntoView {
    let Me { person, account, .. } = expect_context();
    let name = in_words(&person.name);
    let places = person.department.iter().chain(&person.posts).map(in_words).collect::<Vec<_>>().join(" · ");
    view! {
        <section class="sheet me-head">
            <Avatar name=name.clone() />
            <div>
                <h2>{name}</h2>
                <p class="quiet">{places}</p>
            </div>
        </section>
        <section class="sheet me-choices">
            <h2>{t!("me-look")}</h2>
            <div class="menu-switches">
                <LanguageSwitch />
                <ThemeSwitch />
            </div>
        </section>
        {account.map(|name| view! { <Password name /> })}
        <section class="sheet me-choices">
            <h2>{t!("me-sessions")}</h2>
            <p class="quiet">{t!("me-sessions-why")}</p>
            <form method="post" action="/sign-out">
                <input type="hidden" name="everywhere" value="yes" />
                <Button kind=ButtonKind::Plain icon=Symbol::SignOut submit=true>{t!("me-sign-out-everywhere")}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// Another password. The form posts to the server too; script tells what is wrong beside each field.
#[component]
fn Password(name: String) -> impl IntoView {
    let text = || RwSignal::new(String::new());
    let (current, password, again) = (text(), text(), text());
    let (pending, problem) = (RwSignal::new(false), RwSignal::new(None::<Problem>));
    let query = use_query_map();
    let refused = query.read_untracked().get("refused").map(|_| t!("problem-refused"));
    let changed = query.read_untracked().get("changed").map(|_| t!("me-password-changed"));
    let toasts = Toasts::here();
    let differs = Signal::derive(move || *password.read() != *again.read() && !again.read().is_empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if differs.get_untracked() || pending.get_untracked() {
            return;
        }
        pending.set(true);
        problem.set(None);
        let change = ChangePassword { current: current.get_untracked(), password: password.get_untracked() };
        let answer = port().change_password(change);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(_) => {
                    toasts.done(t!("me-password-changed"));
                    [current, password, again].into_iter().for_each(|field| field.set(String::new()));
                }
                Err(wrong) => problem.set(Some(wrong)),
            }
            pending.set(false);
        });
    };
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            let problem = problem.read();
            let own = problem.as_ref()?.fields.iter().find(|own| own.field == field)?;
            Some(in_words(&own.message))
        })
    };
    let unequal = Signal::derive(move || differs.get().then(|| t!("set-up-again-wrong")));
    view! {
        <section class="sheet me-choices">
            <h2>{t!("me-password")}</h2>
            <p class="quiet">{t!("me-account", name = name)}</p>
            {refused.map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {changed.map(|words| view! { <Banner state=State::Done title=words /> })}
            {move || problem.get().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
            <form class="me-password" method="post" action="/me/password" on:submit=submit>
                <TextInput name="current" label=t!("me-password-current") kind=TextKind::Password autocomplete="current-password"
                    value=current on_input=move |words| current.set(words) error=wrong("current") required=true />
                <TextInput name="password" label=t!("me-password-new") kind=TextKind::Password autocomplete="new-password"
                    hint=t!("set-up-password-hint") value=password on_input=move |words| password.set(words)
                    error=wrong("password") required=true />
                <TextInput name="again" label=t!("set-up-again") kind=TextKind::Password autocomplete="new-password"
                    value=again on_input=move |words| again.set(words) error=unequal required=true />
                <Button submit=true pending>{t!("me-password-change")}</Button>
            </form>
        </section>
    }
    .into_any()
}
