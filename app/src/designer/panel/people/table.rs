//! People by a table: what is looked at, and a row for each case.

use flow::model::{Formula, Who, WhoRow, WhoTable};
use leptos::prelude::*;

use super::{RuleBlock, WhoRule, usual};
use crate::components::{Button, ButtonSize, Symbol, TextInput};
use crate::designer::panel::control::acts;
use crate::designer::panel::edited::Edited;
use crate::designer::panel::formula::FormulaInput;
use crate::designer::work::Work;
use crate::t;

/// The table of a rule.
#[component]
pub(super) fn TableOf(work: Work, who: Edited<Who>, path: String) -> impl IntoView {
    let table = who.part(
        |who| match who {
            Who::Table(table) => table.clone(),
            _ => WhoTable { inputs: Vec::new(), rules: Vec::new(), otherwise: None },
        },
        |who, table| *who = Who::Table(table),
    );
    let inputs = table.part(|table| table.inputs.clone(), |table, inputs| table.inputs = inputs);
    let rows = table.part(|table| table.rules.clone(), |table, rows| table.rules = rows);
    let otherwise = table.part(
        |table| table.otherwise.as_deref().cloned(),
        |table, who| table.otherwise = who.map(std::boxed::Box::new),
    );
    let (input_count, row_count) = (inputs.count(), rows.count());
    let path = StoredValue::new(path);
    let columns = move || {
        let count = input_count.get();
        let columns = (0..count).filter_map(|at| {
            let formula = inputs.item(at)?.part(|input| input.0.clone(), |input, text| *input = Formula(text));
            let name = path.with_value(|path| format!("{path}-input-{at}"));
            // A column goes from the head and from every row at once.
            let remove = move |_| {
                table.change(|table| {
                    table.inputs.remove(at);
                    table.rules.iter_mut().filter(|row| at < row.when.len()).for_each(|row| drop(row.when.remove(at)));
                });
            };
            Some(view! {
                <FormulaInput work name label=t!("rule-table-input", place = at + 1) hint=t!("rule-table-input-hint") formula />
                {(count > 1 && !table.fixed).then(|| view! {
                    <Button size=ButtonSize::Small on_click=remove>{t!("rule-table-remove-input", place = at + 1)}</Button>
                })}
            })
        });
        columns.collect_view()
    };
    let add_input = move |_| {
        table.change(|table| {
            table.inputs.push(Formula::default());
            table.rules.iter_mut().for_each(|row| row.when.push(Formula::from("-")));
        });
    };
    let lines = move || {
        let (inputs, count) = (input_count.get(), row_count.get());
        let lines = (0..count).filter_map(|at| {
            let row = rows.item(at)?;
            Some(view! { <TableRow work rows row at inputs path=path.with_value(|path| format!("{path}-row-{at}")) /> })
        });
        lines.collect_view()
    };
    let add_row = move |_| {
        let when = vec![Formula::from("-"); inputs.now().len()];
        rows.push(WhoRow { when, who: usual() });
    };
    view! {
        {columns}
        {(!table.fixed).then(|| view! {
            <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add_input>{t!("rule-table-add-input")}</Button>
        })}
        <ol class="rule-parts">{lines}</ol>
        {(!table.fixed).then(|| view! {
            <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add_row>{t!("rule-table-add-row")}</Button>
        })}
        <h4>{t!("rule-table-otherwise")}</h4>
        <WhoRule work who=otherwise path="otherwise" />
    }
    .into_any()
}

/// A row: a test for each input, and who is asked.
#[component]
fn TableRow(
    work: Work,
    rows: Edited<Vec<WhoRow>>,
    row: Edited<WhoRow>,
    at: usize,
    inputs: usize,
    path: String,
) -> impl IntoView {
    let tests = row.part(|row| row.when.clone(), |row, when| row.when = when);
    let cells = (0..inputs).filter_map(|place| {
        let test = tests.item(place)?;
        let typed = move |text: String| test.go_on(Formula(text));
        let name = format!("{path}-{place}");
        let label = t!("rule-table-test", place = place + 1);
        let value = test.read(|test| test.0.clone());
        Some(view! { <TextInput name label value on_input=typed readonly=rows.fixed /> })
    });
    let who = row.part(|row| row.who.clone(), |row, who| row.who = who);
    view! {
        <li>
            <div class="panel-pair">{cells.collect_view()}</div>
            <RuleBlock work who path />
            {acts(rows, at, Some(t!("rule-raise")), Some(t!("rule-remove")))}
        </li>
    }
    .into_any()
}
