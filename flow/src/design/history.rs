//! Everything that was done to a draft, to be taken back and done again.

use super::Patch;
use crate::model::Definition;

/// How many steps can be taken back.
const MOST: usize = 500;

/// The steps that were done, and those that were taken back. `L` tells people what a step was.
#[derive(Debug, Clone)]
pub struct History<L> {
    done: Vec<Step<L>>,
    undone: Vec<Step<L>>,
    /// What the last step is about when more of the same may join it, and the draft before it.
    open: Option<(String, Definition)>,
}

#[derive(Debug, Clone)]
struct Step<L> {
    label: L,
    patch: Patch,
}

impl<L> Default for History<L> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), open: None }
    }
}

impl<L: Clone> History<L> {
    /// Takes note of a step. A step about the same thing as the one before, such as `nudge` of the same selection, joins
    /// it. Answers whether anything is different.
    pub fn record(&mut self, label: L, about: Option<&str>, before: &Definition, after: &Definition) -> bool {
        if before == after {
            return false;
        }
        self.undone.clear();
        let joins = self.open.take().filter(|(last, _)| about == Some(last.as_str()));
        if joins.is_some() {
            self.done.pop();
        }
        let origin = joins.map_or_else(|| before.clone(), |(_, origin)| origin);
        self.done.push(Step { label, patch: Patch::between(&origin, after) });
        if self.done.len() > MOST {
            self.done.remove(0);
        }
        self.open = about.map(|about| (about.to_owned(), origin));
        true
    }

    /// The next step stands for itself, whatever it is about.
    pub fn settle(&mut self) {
        self.open = None;
    }

    /// Takes the last step back, and tells what it was.
    pub fn undo(&mut self, definition: &mut Definition) -> Option<L> {
        self.open = None;
        let step = self.done.pop()?;
        step.patch.clone().inverse().apply(definition);
        let label = step.label.clone();
        self.undone.push(step);
        Some(label)
    }

    /// Does the last step again that was taken back, and tells what it was.
    pub fn redo(&mut self, definition: &mut Definition) -> Option<L> {
        self.open = None;
        let step = self.undone.pop()?;
        step.patch.apply(definition);
        let label = step.label.clone();
        self.done.push(step);
        Some(label)
    }

    /// What would be taken back.
    pub fn last(&self) -> Option<&L> {
        self.done.last().map(|step| &step.label)
    }

    /// What would be done again.
    pub fn next(&self) -> Option<&L> {
        self.undone.last().map(|step| &step.label)
    }
}
