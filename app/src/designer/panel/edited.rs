//! A value of the draft that is shown and changed as a whole, however deep it lies.

use leptos::prelude::*;

use super::part::Part;
use crate::designer::step::Step;

/// A value, and what changes it. Cheap to copy.
pub(super) struct Edited<T: Shown> {
    value: Signal<T>,
    write: Callback<(T, Pace)>,
    /// Whether it can only be looked at.
    pub(super) fixed: bool,
}

/// How a change counts when it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// It is a step of its own.
    Once,
    /// It goes on, as typing does: until something else is done it is one step.
    GoingOn,
}

impl<T: Shown> Clone for Edited<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Shown> Copy for Edited<T> {}

/// What a value of the draft has to be, to be looked at and changed here.
pub(super) trait Shown: Clone + PartialEq + Send + Sync + 'static {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Shown for T {}

impl<T: 'static> Part<T> {
    /// One thing about it. `what` names that thing, so that typing it is one step.
    pub(super) fn edit<V: Shown + Default>(
        self,
        what: &'static str,
        get: impl Fn(&T) -> V + Send + Sync + 'static,
        put: impl Fn(&mut T, V) + Send + Sync + 'static,
    ) -> Edited<V> {
        let write = move |(value, pace): (V, Pace)| match pace {
            Pace::Once => self.change(Step::Say, |part| put(part, value)),
            Pace::GoingOn => self.go_on(what, Step::Say, |part| put(part, value)),
        };
        Edited { value: self.read(move |_, part| get(part)), write: Callback::new(write), fixed: self.work.fixed }
    }
}

impl<T: Shown> Edited<T> {
    /// The value, heard of when it changes.
    pub(super) fn get(self) -> T {
        self.value.get()
    }

    /// The value as it is.
    pub(super) fn now(self) -> T {
        self.value.get_untracked()
    }

    /// Looks at the value, and hears of it when it changes.
    pub(super) fn with<V>(self, look: impl FnOnce(&T) -> V) -> V {
        self.value.with(look)
    }

    /// What follows from the value.
    pub(super) fn read<V: Shown>(self, look: impl Fn(&T) -> V + Send + Sync + 'static) -> Signal<V> {
        Memo::new(move |_| self.value.with(&look)).into()
    }

    /// Puts another value in its place.
    pub(super) fn set(self, value: T) {
        self.write.run((value, Pace::Once));
    }

    /// The same while somebody types.
    pub(super) fn go_on(self, value: T) {
        self.write.run((value, Pace::GoingOn));
    }

    /// Changes it.
    pub(super) fn change(self, make: impl FnOnce(&mut T)) {
        let mut value = self.now();
        make(&mut value);
        self.set(value);
    }

    /// A value within it.
    pub(super) fn part<V: Shown>(
        self,
        get: impl Fn(&T) -> V + Send + Sync + 'static,
        put: impl Fn(&mut T, V) + Send + Sync + 'static,
    ) -> Edited<V> {
        let write = move |(part, pace): (V, Pace)| {
            let mut value = self.now();
            put(&mut value, part);
            self.write.run((value, pace));
        };
        Edited { value: self.read(get), write: Callback::new(write), fixed: self.fixed }
    }
}

impl<T: Shown> Edited<Option<T>> {
    /// What it holds, as long as it holds anything; `fallback` stands for it where it is shown for a moment longer.
    pub(super) fn held(self, fallback: T) -> Edited<T> {
        let get = move |value: &Option<T>| value.clone().unwrap_or_else(|| fallback.clone());
        self.part(get, |value, held| *value = Some(held))
    }

    /// Whether it holds anything.
    pub(super) fn is_some(self) -> Signal<bool> {
        self.read(Option::is_some)
    }
}

impl<T: Shown> Edited<Vec<T>> {
    /// How many there are.
    pub(super) fn count(self) -> Signal<usize> {
        self.read(Vec::len)
    }

    /// One of them. What is shown for a moment longer than it is there, stays what it was.
    pub(super) fn item(self, at: usize) -> Option<Edited<T>> {
        let first = self.value.with_untracked(|list| list.get(at).cloned())?;
        let value = Memo::new(move |before: Option<&T>| {
            let now = self.value.with(|list| list.get(at).cloned());
            now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
        });
        let write = move |(item, pace): (T, Pace)| {
            let mut list = self.now();
            if let Some(there) = list.get_mut(at) {
                *there = item;
                self.write.run((list, pace));
            }
        };
        Some(Edited { value: value.into(), write: Callback::new(write), fixed: self.fixed })
    }

    /// Puts one at the end.
    pub(super) fn push(self, item: T) {
        self.change(|list| list.push(item));
    }

    /// Takes one out.
    pub(super) fn remove(self, at: usize) {
        self.change(|list| drop(list.remove(at)));
    }

    /// Has one change places with the one before it.
    pub(super) fn raise(self, at: usize) {
        self.change(|list| list.swap(at - 1, at));
    }
}
