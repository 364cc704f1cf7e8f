//! The versions of the process: looking at one, comparing the draft with it, going back to it.

use leptos::prelude::*;

use super::keeping::Keeping;
use super::page::Desk;
use super::step::Step;
use super::work::Work;
use crate::components::{Banner, Button, ButtonSize, Dialog, Skeleton, State};
use crate::pages::loaded::problem_words;
use crate::port::{Problem, Version, port};
use crate::t;
use crate::versions::{VersionTable, versions_of};

/// The dialog.
#[component]
pub(super) fn Versions(work: Work, desk: Desk, keeping: Keeping) -> impl IntoView {
    let open = desk.versions;
    let found = RwSignal::new(None::<Result<Vec<Version>, Problem>>);
    Effect::new(move |_| {
        if !open.get() {
            return;
        }
        found.set(None);
        let answer = versions_of(work.now().key.clone());
        leptos::task::spawn_local(async move {
            found.try_set(Some(answer.await));
        });
    });
    let href = format!("/design/{}", work.now().key);
    let doing = Callback::new(move |version| view! { <Doing work desk keeping version /> }.into_any());
    let list = move || match found.get() {
        None => view! { <Skeleton /> }.into_any(),
        Some(Err(problem)) => view! { <Banner state=State::Refuse title=problem_words(&problem) /> }.into_any(),
        Some(Ok(versions)) => view! {
            <p class="quiet">{t!("versions-count", count = versions.len())}</p>
            <div class="publishing-differences" tabindex="0">
                <VersionTable versions href=href.clone() anew=true doing />
            </div>
        }
        .into_any(),
    };
    view! {
        <Dialog id="versions" title=t!("admin-versions") open large=true>
            {list}
            {(!work.fixed).then(|| view! { <p class="quiet">{t!("versions-back-what")}</p> })}
        </Dialog>
    }
    .into_any()
}

/// What can be done with a version.
#[component]
fn Doing(work: Work, desk: Desk, keeping: Keeping, version: u32) -> impl IntoView {
    let compare = move |_| {
        desk.versions.set(false);
        desk.compare_with(version);
    };
    let back = move |_| {
        desk.versions.set(false);
        bring_back(work, keeping, version);
    };
    view! {
        <span class="row">
            <Button size=ButtonSize::Small on_click=compare>{t!("versions-compare")}</Button>
            {(!work.fixed).then(|| view! { <Button size=ButtonSize::Small on_click=back>{t!("versions-back")}</Button> })}
        </span>
    }
    .into_any()
}

/// Makes the draft say what a version says: a step like any other, which can be taken back.
fn bring_back(work: Work, keeping: Keeping, version: u32) {
    let answer = port().design(work.now().key.clone(), Some(version));
    leptos::task::spawn_local(async move {
        match answer.await {
            Ok(design) => {
                work.change(Step::Back, |draft| *draft = design.definition);
                keeping.send();
                work.toasts.done(t!("versions-are-back", version = version));
            }
            Err(problem) => work.toasts.failed(problem_words(&problem)),
        }
    });
}
