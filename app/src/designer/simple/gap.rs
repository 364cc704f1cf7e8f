//! The places between steps, where something is put in.

use flow::design::tree::{Gap, add_fork, insert};
use flow::design::{Element, palette};
use flow::model::Kind;
use leptos::prelude::*;

use super::Simple;
use crate::components::{Icon, Symbol};
use crate::designer::offer::picture_of;
use crate::designer::step::Step;
use crate::designer::work::Selection;
use crate::form::in_words;
use crate::t;

/// Whether a line of the tree takes an element.
fn is_offered(element: &Element) -> bool {
    !matches!(
        element.kind,
        Kind::Start | Kind::End | Kind::Terminate | Kind::Boundary | Kind::Complex | Kind::EventSubProcess
    ) && element.event != Some(flow::model::EventKind::Link)
}

/// A gap as the page says where it is: what sort of gap, and the element that it is at.
fn address(gap: &Gap) -> String {
    match gap {
        Gap::Edge(id) => format!("edge {id}"),
        Gap::Behind(id) => format!("behind {id}"),
        Gap::Into(id) => format!("into {id}"),
        Gap::Meeting(id) => format!("meeting {id}"),
    }
}

/// The gap that is there.
pub(super) fn at_address(address: &str) -> Option<Gap> {
    let (sort, id) = address.split_once(' ')?;
    Some(match sort {
        "edge" => Gap::Edge(id.into()),
        "behind" => Gap::Behind(id.into()),
        "into" => Gap::Into(id.into()),
        "meeting" => Gap::Meeting(id.into()),
        _ => return None,
    })
}

/// The button in a gap, and the list behind it.
#[component]
pub(super) fn GapButton(simple: Simple, gap: Gap) -> impl IntoView {
    let Simple { work, carrying, .. } = simple;
    let address = address(&gap);
    let gap = StoredValue::new(gap);
    let open = RwSignal::new(false);
    let press = move |_| match carrying.picked.get_untracked() {
        Some(load) => carrying.put(&load, &gap.get_value()),
        None => open.update(|open| *open = !*open),
    };
    let choose = move |index: usize| {
        open.set(false);
        let element = &palette()[index];
        let gap = gap.get_value();
        let made = match element.kind.is_gateway() {
            true => work.attempt(Step::Add, |draft| add_fork(draft, &gap, element.kind)),
            false => work.attempt(Step::Add, |draft| insert(draft, &gap, &element.new_one())),
        };
        if let Some(id) = made {
            work.select(Selection::node(&id));
        }
    };
    let list = move || {
        open.get().then(|| {
            let items =
                palette().iter().enumerate().filter(|(_, element)| is_offered(element)).map(|(index, element)| {
                    view! {
                        <li>
                            <button class="menu-item" type="button" on:click=move |_| choose(index)>
                                <Icon symbol=picture_of(element) />
                                <span>{in_words(&element.name())}</span>
                            </button>
                        </li>
                    }
                });
            view! { <ul class="tree-offers" aria-label=t!("chooser-label")>{items.collect_view()}</ul> }
        })
    };
    let label = move || if carrying.is_under_way() { t!("simple-put-here") } else { t!("designer-insert") };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            event.stop_propagation();
        }
    };
    view! {
        <div class="tree-gap" data-gap=address data-wanted=move || carrying.is_under_way().then_some("") on:keydown=key>
            {(!work.fixed).then(|| view! {
                <button class="tree-plus" type="button" aria-label=label title=label aria-expanded=move || open.get().to_string() on:click=press>
                    <Icon symbol=Symbol::Plus />
                </button>
            })}
            {list}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_found_by_its_address() {
        let gaps = [Gap::Edge("a b".into()), Gap::Behind("x".into()), Gap::Into("y".into()), Gap::Meeting("z".into())];
        for gap in gaps {
            assert_eq!(at_address(&address(&gap)), Some(gap));
        }
        assert_eq!(at_address("nowhere"), None);
    }
}
