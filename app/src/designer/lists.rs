//! Lists that are searched by typing: every element, every command, every key.

use leptos::prelude::*;

use super::command::{Command, Commander, TABLE};
use super::menu::printed;
use super::page::Desk;
use super::panel::called;
use super::walk::kind_name;
use super::work::Work;
use crate::components::{Dialog, Kbd};
use crate::t;

/// Finding an element by its name or id.
#[component]
pub(super) fn FindList(work: Work, desk: Desk) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let rows = move || {
        if !desk.finding.get() {
            return Vec::new();
        }
        let typed = typed.get().trim().to_lowercase();
        work.with(|draft| {
            let nodes = draft.nodes.iter().map(|node| {
                let kind = kind_name(node.kind, node.event.as_ref().map(|event| event.kind));
                (node.id.to_string(), called(draft, node.id.as_str()), kind)
            });
            let edges = draft.edges.iter().filter(|edge| edge.name.is_some());
            let edges =
                edges.map(|edge| (edge.id.to_string(), called(draft, edge.id.as_str()), t!("panel-connection")));
            let is_meant = |(id, name, kind): &(String, String, String)| {
                [id, name, kind].into_iter().any(|words| words.to_lowercase().contains(&typed))
            };
            nodes.chain(edges).filter(is_meant).take(50).collect::<Vec<_>>()
        })
    };
    let list = move || {
        let rows = rows().into_iter().map(|(id, name, kind)| {
            let go = move |_| {
                desk.finding.set(false);
                desk.show(&id);
            };
            view! {
                <li><button class="menu-item" type="button" on:click=go><span>{name}</span> <span class="quiet">{kind}</span></button></li>
            }
        });
        rows.collect_view()
    };
    view! {
        <Dialog id="find" title=t!("command-find") open=desk.finding>
            <input
                class="input"
                type="search"
                autofocus
                aria-label=t!("command-find")
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <ul class="designer-list">{list}</ul>
        </Dialog>
    }
}

/// Every command by its name.
#[component]
pub(super) fn CommandList(commander: Commander, desk: Desk) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let list = move || {
        if !desk.commands.get() {
            return ().into_any();
        }
        let typed = typed.get().trim().to_lowercase();
        let fitting = TABLE.iter().filter(|entry| {
            entry.is_offered(commander.work.fixed)
                && entry.command != Command::Commands
                && entry.words().to_lowercase().contains(&typed)
        });
        let rows = fitting.map(|entry| {
            let act = move |_| {
                desk.commands.set(false);
                commander.act(entry.command);
            };
            view! {
                <li>
                    <button class="menu-item" type="button" on:click=act>
                        <span>{entry.words()}</span>
                        {entry.keys.first().map(|keys| view! { <Kbd keys=printed(keys) /> })}
                    </button>
                </li>
            }
        });
        rows.collect_view().into_any()
    };
    view! {
        <Dialog id="commands" title=t!("command-commands") open=desk.commands>
            <input
                class="input"
                type="search"
                autofocus
                aria-label=t!("command-commands")
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <ul class="designer-list">{list}</ul>
        </Dialog>
    }
}

/// Every key.
#[component]
pub(super) fn ShortcutList(commander: Commander, desk: Desk) -> impl IntoView {
    let rows = move || {
        let offered = TABLE.iter().filter(|entry| entry.is_offered(commander.work.fixed));
        let rows = offered.map(|entry| {
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
