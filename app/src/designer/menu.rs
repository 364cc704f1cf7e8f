//! What can be done where one pressed: with the other button, or long.

use leptos::prelude::*;

use super::command::{Command, Commander};
use super::walk::Direction;
use crate::components::MenuItem;
use crate::t;

/// What is offered for nodes, in order.
const OFFERED: [Command; 24] = [
    Command::LaneUp,
    Command::LaneDown,
    Command::Resize(Direction::Right),
    Command::Resize(Direction::Left),
    Command::Resize(Direction::Down),
    Command::Resize(Direction::Up),
    Command::ResetLabel,
    Command::Fold,
    Command::Enter,
    Command::Append,
    Command::Connect,
    Command::Rename,
    Command::Copy,
    Command::Cut,
    Command::Paste,
    Command::Duplicate,
    Command::KeepFragment,
    Command::Remove,
    Command::AlignLeft,
    Command::AlignMiddle,
    Command::DistributeAcross,
    Command::LayOutChosen,
    Command::LayOutAll,
    Command::ShowAll,
];

/// The menu, where it is open.
#[component]
pub(super) fn ContextMenu(commander: Commander) -> impl IntoView {
    let open = commander.hand.menu;
    let close = move || open.set(None);
    move || {
        let (x, y) = open.get()?;
        let entries = commander.offered().filter(|entry| OFFERED.contains(&entry.command));
        let entries = entries.filter(|entry| commander.applies(entry.command));
        let items = entries.map(|entry| {
            let act = move |_| {
                close();
                commander.act(entry.command);
            };
            view! {
                <li role="none"><MenuItem shortcut=entry.printed() attr:role="menuitem" on_click=act>{entry.words()}</MenuItem></li>
            }
        });
        Some(view! {
            <div class="designer-veil" on:pointerdown=move |_| close()></div>
            <ul
                class="designer-menu"
                role="menu"
                aria-label=t!("designer-more")
                style:left=format!("min({x}px, 100vw - 260px)")
                style:top=format!("min({y}px, 100vh - 460px)")
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        close();
                    }
                }
            >
                {items.collect_view()}
            </ul>
        })
    }
}
