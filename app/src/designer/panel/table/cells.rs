//! The cells of a decision table, and what is pasted into them.

use flow::id::FieldId;
use flow::model::{DecisionTable, Formula, Rule};
use leptos::ev::ClipboardEvent;
use leptos::prelude::*;

use crate::components::{Button, ButtonSize, IconButton, Symbol};
use crate::designer::panel::called;
use crate::designer::panel::control::acts;
use crate::designer::panel::edited::Edited;
use crate::designer::work::Work;
use crate::t;

/// The grid.
#[component]
pub(super) fn Grid(work: Work, table: Edited<DecisionTable>, element: StoredValue<String>) -> impl IntoView {
    let shape = table.read(|table| (table.inputs.len(), table.outputs.len(), table.rules.len()));
    let marked = Memo::new(move |_| {
        let findings = work.findings.get().unwrap_or_default();
        let own = findings.into_iter().filter(|finding| element.with_value(|id| finding.element.as_ref() == Some(id)));
        own.flat_map(|finding| finding.rows).collect::<Vec<u32>>()
    });
    let rules = table.part(|table| table.rules.clone(), |table, rules| table.rules = rules);
    let grid = move || {
        let (inputs, outputs, rows) = shape.get();
        let heads_in = (0..inputs).map(|at| view! { <th scope="col"><InputHead table at /></th> }).collect_view();
        let heads_out =
            (0..outputs).map(|at| view! { <th scope="col"><OutputHead work table at /></th> }).collect_view();
        let lines = (0..rows).map(|row| {
            let number = row + 1;
            let is_marked = move || marked.with(|marked| marked.iter().any(|marked| *marked as usize == number));
            let cells = (0..inputs + outputs).map(|column| view! { <td><OneCell table at=Cell { row, column } /></td> });
            view! {
                <tr data-marked=move || is_marked().then_some("")>
                    <th scope="row">
                        {number}
                        {move || is_marked().then(|| view! { <span class="visually-hidden">{t!("table-marked")}</span> })}
                    </th>
                    {cells.collect_view()}
                    <td>{acts(rules, row, Some(t!("table-raise-row", row = number)), Some(t!("table-remove-row", row = number)))}</td>
                </tr>
            }
        });
        let otherwise = (outputs > 0).then(|| {
            let cells = (0..outputs).map(|at| view! { <td><Otherwise table at /></td> });
            view! {
                <tr>
                    <th scope="row" colspan=inputs + 1>{t!("table-otherwise")}</th>
                    {cells.collect_view()}
                    <td></td>
                </tr>
            }
        });
        view! {
            <table class="decision-table">
                <thead>
                    <tr>
                        <th scope="col">{t!("table-row")}</th>
                        {heads_in}
                        {heads_out}
                        <th scope="col"><span class="visually-hidden">{t!("table-acts")}</span></th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()} {otherwise}</tbody>
            </table>
        }
    };
    let add_input = move |_| {
        table.change(|table| {
            table.inputs.push(Formula::default());
            table.rules.iter_mut().for_each(|rule| rule.when.push(Formula::from("-")));
        })
    };
    let add_output = move |_| {
        let free = work.with(|draft| {
            let fields = draft.form.fields.iter().map(|field| field.id.clone());
            fields.into_iter().find(|field| !table.now().outputs.contains(field))
        });
        table.change(|table| {
            table.outputs.push(free.unwrap_or_else(|| FieldId::from("")));
            table.rules.iter_mut().for_each(|rule| rule.then.push(Formula::from("null")));
            if !table.otherwise.is_empty() {
                table.otherwise.push(Formula::from("null"));
            }
        });
    };
    let add_row = move |_| table.change(add_row);
    view! {
        <div class="rights-frame" tabindex="0" role="group" aria-label=t!("table-title")>{grid}</div>
        {(!table.fixed).then(|| view! {
            <p class="field-hint">{t!("table-hint")}</p>
            <div class="row">
                <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add_row>{t!("table-add-row")}</Button>
                <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add_input>{t!("table-add-input")}</Button>
                <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add_output>{t!("table-add-output")}</Button>
            </div>
        })}
    }
    .into_any()
}

/// An empty row at the end: it holds of everything and yields nothing.
fn add_row(table: &mut DecisionTable) {
    let when = vec![Formula::from("-"); table.inputs.len()];
    let then = vec![Formula::from("null"); table.outputs.len()];
    table.rules.push(Rule { when, then });
}

/// A cell by its place: first the inputs, then the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    row: usize,
    column: usize,
}

impl Cell {
    fn of(self, table: &DecisionTable) -> Option<&Formula> {
        let rule = table.rules.get(self.row)?;
        rule.when.get(self.column).or_else(|| rule.then.get(self.column.checked_sub(table.inputs.len())?))
    }

    fn write(self, table: &mut DecisionTable, text: &str) {
        let inputs = table.inputs.len();
        let Some(rule) = table.rules.get_mut(self.row) else { return };
        let cell = match self.column.checked_sub(inputs) {
            None => rule.when.get_mut(self.column),
            Some(output) => rule.then.get_mut(output),
        };
        if let Some(cell) = cell {
            *cell = Formula::from(text);
        }
    }
}

/// Puts what was copied from a spreadsheet in from a cell on; rows that are missing are added, columns are not.
fn paste(table: &mut DecisionTable, at: Cell, text: &str) {
    for (down, line) in text.trim_end_matches(['\r', '\n']).lines().enumerate() {
        while table.rules.len() <= at.row + down {
            add_row(table);
        }
        for (right, cell) in line.split('\t').enumerate() {
            let cell = cell.trim();
            let into = Cell { row: at.row + down, column: at.column + right };
            let empty = if into.column < table.inputs.len() { "-" } else { "null" };
            into.write(table, if cell.is_empty() { empty } else { cell });
        }
    }
}

#[component]
fn OneCell(table: Edited<DecisionTable>, at: Cell) -> impl IntoView {
    let text = table.read(move |table| at.of(table).map(|cell| cell.0.clone()).unwrap_or_default());
    let on_input = move |words: String| {
        let mut now = table.now();
        at.write(&mut now, &words);
        table.go_on(now);
    };
    let on_paste = move |event: ClipboardEvent| {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if pasted.contains(['\t', '\n']) && !table.fixed {
            event.prevent_default();
            table.change(|table| paste(table, at, &pasted));
        }
    };
    view! {
        <input
            class="input"
            type="text"
            spellcheck="false"
            aria-label=t!("table-cell", row = at.row + 1, column = at.column + 1)
            prop:value=text
            readonly=table.fixed
            on:input=move |event| on_input(event_target_value(&event))
            on:paste=on_paste
        />
    }
    .into_any()
}

#[component]
fn Otherwise(table: Edited<DecisionTable>, at: usize) -> impl IntoView {
    let text = table.read(move |table| table.otherwise.get(at).map(|cell| cell.0.clone()).unwrap_or_default());
    let on_input = move |event| {
        let words = event_target_value(&event);
        let mut now = table.now();
        now.otherwise.resize(now.outputs.len(), Formula::from("null"));
        now.otherwise[at] = Formula(words);
        // Where nothing results in any of them, there is no such row.
        if now.otherwise.iter().all(|cell| cell.0.trim().is_empty()) {
            now.otherwise.clear();
        }
        table.go_on(now);
    };
    view! {
        <input
            class="input"
            type="text"
            spellcheck="false"
            aria-label=t!("table-otherwise-cell", column = at + 1)
            prop:value=text
            readonly=table.fixed
            on:input=on_input
        />
    }
    .into_any()
}

#[component]
fn InputHead(table: Edited<DecisionTable>, at: usize) -> impl IntoView {
    let text = table.read(move |table| table.inputs.get(at).map(|input| input.0.clone()).unwrap_or_default());
    let on_input = move |event| {
        let mut now = table.now();
        if let Some(input) = now.inputs.get_mut(at) {
            *input = Formula(event_target_value(&event));
        }
        table.go_on(now);
    };
    let remove = move |_| {
        table.change(|table| {
            table.inputs.remove(at);
            table.rules.iter_mut().filter(|rule| at < rule.when.len()).for_each(|rule| drop(rule.when.remove(at)));
        })
    };
    view! {
        <div class="table-head">
            <input
                class="input"
                type="text"
                spellcheck="false"
                aria-label=t!("table-input", column = at + 1)
                placeholder=t!("table-input-example")
                prop:value=text
                readonly=table.fixed
                on:input=on_input
            />
            {(!table.fixed).then(|| view! { <IconButton label=t!("table-remove-input", column = at + 1) symbol=Symbol::Close on_click=remove /> })}
        </div>
    }
    .into_any()
}

#[component]
fn OutputHead(work: Work, table: Edited<DecisionTable>, at: usize) -> impl IntoView {
    let field = table.read(move |table| table.outputs.get(at).map(ToString::to_string).unwrap_or_default());
    let fields = work.with(|draft| {
        let fields = draft.form.fields.iter();
        fields.map(|field| (field.id.to_string(), called(draft, field.id.as_str()))).collect::<Vec<_>>()
    });
    let options = fields.into_iter().map(|(id, words)| {
        let value = id.clone();
        view! { <option value=value selected=move || field.get() == id>{words}</option> }
    });
    let choose = move |event| {
        let id = FieldId::from(event_target_value(&event).as_str());
        table.change(|table| table.outputs[at] = id);
    };
    let remove = move |_| {
        table.change(|table| {
            table.outputs.remove(at);
            table.rules.iter_mut().filter(|rule| at < rule.then.len()).for_each(|rule| drop(rule.then.remove(at)));
            if at < table.otherwise.len() {
                table.otherwise.remove(at);
            }
        })
    };
    view! {
        <div class="table-head" data-output="">
            <select class="input" aria-label=t!("table-output", column = at + 1) disabled=table.fixed on:change=choose prop:value=field>
                <option value="">{t!("panel-choose")}</option>
                {options.collect_view()}
            </select>
            {(!table.fixed).then(|| view! { <IconButton label=t!("table-remove-output", column = at + 1) symbol=Symbol::Close on_click=remove /> })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_gives_fills_the_cells_and_adds_rows() {
        let mut table = DecisionTable {
            hit: flow::model::HitPolicy::First,
            aggregate: None,
            inputs: vec![Formula::from("amount"), Formula::from("kind")],
            outputs: vec![FieldId::from("level")],
            rules: Vec::new(),
            otherwise: Vec::new(),
        };
        paste(&mut table, Cell { row: 0, column: 0 }, "< 1000\t\"sick\"\t1\r\n>= 1000\t\t2\tleft over\r\n");
        let rows: Vec<Vec<&str>> = table
            .rules
            .iter()
            .map(|rule| rule.when.iter().chain(&rule.then).map(|cell| cell.0.as_str()).collect())
            .collect();
        assert_eq!(rows, [["< 1000", "\"sick\"", "1"], [">= 1000", "-", "2"]]);
    }
}
