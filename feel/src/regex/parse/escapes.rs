//! What follows a backslash.

use super::{Parser, one};
use crate::regex::blocks;
use crate::regex::categories::Categories;
use crate::regex::class::{Class, Set};
use crate::regex::ranges::Ranges;
use crate::regex::tree::{Node, One};

/// What an escape stands for.
pub(super) enum Escape {
    Character(char),
    Set(Set),
}

/// `\i`: what an XML name may begin with (NameStartChar of XML 1.0, fifth edition).
const NAME_START: [(u32, u32); 16] = [
    (0x3a, 0x3a),
    (0x41, 0x5a),
    (0x5f, 0x5f),
    (0x61, 0x7a),
    (0xc0, 0xd6),
    (0xd8, 0xf6),
    (0xf8, 0x2ff),
    (0x370, 0x37d),
    (0x37f, 0x1fff),
    (0x200c, 0x200d),
    (0x2070, 0x218f),
    (0x2c00, 0x2fef),
    (0x3001, 0xd7ff),
    (0xf900, 0xfdcf),
    (0xfdf0, 0xfffd),
    (0x1_0000, 0xe_ffff),
];

/// What else `\c` has: the rest of what may stand in an XML name (NameChar).
const NAME_REST: [(u32, u32); 5] = [(0x2d, 0x2e), (0x30, 0x39), (0xb7, 0xb7), (0x300, 0x36f), (0x203f, 0x2040)];

const SPACE: [(u32, u32); 3] = [(0x9, 0xa), (0xd, 0xd), (0x20, 0x20)];

impl Parser<'_> {
    /// An escape, or a reference to a group, outside of brackets.
    pub(super) fn escaped(&mut self) -> Option<Node> {
        match self.digit() {
            Some(0) => return None,
            Some(digit) => return self.recall(digit),
            None => {}
        }
        Some(match self.escape()? {
            Escape::Character(character) => one(character, self.flags),
            Escape::Set(set) => Node::One(One::Class(Class::of(set))),
        })
    }

    /// More digits belong to the number of a group while so many groups have begun. Only to a group that has ended
    /// can be referred.
    fn recall(&mut self, first: usize) -> Option<Node> {
        let mut number = first;
        let mut after = self.rest.clone();
        while let Some(digit) = self.digit() {
            let longer = number * 10 + digit;
            if longer > self.groups.begun() {
                self.rest = after;
                break;
            }
            number = longer;
            after = self.rest.clone();
        }
        let any_case = self.flags.any_case;
        self.groups.ended(number).map(|group| Node::Recall { group, any_case })
    }

    /// Takes a digit, if one stands here.
    fn digit(&mut self) -> Option<usize> {
        let digit = self.peek()?.to_digit(10)?;
        self.rest.next();
        usize::try_from(digit).ok()
    }

    pub(super) fn escape(&mut self) -> Option<Escape> {
        let ranges = |ranges: &[(u32, u32)]| Set::Ranges(Ranges::new(ranges.to_vec()));
        let character = self.rest.next()?;
        let set = match character.to_ascii_lowercase() {
            's' => ranges(&SPACE),
            'i' => ranges(&NAME_START),
            'c' => ranges(&[&NAME_START[..], &NAME_REST[..]].concat()),
            'd' => Set::Categories(Categories::digits()),
            'w' => Set::Categories(Categories::word()),
            'p' => self.property()?,
            _ => return single(character).map(Escape::Character),
        };
        Some(Escape::Set(if character.is_ascii_uppercase() { set.complement() } else { set }))
    }

    /// `{Lu}` or `{IsBasicLatin}`.
    fn property(&mut self) -> Option<Set> {
        let (name, rest) = self.rest.as_str().strip_prefix('{')?.split_once('}')?;
        self.rest = rest.chars();
        match name.strip_prefix("Is") {
            Some(block) => blocks::find(block).map(|block| Set::Ranges(Ranges::new(vec![block]))),
            None => Categories::named(name).map(Set::Categories),
        }
    }
}

/// The character that an escape of one stands for; `\$` is what XPath adds.
fn single(character: char) -> Option<char> {
    match character {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '$' | '-' | '[' | ']' | '^' => Some(character),
        _ => None,
    }
}
