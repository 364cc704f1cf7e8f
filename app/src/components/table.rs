//! Dense tables that become small sheets on a phone.

use leptos::prelude::*;

use super::{Icon, IconSize, Symbol};
use crate::{port::Order, t};

/// Where the words of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// At the beginning of the line.
    #[default]
    Start,
    /// At its end: numbers.
    End,
}

impl Align {
    const fn name(self) -> Option<&'static str> {
        match self {
            Align::Start => None,
            Align::End => Some("end"),
        }
    }
}

/// A column of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    label: String,
    align: Align,
    sort: Option<(String, Option<Order>)>,
}

impl Column {
    /// A column with a heading.
    pub fn new(label: impl Into<String>) -> Column {
        Column { label: label.into(), align: Align::Start, sort: None }
    }

    /// The column, when it holds numbers.
    #[must_use]
    pub fn numeric(self) -> Column {
        Column { align: Align::End, ..self }
    }

    /// The column, when its heading is a link that sorts by it. `order` is the order it has now, if it sorts now.
    #[must_use]
    pub fn sortable(self, href: impl Into<String>, order: Option<Order>) -> Column {
        Column { sort: Some((href.into(), order)), ..self }
    }
}

/// A table. Its rows are [`Row`]s of [`Cell`]s.
#[component]
pub fn Table(
    /// What the table shows, for those who hear it.
    #[prop(into)]
    caption: String,
    /// Its columns.
    columns: Vec<Column>,
    /// Its rows.
    children: Children,
    /// The last line, such as totals: a [`Row`].
    #[prop(optional, into)]
    foot: Option<ViewFn>,
) -> impl IntoView {
    let headings: Vec<_> = columns.into_iter().map(heading).collect();
    view! {
        <div class="table-frame">
            // Laid out as blocks on a phone, a table would lose its meaning: the roles keep it.
            <table class="table" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{headings}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
                {foot.map(|foot| view! { <tfoot role="rowgroup">{foot.run()}</tfoot> })}
            </table>
        </div>
    }
    .into_any()
}

fn heading(column: Column) -> impl IntoView {
    let Column { label, align, sort } = column;
    let order = sort.as_ref().and_then(|(_, order)| *order);
    let aria_sort = sort.as_ref().map(|_| match order {
        Some(Order::Ascending) => "ascending",
        Some(Order::Descending) => "descending",
        None => "none",
    });
    let words = match sort {
        Some((href, _)) => {
            let symbol = match order {
                Some(Order::Ascending) => Symbol::ChevronUp,
                Some(Order::Descending) => Symbol::ChevronDown,
                None => Symbol::Sort,
            };
            let hint = t!("table-sort", column = &label);
            view! {
                <a class="sort" href=href title=hint>
                    {label}
                    <Icon symbol size=IconSize::Small />
                </a>
            }
            .into_any()
        }
        None => label.into_any(),
    };
    view! {
        <th role="columnheader" scope="col" data-align=align.name() aria-sort=aria_sort>
            {words}
        </th>
    }
}

/// A row of a [`Table`].
#[component]
pub fn Row(
    /// The row that is open beside the table.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// Its cells.
    children: Children,
) -> impl IntoView {
    view! {
        <tr role="row" aria-current=move || current.get().then_some("true")>
            {children()}
        </tr>
    }
    .into_any()
}

/// A cell of a [`Row`].
#[component]
pub fn Cell(
    /// The heading of its column, which stands beside it on a phone.
    #[prop(into)]
    label: String,
    /// Where its words stand; as its column.
    #[prop(optional)]
    align: Align,
    /// It says what the row is about.
    #[prop(optional)]
    head: bool,
    /// How many columns it takes: for the words of a last line.
    #[prop(optional, into)]
    span: Option<u32>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let words = children();
    if head {
        view! {
            <th role="rowheader" scope="row" data-label=label data-align=align.name()>
                <span>{words}</span>
            </th>
        }
        .into_any()
    } else {
        view! {
            <td role="cell" colspan=span data-label=label data-align=align.name()>
                <span>{words}</span>
            </td>
        }
        .into_any()
    }
}
