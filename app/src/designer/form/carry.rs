//! Where a field goes that is let go: before another one, or to the end of the form or of a table.

use flow::design::{FieldPlace, move_field};
use flow::id::FieldId;
use flow::model::FieldType;
use leptos::ev::PointerEvent;

use super::{add, kind_words};
use crate::designer::carrying::Carrying;
use crate::designer::panel::called;
use crate::designer::step::Step;
use crate::designer::work::Work;
use crate::pointing::named_under;

/// What is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Load {
    New(FieldType),
    Field(FieldPlace),
}

/// Puts what was let go into its place.
pub(super) fn drop_field(work: Work, carrying: Carrying<Load>, event: &PointerEvent) {
    let Some(load) = carrying.dropped() else { return };
    let Some(gap) = named_under(event, "data-form-gap") else { return };
    let (table, before) = at_address(&gap);
    match load {
        Load::New(kind) => add(work, kind, (table, before)),
        Load::Field(place) if place.table == table => {
            work.change(Step::MoveField, |draft| move_field(draft, &place, before.as_ref()));
        }
        // From a table into the form, or the other way, a field would mean something else.
        Load::Field(_) => {}
    }
}

/// What is carried, by its name.
pub(super) fn name_of(work: Work, load: Load) -> String {
    match load {
        Load::New(kind) => kind_words(work, kind),
        Load::Field(place) => work.with(|draft| called(draft, place.field.as_str())),
    }
}

/// The place before a field, as an attribute says it: the table, a slash, the field; nothing is the end of the form.
pub(super) fn address_of(place: &FieldPlace) -> String {
    match &place.table {
        Some(table) => format!("{table}/{}", place.field),
        None => place.field.to_string(),
    }
}

/// The end of a table.
pub(super) fn end_of(table: &FieldId) -> String {
    format!("{table}/")
}

fn at_address(address: &str) -> (Option<FieldId>, Option<FieldId>) {
    let some = |id: &str| (!id.is_empty()).then(|| FieldId::from(id));
    match address.split_once('/') {
        Some((table, field)) => (some(table), some(field)),
        None => (None, some(address)),
    }
}
