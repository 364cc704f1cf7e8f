//! The inbox as a list, for whoever has much of it.

use leptos::prelude::*;

use super::address::Address;
use super::board::title_of;
use super::card::task_of;
use super::keys::on_keys;
use crate::components::{Align, Cell, Column, DuePill, Pill, Row, Table};
use crate::form::in_words;
use crate::port::{Card, ColumnId, Inbox};
use crate::t;
use crate::text::{listed, money_in};

/// The cards of all columns as rows.
#[component]
pub(super) fn List(inbox: Inbox, address: Memo<Address>) -> impl IntoView {
    let headings = [t!("list-due"), t!("list-title"), t!("list-process"), t!("list-node"), t!("list-initiator")];
    let mut columns = headings.into_iter().map(Column::new).collect::<Vec<_>>();
    columns.push(Column::new(t!("list-amount")).numeric());
    let total = inbox.columns.iter().map(|column| column.total).sum::<u64>();
    let more = inbox.columns.iter().filter_map(|column| {
        let href = address.get_untracked().reading_on(column.id, column.next.clone()?).to_string();
        Some(view! { <a class="board-more" href=href>{format!("{} · {}", title_of(column.id), t!("inbox-more"))}</a> })
    });
    let more = more.collect::<Vec<_>>();
    let tasks = inbox.columns.iter().flat_map(|column| &column.cards).filter_map(task_of).collect();
    on_keys(tasks, address);
    let rows = inbox.columns.into_iter().flat_map(|column| column.cards.into_iter().map(move |card| (column.id, card)));
    let rows = rows.map(|(column, card)| view! { <Line card column address /> }).collect_view();
    view! {
        <Table caption=t!("place-inbox") columns>{rows}</Table>
        <p class="quiet">{t!("inbox-total", count = total)}</p>
        {more}
    }
}

#[component]
fn Line(card: Card, column: ColumnId, address: Memo<Address>) -> impl IntoView {
    let task = task_of(&card).filter(|_| matches!(column, ColumnId::ToDo | ColumnId::InProgress));
    let href = match &task {
        Some(task) => address.get_untracked().with_open(task.clone()).to_string(),
        None => format!("/instances/{}", card.instance),
    };
    let current = Signal::derive(move || task.is_some() && address.read().open == task);
    let nodes = listed(card.nodes.iter().map(in_words));
    let state = card.state;
    view! {
        <Row current>
            <Cell label=t!("list-due")>
                {match card.due {
                    Some(due) => view! { <DuePill at=due /> }.into_any(),
                    None => view! { <Pill state>{title_of(column)}</Pill> }.into_any(),
                }}
            </Cell>
            <Cell label=t!("list-title") head=true><a href=href>{in_words(&card.title)}</a></Cell>
            <Cell label=t!("list-process")>{in_words(&card.process_name)}</Cell>
            <Cell label=t!("list-node")>{nodes}</Cell>
            <Cell label=t!("list-initiator")>{in_words(&card.initiator.name)}</Cell>
            <Cell label=t!("list-amount") align=Align::End>{card.amount.map(|(amount, currency)| money_in(amount, Some(&currency)))}</Cell>
        </Row>
    }
}
