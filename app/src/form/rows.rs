//! Detail tables: rows that can be added, filled in and taken away.

use flow::model::Field;
use leptos::prelude::*;
use serde_json::{Map, Value as Json};

use super::entry::{control, label_of};
use super::reading::said;
use super::{Filling, cell_name};
use crate::components::{Button, ButtonKind, ButtonSize, Cell, Column, IconButton, Row, Symbol, Table};
use crate::t;

/// A table that is filled in. Each row is a group of controls, which stand in a line where there is room.
#[component]
pub(super) fn Rows(filling: Filling, field: Field) -> impl IntoView {
    let id = field.id.clone();
    let count = Memo::new(move |_| rows_of(&filling.value(&id)).len());
    let error = filling.problem(&field.id);
    let added = field.id.clone();
    let add = move |_| {
        let mut rows = rows_of(&filling.value(&added));
        rows.push(filling.new_row(&added));
        filling.write(&added, to_json(rows));
    };
    let label = label_of(&field);
    let field = StoredValue::new(field);
    let rows = move || {
        let field = field.get_value();
        (0..count.get()).map(|index| view! { <RowEntry filling field=field.clone() index /> }).collect_view()
    };
    view! {
        <fieldset class="form-rows" aria-invalid=move || error.get().map(|_| "true")>
            <legend class="field-label">{label}</legend>
            {rows}
            {move || error.get().map(|words| view! { <p class="field-error" role="alert">{words}</p> })}
            <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>
                {t!("form-row-add")}
            </Button>
        </fieldset>
    }
}

#[component]
fn RowEntry(filling: Filling, field: Field, index: usize) -> impl IntoView {
    let removed = field.id.clone();
    let remove = move |_| {
        let mut rows = rows_of(&filling.value(&removed));
        if index < rows.len() {
            rows.remove(index);
        }
        filling.write(&removed, to_json(rows));
    };
    let cells = field.fields.iter().map(|column| {
        let (table, own) = (field.id.clone(), column.id.clone());
        let value = Signal::derive(move || cell_of(&filling.value(&table), index, own.as_str()));
        if !column.is_filled_by_people() {
            let column = column.clone();
            let label = label_of(&column);
            return view! {
                <div class="field" data-reading="">
                    <span class="field-label">{label}</span>
                    <output class="field-value">{move || said(filling, &column, &value.read())}</output>
                </div>
            }
            .into_any();
        }
        let (table, own) = (field.id.clone(), column.id.clone());
        let write = Callback::new(move |value: Json| {
            let mut rows = rows_of(&filling.value(&table));
            if let Some(row) = rows.get_mut(index) {
                row.insert(own.to_string(), value);
            }
            filling.write(&table, to_json(rows));
        });
        let name = cell_name(field.id.as_str(), index, column.id.as_str());
        let required = matches!(column.required, flow::model::Condition::Fixed(true));
        control(filling, column, name, value, write, required, filling.cell_problem(&field.id, index, &column.id))
    });
    view! {
        <div class="form-row" role="group" aria-label=t!("form-row", number = index + 1)>
            {cells.collect_view()}
            <IconButton label=t!("form-row-remove", number = index + 1) symbol=Symbol::Trash kind=ButtonKind::Ghost on_click=remove />
        </div>
    }
}

/// A table as it is read.
#[component]
pub(super) fn RowsReading(filling: Filling, field: Field) -> impl IntoView {
    let id = field.id.clone();
    let rows = Memo::new(move |_| rows_of(&filling.value(&id)));
    let field = StoredValue::new(field);
    move || {
        let (rows, field) = (rows.get(), field.get_value());
        (!rows.is_empty()).then(move || {
            let columns = field.fields.iter().map(|column| Column::new(label_of(column))).collect::<Vec<_>>();
            let line = |row: &Map<String, Json>| {
                let cell = |column: &Field| {
                    let words = said(filling, column, row.get(column.id.as_str()).unwrap_or(&Json::Null));
                    view! { <Cell label=label_of(column)>{words}</Cell> }
                };
                let cells = field.fields.iter().map(cell).collect::<Vec<_>>();
                view! { <Row>{cells}</Row> }
            };
            let body = rows.iter().map(line).collect::<Vec<_>>();
            let label = label_of(&field);
            view! {
                <div class="form-table">
                    <span class="field-label" aria-hidden="true">{label.clone()}</span>
                    <Table caption=label columns>{body}</Table>
                </div>
            }
        })
    }
}

fn rows_of(value: &Json) -> Vec<Map<String, Json>> {
    let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter().map(|row| row.as_object().cloned().unwrap_or_default()).collect()
}

fn to_json(rows: Vec<Map<String, Json>>) -> Json {
    Json::Array(rows.into_iter().map(Json::Object).collect())
}

fn cell_of(table: &Json, row: usize, column: &str) -> Json {
    table.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
}
