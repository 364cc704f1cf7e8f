//! Going through the time of a show: by a slider, by itself, and from one moment to the next.

use std::time::Duration;

use leptos::prelude::*;

use crate::components::{ButtonKind, Choice, IconButton, Select, Symbol};
use crate::screen::matches;
use crate::t;

/// How often what plays moves on.
const TICK: Duration = Duration::from_millis(40);
/// How long each moment is shown to those who want nothing to move.
const STILL: Duration = Duration::from_millis(1_600);
/// How many milliseconds of the show an arrow key moves.
const STEP: u32 = 100;

/// Where in the show one is. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Player {
    pub(super) at: RwSignal<f64>,
    pub(super) plays: RwSignal<bool>,
    speed: RwSignal<String>,
    length: f64,
    /// The moments at which everything has come to rest.
    stops: StoredValue<Vec<f64>>,
    ticking: StoredValue<Option<IntervalHandle>>,
}

impl Player {
    pub(super) fn new(length: f64, mut stops: Vec<f64>) -> Self {
        stops.sort_by(f64::total_cmp);
        stops.dedup();
        let player = Self {
            at: RwSignal::new(0.0),
            plays: RwSignal::new(false),
            speed: RwSignal::new("1".to_owned()),
            length,
            stops: StoredValue::new(stops),
            ticking: StoredValue::new(None),
        };
        on_cleanup(move || player.rest());
        player
    }

    /// Plays on, from the beginning when it has come to the end.
    pub(super) fn play(self) {
        self.rest();
        if self.at.get_untracked() >= self.length {
            self.at.set(0.0);
        }
        self.plays.set(true);
        let handle = match matches("(prefers-reduced-motion: reduce)") {
            true => set_interval_with_handle(move || self.tell_on(), STILL),
            false => set_interval_with_handle(move || self.move_on(), TICK),
        };
        self.ticking.set_value(handle.ok());
    }

    pub(super) fn pause(self) {
        self.rest();
        self.plays.try_set(false);
    }

    fn rest(self) {
        if let Some(Some(ticking)) = self.ticking.try_update_value(Option::take) {
            ticking.clear();
        }
    }

    fn move_on(self) {
        let speed: f64 = self.speed.with_untracked(|speed| speed.parse().unwrap_or(1.0));
        self.come_to(self.at.get_untracked() + TICK.as_secs_f64() * 1_000.0 * speed);
    }

    /// Shows what comes next, without the way there.
    fn tell_on(self) {
        self.come_to(self.next().unwrap_or(self.length));
    }

    fn come_to(self, at: f64) {
        self.at.set(at.min(self.length));
        if at >= self.length {
            self.pause();
        }
    }

    /// Shows a moment, and stays there.
    pub(super) fn go(self, at: f64) {
        self.pause();
        self.at.set(at.clamp(0.0, self.length));
    }

    fn next(self) -> Option<f64> {
        let at = self.at.get_untracked();
        self.stops.with_value(|stops| stops.iter().copied().find(|stop| *stop > at + 0.5))
    }

    fn previous(self) -> Option<f64> {
        let at = self.at.get_untracked();
        self.stops.with_value(|stops| stops.iter().copied().rfind(|stop| *stop < at - 0.5))
    }
}

/// The bar: what plays it, the slider, and what is said of the moment.
#[component]
pub(super) fn PlayerBar(
    player: Player,
    /// The moment that is shown, in words.
    moment: Signal<String>,
    /// Where the slider begins and ends, in words.
    ends: (String, String),
    /// What happened, and what comes of it.
    children: Children,
) -> impl IntoView {
    let is_reduced = matches("(prefers-reduced-motion: reduce)");
    let press = move || {
        let plays = player.plays.get();
        let (label, symbol) =
            if plays { (t!("replay-pause"), Symbol::Pause) } else { (t!("replay-play"), Symbol::Play) };
        let press = move |_| if plays { player.pause() } else { player.play() };
        view! { <IconButton label symbol kind=ButtonKind::Primary on_click=press /> }
    };
    let slide = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            player.go(at);
        }
    };
    let speeds = ["0.5", "1", "2", "4"].map(|speed| Choice::new(speed, t!("replay-times", speed = speed)));
    view! {
        <section class="replay-bar" aria-label=t!("replay-time")>
            {children()}
            <div class="replay-controls">
                <IconButton label=t!("replay-previous") symbol=Symbol::ChevronLeft on_click=move |_| player.go(player.previous().unwrap_or(0.0)) />
                <span class="replay-press">{press}</span>
                <IconButton label=t!("replay-next") symbol=Symbol::ChevronRight on_click=move |_| player.go(player.next().unwrap_or(player.length)) />
                <div class="replay-slide">
                    <input
                        type="range"
                        class="replay-slider"
                        id="replay-slider"
                        min="0"
                        max=format!("{:.0}", (player.length / f64::from(STEP)).ceil() * f64::from(STEP))
                        step=STEP
                        aria-label=t!("replay-slider")
                        aria-valuetext=move || moment.get()
                        prop:value=move || format!("{:.0}", player.at.get())
                        on:input=slide
                    />
                    <div class="replay-ends"><span>{ends.0}</span><strong>{move || moment.get()}</strong><span>{ends.1}</span></div>
                </div>
                {(!is_reduced).then(|| view! {
                    <Select name="replay-speed" label=t!("replay-speed") choices=speeds.to_vec() value=player.speed on_change=move |speed| player.speed.set(speed) />
                })}
            </div>
        </section>
    }
    .into_any()
}
