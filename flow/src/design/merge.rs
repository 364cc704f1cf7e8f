//! Bringing together what two people did to the same draft.

use std::collections::BTreeSet;

use super::ids::Names;
use super::{Part, Patch};
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge};

/// What came of bringing two drafts together.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The draft with what both did; where both changed the same part, it is theirs.
    pub definition: Definition,
    /// My changes to the parts that both changed, and not alike. Applied to the draft, they win.
    pub disputed: Option<Patch>,
    /// Those parts.
    pub parts: BTreeSet<Part>,
}

/// Brings my draft and theirs together, both made from the same base.
pub fn merge(base: &Definition, mine: &Definition, theirs: &Definition) -> Merged {
    let mine = &told_apart(base, mine, theirs);
    let (my, their) = (Patch::between(base, mine), Patch::between(base, theirs));
    let both: BTreeSet<Part> = my.parts().intersection(&their.parts()).cloned().collect();
    let mut definition = theirs.clone();
    my.apply(&mut definition);
    if both.is_empty() {
        return Merged { definition, disputed: None, parts: both };
    }
    let wins = definition.clone();
    // What they did goes over what I did: only where we both changed something does that take mine back.
    their.apply(&mut definition);
    let disputed = Patch::between(&definition, &wins);
    match disputed.is_empty() {
        true => Merged { definition, disputed: None, parts: BTreeSet::new() },
        false => Merged { definition, parts: disputed.parts(), disputed: Some(disputed) },
    }
}

/// Mine with other ids for what I added and they added something else under the same id: two steps that two people drew
/// at once are two steps.
fn told_apart(base: &Definition, mine: &Definition, theirs: &Definition) -> Definition {
    let mut mine = mine.clone();
    let mut names = Names::of(&[&mine, theirs]);
    let nodes: Vec<NodeId> = mine.element_ids().filter(|id| is_new_there(base, theirs, id)).cloned().collect();
    for id in &nodes {
        if !is_the_same(&mine, theirs, id) {
            mine.rename_node(id, &names.another(id.as_str()));
        }
    }
    let find = |of: &Definition, id: &EdgeId| of.edges.iter().find(|edge| edge.id == *id).cloned();
    let new = mine.edges.iter().map(|edge| edge.id.clone()).filter(|id| find(base, id).is_none());
    for id in new.collect::<Vec<EdgeId>>() {
        if find(theirs, &id).is_some_and(|edge| find(&mine, &id) != Some(edge)) {
            mine.rename_edge(&id, &names.another(id.as_str()));
        }
    }
    mine
}

/// Whether they added a node of this id.
fn is_new_there(base: &Definition, theirs: &Definition, id: &NodeId) -> bool {
    let has = |definition: &Definition| definition.element_ids().any(|known| known == id);
    !has(base) && has(theirs)
}

/// Whether both hold the same node under an id, in the same place of the flow.
fn is_the_same(mine: &Definition, theirs: &Definition, id: &NodeId) -> bool {
    let node = |of: &Definition| of.nodes.iter().find(|node| node.id == *id).cloned();
    let event = |of: &Definition| of.attached.iter().find(|event| event.id == *id).cloned();
    let touching = |of: &Definition| -> Vec<Edge> {
        of.edges.iter().filter(|edge| edge.from == *id || edge.to == *id).cloned().collect()
    };
    node(mine) == node(theirs) && event(mine) == event(theirs) && touching(mine) == touching(theirs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;
    use crate::design::{New, append, remove};
    use crate::model::Kind;

    fn named(definition: &Definition, node: &str, name: &str) -> Definition {
        let mut definition = definition.clone();
        let node = definition.nodes.iter_mut().find(|other| other.id == *node).expect("it is there");
        node.name = Some(name.into());
        definition
    }

    #[test]
    fn changes_of_different_elements_both_hold() {
        let base = review();
        let mut mine = named(&base, "check", "Mine");
        append(&mut mine, &"check".into(), &New::node(Kind::Handle)).expect("work can be left");
        let theirs = named(&base, "decide", "Theirs");
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.disputed, None);
        assert_eq!(merged.definition.nodes.len(), base.nodes.len() + 1);
        let name = |id: &str| merged.definition.nodes.iter().find(|node| node.id == *id).and_then(|n| n.name.clone());
        assert_eq!((name("check"), name("decide")), (Some("Mine".into()), Some("Theirs".into())));
    }

    #[test]
    fn where_both_changed_the_same_element_it_is_asked() {
        let base = review();
        let (mine, theirs) = (named(&base, "check", "Mine"), named(&base, "check", "Theirs"));
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.definition, theirs);
        assert_eq!(merged.parts, BTreeSet::from([Part::Node("check".into())]));
        let mut definition = merged.definition;
        merged.disputed.expect("there is a dispute").apply(&mut definition);
        assert_eq!(definition, mine);
    }

    #[test]
    fn the_same_change_is_no_dispute() {
        let base = review();
        let both = named(&base, "check", "Both");
        assert_eq!(merge(&base, &both, &both), Merged { definition: both, disputed: None, parts: BTreeSet::new() });
    }

    #[test]
    fn two_steps_that_two_people_draw_at_once_are_two_steps() {
        let base = review();
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        append(&mut mine, &"check".into(), &New::node(Kind::Approve)).expect("work can be left");
        append(&mut theirs, &"decide".into(), &New::node(Kind::Approve)).expect("work can be left");
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.disputed, None);
        let leads =
            |from: &str, to: &str| merged.definition.edges.iter().any(|edge| edge.from == *from && edge.to == *to);
        assert!(leads("decide", "approve") && leads("approve", "end"), "theirs keeps its name");
        assert!(leads("check", "approve2") && leads("approve2", "choice"), "mine has one of its own");
    }

    #[test]
    fn what_they_removed_and_i_changed_is_asked() {
        let base = review();
        let mine = named(&base, "check", "Mine");
        let mut theirs = base.clone();
        remove(&mut theirs, &["check".into()].into(), &BTreeSet::new());
        let merged = merge(&base, &mine, &theirs);
        assert!(merged.parts.contains(&Part::Node("check".into())));
        assert!(!merged.definition.nodes.iter().any(|node| node.id == "check"));
    }
}
