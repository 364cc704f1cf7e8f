//! A field as a card: what it is called, what it is, and what it says about itself.

use flow::design::{FieldPlace, duplicate_field, remove_field, step_field, used_by};
use flow::id::FieldId;
use flow::model::{Condition, Field, FieldType};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::carry::{Load, address_of, end_of};
use super::{kind_words, symbol_of};
use crate::components::{ButtonSize, Icon, IconButton, Symbol};
use crate::designer::canvas::severity_name;
use crate::designer::carrying::Carrying;
use crate::designer::panel::called;
use crate::designer::step::Step;
use crate::designer::work::{Selection, Work};
use crate::form::in_words;
use crate::t;
use crate::text::listed;

/// The card of a field, with those of its columns.
#[component]
pub(super) fn FieldCard(work: Work, carrying: Carrying<Load>, place: FieldPlace) -> impl IntoView {
    let own = StoredValue::new(place.clone());
    let field = Memo::new(move |before: Option<&Option<Field>>| {
        // A card that goes in a moment shows what it showed.
        let now = work.with(|draft| own.with_value(|place| place.find(draft).cloned()));
        now.or_else(|| before.cloned().flatten())
    });
    let selected = move || work.selection().with(|chosen| own.with_value(|place| chosen.field.as_ref() == Some(place)));
    let worst = move || {
        work.findings.with(|findings| {
            let own = findings
                .iter()
                .flatten()
                .filter(|finding| own.with_value(|place| finding.element.as_deref() == Some(place.field.as_str())));
            own.map(|finding| finding.severity).min().map(severity_name)
        })
    };
    let choose = move |_| work.select(Selection::field(&own.get_value()));
    let down = move |event: PointerEvent| {
        if !work.fixed {
            carrying.pressed(Load::Field(own.get_value()), &event);
        }
    };
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            _ if work.fixed => return,
            "ArrowUp" if event.alt_key() => step_by(work, &own.get_value(), true),
            "ArrowDown" if event.alt_key() => step_by(work, &own.get_value(), false),
            "Delete" | "Backspace" => remove(work, &own.get_value()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let section = move || {
        let section = field.get().and_then(|field| field.section)?;
        Some(view! { <p class="form-section">{in_words(&section)}</p> })
    };
    let face = move || {
        let field = field.get()?;
        let label = field.label.as_ref().map_or_else(|| field.id.to_string(), in_words);
        let marks = marks_of(&field);
        Some(view! {
            <span class="tree-kind"><Icon symbol=symbol_of(field.kind) /> {kind_words(work, field.kind)}</span>
            <span class="tree-name">{label}</span>
            {(!marks.is_empty()).then(|| view! { <span class="quiet">{listed(marks)}</span> })}
        })
    };
    let acts = (!work.fixed).then(|| {
        view! {
            <span class="tree-acts">
                <IconButton size=ButtonSize::Small label=t!("form-up") symbol=Symbol::ChevronUp on_click=move |_| step_by(work, &own.get_value(), true) />
                <IconButton size=ButtonSize::Small label=t!("form-down") symbol=Symbol::ChevronDown on_click=move |_| step_by(work, &own.get_value(), false) />
                <IconButton size=ButtonSize::Small label=t!("form-duplicate") symbol=Symbol::Plus on_click=move |_| duplicate(work, &own.get_value()) />
                <IconButton size=ButtonSize::Small label=t!("form-remove") symbol=Symbol::Trash on_click=move |_| remove(work, &own.get_value()) />
            </span>
        }
    });
    let is_table =
        Memo::new(move |_| field.with(|field| field.as_ref().is_some_and(|field| field.kind == FieldType::Table)));
    let table = place.field.clone();
    let columns = move || is_table.get().then(|| view! { <Columns work carrying table=table.clone() /> });
    view! {
        <li
            class="form-card"
            data-form-gap=address_of(&place)
            data-form-field=address_of(&place)
            data-selected=move || selected().then_some("")
            data-worst=worst
            data-wanted=move || carrying.is_under_way().then_some("")
        >
            {section}
            <div class="form-card-line">
                <button class="tree-face" type="button" aria-pressed=move || selected().to_string() on:click=choose on:pointerdown=down on:keydown=key>
                    {face}
                </button>
                {acts}
            </div>
            {columns}
        </li>
    }
    .into_any()
}

/// The columns of a table.
#[component]
fn Columns(work: Work, carrying: Carrying<Load>, table: FieldId) -> impl IntoView {
    let own = StoredValue::new(table.clone());
    let columns = Memo::new(move |_| {
        work.with(|draft| {
            let table = own.with_value(|id| draft.form.fields.iter().find(|field| field.id == *id));
            let columns = table.into_iter().flat_map(|table| &table.fields);
            let place = |column: &Field| FieldPlace { table: Some(own.get_value()), field: column.id.clone() };
            columns.map(place).collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="form-columns" aria-label=t!("form-columns")>
            <For each=move || columns.get() key=|place| place.clone() let:place>
                <FieldCard work carrying place />
            </For>
            <li class="form-gap" data-form-gap=end_of(&table) data-wanted=move || carrying.is_under_way().then_some("")>
                <span class="quiet">{t!("form-column-here")}</span>
            </li>
        </ol>
    }
    .into_any()
}

/// What a field says about itself, in a few words.
fn marks_of(field: &Field) -> Vec<String> {
    let required = match field.required {
        Condition::Fixed(true) => Some(t!("mark-required")),
        Condition::When(_) => Some(t!("mark-required-if")),
        Condition::Fixed(false) => None,
    };
    let shown = match field.show {
        Condition::Fixed(true) => None,
        Condition::When(_) => Some(t!("mark-shown-if")),
        Condition::Fixed(false) => Some(t!("mark-never-shown")),
    };
    let computed = field.compute.as_ref().map(|_| t!("mark-computed"));
    let checked = (!field.checks.is_empty()).then(|| t!("mark-checked"));
    let personal = field.personal.then(|| t!("mark-personal"));
    [required, shown, computed, checked, personal].into_iter().flatten().collect()
}

fn step_by(work: Work, place: &FieldPlace, back: bool) {
    work.change(Step::MoveField, |draft| step_field(draft, place, back));
}

fn duplicate(work: Work, place: &FieldPlace) {
    let copy = work.change(Step::AddField, |draft| duplicate_field(draft, place));
    if let Some(copy) = copy {
        work.select(Selection::field(&copy));
    }
}

/// Removes a field; what used it is told, and the step can be taken back.
pub(in crate::designer) fn remove(work: Work, place: &FieldPlace) {
    let used = match place.table {
        None => work.with(|draft| used_by(draft, &place.field)),
        Some(_) => Vec::new(),
    };
    let (name, names) = work.with(|draft| {
        let names = used.iter().map(|element| called(draft, element));
        (place.find(draft).map(label).unwrap_or_default(), listed(names))
    });
    work.change(Step::RemoveField, |draft| remove_field(draft, place));
    if !used.is_empty() {
        work.toasts.done(t!("form-removed-used", field = name, elements = names));
    }
}

fn label(field: &Field) -> String {
    field.label.as_ref().map_or_else(|| field.id.to_string(), in_words)
}
