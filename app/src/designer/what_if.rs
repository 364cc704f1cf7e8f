//! What if: many instances of the draft, played by chance on the kernel here in the page, and shown together.

use std::sync::Arc;
use std::time::Duration;

use flow::model::Definition;
use flow::organisation::Organisation;
use flow::replay::Move;
use flow::scenario::{ByChance, Habits, Offer, Rehearsal, Stage, StartOf};
use leptos::prelude::*;

use super::play::Playing;
use super::replay::Instance;
use crate::components::{Banner, Button, Choice, Select, State};
use crate::t;
use crate::text::duration;

/// How long it plays before whoever presses something is heard, in milliseconds.
const AT_ONCE: f64 = 8.0;
/// How many instances one can choose.
const COUNTS: [usize; 3] = [20, 50, 100];
/// How long tasks wait on average, in minutes, as one can choose.
const WAITS: [u32; 5] = [30, 120, 8 * 60, 24 * 60, 72 * 60];
const MINUTE: i64 = 60_000;

/// What is being played.
struct Trying {
    stage: Stage,
    openings: Vec<Offer<StartOf>>,
    minutes: u32,
    count: usize,
    definition: Arc<Definition>,
    now: Option<ByChance>,
    done: Vec<Vec<Move>>,
}

impl Trying {
    /// Plays a step; false when all is done.
    fn step(&mut self) -> bool {
        match self.now.take() {
            Some(mut now) => {
                if now.step() {
                    self.now = Some(now);
                } else {
                    self.done.push(now.moves());
                }
            }
            None if self.done.len() < self.count => {
                let habits = Habits { seed: self.done.len() as u64, minutes: self.minutes };
                self.now = ByChance::begin(&self.stage, &self.openings, habits);
                return self.now.is_some();
            }
            None => return false,
        }
        true
    }
}

/// What is being tried. Cheap to copy.
#[derive(Clone, Copy)]
struct Attempt {
    playing: Playing,
    trying: StoredValue<Option<Trying>, LocalStorage>,
    /// How many are done, while it goes on.
    done: RwSignal<Option<usize>>,
}

impl Attempt {
    fn begin(self, stage: Stage, count: usize, minutes: u32) {
        let openings = Rehearsal::openings(&stage);
        if openings.is_empty() {
            self.playing.work.toasts.failed(t!("play-nobody"));
            return;
        }
        let definition = self.playing.work.now();
        let trying = Trying { stage, openings, minutes, count, definition, now: None, done: Vec::new() };
        self.trying.set_value(Some(trying));
        self.done.set(Some(0));
        self.go_on();
    }

    /// Plays for a moment, then lets others have their turn.
    fn go_on(self) {
        let elapsed = || window().performance().map_or(0.0, |performance| performance.now());
        let until = elapsed() + AT_ONCE;
        let plays_on = self.trying.try_update_value(|trying| {
            let trying = trying.as_mut()?;
            while trying.step() {
                if elapsed() > until {
                    return Some(true);
                }
            }
            Some(false)
        });
        match plays_on.flatten() {
            Some(true) => {
                let done = self.trying.with_value(|trying| trying.as_ref().map(|trying| trying.done.len()));
                self.done.try_set(done);
                set_timeout(move || self.go_on(), Duration::ZERO);
            }
            Some(false) => self.show(),
            // It was given up, or the page is gone.
            None => {}
        }
    }

    fn show(self) {
        self.done.try_set(None);
        let Some(Some(trying)) = self.trying.try_update_value(Option::take) else { return };
        let people = self.playing.people();
        let instances = trying.done.into_iter().map(|moves| Instance::played(moves, people.clone()));
        self.playing.replaying.show_played(instances.collect(), trying.definition);
    }

    fn give_up(self) {
        self.trying.try_set_value(None);
        self.done.try_set(None);
    }
}

/// The part of the panel.
#[component]
pub(super) fn WhatIf(playing: Playing, house: Arc<Organisation>) -> impl IntoView {
    let attempt = Attempt { playing, trying: StoredValue::new_local(None), done: RwSignal::new(None) };
    on_cleanup(move || attempt.give_up());
    let house = StoredValue::new(house);
    let (count, minutes) = (RwSignal::new(COUNTS[0].to_string()), RwSignal::new(WAITS[2].to_string()));
    let counts = COUNTS.map(|count| Choice::new(count.to_string(), count.to_string()));
    let waits = WAITS.map(|minutes| Choice::new(minutes.to_string(), duration(i64::from(minutes) * MINUTE)));
    let runs = Signal::derive(move || attempt.done.with(Option::is_some));
    let begin = move |_| {
        let (count, minutes) = (count.get_untracked().parse(), minutes.get_untracked().parse());
        if let (Some(stage), Ok(count), Ok(minutes)) = (playing.stage(house.get_value()), count, minutes) {
            attempt.begin(stage, count, minutes);
        }
    };
    let can_run = Memo::new(move |_| playing.stage(house.get_value()).is_some());
    let state = move || {
        attempt.done.get().map(|done| {
            view! {
                <p>{t!("what-if-done", done = done, count = count.get_untracked())}</p>
                <Button on_click=move |_| attempt.give_up()>{t!("cancel")}</Button>
            }
        })
    };
    view! {
        <h2>{t!("what-if")}</h2>
        <p class="quiet">{t!("what-if-what")}</p>
        {move || match can_run.get() {
            false => view! { <Banner state=State::Refuse title=t!("play-errors") /> }.into_any(),
            true => view! {
                <Select name="what-if-count" label=t!("what-if-count") choices=counts.to_vec() value=count on_change=move |chosen| count.set(chosen) />
                <Select name="what-if-wait" label=t!("what-if-wait") choices=waits.to_vec() value=minutes on_change=move |chosen| minutes.set(chosen) />
                <Button pending=runs on_click=begin>{t!("what-if-begin")}</Button>
            }.into_any(),
        }}
        <div role="status">{state}</div>
    }
    .into_any()
}
