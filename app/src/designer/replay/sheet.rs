//! Instances over the drawing of their version, with the slider below and what happened beside.

use std::sync::Arc;

use flow::model::Definition;
use flow::replay::Moved;
use leptos::prelude::*;

use super::Replaying;
use super::figures::Figures;
use super::list::{run_state, state_words};
use super::overlay::{TokenMarks, TotalMarks};
use super::player::{Player, PlayerBar};
use super::shown::{Instance, Shown, Source};
use super::situation::Situation;
use super::telling::sentence;
use super::totals::Totals;
use super::track::Track;
use crate::components::{Banner, Button, IconButton, Pill, Symbol};
use crate::designer::canvas::{Canvas, Hand};
use crate::designer::panel::called;
use crate::designer::scene::Scene;
use crate::designer::work::Work;
use crate::form::in_words;
use crate::t;
use crate::text::{duration, listed, moment, reader};

/// The drawing with its tokens, the bar, and the panel.
#[component]
pub(in crate::designer) fn OverDrawing(replaying: Replaying, shown: Shown) -> impl IntoView {
    let work = Work::new(Definition::clone(&shown.definition), true);
    work.house.set(replaying.work.house.get_untracked());
    let scene = Scene::of(work);
    let hand = Hand::new(work, scene);
    let drawing = scene.drawing();
    let is_alone = shown.instances.len() == 1;
    let tracks: Arc<Vec<Track>> = Arc::new(match shown.instances.first() {
        Some(only) if is_alone => vec![Track::alone(&only.moves)],
        _ => Track::together(shown.moves()),
    });
    let stops = tracks.iter().flat_map(|track| track.beats.iter().map(|beat| beat.to)).collect();
    let length = tracks.iter().map(|track| track.length).fold(0.0, f64::max);
    let player = Player::new(length, stops);
    let (seen, placed) = (tracks.clone(), drawing.clone());
    let situation = Memo::new(move |_| Situation::of(&seen, &placed, player.at.get()));
    Effect::new(move |_| {
        situation.with(|situation| {
            scene.mark_played(|id| situation.nodes.get(id).copied(), |id| situation.edges.get(id).copied());
        });
    });
    let tokens = Memo::new(move |_| situation.with(|situation| situation.tokens.clone()));
    let now = matches!(shown.source, Source::Real { .. }).then(|| reader().now_untracked());
    let totals = Arc::new(Totals::of(shown.moves(), now));
    let figures = (!is_alone).then(|| totals.clone());
    let over = ViewFn::from({
        let figures = figures.clone();
        move || {
            let marks = figures.clone().map(|totals| view! { <TotalMarks totals drawing=drawing.clone() /> });
            view! { {marks} <TokenMarks tokens /> }
        }
    });
    let head = title(&shown);
    let close = move |_| _ = replaying.close();
    let bar = match shown.instances.first() {
        Some(only) if is_alone => {
            view! { <AloneBar player instance=only.clone() shown=shown.clone() tracks=tracks.clone() /> }.into_any()
        }
        _ => view! { <TogetherBar player shown=shown.clone() tracks=tracks.clone() /> }.into_any(),
    };
    let beside = match shown.instances.first() {
        Some(only) if is_alone => {
            view! { <Moments player instance=only.clone() definition=shown.definition.clone() tracks=tracks.clone() /> }
                .into_any()
        }
        _ => view! { <Figures totals=totals.clone() definition=shown.definition.clone() /> }.into_any(),
    };
    view! {
        <main class="designer-main replay" id="content">
            <div class="replay-stage"><Canvas work scene hand id="canvas-replay" label=t!("replay-canvas") over /></div>
            {bar}
        </main>
        <aside class="designer-panel" aria-label=t!("panel-replay")>
            <div class="panel-fields">
                <header class="panel-head">
                    <h2>{head}</h2>
                    <IconButton label=t!("replay-close") symbol=Symbol::Close on_click=close />
                </header>
                <Notes shown=shown.clone() totals />
                <Facts shown />
                {beside}
                <Button on_click=close>{t!("replay-close")}</Button>
            </div>
        </aside>
    }
    .into_any()
}

fn title(shown: &Shown) -> String {
    match shown.instances.as_slice() {
        [Instance { run: Some(run), .. }] => in_words(&run.title),
        [_] => t!("replay-played"),
        several => t!("replay-several", count = several.len()),
    }
}

/// What one has to know about the drawing: another version than the one in force, and what is not in it.
#[component]
fn Notes(shown: Shown, totals: Arc<Totals>) -> impl IntoView {
    let version = match shown.source {
        Source::Real { version, in_force } if in_force != Some(version) => {
            Some(t!("replay-version", version = version))
        }
        _ => None,
    };
    let others = match shown.source {
        Source::Real { version, .. } => {
            let runs = shown.instances.iter().filter_map(|instance| instance.run.as_ref());
            runs.filter(|run| run.version != version).count()
        }
        Source::Played => 0,
    };
    let missing = totals.not_in(&shown.definition);
    let missing = (!missing.is_empty()).then(|| {
        let names = listed(missing.into_iter().map(|node| called(&shown.definition, node.as_str())));
        t!("replay-not-drawn", nodes = names)
    });
    let is_cut = shown.instances.iter().any(|instance| instance.is_cut);
    let banner = |title: String| view! { <Banner title /> };
    view! {
        {version.map(banner)}
        {(others > 0).then(|| banner(t!("replay-other-versions", count = others)))}
        {missing.map(banner)}
        {is_cut.then(|| banner(t!("replay-cut")))}
    }
    .into_any()
}

/// Who began it, when it began and ended, and how.
#[component]
fn Facts(shown: Shown) -> impl IntoView {
    let [Instance { run: Some(run), .. }] = shown.instances.as_slice() else { return ().into_any() };
    let (state, words) = (state_words(run.state), run_state(run));
    let reader = reader();
    let ended = run.ended.map(|ended| view! { <dt>{t!("replay-ended")}</dt><dd>{moment(&reader, ended)}</dd> });
    view! {
        <p class="sheet-bar"><Pill state=state.0>{state.1}</Pill> <span class="quiet">{words}</span></p>
        <dl class="panel-facts">
            {run.number.clone().map(|number| view! { <dt>{t!("replay-number")}</dt><dd>{number}</dd> })}
            <dt>{t!("replay-starter")}</dt>
            <dd>{in_words(&run.initiator.name)}</dd>
            <dt>{t!("replay-began")}</dt>
            <dd>{moment(&reader, run.began)}</dd>
            {ended}
        </dl>
        <p><a href=format!("/instances/{}", run.instance) rel="external">{t!("replay-open-instance")}</a></p>
    }
    .into_any()
}

/// The bar of one instance: its moments, and what happened at each.
#[component]
fn AloneBar(player: Player, instance: Instance, shown: Shown, tracks: Arc<Vec<Track>>) -> impl IntoView {
    let track = StoredValue::new(tracks.first().cloned().unwrap_or_default());
    let beat = Memo::new(move |_| track.with_value(|track| track.beat_at(player.at.get())));
    let told: Vec<String> =
        track.with_value(|track| track.beats.iter().map(|beat| sentence(&instance, &shown.definition, beat)).collect());
    let told = StoredValue::new(told);
    let sentence = Memo::new(move |_| told.with_value(|told| told.get(beat.get()).cloned()).unwrap_or_default());
    let is_waiting = Memo::new(move |_| {
        let at = player.at.get();
        track.with_value(|track| track.beats.get(beat.get()).is_some_and(|beat| at >= beat.to))
    });
    let waits = move || {
        let wait = track.with_value(|track| track.wait_after(beat.get()));
        wait.filter(|wait| is_waiting.get() && *wait >= 60_000).map(|wait| t!("replay-waits", length = duration(wait)))
    };
    let at = Signal::derive(move || {
        let shown = track.with_value(|track| track.moment_at(player.at.get()));
        shown.map(|shown| moment(&reader(), shown)).unwrap_or_default()
    });
    let ends = track.with_value(|track| {
        let end = |beat: Option<&super::track::Beat>| beat.map(|beat| moment(&reader(), beat.at)).unwrap_or_default();
        (end(track.beats.first()), end(track.beats.last()))
    });
    view! {
        <PlayerBar player moment=at ends>
            <p class="replay-told" role="status">{move || sentence.get()}</p>
            <p class="quiet replay-wait">{waits}</p>
        </PlayerBar>
    }
    .into_any()
}

/// The bar of several instances: how long after their beginnings it is, and how many have ended.
#[component]
fn TogetherBar(player: Player, shown: Shown, tracks: Arc<Vec<Track>>) -> impl IntoView {
    let all = shown.instances.len();
    let has_ended = |instance: &Instance| instance.moves.iter().any(|known| matches!(known.what, Moved::Ended { .. }));
    let ends: Vec<f64> = shown
        .instances
        .iter()
        .zip(tracks.iter())
        .filter(|(instance, _)| has_ended(instance))
        .filter_map(|(_, track)| track.beats.last().map(|beat| beat.to))
        .collect();
    let ended = Memo::new(move |_| ends.iter().filter(|end| **end <= player.at.get()).count());
    let longest = tracks.iter().filter_map(|track| Some(track.beats.last()?.at.0 - track.beats.first()?.at.0)).max();
    let begins: Vec<_> = tracks.iter().filter_map(|track| track.beats.first().map(|beat| beat.at)).collect();
    let tracks = StoredValue::new(tracks);
    let since = Signal::derive(move || {
        let at = player.at.get();
        let since = tracks.with_value(|tracks| {
            let since = tracks.iter().zip(&begins).filter_map(|(track, begun)| Some(track.moment_at(at)?.0 - begun.0));
            since.max()
        });
        t!("replay-since", length = duration(since.unwrap_or_default()))
    });
    let ends = (t!("replay-all-begin"), t!("replay-since", length = duration(longest.unwrap_or_default())));
    view! {
        <PlayerBar player moment=since ends>
            <p class="replay-told">{move || t!("replay-have-ended", ended = ended.get(), all = all)}</p>
        </PlayerBar>
    }
    .into_any()
}

/// Every moment of an instance, with the way there.
#[component]
fn Moments(player: Player, instance: Instance, definition: Arc<Definition>, tracks: Arc<Vec<Track>>) -> impl IntoView {
    let track = tracks.first().cloned().unwrap_or_default();
    let seen = StoredValue::new(track.clone());
    let now = Memo::new(move |_| seen.with_value(|track| track.beat_at(player.at.get())));
    let lines = track.beats.iter().enumerate().map(|(index, beat)| {
        let (to, when) = (beat.to, moment(&reader(), beat.at));
        let words = sentence(&instance, &definition, beat);
        view! {
            <li>
                <button
                    type="button"
                    class="replay-moment"
                    aria-current=move || (now.get() == index).then_some("step")
                    on:click=move |_| player.go(to)
                >
                    <span class="quiet">{when}</span>
                    <span>{words}</span>
                </button>
            </li>
        }
    });
    view! { <h3>{t!("replay-moments")}</h3> <ol class="replay-moments">{lines.collect_view()}</ol> }.into_any()
}
