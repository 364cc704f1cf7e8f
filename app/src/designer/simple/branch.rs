//! Branches side by side.

use flow::design::tree::{
    Branch, Fork, LineEnd, add_branch, copy_branch, end_here, meet_again, move_branch, remove_branch,
};
use flow::id::{EdgeId, NodeId};
use flow::model::Definition;
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::carry::Load;
use super::{Simple, line};
use crate::components::{Button, ButtonSize, IconButton, Symbol};
use crate::designer::step::Step;
use crate::designer::work::Selection;
use crate::form::in_words;
use crate::t;

/// The branches of a fork.
#[component]
pub(super) fn Branches(simple: Simple, fork: Fork) -> impl IntoView {
    let at = StoredValue::new(fork.at().clone());
    let count = fork.branches.len();
    let branches = fork.branches.into_iter().enumerate().map(|(place, Branch { edge, line: steps })| {
        let ends = matches!(steps.end, LineEnd::End(_) | LineEnd::Apart(_));
        view! {
            <div class="tree-branch">
                <Head simple fork=at.get_value() edge place count ends />
                <div class="tree-line">{line(simple, steps)}</div>
            </div>
        }
    });
    let add = move |_| {
        let made = simple.work.attempt(Step::Add, |draft| add_branch(draft, &at.get_value()));
        if let Some(edge) = made {
            simple.work.select(Selection::edge(&edge));
        }
    };
    view! {
        <div class="tree-fork" role="group" aria-label=t!("simple-branches")>
            <div class="tree-branches">{branches.collect_view()}</div>
            {(!simple.work.fixed).then(|| view! {
                <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("simple-add-branch")}</Button>
            })}
        </div>
    }
    .into_any()
}

/// What a branch is taken on: its name, else its condition, else that it is the default.
fn condition(definition: &Definition, edge: &EdgeId, place: usize) -> (String, bool) {
    let Some(edge) = definition.edges.iter().find(|other| other.id == *edge) else { return (String::new(), false) };
    let words = match (&edge.name, &edge.when) {
        (Some(name), _) => in_words(name),
        (None, Some(when)) => when.0.clone(),
        (None, None) if edge.default => t!("simple-otherwise"),
        (None, None) => t!("simple-branch", place = place + 1),
    };
    (words, edge.default)
}

/// The head of a branch: when it is taken, and what can be done with it.
#[component]
fn Head(simple: Simple, fork: NodeId, edge: EdgeId, place: usize, count: usize, ends: bool) -> impl IntoView {
    let Simple { work, carrying, .. } = simple;
    let (words, default) = work.with(|draft| condition(draft, &edge, place));
    let (fork, edge) = (StoredValue::new(fork), StoredValue::new(edge));
    let selected = move || work.selection().with(|chosen| edge.with_value(|edge| chosen.edges.contains(edge)));
    let shift = move |to: usize| {
        move |_| _ = work.attempt(Step::Move, |draft| move_branch(draft, &fork.get_value(), place, to))
    };
    let down = move |event: PointerEvent| carrying.pressed(Load::Branch(fork.get_value(), place), &event);
    let acts = (!work.fixed).then(|| {
        let movable = !default;
        view! {
            <span class="tree-acts">
                {(movable && place > 0).then(|| view! {
                    <IconButton size=ButtonSize::Small label=t!("simple-branch-left") symbol=Symbol::ChevronLeft on_click=shift(place.saturating_sub(1)) />
                })}
                {(movable && place + 1 < count).then(|| view! {
                    <IconButton size=ButtonSize::Small label=t!("simple-branch-right") symbol=Symbol::ChevronRight on_click=shift(place + 1) />
                })}
                <IconButton size=ButtonSize::Small label=t!("simple-branch-copy") symbol=Symbol::File
                    on_click=move |_| _ = work.attempt(Step::Paste, |draft| copy_branch(draft, &fork.get_value(), place)) />
                <IconButton
                    size=ButtonSize::Small
                    label=if ends { t!("simple-go-on") } else { t!("simple-end-here") }
                    symbol=if ends { Symbol::ChevronDown } else { Symbol::End }
                    on_click=move |_| match ends {
                        true => _ = work.attempt(Step::Reconnect, |draft| meet_again(draft, &edge.get_value())),
                        false => _ = work.attempt(Step::Add, |draft| end_here(draft, &edge.get_value())),
                    }
                />
                <IconButton size=ButtonSize::Small label=t!("simple-branch-remove") symbol=Symbol::Trash
                    on_click=move |_| _ = work.attempt(Step::Remove, |draft| remove_branch(draft, &fork.get_value(), place)) />
            </span>
        }
    });
    view! {
        <div class="tree-head" data-branch=place.to_string() data-selected=move || selected().then_some("") data-edge-head=edge.get_value().to_string()>
            <button class="tree-face" type="button" aria-pressed=move || selected().to_string() on:pointerdown=down
                on:click=move |_| work.select(Selection::edge(&edge.get_value()))>
                <span class="tree-kind">{t!("simple-priority", place = place + 1)}</span>
                <span class="tree-name">{words}</span>
            </button>
            {acts}
        </div>
    }
    .into_any()
}
