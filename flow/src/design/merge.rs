//! Bringing together what two people did to the same draft.

use std::collections::BTreeSet;

use super::{Part, Patch};
use crate::model::Definition;

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
