//! What to draw next: a list that is searched by typing.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::canvas::{Asked, Hand};
use super::offer::Offer;
use super::own::OwnFragments;
use crate::components::Icon;
use crate::t;

/// The list.
#[component]
pub(super) fn Chooser(hand: Hand, asked: Asked) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let input = NodeRef::<html::Input>::new();
    let asked = StoredValue::new(asked);
    let own = expect_context::<OwnFragments>();
    let found = Memo::new(move |_| {
        let typed = typed.read();
        let fitting = Offer::all(own).into_iter().filter(|offer| asked.with_value(|asked| offer.fits(asked)));
        fitting.filter(|offer| offer.is_meant_by(&typed)).collect::<Vec<_>>()
    });
    let choose = move |offer: &Offer| {
        asked.with_value(|asked| hand.answer(asked, &offer.brought()));
        focus_canvas();
    };
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            // Focus is a courtesy; a browser may refuse it.
            let _ = input.focus();
        }
    });
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(count.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                if let Some(offer) = found.with_untracked(|found| found.get(at.get_untracked()).cloned()) {
                    choose(&offer);
                }
            }
            "Escape" => {
                hand.asked.set(None);
                focus_canvas();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let rows = move || {
        let rows = found.get().into_iter().enumerate().map(|(place, offer)| {
            let (symbol, name, section) = (offer.symbol(), offer.name(), offer.section().name());
            let here = move || at.get() == place;
            view! {
                <li
                    class="chooser-row"
                    role="option"
                    id=format!("chooser-{place}")
                    aria-selected=move || here().to_string()
                    on:click=move |_| choose(&offer)
                >
                    <Icon symbol />
                    <span>{name}</span>
                    <span class="quiet">{section}</span>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <div class="chooser" on:keydown=key>
            <input
                class="input"
                role="combobox"
                aria-expanded="true"
                aria-controls="chooser-list"
                aria-activedescendant=move || format!("chooser-{}", at.get())
                aria-label=t!("chooser-label")
                placeholder=t!("chooser-example")
                autocomplete="off"
                node_ref=input
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    at.set(0);
                }
            />
            <ul class="chooser-list" id="chooser-list" role="listbox" aria-label=t!("chooser-label")>
                {rows}
            </ul>
            <p class="quiet" role="status">
                {move || found.with(Vec::is_empty).then(|| t!("chooser-nothing"))}
            </p>
        </div>
    }
    .into_any()
}

/// The canvas takes the focus back.
pub(super) fn focus_canvas() {
    use leptos::wasm_bindgen::JsCast;
    let canvas = document().get_element_by_id(super::canvas::CANVAS);
    if let Some(canvas) = canvas.and_then(|canvas| canvas.dyn_into::<leptos::web_sys::SvgElement>().ok()) {
        // Focus is a courtesy; a browser may refuse it.
        let _ = canvas.focus();
    }
}
