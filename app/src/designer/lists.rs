//! Lists that are searched by typing: every element, every command, every key.

use leptos::prelude::*;

use super::command::{self, Command, Commander, printed};
use super::page::Desk;
use super::panel::called;
use super::walk::kind_name;
use super::work::Work;
use crate::components::{Dialog, MenuItem};
use crate::t;

/// How many elements are listed at most.
const MOST: usize = 50;

/// Something that a list offers.
struct Row {
    words: String,
    /// What it is, for one that is found; else the key that does the same.
    kind: Option<String>,
    keys: Option<String>,
    act: Callback<()>,
}

/// A list in a dialog, narrowed down by what is typed. Choosing something closes it.
#[component]
fn Searched(
    id: &'static str,
    title: String,
    open: RwSignal<bool>,
    /// What it offers for words, in small letters.
    rows: Callback<String, Vec<Row>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    // Whoever opens it again looks for something else.
    Effect::new(move |_| {
        if !open.get() {
            typed.set(String::new());
        }
    });
    let list = move || {
        let rows = if open.get() { rows.run(typed.get().trim().to_lowercase()) } else { Vec::new() };
        let rows = rows.into_iter().map(|Row { words, kind, keys, act }| {
            let choose = move |_| {
                open.set(false);
                act.run(());
            };
            let kind = kind.map(|kind| view! { " " <span class="quiet">{kind}</span> });
            let item = match keys {
                Some(keys) => view! { <MenuItem shortcut=keys on_click=choose>{words}</MenuItem> }.into_any(),
                None => view! { <MenuItem on_click=choose>{words} {kind}</MenuItem> }.into_any(),
            };
            view! { <li>{item}</li> }
        });
        rows.collect_view()
    };
    view! {
        <Dialog id title=title.clone() open>
            <input
                class="input"
                type="search"
                autofocus
                aria-label=title
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <ul class="designer-list">{list}</ul>
        </Dialog>
    }
}

/// Finding an element by its name or id.
#[component]
pub(super) fn FindList(work: Work, desk: Desk) -> impl IntoView {
    let found = move |typed: String| {
        work.with(|draft| {
            let nodes = draft.nodes.iter().map(|node| {
                let kind = kind_name(node.kind, node.event.as_ref().map(|event| event.kind));
                (node.id.to_string(), kind)
            });
            let edges = draft.edges.iter().filter(|edge| edge.name.is_some());
            let edges = edges.map(|edge| (edge.id.to_string(), t!("panel-connection")));
            let row = |(id, kind): (String, String)| {
                let words = called(draft, &id);
                let is_meant = [&id, &words, &kind].into_iter().any(|words| words.to_lowercase().contains(&typed));
                let act = Callback::new(move |()| desk.show(&id));
                is_meant.then_some(Row { words, kind: Some(kind), keys: None, act })
            };
            nodes.chain(edges).filter_map(row).take(MOST).collect()
        })
    };
    view! { <Searched id="find" title=t!("command-find") open=desk.finding rows=Callback::new(found) /> }
}

/// Every command by its name.
#[component]
pub(super) fn CommandList(commander: Commander, desk: Desk) -> impl IntoView {
    let found = move |typed: String| {
        let offered = commander.offered().filter(|entry| entry.command != Command::Commands);
        let row = |entry: &'static command::Entry| {
            let words = entry.words();
            let act = Callback::new(move |()| _ = commander.act(entry.command));
            words.to_lowercase().contains(&typed).then(|| Row { keys: Some(entry.printed()), words, kind: None, act })
        };
        offered.filter_map(row).collect()
    };
    view! { <Searched id="commands" title=t!("command-commands") open=desk.commands rows=Callback::new(found) /> }
}

/// Every key.
#[component]
pub(super) fn ShortcutList(commander: Commander, desk: Desk) -> impl IntoView {
    let rows = move || {
        let rows = commander.offered().map(|entry| {
            let keys = entry.keys.iter().map(|keys| view! { <kbd>{printed(keys)}</kbd> " " }).collect_view();
            view! { <tr><td>{entry.words()}</td><td>{keys}</td></tr> }
        });
        rows.collect_view()
    };
    let list = move || {
        desk.shortcuts.get().then(|| {
            view! {
                <table class="designer-keys">
                    <caption class="visually-hidden">{t!("command-shortcuts")}</caption>
                    <thead><tr><th>{t!("shortcuts-what")}</th><th>{t!("shortcuts-keys")}</th></tr></thead>
                    <tbody>{rows()}</tbody>
                </table>
            }
        })
    };
    view! {
        <Dialog id="shortcuts" title=t!("command-shortcuts") open=desk.shortcuts large=true>
            <div tabindex="0" class="designer-keys-frame">{list}</div>
        </Dialog>
    }
}
