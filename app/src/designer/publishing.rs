//! From the draft into force: what is to be said about it, what is different, and putting it into force.

use flow::check::Severity;
use flow::difference::{Difference, differences as differences_between};
use leptos::prelude::*;

use super::keeping::{Keeping, Saved};
use super::page::Desk;
use super::panel::FINDINGS;
use super::work::Work;
use crate::components::{Banner, Button, ButtonKind, Dialog, State};
use crate::pages::loaded::problem_words;
use crate::port::port;
use crate::remarks::Differences;
use crate::t;

/// The dialog.
#[component]
pub(super) fn Publishing(work: Work, keeping: Keeping, desk: Desk, in_force: Option<u32>) -> impl IntoView {
    let open = desk.publishing;
    let pending = RwSignal::new(false);
    let version = RwSignal::new(in_force);
    let differences = RwSignal::new(None::<Vec<Difference>>);
    Effect::new(move |_| {
        let Some(from) = version.get().filter(|_| open.get()) else { return };
        keeping.send();
        differences.set(None);
        let key = work.now().key.clone();
        let answer = port().design(key, Some(from));
        leptos::task::spawn_local(async move {
            if let Ok(design) = answer.await {
                differences.try_set(Some(differences_between(&design.definition, &work.now())));
            }
        });
    });
    let errors = move || {
        work.findings.with(|findings| findings.iter().filter(|finding| finding.severity == Severity::Error).count())
    };
    let ready = Signal::derive(move || keeping.saved.get() == Saved::There && errors() == 0);
    let publish = move |_| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let answer = port().publish(work.now().key.clone());
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(published) => {
                    version.try_set(Some(published.version));
                    open.try_set(false);
                    work.toasts.done(t!("admin-was-published", version = published.version));
                    keeping.read_again();
                }
                Err(problem) => work.toasts.failed(problem_words(&problem)),
            }
            pending.try_set(false);
        });
    };
    let actions = ViewFn::from(move || {
        view! {
            <form method="dialog"><Button submit=true>{t!("cancel")}</Button></form>
            <Button kind=ButtonKind::Primary pending disabled=Signal::derive(move || !ready.get()) on:click=publish>
                {t!("admin-publish")}
            </Button>
        }
    });
    let look = move |_| {
        open.set(false);
        desk.tab.set(FINDINGS);
    };
    let state = move || match (errors(), keeping.saved.get()) {
        (0, Saved::There) => view! { <Banner state=State::Done title=t!("admin-publishable") /> }.into_any(),
        (0, _) => view! { <Banner state=State::Run title=t!("designer-keeping") /> }.into_any(),
        (count, _) => view! {
            <Banner state=State::Refuse title=t!("designer-errors", count = count)>
                <Button on:click=look>{t!("designer-look")}</Button>
            </Banner>
        }
        .into_any(),
    };
    let told = move || match (version.get(), differences.get()) {
        (None, _) => view! { <p class="quiet">{t!("admin-never-published")}</p> }.into_any(),
        (Some(_), None) => view! { <p class="quiet">{t!("designer-comparing")}</p> }.into_any(),
        (Some(_), Some(differences)) => view! { <Differences differences /> }.into_any(),
    };
    view! {
        <Dialog id="publishing" title=t!("designer-publish-title") open actions large=true>
            {state}
            <h3>{move || t!("designer-differences", version = version.get().unwrap_or_default())}</h3>
            <div class="publishing-differences" tabindex="0">{told}</div>
            <p class="quiet">{t!("admin-publish-what")}</p>
        </Dialog>
    }
}
