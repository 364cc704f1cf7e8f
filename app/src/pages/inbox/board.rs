//! The board: a column for each state, cards that can be carried from one to another.

use leptos::prelude::*;

use super::address::{Address, COLUMNS};
use super::card::{MatterCard, task_of};
use super::carry::{Carrying, carried};
use super::keys::on_keys;
use crate::components::{Menu, MenuItem, MenuLink, State, Symbol, Toasts};
use crate::module::lead_to;
use crate::pages::loaded::problem_words;
use crate::port::{Card, Column, ColumnId, Inbox, TaskRef, port};
use crate::t;

/// The columns with their cards.
#[component]
pub(super) fn Board(inbox: Inbox, address: Memo<Address>) -> impl IntoView {
    let carrying = Carrying::new();
    let toasts = Toasts::here();
    let lead = lead_to();
    let place = Callback::new(move |(task, to): (TaskRef, ColumnId)| match to {
        // Deciding needs words and an outcome: the task opens, and says what is asked.
        ColumnId::Done | ColumnId::Waiting => {
            lead(&address.get_untracked().with_open(task).to_string());
        }
        ColumnId::ToDo | ColumnId::InProgress => move_to(task, to, toasts),
    });
    let tasks: Vec<TaskRef> = inbox.columns.iter().flat_map(|column| &column.cards).filter_map(task_of).collect();
    on_keys(tasks, address);
    let columns = inbox.columns.into_iter().map(|column| view! { <BoardColumn column address carrying place /> });
    view! { <div class="board" data-carrying=move || carrying.is_on().then_some("")>{columns.collect_view()}</div> }
}

fn move_to(task: TaskRef, to: ColumnId, toasts: Toasts) {
    let answer = port().begin(task, to == ColumnId::InProgress);
    leptos::task::spawn_local(async move {
        // The board hears of the change by the live stream, like every other window.
        if let Err(problem) = answer.await {
            toasts.failed(problem_words(&problem));
        }
    });
}

#[component]
fn BoardColumn(
    column: Column,
    address: Memo<Address>,
    carrying: Carrying,
    place: Callback<(TaskRef, ColumnId)>,
) -> impl IntoView {
    let id = column.id;
    let more = column.next.map(|after| address.get_untracked().reading_on(id, after).to_string());
    view! {
        <section class="board-column" data-column=name_of(id) aria-label=title_of(id) data-over=move || carrying.is_over(id).then_some("")>
            <h2 class="board-title" data-state=colour_of(id).name()>
                <i aria-hidden="true"></i>
                {title_of(id)}
                <span>{column.total}</span>
            </h2>
            <div class="board-cards">
                {column.cards.into_iter().map(|card| view! { <BoardCard card at=id address carrying place /> }).collect_view()}
            </div>
            {more.map(|href| view! { <a class="board-more" href=href>{t!("inbox-more")}</a> })}
        </section>
    }
}

#[component]
fn BoardCard(
    card: Card,
    at: ColumnId,
    address: Memo<Address>,
    carrying: Carrying,
    place: Callback<(TaskRef, ColumnId)>,
) -> impl IntoView {
    let task = task_of(&card).filter(|_| matches!(at, ColumnId::ToDo | ColumnId::InProgress));
    let href = match &task {
        Some(task) => address.get_untracked().with_open(task.clone()).to_string(),
        None => format!("/instances/{}", card.instance),
    };
    let own = task.clone();
    let current = Signal::derive(move || own.is_some() && address.read().open == own);
    let shown = view! { <MatterCard card=card.clone() href current /> };
    let Some(task) = task else { return view! { <div class="board-card">{shown}</div> }.into_any() };
    let to = if at == ColumnId::ToDo { ColumnId::InProgress } else { ColumnId::ToDo };
    let (moved, carry) = (task.clone(), task.clone());
    let key = format!("{}.{}", task.instance, task.no);
    let (menu, whole) = (format!("menu-{key}"), format!("/instances/{}", task.instance));
    let task_page = format!("/tasks/{}/{}", task.instance, task.no);
    let press = carried(carrying, task, at, place);
    let words = if at == ColumnId::ToDo { t!("inbox-begin") } else { t!("inbox-put-back") };
    view! {
        <div class="board-card" data-key=key data-carried=move || carrying.carries(&carry).then_some("")
            on:pointerdown=press
            // The browser would carry the link away, and take the pointer with it.
            on:dragstart=move |event| event.prevent_default()
        >
            {shown}
            <span class="board-card-menu">
                <Menu id=menu label=t!("inbox-card-menu")>
                    <MenuItem icon=Symbol::ChevronRight on_click=move |_| place.run((moved.clone(), to))>{words}</MenuItem>
                    <MenuLink href=task_page icon=Symbol::Edit>{t!("inbox-decide")}</MenuLink>
                    <MenuLink href=whole icon=Symbol::Flow>{t!("task-instance")}</MenuLink>
                </Menu>
            </span>
        </div>
    }
    .into_any()
}

/// The name of a column in the page.
fn name_of(column: ColumnId) -> &'static str {
    COLUMNS.into_iter().find(|(_, other)| *other == column).map_or("", |(name, _)| name)
}

pub(super) fn title_of(column: ColumnId) -> String {
    match column {
        ColumnId::ToDo => t!("column-to-do"),
        ColumnId::InProgress => t!("column-in-progress"),
        ColumnId::Waiting => t!("column-waiting"),
        ColumnId::Done => t!("column-done"),
    }
}

fn colour_of(column: ColumnId) -> State {
    match column {
        ColumnId::ToDo => State::Wait,
        ColumnId::InProgress => State::Run,
        ColumnId::Waiting => State::Idle,
        ColumnId::Done => State::Done,
    }
}
