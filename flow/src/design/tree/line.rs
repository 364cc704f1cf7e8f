//! Finding one's way in a tree.

use super::{Fork, Gap, Item, Line, LineEnd, Parting, Step, Then, Tree};

impl Tree {
    /// All its lines, each before those in it.
    pub fn lines(&self) -> Vec<&Line> {
        let mut lines = Vec::new();
        self.line.walk(&mut |line| lines.push(line));
        self.reactions.iter().for_each(|step| step.walk(&mut |line| lines.push(line)));
        lines
    }
}

impl Line {
    /// The gaps between what stands in it, from top to bottom.
    pub fn gaps(&self) -> impl Iterator<Item = &Gap> {
        let below = self.items.iter().map(|item| match item {
            Item::Step { after, .. } | Item::Fork { after, .. } => after,
        });
        std::iter::once(&self.before).chain(below)
    }

    fn walk<'t>(&'t self, visit: &mut impl FnMut(&'t Self)) {
        visit(self);
        for item in &self.items {
            match item {
                Item::Step { step, .. } => step.walk(visit),
                Item::Fork { fork, .. } => fork.walk(visit),
            }
        }
        if let LineEnd::Apart(fork) = &self.end {
            fork.walk(visit);
        }
    }
}

impl Fork {
    fn walk<'t>(&'t self, visit: &mut impl FnMut(&'t Line)) {
        if let Parting::Outcomes(step) = &self.parting {
            step.walk(visit);
        }
        self.branches.iter().for_each(|branch| branch.line.walk(visit));
    }
}

impl Step {
    fn walk<'t>(&'t self, visit: &mut impl FnMut(&'t Line)) {
        if let Some(within) = &self.within {
            within.line.walk(visit);
            within.reactions.iter().for_each(|step| step.walk(visit));
        }
        for beside in &self.beside {
            match &beside.then {
                Then::Line(line) => line.walk(visit),
                Then::TakesBack(step) => step.walk(visit),
            }
        }
    }
}
