//! A group of properties under a heading, which tells what it says while it is folded.

use std::collections::BTreeSet;

use leptos::prelude::*;

/// The groups that are open: what one opened at one element is open at the next.
#[derive(Clone, Copy)]
pub(super) struct OpenGroups(RwSignal<BTreeSet<&'static str>>);

impl OpenGroups {
    /// None is open yet.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(BTreeSet::new()))
    }
}

/// A group.
#[component]
pub(super) fn Group(
    /// Its name for styles, tests, and for staying open.
    name: &'static str,
    /// The heading.
    #[prop(into)]
    title: String,
    /// What it says, in a few words.
    #[prop(into)]
    says: Signal<String>,
    /// The properties; made when it is opened.
    children: ChildrenFn,
) -> impl IntoView {
    let OpenGroups(open) = expect_context();
    let is_open = Memo::new(move |_| open.with(|open| open.contains(name)));
    let turn = move |_| {
        open.update(|open| {
            if !open.remove(name) {
                open.insert(name);
            }
        });
    };
    view! {
        <section class="panel-group" data-group=name>
            <h3>
                <button
                    type="button"
                    class="panel-group-head"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=turn
                >
                    <span>{title}</span>
                    <span class="quiet">{move || (!is_open.get()).then(|| says.get())}</span>
                </button>
            </h3>
            {move || is_open.get().then(|| view! { <div class="panel-group-body">{children()}</div> })}
        </section>
    }
    .into_any()
}
