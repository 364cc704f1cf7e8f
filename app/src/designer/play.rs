//! Playing the draft on the kernel, here in the page: step by step or through, in everybody's place, and back again.

use std::collections::HashMap;
use std::sync::Arc;

use flow::id::PersonId;
use flow::kernel::{Ended, Status};
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::scenario::{Offer, Ran, Rehearsal, Rows, Stage, Standing, StartOf, Step as Played, run_all};
use flow::text::Text;
use leptos::prelude::*;

use super::replay::{Instance, Replaying};
use super::scene::Scene;
use super::step::Step;
use super::what_if::WhatIf;
use super::work::Work;
use crate::components::{Banner, Button, ButtonKind, Pill, State, TextInput};
use crate::form::in_words;
use crate::t;
use crate::text::{moment, reader};

/// How many steps a draft plays on by itself.
const MOST: usize = 200;

/// A draft at play. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Playing {
    pub(super) work: Work,
    scene: Scene,
    pub(super) replaying: Replaying,
    rehearsal: RwSignal<Option<Rehearsal>>,
    /// How the scenarios that are kept with the draft went.
    ran: RwSignal<Option<Ran>>,
    /// The draft that is played; it may have changed since.
    played: StoredValue<Option<Arc<Definition>>>,
}

impl Playing {
    pub(super) fn new(work: Work, scene: Scene, replaying: Replaying) -> Self {
        let playing = Self {
            work,
            scene,
            replaying,
            rehearsal: RwSignal::new(None),
            ran: RwSignal::new(None),
            played: StoredValue::new(None),
        };
        Effect::watch(
            move || playing.rehearsal.with(|rehearsal| rehearsal.as_ref().map(Rehearsal::standing)),
            move |standing, _, _| scene.show_play(standing.as_ref()),
            false,
        );
        playing
    }

    /// Where the draft plays; nothing while it has errors.
    pub(super) fn stage(self, organisation: Arc<Organisation>) -> Option<Stage> {
        let definition = self.work.draft();
        let process = Process::new(definition).ok()?;
        Some(Stage {
            process: Arc::new(process),
            called: Vec::new(),
            organisation,
            at: reader().now_untracked(),
            registers: Rows::new(),
        })
    }

    fn begin(self, stage: Stage, start: StartOf) {
        self.ran.set(None);
        self.played.set_value(Some(self.work.now()));
        match Rehearsal::begin(stage, start) {
            Ok(rehearsal) => self.rehearsal.set(Some(rehearsal)),
            Err(why) => self.work.toasts.failed(why.to_string()),
        }
    }

    fn change(self, change: impl FnOnce(&mut Rehearsal)) {
        self.rehearsal.update(|rehearsal| {
            if let Some(rehearsal) = rehearsal {
                change(rehearsal);
            }
        });
        let now = self.rehearsal.with_untracked(|rehearsal| rehearsal.as_ref().map(Rehearsal::standing));
        if let Some(standing) = now {
            self.work.say(status_words(&standing.status).1);
        }
    }

    fn take(self, step: Played) {
        let work = self.work;
        self.change(move |rehearsal| {
            if let Err(why) = rehearsal.take(step) {
                work.toasts.failed(why.to_string());
            }
        });
    }

    /// Shows over the drawing how it came to where it stands.
    fn watch(self) {
        let moves = self.rehearsal.with_untracked(|rehearsal| rehearsal.as_ref().map(Rehearsal::moves));
        if let (Some(moves), Some(definition)) = (moves, self.played.get_value()) {
            self.replaying.show_played(vec![Instance::played(moves, self.people())], definition);
        }
    }

    /// What everybody is called.
    pub(super) fn people(self) -> HashMap<PersonId, String> {
        let house = self.work.house.get_untracked();
        let people = house.iter().flat_map(|house| &house.organisation.people);
        people.map(|(id, person)| (id.clone(), in_words(&person.name))).collect()
    }

    /// Ends the play; the drawing shows the draft alone again.
    pub(super) fn stop(self) {
        self.rehearsal.set(None);
        self.ran.set(None);
        self.scene.show_play(None);
    }

    fn has_changed(self) -> bool {
        let now = self.work.draft();
        self.played.with_value(|played| played.as_ref().is_some_and(|played| !Arc::ptr_eq(played, &now)))
    }

    /// Keeps what was done with the draft, as a scenario.
    fn keep(self, name: &str) {
        let scenario = self.rehearsal.with_untracked(|rehearsal| Some(rehearsal.as_ref()?.scenario(Text::from(name))));
        let Some(written) = scenario.and_then(|scenario| serde_json::to_value(scenario).ok()) else { return };
        self.work.change(Step::Scenario, |draft| draft.scenarios.push(written));
        self.work.toasts.done(t!("play-kept"));
    }
}

/// The panel.
#[component]
pub(super) fn Play(playing: Playing, open: Signal<bool>) -> impl IntoView {
    let what = move || {
        if !open.get() {
            return ().into_any();
        }
        match playing.work.house.get() {
            None => view! { <p class="quiet">{t!("play-wait")}</p> }.into_any(),
            Some(house) => view! { <AtPlay playing house=house.organisation.clone() /> }.into_any(),
        }
    };
    view! { <div class="panel-fields">{what}</div> }
}

#[component]
fn AtPlay(playing: Playing, house: Arc<Organisation>) -> impl IntoView {
    let is_on = Memo::new(move |_| playing.rehearsal.with(Option::is_some));
    let house = StoredValue::new(house);
    move || match is_on.get() {
        true => view! { <Going playing house=house.get_value() /> }.into_any(),
        false => view! { <Beginning playing house=house.get_value() /> }.into_any(),
    }
}

/// Ways to begin, and the scenarios that are kept with the draft.
#[component]
fn Beginning(playing: Playing, house: Arc<Organisation>) -> impl IntoView {
    let house = StoredValue::new(house);
    let stage = move || playing.stage(house.get_value());
    let openings = move || match stage() {
        None => view! { <Banner state=State::Refuse title=t!("play-errors") /> }.into_any(),
        Some(stage) => {
            let offers = Rehearsal::openings(&stage);
            if offers.is_empty() {
                return view! { <p class="quiet">{t!("play-nobody")}</p> }.into_any();
            }
            let stage = StoredValue::new(stage);
            let buttons = offers.into_iter().map(|Offer { what, words, .. }| {
                view! { <Button on_click=move |_| playing.begin(stage.get_value(), what.clone())>{in_words(&words)}</Button> }
            });
            view! { <div class="play-offers">{buttons.collect_view()}</div> }.into_any()
        }
    };
    let count = move || playing.work.with(|draft| draft.scenarios.len());
    let run = move |_| {
        if let Some(stage) = stage() {
            let ran = playing.work.with(|draft| run_all(&stage, &draft.scenarios));
            playing.scene.show_coverage(&ran.coverage);
            playing.ran.set(Some(ran));
        }
    };
    let results = move || {
        playing.ran.get().map(|ran| {
            let lines = ran.outcomes.into_iter().map(|(name, outcome)| {
                let (state, words) = match outcome.difference.is_none() {
                    true => (State::Done, t!("play-passed")),
                    false => (State::Refuse, t!("play-failed")),
                };
                let why = outcome.difference.map(|found| {
                    t!("play-difference", step = found.step, expected = found.expected, actual = found.actual)
                });
                view! { <li><Pill state>{words}</Pill> " " {in_words(&name)} {why.map(|why| view! { <p class="quiet">{why}</p> })}</li> }
            });
            view! { <ul class="play-results">{lines.collect_view()}</ul> <p class="quiet">{t!("play-covered")}</p> }
        })
    };
    view! {
        <h2>{t!("play-begin")}</h2>
        {openings}
        <h2>{t!("play-scenarios")}</h2>
        <p class="quiet">{move || t!("play-count", count = count())}</p>
        {move || (count() > 0).then(|| view! { <Button on_click=run>{t!("play-run")}</Button> })}
        <div role="status">{results}</div>
        <WhatIf playing house=house.get_value() />
    }
    .into_any()
}

/// What can happen next, and how it stands.
#[component]
fn Going(playing: Playing, house: Arc<Organisation>) -> impl IntoView {
    let house = StoredValue::new(house);
    let standing = Memo::new(move |_| playing.rehearsal.with(|rehearsal| rehearsal.as_ref().map(Rehearsal::standing)));
    let offers = move || {
        let offers = playing.rehearsal.with(|rehearsal| rehearsal.as_ref().map(Rehearsal::offers)).unwrap_or_default();
        let buttons = offers.into_iter().map(|Offer { what, words, usual, .. }| {
            let kind = if usual { ButtonKind::Primary } else { ButtonKind::Plain };
            view! { <Button kind on_click=move |_| playing.take(what.clone())>{in_words(&words)}</Button> }
        });
        view! { <div class="play-offers">{buttons.collect_view()}</div> }
    };
    let head = move || {
        standing.get().map(|standing| {
            let (state, words) = status_words(&standing.status);
            view! { <p class="sheet-bar"><Pill state>{words}</Pill> <span class="quiet">{moment(&reader(), standing.now)}</span></p> }
        })
    };
    let tasks = move || standing.get().map(|standing| view! { <Tasks playing house=house.get_value() standing /> });
    let name = RwSignal::new(String::new());
    let keep = move |_| {
        playing.keep(name.get_untracked().trim());
        name.set(String::new());
    };
    let nameless = Signal::derive(move || name.read().trim().is_empty());
    view! {
        {head}
        {move || playing.has_changed().then(|| view! { <Banner state=State::Wait title=t!("play-changed") /> })}
        <div class="row">
            <Button on_click=move |_| playing.change(|rehearsal| _ = rehearsal.back())>{t!("play-back")}</Button>
            <Button on_click=move |_| playing.change(|rehearsal| rehearsal.auto(MOST))>{t!("play-through")}</Button>
            <Button on_click=move |_| playing.watch()>{t!("play-watch")}</Button>
            <Button on_click=move |_| playing.stop()>{t!("play-stop")}</Button>
        </div>
        <h2>{t!("play-next")}</h2>
        {offers}
        {tasks}
        {(!playing.work.fixed).then(|| view! {
            <h2>{t!("play-keep")}</h2>
            <TextInput name="play-name" label=t!("play-name") value=name on_input=move |words| name.set(words) />
            <Button disabled=nameless on_click=keep>{t!("play-keep")}</Button>
        })}
    }
    .into_any()
}

/// Who has what to do, and what the form holds.
#[component]
fn Tasks(playing: Playing, house: Arc<Organisation>, standing: Standing) -> impl IntoView {
    let name_of =
        |person: &PersonId| house.people.get(person).map_or_else(|| person.to_string(), |known| in_words(&known.name));
    let tasks = standing.tasks.iter().map(|task| {
        let step = playing.work.with(|draft| super::panel::called(draft, task.node.as_str()));
        let due = task.due.map(|due| t!("play-due", at = moment(&reader(), due))).unwrap_or_default();
        view! { <li>{step} " · " {name_of(&task.who)} " " <span class="quiet">{due}</span></li> }
    });
    let tasks = tasks.collect_view();
    let values = standing.data.iter().map(|(field, value)| {
        let label = playing.work.with(|draft| super::panel::called(draft, field.as_str()));
        let value = match serde_json::to_value(value) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(other) => other.to_string(),
            Err(_) => String::new(),
        };
        view! { <dt>{label}</dt><dd>{value}</dd> }
    });
    let values = values.collect_view();
    view! {
        <h2>{t!("play-tasks")}</h2>
        <ul class="play-tasks">{tasks}</ul>
        <h2>{t!("play-data")}</h2>
        <dl class="panel-facts play-data">{values}</dl>
    }
    .into_any()
}

fn status_words(status: &Status) -> (State, String) {
    match status {
        Status::Running => (State::Run, t!("play-running")),
        Status::Ended { how: Ended::Completed { .. }, .. } => (State::Done, t!("play-completed")),
        Status::Ended { how: Ended::Refused { .. }, .. } => (State::Refuse, t!("play-refused")),
        Status::Ended { .. } => (State::Idle, t!("play-ended")),
    }
}
