//! The last instances of the process, to choose from.

use std::time::Duration;

use leptos::prelude::*;

use super::Replaying;
use crate::components::{
    Banner, Button, ButtonSize, Choice, IconButton, Pill, Select, Skeleton, State, Symbol, TextInput,
};
use crate::form::in_words;
use crate::pages::loaded::problem_words;
use crate::pages::story::ended;
use crate::port::{Page, Run, RunState};
use crate::t;
use crate::text::{duration, moment, reader};

/// How long somebody has to pause before what they typed is looked for.
const PAUSE: Duration = Duration::from_millis(300);

/// The part of the panel.
#[component]
pub(in crate::designer) fn Replays(replaying: Replaying, open: Signal<bool>) -> impl IntoView {
    let is_open = Memo::new(move |_| open.get());
    Effect::new(move |_| {
        replaying.query.track();
        if is_open.get() {
            replaying.look();
        }
    });
    let what = move || match (is_open.get(), replaying.found.get()) {
        (false, _) => ().into_any(),
        (true, None) => view! { <Skeleton /> }.into_any(),
        (true, Some(Err(problem))) => {
            let again = ViewFn::from(move || {
                view! { <Button size=ButtonSize::Small on_click=move |_| replaying.look()>{t!("try-again")}</Button> }
            });
            view! { <Banner state=State::Refuse title=problem_words(&problem) actions=again /> }.into_any()
        }
        (true, Some(Ok(page))) => view! { <Listed replaying page /> }.into_any(),
    };
    let problem = move || {
        let problem = replaying.asking.problem.get();
        problem.map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })
    };
    view! {
        <div class="panel-fields">
            <p class="quiet">{t!("replay-what")}</p>
            <Choosing replaying />
            {problem}
            {what}
        </div>
    }
    .into_any()
}

/// Words and state that are looked for.
#[component]
fn Choosing(replaying: Replaying) -> impl IntoView {
    let typed = RwSignal::new(replaying.query.with_untracked(|query| query.filter.clone()));
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let wait_no_longer = move || {
        if let Some(Some(waiting)) = waiting.try_update_value(Option::take) {
            waiting.clear();
        }
    };
    on_cleanup(wait_no_longer);
    let search = move |words: String| {
        typed.set(words.clone());
        wait_no_longer();
        let look = move || {
            replaying.query.update(|query| {
                query.filter = words;
                query.page = 1;
            });
        };
        waiting.set_value(set_timeout_with_handle(look, PAUSE).ok());
    };
    let states = RunState::ALL.map(|state| Choice::new(state.name(), state_words(state).1));
    let state = Signal::derive(move || {
        replaying.query.with(|query| query.state.map(RunState::name).unwrap_or_default().to_owned())
    });
    let choose = move |name: String| {
        replaying.query.update(|query| {
            query.state = RunState::ALL.into_iter().find(|state| state.name() == name);
            query.page = 1;
        });
    };
    view! {
        <TextInput name="replay-filter" label=t!("replay-filter") value=typed on_input=search />
        <Select name="replay-state" label=t!("replay-state") choices=states.to_vec() empty=t!("replay-any-state") value=state on_change=choose />
    }
    .into_any()
}

#[component]
fn Listed(replaying: Replaying, page: Page<Run>) -> impl IntoView {
    let is_filtered = replaying.query.with_untracked(|query| query.state.is_some() || !query.filter.trim().is_empty());
    if page.rows.is_empty() {
        let words = if is_filtered { t!("replay-none-found") } else { t!("replay-none") };
        return view! { <p class="quiet" role="status">{words}</p> }.into_any();
    }
    let (at, pages, total) = (page.page, page.pages(), page.total);
    let all: Vec<_> = page.rows.iter().map(|run| run.instance.clone()).collect();
    let count = all.len();
    let together = move |_| replaying.show(all.clone());
    let lines = page.rows.into_iter().map(|run| view! { <li><Line replaying run /></li> });
    let turn = move |to: u32| move |_| replaying.query.update(|query| query.page = to);
    view! {
        <p class="quiet" role="status">{t!("replay-total", total = total)}</p>
        {(count > 1).then(|| view! {
            <Button icon=Symbol::Play pending=replaying.asking.pending on_click=together>{t!("replay-together", count = count)}</Button>
        })}
        <ul class="replay-runs">{lines.collect_view()}</ul>
        {(pages > 1).then(|| view! {
            <nav class="replay-pages" aria-label=t!("pager")>
                <IconButton label=t!("pager-previous") symbol=Symbol::ChevronLeft disabled={at <= 1} on_click=turn(at.saturating_sub(1)) />
                <span>{t!("replay-page", page = at, pages = pages)}</span>
                <IconButton label=t!("pager-next") symbol=Symbol::ChevronRight disabled={u64::from(at) >= pages} on_click=turn(at + 1) />
            </nav>
        })}
    }
    .into_any()
}

/// An instance, pressed to be shown.
#[component]
fn Line(replaying: Replaying, run: Run) -> impl IntoView {
    let (state, words) = state_words(run.state);
    let below = [run.number.clone(), Some(in_words(&run.initiator.name)), Some(moment(&reader(), run.began))];
    let below = below.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (title, took) = (in_words(&run.title), run_state(&run));
    let instance = run.instance;
    view! {
        <button type="button" class="replay-run" on:click=move |_| replaying.show(vec![instance.clone()])>
            <strong>{title}</strong>
            <span class="quiet">{below}</span>
            <span class="replay-run-state"><Pill state=state>{words}</Pill> <span class="quiet">{took}</span></span>
        </button>
    }
    .into_any()
}

/// How long it took, or takes until now.
pub(super) fn run_state(run: &Run) -> String {
    match run.ended {
        Some(ended) => t!("replay-took", length = duration(ended.0 - run.began.0)),
        None => t!("replay-runs-for", length = duration(reader().now_untracked().0 - run.began.0)),
    }
}

/// How it stands, in a word and a colour.
pub(super) fn state_words(state: RunState) -> (State, String) {
    let colour = match state {
        RunState::Running => State::Run,
        RunState::Completed => State::Done,
        RunState::Refused => State::Refuse,
        RunState::Returned => State::Back,
        RunState::Withdrawn | RunState::Terminated => State::Idle,
    };
    (colour, state.ended().map_or_else(|| t!("play-running"), ended))
}
