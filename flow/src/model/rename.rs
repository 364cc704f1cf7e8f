//! Giving elements other ids, with everything that speaks of them by id. What expressions say is left as it is: they
//! are texts, and a draft may hold a wrong one.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::{Definition, EventKind, Filing, Formula, Node, OnRefuse, Right, Who};
use crate::id::{EdgeId, FieldId, LaneId, NodeId};

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
            let Spoken { nodes, names, .. } = spoken_of(node);
            nodes.into_iter().for_each(change);
            names.into_iter().for_each(name);
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
        self.who_rules_mut().for_each(|who| {
            who.each_mut(&mut |who| {
                if let Who::Handler(node) = who {
                    change(node);
                }
            });
        });
        self.diagram.iter_mut().for_each(|diagram| {
            move_key(&mut diagram.nodes, from, to);
            if diagram.collapsed.remove(from) {
                diagram.collapsed.insert(to.clone());
            }
        });
        self.rename_foreign(from.as_str(), to.as_str());
    }

    /// Gives an edge another id.
    pub fn rename_edge(&mut self, from: &EdgeId, to: &EdgeId) {
        for edge in self.edges.iter_mut().filter(|edge| edge.id == *from) {
            edge.id = to.clone();
        }
        self.diagram.iter_mut().for_each(|diagram| {
            move_key(&mut diagram.edges, from, to);
            move_key(&mut diagram.labels, from, to);
        });
        self.rename_foreign(from.as_str(), to.as_str());
    }

    /// Gives a lane another id.
    pub fn rename_lane(&mut self, from: &LaneId, to: &LaneId) {
        let own = self.lanes.iter_mut().map(|lane| &mut lane.id);
        let said = self.nodes.iter_mut().filter_map(|node| node.lane.as_mut());
        own.chain(said).filter(|id| **id == *from).for_each(|id| *id = to.clone());
        self.diagram.iter_mut().for_each(|diagram| move_key(&mut diagram.lanes, from, to));
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
            let Spoken { fields, rights, filled, .. } = spoken_of(node);
            fields.into_iter().for_each(change);
            move_key(rights, from, to);
            filled.into_iter().for_each(|filled| move_key(filled, from, to));
        }
        self.follows.iter_mut().for_each(|follows| move_key(&mut follows.data, from, to));
        self.who_rules_mut().for_each(|who| {
            who.each_mut(&mut |who| {
                if let Who::Field(field) = who {
                    change(field);
                }
            });
        });
    }

    fn rename_foreign(&mut self, from: &str, to: &str) {
        move_key(&mut self.foreign, from, &to.to_owned());
    }
}

/// The ids that a node speaks of, its own too; those in its rule of who is asked left out.
struct Spoken<'n> {
    nodes: Vec<&'n mut NodeId>,
    /// Nodes where other words may stand too.
    names: Vec<&'n mut String>,
    fields: Vec<&'n mut FieldId>,
    rights: &'n mut BTreeMap<FieldId, Right>,
    /// What it fills in with an expression for each: what comes back from a call, and what an instance begins with by
    /// itself.
    filled: Option<&'n mut BTreeMap<FieldId, Formula>>,
}

/// Every key is named, so that a new one cannot be forgotten here.
fn spoken_of(node: &mut Node) -> Spoken<'_> {
    let begins_by_itself = node.begins_by_itself();
    let Node {
        id,
        kind: _,
        name: _,
        within,
        lane: _,
        requirement: _,
        who: _,
        mode: _,
        not,
        nobody: _,
        control: _,
        limit: _,
        outcomes,
        opinion: _,
        refuse,
        returns,
        actions: _,
        fields: rights,
        script: _,
        table,
        call,
        event,
        beside: _,
        exception: _,
        each,
        repeat: _,
        ad_hoc: _,
        takes_back: _,
        result: _,
        filing,
        ledger,
        waits: _,
        activate: _,
        needs: _,
        gives: _,
        contact: _,
        on_behalf: _,
    } = node;
    let back = match refuse {
        Some(OnRefuse::Back(back)) => Some(back),
        Some(OnRefuse::End | OnRefuse::Path) | None => None,
    };
    let returns = returns.iter_mut().flat_map(|returns| &mut returns.to).flatten();
    let reversed = ledger.iter_mut().flat_map(|ledger| &mut ledger.reverses);
    let (taken_back, begun_with) = match event.as_mut().map(|event| (event.kind, &mut event.of, &mut event.data)) {
        Some((EventKind::Compensation, of, _)) => (of.as_mut(), None),
        Some((_, _, data)) if begins_by_itself => (None, Some(data)),
        _ => (None, None),
    };
    let opened = outcomes.iter_mut().flat_map(|outcome| &mut outcome.opens);
    let decided = table.iter_mut().flat_map(|table| &mut table.outputs);
    let gathered = each.iter_mut().flat_map(|each| &mut each.into);
    let filed = filing.iter_mut().flat_map(|Filing { numbers: _, into, on }| [into].into_iter().chain(on));
    Spoken {
        nodes: [id].into_iter().chain(within).chain(back).chain(returns).chain(reversed).collect(),
        names: not.iter_mut().chain(taken_back).collect(),
        fields: opened.chain(decided).chain(gathered).chain(filed).collect(),
        rights,
        filled: call.as_mut().map(|call| &mut call.output).or(begun_with),
    }
}

/// What stands under a key stands under another.
fn move_key<K: Ord + Clone + Borrow<Q>, Q: Ord + ?Sized, V>(entries: &mut BTreeMap<K, V>, from: &Q, to: &K) {
    if let Some(value) = entries.remove(from) {
        entries.insert(to.clone(), value);
    }
}

#[cfg(all(test, feature = "yaml"))]
mod tests;
