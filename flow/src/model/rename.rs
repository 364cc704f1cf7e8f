//! Giving elements other ids, with everything that speaks of them by id. What expressions say is left as it is: they
//! are texts, and a draft may hold a wrong one.

use super::{Definition, EventKind, OnRefuse, Who};
use crate::id::{EdgeId, FieldId, NodeId};

impl Definition {
    /// Gives a node, or a boundary event, another id.
    pub fn rename_node(&mut self, from: &NodeId, to: &NodeId) {
        let change = |id: &mut NodeId| {
            if id == from {
                *id = to.clone();
            }
        };
        let name = |text: &mut String| {
            if text.as_str() == from.as_str() {
                *text = to.to_string();
            }
        };
        for node in &mut self.nodes {
            change(&mut node.id);
            node.within.iter_mut().for_each(change);
            node.not.iter_mut().for_each(name);
            node.returns.iter_mut().flat_map(|returns| &mut returns.to).flatten().for_each(change);
            if let Some(OnRefuse::Back(back)) = &mut node.refuse {
                change(back);
            }
            let taken_back = node.event.as_mut().filter(|event| event.kind == EventKind::Compensation);
            taken_back.into_iter().flat_map(|event| &mut event.of).for_each(name);
        }
        for edge in &mut self.edges {
            change(&mut edge.from);
            change(&mut edge.to);
        }
        for event in &mut self.attached {
            change(&mut event.id);
            change(&mut event.on);
        }
        self.settings.share.nodes.iter_mut().flatten().for_each(change);
        self.each_who(&mut |who| {
            if let Who::Handler(node) = who {
                change(node);
            }
        });
        if let Some(diagram) = &mut self.diagram
            && let Some(place) = diagram.nodes.remove(from)
        {
            diagram.nodes.insert(to.clone(), place);
        }
        self.rename_foreign(from.as_str(), to.as_str());
    }

    /// Gives an edge another id.
    pub fn rename_edge(&mut self, from: &EdgeId, to: &EdgeId) {
        for edge in self.edges.iter_mut().filter(|edge| edge.id == *from) {
            edge.id = to.clone();
        }
        if let Some(diagram) = &mut self.diagram
            && let Some(points) = diagram.edges.remove(from)
        {
            diagram.edges.insert(to.clone(), points);
        }
        self.rename_foreign(from.as_str(), to.as_str());
    }

    /// Gives a field of the form another id.
    pub fn rename_field(&mut self, from: &FieldId, to: &FieldId) {
        let change = |id: &mut FieldId| {
            if id == from {
                *id = to.clone();
            }
        };
        self.form.fields.iter_mut().map(|field| &mut field.id).for_each(change);
        self.settings.share.fields.iter_mut().for_each(change);
        for node in &mut self.nodes {
            node.outcomes.iter_mut().flat_map(|outcome| &mut outcome.opens).for_each(change);
            node.table.iter_mut().flat_map(|table| &mut table.outputs).for_each(change);
            node.each.iter_mut().flat_map(|each| &mut each.into).for_each(change);
            if let Some(right) = node.fields.remove(from) {
                node.fields.insert(to.clone(), right);
            }
            if let Some(call) = &mut node.call
                && let Some(formula) = call.output.remove(from)
            {
                call.output.insert(to.clone(), formula);
            }
        }
        self.each_who(&mut |who| {
            if let Who::Field(field) = who {
                change(field);
            }
        });
    }

    fn rename_foreign(&mut self, from: &str, to: &str) {
        if let Some(kept) = self.foreign.remove(from) {
            self.foreign.insert(to.to_owned(), kept);
        }
    }

    /// Changes every rule that yields people, those within others too.
    fn each_who(&mut self, change: &mut impl FnMut(&mut Who)) {
        let lanes = self.lanes.iter_mut().flat_map(|lane| &mut lane.responsible);
        let nodes = self.nodes.iter_mut().flat_map(|node| &mut node.who);
        lanes.chain(nodes).chain(&mut self.starters).for_each(|who| each_within(who, change));
    }
}

fn each_within(who: &mut Who, change: &mut impl FnMut(&mut Who)) {
    change(who);
    who.parts_mut().into_iter().for_each(|part| each_within(part, change));
}
