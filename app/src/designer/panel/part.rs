//! One part of the draft, as the panel reads and changes it.

use flow::model::Definition;
use flow::text::{Language, Text, Translated};
use leptos::prelude::*;

use crate::designer::step::Step;
use crate::designer::work::Work;
use crate::text::reader;

/// A part of the draft by its id. Cheap to copy.
pub(super) struct Part<T: 'static> {
    pub(super) work: Work,
    id: StoredValue<String>,
    find: Find<T>,
    find_mut: FindMut<T>,
}

type Find<T> = for<'d> fn(&'d Definition, &str) -> Option<&'d T>;
type FindMut<T> = for<'d> fn(&'d mut Definition, &str) -> Option<&'d mut T>;

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<T> {}

/// The part of a list that has an id.
macro_rules! listed {
    ($work:expr, $id:expr, $list:ident) => {
        $crate::designer::panel::part::Part::new(
            $work,
            $id.to_string(),
            |draft, id| draft.$list.iter().find(|part| part.id == *id),
            |draft, id| draft.$list.iter_mut().find(|part| part.id == *id),
        )
    };
}
pub(super) use listed;

impl<T: 'static> Part<T> {
    pub(super) fn new(work: Work, id: String, find: Find<T>, find_mut: FindMut<T>) -> Self {
        Self { work, id: StoredValue::new(id), find, find_mut }
    }

    pub(super) fn id(self) -> String {
        self.id.get_value()
    }

    /// Looks at it as it is.
    pub(super) fn now<V>(self, look: impl FnOnce(&T) -> V) -> Option<V> {
        let draft = self.work.now();
        self.id.with_value(|id| (self.find)(&draft, id)).map(look)
    }

    /// What it says, as it changes; the default once it is gone.
    pub(super) fn read<V>(self, look: impl Fn(&Definition, &T) -> V + Send + Sync + 'static) -> Signal<V>
    where
        V: Clone + Default + PartialEq + Send + Sync + 'static,
    {
        let read = move |draft: &Definition| {
            let part = self.id.with_value(|id| (self.find)(draft, id));
            part.map(|part| look(draft, part)).unwrap_or_default()
        };
        Memo::new(move |_| self.work.with(&read)).into()
    }

    /// Changes it by a step of its own.
    pub(super) fn change(self, step: Step, make: impl FnOnce(&mut T)) {
        let id = self.id();
        self.work.change(step, |draft| (self.find_mut)(draft, &id).map(make));
    }

    /// Changes one thing about it; while that goes on it is one step.
    pub(super) fn go_on(self, what: &str, step: Step, make: impl FnOnce(&mut T)) {
        let id = self.id();
        self.work.change_about(step, Some(&format!("{what} {id}")), |draft| (self.find_mut)(draft, &id).map(make));
    }

    /// A text of it in the reader's language, and what changes that.
    pub(super) fn text(
        self,
        what: &'static str,
        step: Step,
        get: fn(&T) -> Option<&Text>,
        set: fn(&mut T, Option<Text>),
    ) -> (Signal<String>, Callback<String>) {
        let typed = move |words: String| {
            self.go_on(what, step, |part| {
                let text = reworded(get(part), &words);
                set(part, text);
            });
        };
        (self.read(move |_, part| own_words(get(part))), Callback::new(typed))
    }
}

/// A text with new words in the reader's language; the other language keeps its own.
pub(super) fn reworded(before: Option<&Text>, words: &str) -> Option<Text> {
    let chinese = Language::from(reader().locale) == Language::Chinese;
    let other = match before {
        Some(Text::Each(each)) if chinese => each.en.clone(),
        Some(Text::Each(each)) => each.zh.clone(),
        _ => None,
    };
    let own = (!words.is_empty()).then(|| words.into());
    if own.is_none() && other.is_none() {
        return None;
    }
    let (zh, en) = if chinese { (own, other) } else { (other, own) };
    Some(Text::from(Translated { zh, en }).settled())
}

/// The words of a text in the reader's language, to be changed.
pub(super) fn own_words(text: Option<&Text>) -> String {
    text.map(|text| text.in_language(reader().locale.into()).to_owned()).unwrap_or_default()
}
