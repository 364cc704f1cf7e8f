//! Character classes.

use super::case;
use super::categories::Categories;
use super::ranges::Ranges;

/// A class: a group of characters, less those of a second, less those of a third, and so on: `[a-z-[aeiou-[e]]]`.
#[derive(Debug)]
pub(super) struct Class(Vec<Group>);

#[derive(Debug)]
struct Group {
    negated: bool,
    /// These characters.
    exact: Ranges,
    /// Characters which are one of these in another case.
    in_any_case: Ranges,
    categories: Categories,
}

/// Characters that an escape such as `\d` stands for; flag `i` does not widen them.
#[derive(Clone, Debug)]
pub(super) enum Set {
    Ranges(Ranges),
    Categories(Categories),
}

/// What stands in a group.
#[derive(Debug, Default)]
pub(super) struct Members {
    written: Vec<(u32, u32)>,
    escaped: Vec<(u32, u32)>,
    categories: Categories,
}

impl Set {
    pub(super) fn complement(self) -> Set {
        match self {
            Set::Ranges(ranges) => Set::Ranges(ranges.complement()),
            Set::Categories(categories) => Set::Categories(categories.complement()),
        }
    }
}

impl Members {
    pub(super) fn add_range(&mut self, first: char, last: char) {
        self.written.push((first.into(), last.into()));
    }

    pub(super) fn add_set(&mut self, set: Set) {
        match set {
            Set::Ranges(ranges) => self.escaped.extend(ranges.iter()),
            Set::Categories(categories) => self.categories = self.categories.union(categories),
        }
    }
}

impl Class {
    pub(super) fn empty() -> Class {
        Class(Vec::new())
    }

    /// The class of one escape.
    pub(super) fn of(set: Set) -> Class {
        let mut members = Members::default();
        members.add_set(set);
        let mut class = Class::empty();
        class.add_group(members, false, false);
        class
    }

    /// Adds the innermost group: what the ones before it are less.
    pub(super) fn add_group(&mut self, members: Members, negated: bool, any_case: bool) {
        let Members { mut written, mut escaped, categories } = members;
        let mut in_any_case = Ranges::default();
        if any_case {
            in_any_case = Ranges::new(written.clone());
            // The variants of these are not found from the variants' side.
            for special in case::one_way().filter(|special| in_any_case.contains(*special)) {
                let others = case::one_way().filter(|other| case::same(special, *other));
                written.extend(case::variants(special).chain(others).map(|variant| (variant.into(), variant.into())));
            }
        }
        written.append(&mut escaped);
        self.0.push(Group { negated, exact: Ranges::new(written), in_any_case, categories });
    }

    /// A character is in a class when it is in the first group and not in the class that is taken off: when it is in an
    /// odd number of groups before the first that it is not in.
    pub(super) fn contains(&self, character: char) -> bool {
        self.0.iter().take_while(|group| group.contains(character)).count() % 2 == 1
    }
}

impl Group {
    fn contains(&self, character: char) -> bool {
        let is_member = self.exact.contains(character)
            || self.categories.contains(character)
            || (!self.in_any_case.is_empty()
                && case::variants(character).any(|variant| self.in_any_case.contains(variant)));
        is_member != self.negated
    }
}
