//! Share links of an instance: making one, seeing who opened it, taking it back.

use flow::id::InstanceId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::{Banner, Button, EmptyState, NumberInput, State, Symbol, TextInput};
use crate::pages::handed_out::HandedOut;
use crate::pages::loaded::problem_words;
use crate::port::{NewShare, Share, port};
use crate::t;

/// The links there are, and room for one more.
#[component]
pub(super) fn Sharing(instance: InstanceId, shares: Vec<Share>) -> impl IntoView {
    let id = StoredValue::new(instance);
    let shares = RwSignal::new(shares);
    let (label, days) = (RwSignal::new(String::new()), RwSignal::new("30".to_owned()));
    let (made, problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let reread = move || {
        // The page may be gone by now.
        let Some(id) = id.try_get_value() else { return };
        let answer = port().shares(id);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(current) => shares.set(current),
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    };
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        let new = NewShare { label: label.get_untracked(), days: days.get_untracked().parse().ok() };
        let answer = port().create_share(id.get_value(), new);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(secret) => {
                    made.set(Some(secret.url));
                    label.set(String::new());
                    reread();
                }
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    };
    let revoke = Callback::new(move |share: String| {
        let answer = port().revoke_share(id.get_value(), share);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(()) => reread(),
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
        });
    });
    view! {
        <section class="sheet" id="shares">
            <h2>{t!("shares")}</h2>
            <p class="quiet">{t!("shares-what")}</p>
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {move || made.get().map(|url| view! {
                <Banner state=State::Done title=t!("share-made")>
                    <input class="input share-url" readonly value=url.clone() aria-label=t!("share-address") />
                </Banner>
            })}
            <form class="inline-form" method="post" action=format!("/instances/{}/shares", id.get_value()) on:submit=make>
                <TextInput name="label" label=t!("share-for") value=label on_input=move |words| label.set(words) required=true />
                <NumberInput name="days" label=t!("share-days") value=days on_input=move |words| days.set(words) />
                <Button submit=true icon=Symbol::Share>{t!("share-make")}</Button>
            </form>
            {move || links(shares.get(), revoke)}
        </section>
    }
}

fn links(shares: Vec<Share>, revoke: Callback<String>) -> AnyView {
    if shares.is_empty() {
        return view! { <EmptyState title=t!("shares-none") text=t!("shares-none-why") symbol=Symbol::Share /> }
            .into_any();
    }
    view! { <ul class="shares">{shares.into_iter().map(|share| link(share, revoke)).collect_view()}</ul> }.into_any()
}

fn link(share: Share, revoke: Callback<String>) -> impl IntoView {
    let Share { id, label, by, expires, revoked, openings, opened, .. } = share;
    let standing = match revoked {
        Some(_) => (State::Idle, t!("share-revoked")),
        None => (State::Done, t!("share-open")),
    };
    let take_back = revoked.is_none().then_some(revoke);
    view! { <HandedOut id whom=label by expires standing openings opened take_back /> }
}
