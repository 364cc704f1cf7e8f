//! What can be drawn, along the side of the canvas: dragged to its place, or picked and placed.

use flow::design::{Group, palette};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::canvas::{Hand, Picked};
use super::chooser::{focus_canvas, group_name, picture_of};
use crate::components::Icon;
use crate::form::in_words;
use crate::t;

/// The palette.
#[component]
pub(super) fn Palette(hand: Hand) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let groups = Group::ALL.into_iter().map(|group| {
        let all: Vec<usize> = palette()
            .iter()
            .enumerate()
            .filter(|(_, element)| element.group == group)
            .map(|(index, _)| index)
            .collect();
        let shown = Memo::new(move |_| {
            let typed = typed.read();
            all.iter().copied().filter(|index| palette()[*index].is_meant_by(&typed)).collect::<Vec<_>>()
        });
        let any = move || shown.with(|shown| !shown.is_empty());
        view! {
            <Show when=any>
                <h3>{group_name(group)}</h3>
                <ul>
                    <For each=move || shown.get() key=|index| *index let:index>
                        <Entry hand index />
                    </For>
                </ul>
            </Show>
        }
    });
    let nothing = move || {
        let none = typed.with(|typed| !palette().iter().any(|element| element.is_meant_by(typed)));
        none.then(|| view! { <p class="quiet">{t!("chooser-nothing")}</p> })
    };
    view! {
        <nav class="palette" aria-label=t!("palette-label")>
            <input
                class="input"
                type="search"
                aria-label=t!("chooser-label")
                placeholder=t!("chooser-example")
                on:input=move |event| typed.set(event_target_value(&event))
            />
            {groups.collect_view()}
            {nothing}
        </nav>
    }
    .into_any()
}

#[component]
fn Entry(hand: Hand, index: usize) -> impl IntoView {
    let element = &palette()[index];
    let picked = move || hand.picked.with(|picked| *picked == Some(Picked::New(element.new_one())));
    let down = move |event: PointerEvent| hand.bring(element.new_one(), &event);
    let key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            hand.pick(Picked::New(element.new_one()));
            focus_canvas();
        }
    };
    view! {
        <li>
            <button
                class="palette-entry"
                type="button"
                title=in_words(&element.name())
                aria-pressed=move || picked().to_string()
                data-element=format!("{:?}{}", element.kind, element.event.map(|event| format!("-{event:?}")).unwrap_or_default()).to_lowercase()
                on:pointerdown=down
                on:pointermove=move |event| hand.moved(&event)
                on:pointerup=move |event| hand.up(&event)
                on:pointercancel=move |event| hand.lost(&event)
                on:keydown=key
            >
                <Icon symbol=picture_of(element) />
                <span>{in_words(&element.name())}</span>
            </button>
        </li>
    }
}
