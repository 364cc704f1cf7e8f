//! From the draft into force: what is to be said about it, what is different, and putting it into force, at once or on a
//! day.

use flow::time::Moment;
use leptos::prelude::*;

use super::beside::Earlier;
use super::keeping::{Keeping, Saved};
use super::page::Desk;
use super::panel::FINDINGS;
use super::reviewing::{ReviewPart, Reviewing};
use super::work::Work;
use crate::asking::Asking;
use crate::components::{Banner, Button, ButtonKind, Choice, DateInput, Dialog, RadioGroup, State};
use crate::pages::loaded::{problem_words, wrong_with};
use crate::port::{Problem, port};
use crate::remarks::Differences;
use crate::t;
use crate::text::{moment, reader};

/// At once, or when a day begins.
const NOW: &str = "now";
const LATER: &str = "later";

/// The dialog.
#[component]
pub(super) fn Publishing(
    work: Work,
    keeping: Keeping,
    desk: Desk,
    reviewing: Reviewing,
    in_force: Option<u32>,
) -> impl IntoView {
    let open = desk.publishing;
    let version = RwSignal::new(in_force);
    let asking = Asking::new();
    let Asking { pending, problem } = asking;
    let (when, day) = (RwSignal::new(NOW.to_owned()), RwSignal::new(String::new()));
    let is_later = Signal::derive(move || when.read().as_str() == LATER);
    let ready = move || {
        let is_dated = !is_later.get() || !day.read().is_empty();
        let is_sound = work.errors() == Some(0) && !reviewing.is_sent_back();
        keeping.saved.get() == Saved::There && is_sound && is_dated
    };
    let publish = move |_| {
        let (key, planned) = (work.now().key.clone(), is_later.get_untracked());
        let answer = if planned { port().publish_on(key, day.get_untracked()) } else { port().publish(key) };
        asking.ask(answer, move |published| {
            if planned {
                // From now on the draft can only be looked at.
                return open_anew();
            }
            version.try_set(Some(published.version));
            open.try_set(false);
            work.toasts.done(t!("admin-was-published", version = published.version));
            keeping.read_again();
        });
    };
    let actions = ViewFn::from(move || {
        view! {
            <form method="dialog"><Button submit=true>{t!("cancel")}</Button></form>
            <Button kind=ButtonKind::Primary pending disabled=Signal::derive(move || !ready()) on_click=publish>
                {move || if is_later.get() { t!("publish-later") } else { t!("admin-publish") }}
            </Button>
        }
    });
    let look = move |_| {
        open.set(false);
        desk.tab.set(FINDINGS);
    };
    let state = move || match (work.errors(), keeping.saved.get()) {
        (Some(0), Saved::There) => view! { <Banner state=State::Done title=t!("admin-publishable") /> }.into_any(),
        (None | Some(0), _) => view! { <Banner state=State::Run title=t!("designer-keeping") /> }.into_any(),
        (Some(count), _) => view! {
            <Banner state=State::Refuse title=t!("designer-errors", count = count)>
                <Button on_click=look>{t!("designer-look")}</Button>
            </Banner>
        }
        .into_any(),
    };
    let choices = vec![Choice::new(NOW, t!("publish-at-once")), Choice::new(LATER, t!("publish-on-a-day"))];
    view! {
        <Dialog id="publishing" title=t!("designer-publish-title") open actions large=true>
            {state}
            <DifferencesFrom work keeping desk version />
            <ReviewPart reviewing />
            <RadioGroup name="publish-when" label=t!("publish-when") choices value=when on_change=move |chosen| when.set(chosen) inline=true />
            {move || is_later.get().then(|| view! {
                <DateInput
                    name="publish-day"
                    label=t!("publish-day")
                    hint=t!("publish-day-hint")
                    value=day
                    on_input=move |chosen| day.set(chosen)
                    error=wrong_with(problem, "from")
                />
            })}
            {move || problem.get().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
            <p class="quiet">{t!("admin-publish-what")}</p>
        </Dialog>
    }
}

/// What is different from the version in force.
#[component]
fn DifferencesFrom(work: Work, keeping: Keeping, desk: Desk, version: RwSignal<Option<u32>>) -> impl IntoView {
    let open = desk.publishing;
    let earlier = RwSignal::new(None::<Result<Earlier, Problem>>);
    Effect::new(move |_| {
        let Some(from) = version.get().filter(|_| open.get()) else { return };
        keeping.send();
        earlier.set(None);
        let answer = Earlier::read(work, from);
        leptos::task::spawn_local(async move {
            earlier.try_set(Some(answer.await));
        });
    });
    let compare = move |_| {
        if let Some(Ok(earlier)) = earlier.get_untracked() {
            open.set(false);
            desk.earlier.set(Some(earlier));
        }
    };
    let told = move || match (version.get(), earlier.get().filter(|_| open.get())) {
        (None, _) => view! { <p class="quiet">{t!("admin-never-published")}</p> }.into_any(),
        (Some(_), None) => view! { <p class="quiet">{t!("designer-comparing")}</p> }.into_any(),
        (Some(_), Some(Err(problem))) => {
            view! { <Banner state=State::Refuse title=problem_words(&problem) /> }.into_any()
        }
        (Some(_), Some(Ok(earlier))) => {
            view! { <Differences differences=work.with(|draft| earlier.differences(draft)) /> }.into_any()
        }
    };
    view! {
        <header class="sheet-bar">
            <h3>{move || t!("designer-differences", version = version.get().unwrap_or_default())}</h3>
            {move || version.get().map(|_| view! { <Button on_click=compare>{t!("publish-beside")}</Button> })}
        </header>
        <div class="publishing-differences" tabindex="0">{told}</div>
    }
}

/// That the draft comes into force by itself, and the way to change it after all.
#[component]
pub(super) fn Planned(work: Work, at: Moment, may_cancel: bool) -> impl IntoView {
    let asking = Asking::new();
    let cancel = move |_| asking.ask(port().cancel_publishing(work.now().key.clone()), |()| open_anew());
    let cancelling = may_cancel.then(|| {
        view! {
            <Button pending=asking.pending on_click=cancel>{t!("publish-cancel")}</Button>
            {move || asking.problem.get().map(|problem| view! { <p>{problem_words(&problem)}</p> })}
        }
    });
    view! {
        <Banner state=State::Wait title=t!("publish-planned", at = moment(&reader(), at))>
            <p>{t!("publish-planned-what")}</p>
            {cancelling}
        </Banner>
    }
}

/// Opens the page anew: whether the draft can be changed is settled when it is opened.
fn open_anew() {
    // Without a window there is nobody to open it for.
    let _ = window().location().reload();
}
