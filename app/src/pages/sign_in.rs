//! Signing in.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::loaded::problem_words;
use crate::components::{Avatar, Banner, Button, ButtonKind, LanguageSwitch, State, TextInput, TextKind};
use crate::form::in_words;
use crate::given::CurrentSession;
use crate::module::is_here;
use crate::port::{PersonRef, Session, SignIn, SignInOptions, port};
use crate::t;

/// The page at `/sign-in`. Its forms post to the server; script only saves the way.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let CurrentSession(session) = expect_context();
    let query = use_query_map();
    let to = query.read_untracked().get("to").filter(|to| is_here(to)).unwrap_or_else(|| "/inbox".to_owned());
    let refused = query.read_untracked().get("refused").is_some();
    let ways = match session {
        Ok(Session::SignedIn(me)) => view! {
            <p>{t!("sign-in-already", name = in_words(&me.person.name))}</p>
            <a class="button" data-kind="primary" data-wide="" href=to>{t!("sign-in-go-on")}</a>
        }
        .into_any(),
        Ok(Session::SignedOut(options)) => view! { <Ways options to refused /> }.into_any(),
        Err(problem) => view! { <Banner state=State::Refuse title=problem_words(&problem) /> }.into_any(),
    };
    view! {
        <Title text=format!("{} · {}", t!("sign-in"), t!("brand")) />
        <main class="sign-in" id="content">
            <header class="sign-in-head">
                <span class="seal" aria-hidden="true">{t!("brand-sign")}</span>
                <h1>{t!("brand")}</h1>
                <p class="quiet">{t!("sign-in-what")}</p>
            </header>
            {ways}
            <footer class="sign-in-foot"><LanguageSwitch /></footer>
        </main>
    }
}

#[component]
fn Ways(options: SignInOptions, to: String, refused: bool) -> impl IntoView {
    if options.set_up_needed {
        return view! {
            <p>{t!("sign-in-set-up")}</p>
            <a class="button" data-kind="primary" data-wide="" href="/set-up">{t!("set-up")}</a>
        }
        .into_any();
    }
    let demo = !options.demo_people.is_empty();
    view! {
        {demo.then(|| view! { <DemoPeople people=options.demo_people to=to.clone() /> })}
        {(!demo).then(|| view! { <WithPassword to refused /> })}
    }
    .into_any()
}

#[component]
fn WithPassword(to: String, refused: bool) -> impl IntoView {
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (pending, problem) = (RwSignal::new(false), RwSignal::new(refused.then(|| t!("problem-wrong-credentials"))));
    let next = to.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        pending.set(true);
        problem.set(None);
        let answer =
            port().sign_in(SignIn::Password { name: name.get_untracked(), password: password.get_untracked() });
        let next = next.clone();
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(_) => go(&next),
                Err(wrong) => {
                    problem.set(Some(problem_words(&wrong)));
                    pending.set(false);
                }
            }
        });
    };
    view! {
        <form class="sign-in-form" method="post" action="/sign-in" on:submit=submit>
            <input type="hidden" name="to" value=to />
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            <TextInput name="name" label=t!("sign-in-name") autocomplete="username" value=name on_input=move |text| name.set(text) required=true />
            <TextInput name="password" label=t!("sign-in-password") kind=TextKind::Password autocomplete="current-password" value=password on_input=move |text| password.set(text) required=true />
            <Button kind=ButtonKind::Primary submit=true wide=true pending>{t!("sign-in")}</Button>
        </form>
    }
}

/// In a demo one is whoever one picks.
#[component]
fn DemoPeople(people: Vec<PersonRef>, to: String) -> impl IntoView {
    let people = people.into_iter().map(|person| {
        let name = in_words(&person.name);
        let parts = person.department.iter().chain(&person.posts).map(in_words).collect::<Vec<_>>();
        view! {
            <li>
                <button class="demo-person" name="person" value=person.id.to_string()>
                    <Avatar name=name.clone() />
                    <span>
                        <b>{name}</b>
                        <small>{parts.join(" · ")}</small>
                    </span>
                </button>
            </li>
        }
    });
    view! {
        <form class="sign-in-form" method="post" action="/sign-in">
            <input type="hidden" name="to" value=to />
            <p class="quiet">{t!("sign-in-demo")}</p>
            <ul class="demo-people">{people.collect_view()}</ul>
        </form>
    }
}

/// Opens a page anew, so that everything on it is asked as whoever is signed in now.
fn go(to: &str) {
    // Without a window there is nobody to lead anywhere.
    let _ = window().location().assign(to);
}
