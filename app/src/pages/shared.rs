//! A shared timeline: what somebody without an account sees. Rendered by the server alone and complete without script.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use super::loaded::ProblemState;
use super::story::Story;
use crate::components::{Pill, Skeleton, SkeletonKind};
use crate::form::{Filling, Readings, in_words};
use crate::port::{Doing, SharedTimeline, port};
use crate::shell::PublicFrame;
use crate::t;
use crate::text::{moment, reader};

/// The page at `/s/:secret`.
#[component]
pub(crate) fn SharedPage() -> impl IntoView {
    let params = use_params_map();
    let shared = Resource::new(move || params.read().get("secret").unwrap_or_default(), |secret| port().shared(secret));
    view! {
        <Meta name="robots" content="noindex" />
        <Suspense fallback=|| view! { <Skeleton kind=SkeletonKind::Lines /> }>
            {move || Suspend::new(async move {
                match shared.await {
                    Ok(shared) => view! { <Sheet shared /> }.into_any(),
                    Err(problem) => view! {
                        <Title text=t!("brand") />
                        <main class="alone"><ProblemState problem /></main>
                    }
                    .into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Sheet(shared: SharedTimeline) -> impl IntoView {
    let title = format!("{} · {}", in_words(&shared.organisation), in_words(&shared.process));
    let now = shared.timeline.iter().find(|entry| entry.doing == Doing::Now);
    let stands = now.and_then(|entry| entry.node.as_ref()).map(|(_, name)| in_words(name));
    let state = shared.state;
    let foot = t!("shared-foot", until = moment(&reader(), shared.expires));
    let filling = Filling::new(shared.form.clone());
    view! {
        <Title text=title.clone() />
        <PublicFrame title foot>
            <section class="sheet shared-head">
                <p class="quiet">{shared.number.clone().unwrap_or_default()}</p>
                <h2 class="shared-now">{stands.unwrap_or_else(|| if shared.ended.is_some() { t!("shared-ended") } else { t!("instance-running") })}</h2>
                <Pill state>{if shared.ended.is_some() { t!("shared-ended") } else { t!("progress-now") }}</Pill>
                <Readings filling />
            </section>
            <section class="sheet"><Story entries=shared.timeline /></section>
        </PublicFrame>
    }
}
