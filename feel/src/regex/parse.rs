//! Patterns to trees (XPath functions 3.1, 5.6.1, on top of XML Schema 1.1 part 2, appendix G). What the grammar does
//! not have is no pattern.

mod classes;
mod escapes;
mod groups;
mod quantifiers;

use std::str::Chars;

use groups::Groups;

use super::flags::Flags;
use super::tree::{Edge, Node, One, Tree};

/// The longest pattern that is read, in bytes.
const LONGEST: usize = 16 * 1024;

pub(super) struct Parser<'p> {
    rest: Chars<'p>,
    flags: Flags,
    groups: Groups,
}

/// Reads a pattern.
pub(super) fn parse(pattern: &str, flags: Flags) -> Option<Tree> {
    if pattern.len() > LONGEST {
        return None;
    }
    if flags.quoted {
        let branch = pattern.chars().map(|character| one(character, flags)).collect();
        return Some(Tree { choices: vec![branch], groups: 0 });
    }
    let stripped;
    let pattern = if flags.spaced {
        stripped = without_space(pattern);
        &stripped
    } else {
        pattern
    };
    Parser { rest: pattern.chars(), flags, groups: Groups::default() }.tree()
}

/// A pattern without the space that flag `x` ignores: all but that inside of character classes.
fn without_space(pattern: &str) -> String {
    let (mut brackets, mut escaped) = (0_usize, false);
    pattern
        .chars()
        .filter(|character| {
            if brackets == 0 && matches!(character, '\t' | '\n' | '\r' | ' ') {
                return false;
            }
            match character {
                _ if escaped => {}
                '[' => brackets += 1,
                ']' => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            escaped = *character == '\\' && !escaped;
            true
        })
        .collect()
}

/// A character that stands for itself.
fn one(character: char, flags: Flags) -> Node {
    let has_case = character.is_ascii_alphabetic() || !character.is_ascii();
    Node::One(if flags.any_case && has_case { One::Letter(character) } else { One::Character(character) })
}

impl Parser<'_> {
    fn tree(mut self) -> Option<Tree> {
        while let Some(character) = self.rest.next() {
            let atom = match character {
                '(' => {
                    let captures = !self.take("?:");
                    self.groups.open(captures)?;
                    continue;
                }
                '|' => {
                    self.groups.next_branch();
                    continue;
                }
                ')' => self.groups.close()?,
                '[' => Node::One(One::Class(self.class()?)),
                '\\' => self.escaped()?,
                '.' => Node::One(if self.flags.dot_all { One::Any } else { One::AnyInLine }),
                '^' => Node::Edge(if self.flags.lines { Edge::LineStart } else { Edge::Start }),
                '$' => Node::Edge(if self.flags.lines { Edge::LineEnd } else { Edge::End }),
                '?' | '*' | '+' | '{' | '}' | ']' => return None,
                plain => one(plain, self.flags),
            };
            let piece = match self.times()? {
                None => atom,
                Some(times) => Node::Repeated(Box::new(atom), times),
            };
            self.groups.add(piece);
        }
        self.groups.end()
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn take(&mut self, wanted: &str) -> bool {
        match self.rest.as_str().strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest.chars();
                true
            }
            None => false,
        }
    }
}
