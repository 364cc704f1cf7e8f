//! What nodes fill.

use super::fields::Fields;
use crate::id::FieldId;
use crate::model::{Condition, Definition, Event, EventKind, Field, Kind, Node, Right};
use crate::process::{HostNames, written_by};

/// What is known of the fields at some place: whether they have a value there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Facts {
    /// Some path fills them.
    pub(super) may: Fields,
    /// Every path lets somebody fill them.
    pub(super) offered: Fields,
    /// Every path fills them.
    pub(super) surely: Fields,
}

impl Facts {
    /// What holds of a form of so many fields where no way leads: whatever is said of every way.
    pub(super) fn of_no_way(fields: usize) -> Self {
        let all = Fields::first(fields);
        Self { may: Fields::default(), offered: all.clone(), surely: all }
    }

    /// What holds when either way may have been taken.
    pub(super) fn met(mut self, other: Self) -> Self {
        self.may.add(&other.may);
        self.offered.keep(&other.offered);
        self.surely.keep(&other.surely);
        self
    }

    /// What holds when both ways have been taken.
    pub(super) fn joined(mut self, other: Self) -> Self {
        self.may.add(&other.may);
        self.offered.add(&other.offered);
        self.surely.add(&other.surely);
        self
    }
}

/// Whether a field can get a value at a node.
pub(in crate::check) fn writes(node: &Node, field: &FieldId) -> bool {
    let open = node.outcomes.iter().any(|outcome| outcome.opens.contains(field));
    // What a message or a signal brings is known when it comes.
    let brings = |event: &Event| matches!(event.kind, EventKind::Message | EventKind::Signal);
    let catches = matches!(node.kind, Kind::Start | Kind::Wait | Kind::Boundary | Kind::Service);
    let by_event = catches && (node.kind == Kind::Service || node.event.as_ref().is_some_and(brings));
    // What a script yields is known when it runs; it may write whatever its text names.
    let by_script = node.script.as_ref().is_some_and(|script| script.0.contains(field.as_str()));
    let by_itself = by_script || by_event || node.yields().any(|yielded| yielded == field);
    open || by_itself || right(node, field) >= Some(Right::Edit)
}

/// What the node lets its handlers do with a field, where it says so; a plain start that says nothing lets them edit.
fn right(node: &Node, field: &FieldId) -> Option<Right> {
    let begins = node.kind == Kind::Start && node.fields.is_empty() && node.within.is_none();
    node.fields.get(field).copied().or(begins.then_some(Right::Edit))
}

/// Whether a node leaves a field with a value, whatever happens there.
fn surely_writes(node: &Node, field: &Field, by_script: &[String]) -> bool {
    let id = &field.id;
    let is_shown = field.show == Condition::Fixed(true);
    let must = match right(node, id) {
        Some(Right::Required) => true,
        Some(Right::Edit) => field.required == Condition::Fixed(true),
        _ => false,
    };
    let by_itself = node.yields().any(|yielded| yielded == id) || by_script.iter().any(|name| *name == *id.as_str());
    // Work that is done for each of nothing is not done, and gathers an empty list.
    let is_done = node.each.is_none() && !node.repeat.as_ref().is_some_and(|repeat| repeat.before);
    let gathers = node.each.as_ref().is_some_and(|each| each.into.as_ref() == Some(id));
    gathers || is_done && (by_itself || must && is_shown)
}

/// What a node adds to what is known before it.
pub(super) fn written_at(node: &Node, fields: &[Field], names: &HostNames) -> Facts {
    let by_script = node.script.as_ref().map(|script| written_by(script, names)).unwrap_or_default();
    let mut written = Facts::default();
    for (place, field) in fields.iter().enumerate().filter(|(_, field)| writes(node, &field.id)) {
        written.may.insert(place);
        written.offered.insert(place);
        if surely_writes(node, field, &by_script) {
            written.surely.insert(place);
        }
    }
    written
}

/// The fields that have a value from the beginning; those that an instance which follows another takes over may.
pub(super) fn by_themselves(definition: &Definition) -> Facts {
    let fields = || definition.form.fields.iter().enumerate();
    let mut filled = Fields::default();
    fields().filter(|(_, field)| field.fills_itself()).for_each(|(place, _)| filled.insert(place));
    let mut may = filled.clone();
    fields().filter(|(_, field)| is_carried(definition, &field.id)).for_each(|(place, _)| may.insert(place));
    Facts { may, offered: filled.clone(), surely: filled }
}

/// Whether an instance that follows another takes a field over.
pub(super) fn is_carried(definition: &Definition, field: &FieldId) -> bool {
    definition.follows.iter().any(|follows| follows.data.contains_key(field))
}
