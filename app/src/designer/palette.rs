//! What can be drawn, along the side of the canvas: dragged to its place, or picked and placed.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::canvas::{Hand, Picked};
use super::chooser::focus_canvas;
use super::offer::{Offer, Section};
use super::own::OwnFragments;
use crate::components::{Button, ButtonKind, ButtonSize, Icon};
use crate::t;

/// The palette.
#[component]
pub(super) fn Palette(hand: Hand, own: OwnFragments) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let sections = Section::all().map(|section| {
        let shown = Memo::new(move |_| {
            let typed = typed.read();
            let offers = section.offers(own).into_iter();
            offers.filter(|offer| offer.is_meant_by(&typed)).collect::<Vec<_>>()
        });
        let any = move || shown.with(|shown| !shown.is_empty());
        view! {
            <Show when=any>
                <h3>{section.name()}</h3>
                <ul>
                    <For each=move || shown.get() key=|offer| (offer.id(), offer.name()) let:offer>
                        <Entry hand offer />
                    </For>
                </ul>
                {(section == Section::Own).then(|| view! {
                    <Button kind=ButtonKind::Ghost size=ButtonSize::Small on_click=move |_| own.managing.set(true)>
                        {t!("own-manage")}
                    </Button>
                })}
            </Show>
        }
    });
    let sections = sections.collect_view();
    let nothing = move || {
        let none = typed.with(|typed| !Offer::all(own).iter().any(|offer| offer.is_meant_by(typed)));
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
            {sections}
            {nothing}
        </nav>
    }
    .into_any()
}

#[component]
fn Entry(hand: Hand, offer: Offer) -> impl IntoView {
    let (name, symbol, id) = (offer.name(), offer.symbol(), offer.id());
    let title = name.clone();
    let brought = StoredValue::new(offer.brought());
    let picked = move || {
        hand.picked.with(|picked| match picked {
            Some(Picked::Brought(picked)) => brought.with_value(|brought| brought == picked),
            _ => false,
        })
    };
    let down = move |event: PointerEvent| hand.bring(brought.get_value(), &event);
    let key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            hand.pick(Picked::Brought(brought.get_value()));
            focus_canvas();
        }
    };
    view! {
        <li>
            <button
                class="palette-entry"
                type="button"
                title=title
                aria-pressed=move || picked().to_string()
                data-element=id
                on:pointerdown=down
                on:pointermove=move |event| hand.moved(&event)
                on:pointerup=move |event| hand.up(&event)
                on:pointercancel=move |event| hand.lost(&event)
                on:keydown=key
            >
                <Icon symbol />
                <span>{name}</span>
            </button>
        </li>
    }
}
