//! What the parts of a definition say, in words.

mod event;
mod people;
mod settings;
mod step;

use std::fmt::Display;

use crate::id::{
    DepartmentId, EdgeId, FieldId, LaneId, NodeId, OutcomeId, PersonId, PostId, ProcessKey, RegisterId, RoleId,
};
use crate::model::{Definition, Field, Formula};
use crate::organisation::Organisation;
use crate::text::{Language, Text};

/// Who reads, and what the ids that are spoken of are called.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub(super) definition: &'a Definition,
    /// Who is who; without it people, departments, posts and roles are told by their ids.
    pub(super) organisation: Option<&'a Organisation>,
    pub(super) language: Language,
}

/// What a part of a definition says, in words: whom a rule asks, how long a limit is. By name as far as it is known who is
/// who.
///
/// ```
/// use flow::difference::told;
/// use flow::model::{Definition, Kind};
/// use flow::text::Language;
///
/// let words = told(&Definition::default(), None, &Kind::Approve);
/// assert_eq!(words.in_language(Language::English), "approval");
/// ```
pub fn told(definition: &Definition, organisation: Option<&Organisation>, part: &impl Say) -> Text {
    let say = |language| part.say(Reader { definition, organisation, language });
    Text::each(say(Language::Chinese), say(Language::English))
}

/// Something that can be told in words.
pub trait Say {
    /// What it says.
    fn say(&self, to: Reader<'_>) -> String;

    /// Whether it says anything: an empty list and a key that is left out do not.
    fn is_said(&self) -> bool {
        true
    }
}

impl Reader<'_> {
    /// The words for the reader's language.
    pub(super) fn either(self, zh: impl Into<String>, en: impl Into<String>) -> String {
        match self.language {
            Language::Chinese => zh.into(),
            Language::English => en.into(),
        }
    }

    /// A name, set apart from what stands around it.
    pub(super) fn quoted(self, name: impl Display) -> String {
        self.either(format!("「{name}」"), format!("“{name}”"))
    }

    /// What people call an element, else its id.
    fn called(self, name: Option<&Text>, id: impl Display) -> String {
        match name.map(|name| name.in_language(self.language)).filter(|name| !name.is_empty()) {
            Some(name) => self.quoted(name),
            None => self.quoted(id),
        }
    }

    /// Several, one after the other.
    pub(super) fn list<T: Say>(self, items: impl IntoIterator<Item = T>) -> String {
        let said: Vec<String> = items.into_iter().map(|item| item.say(self)).collect();
        match said.is_empty() {
            true => self.either("无", "none"),
            false => said.join(&self.either("、", ", ")),
        }
    }

    /// A phrase with what may be said besides: `one` and, in parentheses, `more`.
    pub(super) fn with_more(self, one: String, more: &[String]) -> String {
        match more.is_empty() {
            true => one,
            false => {
                let more = more.join(&self.either("，", ", "));
                self.either(format!("{one}（{more}）"), format!("{one} ({more})"))
            }
        }
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, to: Reader<'_>) -> String {
        (**self).say(to)
    }

    fn is_said(&self) -> bool {
        (**self).is_said()
    }
}

impl<T: Say> Say for Option<T> {
    fn say(&self, to: Reader<'_>) -> String {
        self.as_ref().map(|said| said.say(to)).unwrap_or_default()
    }

    fn is_said(&self) -> bool {
        self.is_some()
    }
}

impl<T: Say> Say for Vec<T> {
    fn say(&self, to: Reader<'_>) -> String {
        to.list(self)
    }

    fn is_said(&self) -> bool {
        !self.is_empty()
    }
}

impl Say for bool {
    fn say(&self, to: Reader<'_>) -> String {
        match self {
            true => to.either("是", "yes"),
            false => to.either("否", "no"),
        }
    }
}

impl Say for Text {
    fn say(&self, to: Reader<'_>) -> String {
        to.quoted(self.in_language(to.language))
    }
}

impl Say for Formula {
    fn say(&self, to: Reader<'_>) -> String {
        // An expression that is the name of a field alone is that field.
        match find(&to.definition.form.fields, &self.0.trim().into()) {
            Some(field) => field.id.say(to),
            None => to.either(format!("「{}」", self.0), format!("`{}`", self.0)),
        }
    }
}

impl Say for NodeId {
    fn say(&self, to: Reader<'_>) -> String {
        let nodes = to.definition.nodes.iter().map(|node| (&node.id, node.name.as_ref()));
        let events = to.definition.attached.iter().map(|event| (&event.id, event.name.as_ref()));
        to.called(nodes.chain(events).find(|(id, _)| *id == self).and_then(|(_, name)| name), self)
    }
}

impl Say for FieldId {
    fn say(&self, to: Reader<'_>) -> String {
        to.called(find(&to.definition.form.fields, self).and_then(|field| field.label.as_ref()), self)
    }
}

/// A field of the form, else a column of one of its tables.
fn find<'f>(fields: &'f [Field], id: &FieldId) -> Option<&'f Field> {
    let own = fields.iter().find(|field| field.id == *id);
    own.or_else(|| fields.iter().find_map(|field| find(&field.fields, id)))
}

impl Say for EdgeId {
    fn say(&self, to: Reader<'_>) -> String {
        let Some(edge) = to.definition.edges.iter().find(|edge| edge.id == *self) else { return to.quoted(self) };
        match &edge.name {
            Some(name) => to.called(Some(name), self),
            None => format!("{} → {}", edge.from.say(to), edge.to.say(to)),
        }
    }
}

impl Say for LaneId {
    fn say(&self, to: Reader<'_>) -> String {
        let lane = to.definition.lanes.iter().find(|lane| lane.id == *self);
        to.called(lane.map(|lane| &lane.name), self)
    }
}

macro_rules! said_as_written {
    ($($name:ty)*) => {$(
        impl Say for $name {
            fn say(&self, _: Reader<'_>) -> String {
                self.to_string()
            }
        }
    )*};
}

said_as_written! { String u8 u32 ProcessKey RegisterId OutcomeId }

macro_rules! said_by_name {
    ($($id:ty: $list:ident),*) => {$(
        impl Say for $id {
            fn say(&self, to: Reader<'_>) -> String {
                let known = to.organisation.and_then(|organisation| organisation.$list.get(self));
                known.map_or_else(|| self.to_string(), |known| known.name.in_language(to.language).to_owned())
            }
        }
    )*};
}

said_by_name! { PersonId: people, DepartmentId: departments, PostId: posts, RoleId: roles }
