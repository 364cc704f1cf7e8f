//! The kinds of fields, with their words and pictures.

use flow::model::FieldType;

use leptos::prelude::untrack;

use crate::components::Symbol;
use crate::designer::panel::begun_large;
use crate::designer::work::Work;

/// The kinds that one adds, the most usual first.
pub(super) const KINDS: [FieldType; 29] = [
    FieldType::Text,
    FieldType::LongText,
    FieldType::Number,
    FieldType::Money,
    FieldType::Date,
    FieldType::DateRange,
    FieldType::DateTime,
    FieldType::Time,
    FieldType::Duration,
    FieldType::Choice,
    FieldType::Choices,
    FieldType::Cascade,
    FieldType::Boolean,
    FieldType::Person,
    FieldType::People,
    FieldType::Department,
    FieldType::Files,
    FieldType::Picture,
    FieldType::Signature,
    FieldType::Table,
    FieldType::Serial,
    FieldType::Explanation,
    FieldType::Phone,
    FieldType::Email,
    FieldType::IdNumber,
    FieldType::CreditCode,
    FieldType::CardNumber,
    FieldType::Rating,
    FieldType::Location,
];

/// What a kind is called.
pub(in crate::designer) fn kind_words(work: Work, kind: FieldType) -> String {
    begun_large(&untrack(|| work.with(|draft| work.told(draft, &kind))))
}

/// Its picture.
pub(super) fn symbol_of(kind: FieldType) -> Symbol {
    match kind {
        FieldType::Date | FieldType::DateTime | FieldType::DateRange => Symbol::Calendar,
        FieldType::Time | FieldType::Duration => Symbol::Clock,
        FieldType::Choice | FieldType::Choices | FieldType::Cascade | FieldType::Boolean => Symbol::Check,
        FieldType::Person => Symbol::User,
        FieldType::People => Symbol::People,
        FieldType::Department => Symbol::Building,
        FieldType::Files | FieldType::Picture => Symbol::Paperclip,
        FieldType::Explanation => Symbol::Info,
        FieldType::Table => Symbol::List,
        _ => Symbol::Edit,
    }
}
