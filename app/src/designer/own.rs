//! Parts of drawings that somebody kept under a name: this browser has them for them, in every process.

use std::sync::Arc;

use flow::design::{Fragment, copy};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::work::Work;
use crate::components::{Button, ButtonKind, Confirm, Dialog, Symbol, TextInput};
use crate::intent::intent;
use crate::kept_here::{self, store, stored};
use crate::t;

/// A part that was kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Own {
    /// What it is known by.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) fragment: Fragment,
}

/// All that somebody kept. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct OwnFragments {
    /// Where this browser keeps them.
    place: StoredValue<String>,
    all: RwSignal<Vec<Arc<Own>>>,
    /// Whether a name is asked for what is chosen.
    pub(super) naming: RwSignal<bool>,
    /// Whether they are shown to be renamed and removed.
    pub(super) managing: RwSignal<bool>,
}

impl OwnFragments {
    /// Those of whoever is signed in.
    pub(super) fn read() -> Self {
        let place = kept_here::place("fragments", "own");
        Self {
            all: RwSignal::new(stored(&place).unwrap_or_default()),
            place: StoredValue::new(place),
            naming: RwSignal::new(false),
            managing: RwSignal::new(false),
        }
    }

    pub(super) fn all(self) -> Vec<Arc<Own>> {
        self.all.get()
    }

    fn keep(self, name: String, fragment: Fragment) {
        self.change(|all| all.push(Arc::new(Own { id: intent(), name, fragment })));
    }

    fn rename(self, id: &str, name: &str) {
        self.change(|all| {
            for own in all.iter_mut().filter(|own| own.id == id) {
                *own = Arc::new(Own { name: name.to_owned(), ..Own::clone(own) });
            }
        });
    }

    fn remove(self, id: &str) {
        self.change(|all| all.retain(|own| own.id != id));
    }

    /// Changes them as this browser has them now: another window may have kept more.
    fn change(self, make: impl FnOnce(&mut Vec<Arc<Own>>)) {
        self.place.with_value(|place| {
            let mut all = stored(place).unwrap_or_default();
            make(&mut all);
            store(place, &all);
            self.all.set(all);
        });
    }
}

/// Asks what the part is called that is to be kept.
#[component]
pub(super) fn NameFragment(work: Work, own: OwnFragments) -> impl IntoView {
    let open = own.naming;
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            name.set(String::new());
        }
    });
    let keep = move |_| {
        let words = name.get_untracked().trim().to_owned();
        own.keep(words.clone(), copy(&work.now(), &work.chosen().nodes));
        open.set(false);
        work.toasts.done(t!("own-kept", name = words));
    };
    let nameless = Signal::derive(move || name.read().trim().is_empty());
    let actions = ViewFn::from(move || {
        view! {
            <form method="dialog"><Button submit=true>{t!("cancel")}</Button></form>
            <Button kind=ButtonKind::Primary disabled=nameless on_click=keep>{t!("own-keep")}</Button>
        }
    });
    view! {
        <Dialog id="own-naming" title=t!("command-keep-fragment") open actions>
            <p class="quiet">{t!("own-what")}</p>
            <TextInput name="own-name" label=t!("own-name") value=name on_input=move |words| name.set(words) />
        </Dialog>
    }
    .into_any()
}

/// Shows all that were kept, to be renamed and removed.
#[component]
pub(super) fn ManageFragments(own: OwnFragments) -> impl IntoView {
    let rows = move || {
        own.managing.get().then(|| {
            view! {
                <ul class="own-fragments">
                    <For each=move || own.all() key=|one| one.id.clone() let:one>
                        <OwnRow own one />
                    </For>
                </ul>
            }
        })
    };
    let nothing = move || own.all.with(Vec::is_empty).then(|| view! { <p class="quiet">{t!("own-nothing")}</p> });
    view! {
        <Dialog id="own-managing" title=t!("own-manage") open=own.managing>
            {nothing}
            {rows}
        </Dialog>
    }
    .into_any()
}

#[component]
fn OwnRow(own: OwnFragments, one: Arc<Own>) -> impl IntoView {
    let id = StoredValue::new(one.id.clone());
    let name = RwSignal::new(one.name.clone());
    let rename = move |words: String| {
        name.set(words.clone());
        // What is left without a name keeps the one that it had.
        if !words.trim().is_empty() {
            id.with_value(|id| own.rename(id, words.trim()));
        }
    };
    let remove = Callback::new(move |()| id.with_value(|id| own.remove(id)));
    view! {
        <li>
            <TextInput name="own-name" id=format!("own-name-{}", one.id) label=t!("own-name") value=name on_input=rename />
            <Confirm id=format!("own-remove-{}", one.id) action=t!("own-remove")
                consequence=t!("own-remove-what", name = one.name.clone()) icon=Symbol::Trash on_confirm=remove />
        </li>
    }
    .into_any()
}
