//! Finding one's way in a tree.

use std::collections::BTreeSet;

use super::{Beside, Branch, Fork, Gap, Item, Line, LineEnd, Parting, Step, Then, Tree, Within};
use crate::id::{EdgeId, NodeId};
use crate::model::Definition;

/// A fork where it stands.
pub(super) struct Standing<'t> {
    pub(super) fork: &'t Fork,
    /// Where its branches meet; nothing when each ends.
    pub(super) meeting: Option<Meeting<'t>>,
}

/// Where the branches of a fork meet.
#[derive(Clone, Copy)]
pub(super) struct Meeting<'t> {
    pub(super) join: Option<&'t NodeId>,
    pub(super) after: &'t Gap,
}

impl Standing<'_> {
    /// The node where the branches meet.
    pub(super) fn meets_at<'d>(&self, definition: &'d Definition) -> Option<&'d NodeId> {
        self.meeting?;
        let way = self.fork.ways().into_iter().next()?;
        definition.edges.iter().find(|edge| edge.id == *way).map(|edge| &edge.to)
    }
}

impl Tree {
    /// All its lines, each before those in it.
    pub fn lines(&self) -> Vec<&Line> {
        let mut lines = Vec::new();
        self.line.walk(&mut |line| lines.push(line));
        self.reactions.iter().for_each(|step| step.walk(&mut |line| lines.push(line)));
        lines
    }

    /// The fork that parts at a gateway, or behind a step.
    pub(super) fn fork(&self, at: &NodeId) -> Option<Standing<'_>> {
        self.lines().into_iter().flat_map(Line::forks).find(|standing| standing.fork.at() == at)
    }

    /// The branch that a connection leads into, and its fork.
    pub(super) fn branch(&self, edge: &EdgeId) -> Option<(Standing<'_>, &Branch)> {
        self.lines().into_iter().flat_map(Line::forks).find_map(|standing| {
            let branch = standing.fork.branches.iter().find(|branch| branch.edge == *edge)?;
            Some((standing, branch))
        })
    }

    /// A step that stands in a line, and the gap below it.
    pub(super) fn step(&self, node: &NodeId) -> Option<(&Step, &Gap)> {
        let items = self.lines().into_iter().flat_map(|line| &line.items);
        items.into_iter().find_map(|item| match item {
            Item::Step { step, after } if step.node == *node => Some((step, after)),
            Item::Step { .. } | Item::Fork { .. } => None,
        })
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

    /// The connections by which it comes to where it goes on, or ends.
    pub(super) fn ways(&self) -> Vec<&EdgeId> {
        if matches!(self.end, LineEnd::Apart(_)) {
            return Vec::new();
        }
        match (self.gaps().last(), self.items.last()) {
            (Some(Gap::Edge(edge)), _) => vec![edge],
            (Some(Gap::Meeting(_)), Some(Item::Fork { fork, .. })) => fork.ways(),
            _ => Vec::new(),
        }
    }

    /// Every node and event that stands in it, those in what stands in it included.
    pub(super) fn elements(&self) -> BTreeSet<&NodeId> {
        let mut elements = BTreeSet::new();
        self.walk(&mut |line| elements.extend(line.own()));
        elements
    }

    pub(super) fn forks(&self) -> impl Iterator<Item = Standing<'_>> {
        let within = self.items.iter().filter_map(|item| match item {
            Item::Step { .. } => None,
            Item::Fork { fork, join, after } => {
                Some(Standing { fork, meeting: Some(Meeting { join: join.as_ref(), after }) })
            }
        });
        let last = match &self.end {
            LineEnd::Apart(fork) => Some(Standing { fork, meeting: None }),
            LineEnd::End(_) | LineEnd::Meets | LineEnd::Open => None,
        };
        within.chain(last)
    }

    /// What stands in it and in no line within it.
    pub(super) fn own(&self) -> Vec<&NodeId> {
        let mut own = Vec::new();
        for item in &self.items {
            match item {
                Item::Step { step, .. } => step.own(&mut own),
                Item::Fork { join, .. } => own.extend(join),
            }
        }
        for standing in self.forks() {
            match &standing.fork.parting {
                Parting::Gateway(gateway) => own.push(gateway),
                Parting::Outcomes(step) => step.own(&mut own),
            }
        }
        if let LineEnd::End(end) = &self.end {
            own.push(end);
        }
        own
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
    /// The connections by which its branches come to where they meet.
    pub(super) fn ways(&self) -> Vec<&EdgeId> {
        let meeting = self.branches.iter().filter(|branch| branch.line.end == LineEnd::Meets);
        meeting.flat_map(|branch| branch.line.ways()).collect()
    }

    /// Every node and event between where its branches part, that included, and where they meet.
    pub(super) fn elements(&self) -> BTreeSet<&NodeId> {
        let mut elements: BTreeSet<&NodeId> = self.branches.iter().flat_map(|branch| branch.line.elements()).collect();
        match &self.parting {
            Parting::Gateway(gateway) => _ = elements.insert(gateway),
            Parting::Outcomes(step) => elements.extend(step.elements()),
        }
        elements
    }

    fn walk<'t>(&'t self, visit: &mut impl FnMut(&'t Line)) {
        if let Parting::Outcomes(step) = &self.parting {
            step.walk(visit);
        }
        self.branches.iter().for_each(|branch| branch.line.walk(visit));
    }
}

impl Step {
    /// It, and every node and event that goes where it goes.
    pub(super) fn elements(&self) -> BTreeSet<&NodeId> {
        let mut own = Vec::new();
        self.own(&mut own);
        self.walk(&mut |line| own.extend(line.own()));
        own.into_iter().collect()
    }

    /// It, the events at its side, and what else stands in no line.
    fn own<'t>(&'t self, own: &mut Vec<&'t NodeId>) {
        own.push(&self.node);
        for Beside { event, then } in &self.beside {
            own.push(event);
            if let Then::TakesBack(step) = then {
                step.own(own);
            }
        }
        if let Some(Within { start, reactions, .. }) = &self.within {
            own.extend(start);
            reactions.iter().for_each(|step| step.own(own));
        }
    }

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
