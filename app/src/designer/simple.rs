//! The simple view: the process as a tree of steps, one below the other, branches side by side.
//!
//! It shows the same draft as the canvas. Every operation is one of [`flow::design::tree`], after which it is still a tree.

mod branch;
mod card;
mod carry;
mod gap;

use flow::design::tree::{Fork, Item, Line, LineEnd, NotATree, Parting, Step as Stage, Then, tree};
use leptos::prelude::*;

use super::page::{Desk, View};
use super::work::Work;
use crate::components::{Button, Icon, Symbol};
use crate::form::in_words;
use crate::t;
use branch::Branches;
use card::{Card, Sits};
use carry::Carrying;
use gap::GapButton;

/// What the parts of the view need. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Simple {
    pub(super) work: Work,
    pub(super) desk: Desk,
    carrying: Carrying,
}

/// The view, or why there is none.
#[component]
pub(super) fn SimpleView(work: Work, desk: Desk) -> impl IntoView {
    let simple = Simple { work, desk, carrying: Carrying::new(work) };
    let read = Memo::new(move |_| work.with(tree));
    let shown = move || {
        // People are told by their names once it is known who is who.
        work.house.track();
        match read.get() {
            Ok(tree) => view! {
                <div class="tree" role="group" aria-label=t!("simple-label")>
                    <div class="tree-line">
                        <Card simple id=tree.start sits=Sits::Start />
                        {line(simple, tree.line)}
                    </div>
                    {reactions(simple, tree.reactions)}
                </div>
            }
            .into_any(),
            Err(NotATree { element, reason }) => view! { <NoTree desk element reason=in_words(&reason) /> }.into_any(),
        }
    };
    view! {
        <div
            class="tree-frame"
            tabindex="0"
            on:pointermove=move |event| simple.carrying.moved(&event)
            on:pointerup=move |event| simple.carrying.dropped(&event)
            on:pointercancel=move |_| simple.carrying.give_up()
        >
            {shown}
            {move || simple.carrying.ghost()}
        </div>
    }
    .into_any()
}

/// The words of where no tree can be drawn, and the way to what is in its way.
#[component]
fn NoTree(desk: Desk, element: String, reason: String) -> impl IntoView {
    view! {
        <div class="tree-none">
            <Icon symbol=Symbol::Flow />
            <h2>{t!("simple-none")}</h2>
            <p>{reason}</p>
            <Button on_click=move |_| {
                desk.view.set(View::Canvas);
                desk.show(&element);
            }>{t!("simple-on-canvas")}</Button>
        </div>
    }
}

/// Steps one below the other.
fn line(simple: Simple, line: Line) -> AnyView {
    let Line { before, items, end } = line;
    let items = items.into_iter().map(|item| match item {
        Item::Step { step, after } => view! { {stage(simple, step)} <GapButton simple gap=after /> }.into_any(),
        Item::Fork { fork, join: _, after } => {
            view! { {split(simple, fork)} <GapButton simple gap=after /> }.into_any()
        }
    });
    let items = items.collect_view();
    let end = match end {
        LineEnd::End(id) => view! { <Card simple id sits=Sits::End /> }.into_any(),
        LineEnd::Apart(fork) => split(simple, *fork),
        LineEnd::Meets | LineEnd::Open => ().into_any(),
    };
    view! { <GapButton simple gap=before /> {items} {end} }.into_any()
}

/// A step with what is in it and beside it.
fn stage(simple: Simple, step: Stage) -> AnyView {
    let within = step.within.map(|within| {
        view! {
            <div class="tree-within">
                <div class="tree-line">
                    {within.start.map(|start| view! { <Card simple id=start sits=Sits::Start /> })}
                    {line(simple, within.line)}
                </div>
                {reactions(simple, within.reactions)}
            </div>
        }
    });
    let beside = step.beside.into_iter().map(|beside| {
        let then = match beside.then {
            Then::Line(then) => line(simple, then),
            Then::TakesBack(then) => stage(simple, then),
        };
        view! { <div class="tree-beside"><Card simple id=beside.event sits=Sits::Beside />{then}</div> }
    });
    let beside = beside.collect_view();
    view! {
        <div class="tree-stage">
            <div class="tree-step"><Card simple id=step.node sits=Sits::Line /> {within}</div>
            {beside}
        </div>
    }
    .into_any()
}

fn split(simple: Simple, fork: Fork) -> AnyView {
    let head = match &fork.parting {
        Parting::Gateway(id) => view! { <Card simple id=id.clone() sits=Sits::Fork /> }.into_any(),
        Parting::Outcomes(step) => stage(simple, step.clone()),
    };
    view! { {head} <Branches simple fork /> }.into_any()
}

fn reactions(simple: Simple, steps: Vec<Stage>) -> AnyView {
    if steps.is_empty() {
        return ().into_any();
    }
    let steps = steps.into_iter().map(|step| stage(simple, step)).collect_view();
    view! { <div class="tree-reactions">{steps}</div> }.into_any()
}
