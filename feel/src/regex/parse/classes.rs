//! Character classes in brackets (XML Schema 1.1 part 2, G.4.1).

use super::Parser;
use super::escapes::Escape;
use crate::regex::class::{Class, Members, Set};

/// What a part of a group begins with.
enum Part {
    Character(char),
    /// `-` without a backslash, which neither begins nor ends a range
    Hyphen,
    /// an escape that stands for several characters
    Set(Set),
}

impl Parser<'_> {
    /// A class, after the bracket that opens it.
    pub(super) fn class(&mut self) -> Option<Class> {
        let mut class = Class::empty();
        let mut open = 0;
        loop {
            open += 1;
            let negated = self.take("^");
            let mut members = Members::default();
            let more = loop {
                self.part(&mut members)?;
                if self.take("]") {
                    break false;
                }
                if self.take("-[") {
                    break true;
                }
            };
            class.add_group(members, negated, self.flags.any_case);
            if !more {
                break;
            }
        }
        // A class that is taken off stands last in the class around it.
        (1..open).all(|_| self.take("]")).then_some(class)
    }

    /// One part of a group: a character, a range, or an escape.
    fn part(&mut self, members: &mut Members) -> Option<()> {
        let part = self.begin_part()?;
        let begins = |text: &str| self.rest.as_str().starts_with(text);
        let range_follows = begins("-") && !(begins("-[") || begins("-]") || begins("--["));
        match part {
            Part::Set(set) => members.add_set(set),
            Part::Character(first) if range_follows => {
                self.rest.next();
                let Part::Character(last) = self.begin_part()? else { return None };
                // The other way round is an error in XML Schema 1.0, which 1.1 does not repeat.
                if first > last {
                    return None;
                }
                members.add_range(first, last);
            }
            Part::Hyphen if range_follows => return None,
            Part::Character(character) => members.add_range(character, character),
            Part::Hyphen => members.add_range('-', '-'),
        }
        Some(())
    }

    fn begin_part(&mut self) -> Option<Part> {
        Some(match self.rest.next()? {
            '[' | ']' => return None,
            '-' => Part::Hyphen,
            '\\' => match self.escape()? {
                Escape::Character(character) => Part::Character(character),
                Escape::Set(set) => Part::Set(set),
            },
            plain => Part::Character(plain),
        })
    }
}
