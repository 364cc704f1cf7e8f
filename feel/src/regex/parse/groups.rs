//! The groups of a pattern while it is read, innermost last: a list, so that no pattern can exhaust the stack.

use crate::regex::tree::{Choices, Group, Node, Tree};

/// The deepest that groups may be nested. What walks the tree later goes down as deep.
const DEEPEST: usize = 100;

#[derive(Default)]
pub(super) struct Groups {
    /// Of each capturing group so far, whether its end has been read.
    ended: Vec<bool>,
    /// The choices and the number of each group around the one that is read.
    outer: Vec<(Branches, Option<Group>)>,
    inner: Branches,
}

#[derive(Default)]
struct Branches {
    whole: Choices,
    /// The branch that is read.
    last: Vec<Node>,
}

impl Groups {
    pub(super) fn open(&mut self, captures: bool) -> Option<()> {
        if self.outer.len() >= DEEPEST {
            return None;
        }
        let group = captures.then_some(Group(self.ended.len()));
        if captures {
            self.ended.push(false);
        }
        self.outer.push((std::mem::take(&mut self.inner), group));
        Some(())
    }

    pub(super) fn next_branch(&mut self) {
        let branch = std::mem::take(&mut self.inner.last);
        self.inner.whole.push(branch);
    }

    pub(super) fn add(&mut self, piece: Node) {
        self.inner.last.push(piece);
    }

    pub(super) fn close(&mut self) -> Option<Node> {
        let (outer, group) = self.outer.pop()?;
        self.next_branch();
        let choices = std::mem::replace(&mut self.inner, outer).whole;
        let Some(group) = group else { return Some(Node::Choices(choices)) };
        if let Some(ended) = self.ended.get_mut(group.0) {
            *ended = true;
        }
        Some(Node::Capture(group, choices))
    }

    pub(super) fn end(mut self) -> Option<Tree> {
        self.next_branch();
        self.outer.is_empty().then_some(Tree { choices: self.inner.whole, groups: self.ended.len() })
    }

    /// How many capturing groups have begun.
    pub(super) fn begun(&self) -> usize {
        self.ended.len()
    }

    /// The group of that number, from 1, if its end has been read.
    pub(super) fn ended(&self, number: usize) -> Option<Group> {
        let index = number.checked_sub(1)?;
        self.ended.get(index)?.then_some(Group(index))
    }
}
