//! The first administrator of an empty installation.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_meta::Title;

use super::loaded::{problem_words, refused_words, wrong_with};
use super::new_password::{NewPassword, NewPasswordEntry};
use crate::components::{Banner, Button, ButtonKind, LanguageSwitch, State, TextInput};
use crate::given::CurrentSession;
use crate::port::{Problem, Session, SetUp, port};
use crate::t;

/// The page at `/set-up`. Its form posts to the server; script tells what is wrong beside each field.
#[component]
pub(crate) fn SetUpPage() -> impl IntoView {
    let CurrentSession(session) = expect_context();
    let needed = matches!(session, Ok(Session::SignedOut(options)) if options.set_up_needed);
    let form = if needed {
        view! { <SetUpForm /> }.into_any()
    } else {
        view! {
            <a class="button" data-kind="primary" data-wide="" href="/inbox">{t!("sign-in-go-on")}</a>
        }
        .into_any()
    };
    view! {
        <Title text=format!("{} · {}", t!("set-up"), t!("brand")) />
        <main class="sign-in" id="content">
            <header class="sign-in-head">
                <span class="seal" aria-hidden="true">{t!("brand-sign")}</span>
                <h1>{t!("set-up")}</h1>
                <p class="quiet">{if needed { t!("set-up-what") } else { t!("set-up-done") }}</p>
            </header>
            {form}
            <footer class="sign-in-foot"><LanguageSwitch /></footer>
        </main>
    }
}

#[component]
fn SetUpForm() -> impl IntoView {
    let text = || RwSignal::new(String::new());
    let (token, organisation, display_name, name) = (text(), text(), text(), text());
    let new = NewPassword::new();
    let (pending, problem) = (RwSignal::new(false), RwSignal::new(None::<Problem>));
    let refused = RwSignal::new(refused_words());
    let differs = new.differs();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if differs.get_untracked() || pending.get_untracked() {
            return;
        }
        pending.set(true);
        problem.set(None);
        refused.set(None);
        let answer = port().set_up(SetUp {
            token: token.get_untracked(),
            name: name.get_untracked(),
            display_name: display_name.get_untracked(),
            password: new.to_send(),
            organisation: organisation.get_untracked(),
        });
        leptos::task::spawn_local(async move {
            match answer.await {
                // Opened anew, so that everything is asked as whoever is signed in now. Without a window there is
                // nobody to lead anywhere.
                Ok(_) => drop(window().location().assign("/admin")),
                Err(wrong) => {
                    refused.set(Some(problem_words(&wrong)));
                    problem.set(Some(wrong));
                    pending.set(false);
                }
            }
        });
    };
    let wrong = move |field| wrong_with(problem, field);
    view! {
        <form class="sign-in-form" method="post" action="/set-up" on:submit=submit>
            {move || refused.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            <TextInput name="token" label=t!("set-up-word") hint=t!("set-up-word-hint") autocomplete="off" value=token
                on_input=move |words| token.set(words) error=wrong("token") required=true />
            <TextInput name="organisation" label=t!("set-up-organisation") autocomplete="organization" value=organisation
                on_input=move |words| organisation.set(words) required=true />
            <TextInput name="display_name" label=t!("set-up-display-name") autocomplete="name" value=display_name
                on_input=move |words| display_name.set(words) required=true />
            <TextInput name="name" label=t!("sign-in-name") hint=t!("set-up-name-hint") autocomplete="username" value=name
                on_input=move |words| name.set(words) error=wrong("name") required=true />
            <NewPasswordEntry new label=t!("sign-in-password") error=wrong("password") />
            <Button kind=ButtonKind::Primary submit=true wide=true pending>{t!("set-up-do")}</Button>
        </form>
    }
    .into_any()
}
