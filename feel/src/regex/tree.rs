//! What a pattern says.

use super::case;
use super::class::Class;

/// A pattern that has been read.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) choices: Choices,
    /// How many groups capture what they match.
    pub(super) groups: usize,
}

/// Alternatives, of which the first that matches counts.
pub(super) type Choices = Vec<Vec<Node>>;

#[derive(Debug)]
pub(super) enum Node {
    One(One),
    Edge(Edge),
    /// `\1`: what that group matched last
    Recall {
        group: Group,
        any_case: bool,
    },
    Choices(Choices),
    /// a group that captures what it matches
    Capture(Group, Choices),
    Repeated(Box<Node>, Times),
}

/// The number of a capturing group, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group(pub(super) usize);

/// How often something is repeated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub(super) least: usize,
    /// `None` is without end.
    pub(super) most: Option<usize>,
    /// Rather less often than more.
    pub(super) reluctant: bool,
}

/// A place that has no width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
    LineStart,
    LineEnd,
}

/// What matches one character.
#[derive(Debug)]
pub(super) enum One {
    Character(char),
    /// a character in either case
    Letter(char),
    Any,
    /// any but line feed and carriage return
    AnyInLine,
    Class(Class),
}

impl One {
    pub(super) fn takes(&self, character: char) -> bool {
        match self {
            One::Character(wanted) => *wanted == character,
            One::Letter(wanted) => case::same(*wanted, character),
            One::Any => true,
            One::AnyInLine => !matches!(character, '\n' | '\r'),
            One::Class(class) => class.contains(character),
        }
    }
}

impl Edge {
    /// Whether this is at a position of a text. Only line feeds end lines, and one at the very end begins none (XPath
    /// functions 3.1, 5.6.1).
    pub(super) fn is_at(self, text: &str, position: usize) -> bool {
        let (before, after) = text.split_at_checked(position).unwrap_or((text, ""));
        match self {
            Edge::Start => before.is_empty(),
            Edge::End => after.is_empty(),
            Edge::LineStart => before.is_empty() || (before.ends_with('\n') && !after.is_empty()),
            Edge::LineEnd => after.starts_with('\n') || (after.is_empty() && !before.ends_with('\n')),
        }
    }
}

impl Times {
    /// Whether more are allowed after so many.
    pub(super) fn allows_after(self, count: usize) -> bool {
        self.most.is_none_or(|most| count < most)
    }
}
