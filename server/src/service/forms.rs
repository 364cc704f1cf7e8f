//! A form as one person sees it at one step. What they may not see does not get into it.

use std::collections::BTreeSet;

use app::port::{FieldView, FormView};
use flow::calendar::FUNCTIONS;
use flow::form;
use flow::id::FieldId;
use flow::kernel::Data;
use flow::model::{Choice, Condition, Field, FieldType, Formula, Right};
use flow::process::{HostNames, Process, Scope, Step};

use super::naming::Names;
use super::sight::Seen;
use super::values;

/// The form at a step, with the rights of whoever works there.
pub(super) fn at_step(process: &Process, step: &Step, scope: &Scope<'_>, names: Names<'_>) -> FormView {
    let mut views: Vec<(FieldView, feel::Value)> =
        form::view(process, Some(step), None, scope).into_iter().map(|view| shown(&view)).collect();
    for outcome in step.human().into_iter().flat_map(|human| &human.outcomes) {
        for view in form::view(process, Some(step), Some(outcome), scope) {
            match views.iter_mut().find(|(known, _)| known.field.id == view.field.id) {
                Some((known, _)) if !known.opened_by.is_empty() => known.opened_by.push(outcome.id.clone()),
                Some(_) => {}
                None => {
                    let (known, value) = shown(&view);
                    views.push((FieldView { opened_by: vec![outcome.id.clone()], ..known }, value));
                }
            }
        }
    }
    let order = |field: &FieldId| process.definition().form.fields.iter().position(|known| known.id == *field);
    views.sort_by_key(|(view, _)| order(&view.field.id));
    assembled(process, views, scope, names)
}

/// The form of an instance as a whole, to be read.
pub(super) fn of_instance(process: &Process, seen: &Seen, scope: &Scope<'_>, names: Names<'_>) -> FormView {
    let views = form::view(process, None, None, scope).into_iter().filter(|view| seen.includes(&view.field.id));
    let read = |view: form::FieldView<'_>| {
        let (known, value) = shown(&view);
        (FieldView { right: Right::Read, required: false, ..known }, value)
    };
    assembled(process, views.map(read).collect(), scope, names)
}

/// The form of an instance as whoever corrects it fills it: every field that is filled by people, and nothing has to be.
pub(super) fn to_correct(process: &Process, seen: &Seen, scope: &Scope<'_>, names: Names<'_>) -> FormView {
    let views = form::view(process, None, None, scope).into_iter().filter(|view| seen.includes(&view.field.id));
    let edit = |view: form::FieldView<'_>| {
        let (known, value) = shown(&view);
        let right = if view.field.is_filled_by_people() { Right::Edit } else { Right::Read };
        // Whoever corrects corrects what nobody else may change.
        let field = Field { read_only: Condition::Fixed(false), ..known.field };
        (FieldView { field, right, required: false, read_only: false, ..known }, value)
    };
    assembled(process, views.map(edit).collect(), scope, names)
}

fn shown(view: &form::FieldView<'_>) -> (FieldView, feel::Value) {
    let known = FieldView {
        field: view.field.clone(),
        right: view.right,
        shown: view.shown,
        read_only: view.read_only,
        offered: view.offered.clone(),
        required: view.required,
        opened_by: Vec::new(),
    };
    (known, view.value.clone())
}

fn assembled(process: &Process, views: Vec<(FieldView, feel::Value)>, scope: &Scope<'_>, names: Names<'_>) -> FormView {
    let visible: BTreeSet<&str> = views.iter().map(|(view, _)| view.field.id.as_str()).collect();
    let all = process.definition().form.fields.iter().map(|field| field.id.to_string());
    let all = all.chain(beyond_the_page().map(str::to_owned));
    let unknown: Vec<String> = all.filter(|name| !visible.contains(name.as_str())).collect();
    let data: Data = views.iter().map(|(view, value)| (view.field.id.clone(), value.clone())).collect();
    let mut fields: Vec<FieldView> =
        views.into_iter().map(|(view, _)| that_a_page_can_follow(view, &unknown)).collect();
    for view in &mut fields {
        settle_new_rows(&mut view.field, process, scope, &unknown);
    }
    let kinds: Vec<Field> = fields.iter().map(|view| view.field.clone()).collect();
    let values = values::write(&kinds, &data);
    let departments = if fields.iter().any(chooses_a_department) { names.departments() } else { Vec::new() };
    let names = names.mentioned(values::ids_in(&kinds, &values));
    FormView { fields, values, names, departments, ..FormView::default() }
}

/// Whether a department can be chosen in a field or in its rows.
fn chooses_a_department(view: &FieldView) -> bool {
    let writable = view.right >= Right::Edit || !view.opened_by.is_empty();
    let mut kinds = view.field.fields.iter().chain([&view.field]).map(|field| field.kind);
    writable && kinds.any(|kind| kind == FieldType::Department)
}

/// Where a page cannot follow what a column begins with, it begins with what that is now.
fn settle_new_rows(table: &mut Field, process: &Process, scope: &Scope<'_>, unknown: &[String]) {
    let cannot_follow = |formula: &Formula| unknown.iter().any(|name| mentions(&formula.0, name));
    if !table.fields.iter().any(|column| column.default.as_ref().is_some_and(cannot_follow)) {
        return;
    }
    let Some(feel::Value::Context(row)) = form::new_row(process, &table.id, scope) else { return };
    for column in table.fields.iter_mut().filter(|column| column.default.as_ref().is_some_and(cannot_follow)) {
        column.default = row.get(column.id.as_str()).map(|value| Formula(value.to_string()));
    }
}

/// What rules may speak of and a page does not know: the instance, the time, and the working calendar. Such rules are
/// followed here, whenever what was typed is kept.
fn beyond_the_page() -> impl Iterator<Item = &'static str> {
    HostNames::OWN.iter().chain(FUNCTIONS).copied().chain(["now", "today"])
}

/// The field without rules that speak of names which the page does not know: it could not follow them, and need not
/// know of what is hidden.
fn that_a_page_can_follow(mut view: FieldView, unknown: &[String]) -> FieldView {
    let field = &mut view.field;
    let secret = |formula: &Formula| unknown.iter().any(|name| mentions(&formula.0, name));
    let fixed = |condition: &Condition, now: bool| match condition {
        Condition::When(formula) if secret(formula) => Condition::Fixed(now),
        other => other.clone(),
    };
    field.show = fixed(&field.show, view.shown);
    field.required = fixed(&field.required, view.required);
    field.read_only = fixed(&field.read_only, view.read_only);
    if let Some(offered) = &view.offered {
        offer_as_now(&mut field.options, offered, &secret);
    }
    if field.compute.as_ref().is_some_and(secret) {
        field.compute = None;
        view.right = view.right.min(Right::Read);
    }
    field.default = None;
    field.checks.retain(|check| !secret(&check.rule));
    view
}

/// Options whose conditions a page cannot follow are offered as they are now.
fn offer_as_now(options: &mut [Choice], offered: &[Choice], secret: &impl Fn(&Formula) -> bool) {
    for option in options {
        let now = offered.iter().find(|offered| offered.id == option.id);
        if matches!(&option.show, Condition::When(formula) if secret(formula)) {
            option.show = Condition::Fixed(now.is_some());
        }
        offer_as_now(&mut option.options, now.map(|now| now.options.as_slice()).unwrap_or_default(), secret);
    }
}

/// Whether a formula speaks of a name: the name stands there as a word.
fn mentions(formula: &str, name: &str) -> bool {
    let part_of_word = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    formula.match_indices(name).any(|(at, _)| {
        !part_of_word(formula[..at].chars().next_back()) && !part_of_word(formula[at + name.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn a_name_is_mentioned_as_a_word() {
        assert!(mentions("amount * rate", "rate"));
        assert!(mentions("if 金额>5 then 1 else 2", "金额"));
        assert!(!mentions("rates + 1", "rate"));
        assert!(!mentions("", "rate"));
    }
}
