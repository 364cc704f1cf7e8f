//! How somebody wants the interface, and where they are signed in.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::desk::Desk;
use super::loaded::{problem_words, refused_words, wrong_with};
use super::new_password::{NewPassword, NewPasswordEntry};
use crate::asking::Asking;
use crate::components::{
    Avatar, Banner, Button, ButtonKind, LanguageSwitch, State, Symbol, TextInput, TextKind, ThemeSwitch, Toasts,
};
use crate::form::in_words;
use crate::port::{ChangePassword, Me, port};
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
    let (current, new) = (RwSignal::new(String::new()), NewPassword::new());
    let asking = Asking::new();
    let Asking { pending, problem } = asking;
    let refused = refused_words();
    let changed = use_query_map().read_untracked().get("changed").map(|_| t!("me-password-changed"));
    let toasts = Toasts::here();
    let differs = new.differs();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if differs.get_untracked() {
            return;
        }
        let change = ChangePassword { current: current.get_untracked(), password: new.to_send() };
        asking.ask(port().change_password(change), move |_| {
            toasts.done(t!("me-password-changed"));
            current.set(String::new());
            new.clear();
        });
    };
    view! {
        <section class="sheet me-choices">
            <h2>{t!("me-password")}</h2>
            <p class="quiet">{t!("me-account", name = name)}</p>
            {refused.map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {changed.map(|words| view! { <Banner state=State::Done title=words /> })}
            {move || problem.get().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
            <form class="me-password" method="post" action="/me/password" on:submit=submit>
                <TextInput name="current" label=t!("me-password-current") kind=TextKind::Password autocomplete="current-password"
                    value=current on_input=move |words| current.set(words) error=wrong_with(problem, "current") required=true />
                <NewPasswordEntry new label=t!("me-password-new") error=wrong_with(problem, "password") />
                <Button submit=true pending>{t!("me-password-change")}</Button>
            </form>
        </section>
    }
    .into_any()
}
