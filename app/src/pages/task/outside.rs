//! Handing out a link to the person outside who answers a task, seeing what became of it, and taking it back.

use leptos::ev::{FocusEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use crate::components::{Banner, Button, NumberInput, State, Symbol};
use crate::pages::handed_out::HandedOut;
use crate::pages::loaded::problem_words;
use crate::port::{NewOutside, OutsideContact, OutsideLink, OutsideSecret, OutsideState, TaskRef, port};
use crate::t;

/// Whom outside the task asks, and the links that were handed out.
#[component]
pub(super) fn HandingOut(task: TaskRef, contact: OutsideContact) -> impl IntoView {
    let OutsideContact { name, phone, email, on_behalf, links } = contact;
    let id = StoredValue::new(task);
    let links = RwSignal::new(links);
    let days = RwSignal::new("7".to_owned());
    let (made, problem) = (RwSignal::new(None::<OutsideSecret>), RwSignal::new(None::<String>));
    let reread = move || {
        // The page may be gone by now.
        let Some(task) = id.try_get_value() else { return };
        let answer = port().outside_links(task);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(current) => links.set(current),
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    };
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        let answer = port().hand_out(id.get_value(), NewOutside { days: days.get_untracked().parse().ok() });
        problem.set(None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(secret) => {
                    made.set(Some(secret));
                    reread();
                }
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    };
    let take_back = Callback::new(move |link: String| {
        let answer = port().take_back_link(id.get_value(), link);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(()) => {
                    made.set(None);
                    reread();
                }
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    });
    let whom = [name.clone(), phone, email].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <section class="sheet-part" id="outside">
            <h3>{t!("outside")}</h3>
            <p>{whom}</p>
            <p class="quiet">{if on_behalf { t!("outside-what-on-behalf") } else { t!("outside-what") }}</p>
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {move || made.get().map(|secret| view! { <Made secret /> })}
            {match name {
                Some(_) => view! {
                    <form class="inline-form" on:submit=make>
                        <NumberInput name="outside-days" label=t!("share-days") value=days on_input=move |words| days.set(words) />
                        <Button submit=true icon=Symbol::Share>{t!("outside-make")}</Button>
                    </form>
                }.into_any(),
                None => view! { <Banner state=State::Wait title=t!("outside-nobody") /> }.into_any(),
            }}
            <ul class="shares">
                {move || links.get().into_iter().map(|link| handed_out(link, take_back)).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

/// What one turns to is chosen whole, to be copied.
fn choose_all(event: FocusEvent) {
    let input: HtmlInputElement = event_target(&event);
    input.select();
}

/// The address and the code, which are told this once.
#[component]
fn Made(secret: OutsideSecret) -> impl IntoView {
    view! {
        <Banner state=State::Done title=t!("outside-made")>
            <p>{t!("outside-made-how")}</p>
            <input class="input share-url" readonly value=secret.url aria-label=t!("share-address") on:focus=choose_all />
            <input class="input share-url" readonly value=secret.code aria-label=t!("outside-code") on:focus=choose_all />
        </Banner>
    }
}

fn handed_out(link: OutsideLink, take_back: Callback<String>) -> impl IntoView {
    let OutsideLink { id, name, by, expires, state, wrong, openings, opened, .. } = link;
    let opens_again = matches!(state, OutsideState::Open | OutsideState::Locked);
    let remark = (wrong > 0).then(|| t!("outside-wrong", count = wrong));
    let take_back = opens_again.then_some(take_back);
    view! { <HandedOut id whom=name by expires standing=standing(state) openings opened take_back remark /> }
}

fn standing(state: OutsideState) -> (State, String) {
    match state {
        OutsideState::Open => (State::Run, t!("share-open")),
        OutsideState::Revoked => (State::Idle, t!("share-revoked")),
        OutsideState::Answered { .. } => (State::Done, t!("outside-answered")),
        OutsideState::Over => (State::Idle, t!("outside-over")),
        OutsideState::Expired => (State::Idle, t!("outside-expired")),
        OutsideState::Locked => (State::Refuse, t!("outside-locked")),
    }
}
