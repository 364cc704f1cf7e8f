//! What to draw next: a list that is searched by typing.

use flow::design::{Element, Group, palette};
use flow::model::Kind;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::canvas::{Asked, Hand, event_symbol, symbol_of};
use crate::components::{Icon, Symbol};
use crate::form::in_words;
use crate::t;

/// What a part of the palette is called.
pub(super) fn group_name(group: Group) -> String {
    match group {
        Group::People => t!("palette-people"),
        Group::Ways => t!("palette-ways"),
        Group::Events => t!("palette-events"),
        Group::Automatic => t!("palette-automatic"),
        Group::Nested => t!("palette-nested"),
    }
}

/// The picture of an element.
pub(super) fn picture_of(element: &Element) -> Symbol {
    element.event.map_or_else(|| symbol_of(element.kind), event_symbol)
}

/// Whether an element can answer what is asked.
fn fits(asked: &Asked, element: &Element) -> bool {
    match asked {
        Asked::After(_) => element.kind != Kind::Start && element.kind != Kind::EventSubProcess,
        Asked::Into(_) => {
            !matches!(element.kind, Kind::Start | Kind::End | Kind::Terminate | Kind::Boundary | Kind::EventSubProcess)
        }
        Asked::At(_) => element.kind != Kind::Boundary,
    }
}

/// The list.
#[component]
pub(super) fn Chooser(hand: Hand, asked: Asked) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let input = NodeRef::<html::Input>::new();
    let asked = StoredValue::new(asked);
    let found = Memo::new(move |_| {
        let typed = typed.read();
        let fitting =
            palette().iter().enumerate().filter(|(_, element)| asked.with_value(|asked| fits(asked, element)));
        fitting.filter(|(_, element)| element.is_meant_by(&typed)).map(|(index, _)| index).collect::<Vec<_>>()
    });
    let choose = move |index: usize| {
        let new = palette()[index].new_one();
        asked.with_value(|asked| hand.answer(asked, &new));
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
                if let Some(index) = found.with_untracked(|found| found.get(at.get_untracked()).copied()) {
                    choose(index);
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
        let rows = found.get().into_iter().enumerate().map(|(place, index)| {
            let element = &palette()[index];
            let here = move || at.get() == place;
            view! {
                <li
                    class="chooser-row"
                    role="option"
                    id=format!("chooser-{place}")
                    aria-selected=move || here().to_string()
                    on:click=move |_| choose(index)
                >
                    <Icon symbol=picture_of(element) />
                    <span>{in_words(&element.name())}</span>
                    <span class="quiet">{group_name(element.group)}</span>
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
