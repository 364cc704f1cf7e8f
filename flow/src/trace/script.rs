//! Scripts in languages that are not ours.

use crate::model::{Definition, Formula, Kind};

/// The code of the refusal that a trace does not heed.
const FOREIGN: &str = "foreign_script";

/// The definition as a trace runs it: scripts in other languages write nothing, and are no reason to refuse it.
#[must_use]
pub fn stepping_over_scripts(mut definition: Definition) -> Definition {
    let is_foreign = |definition: &Definition, element: &str| {
        definition.foreign_part(element).is_some_and(|kept| kept.script.is_some())
    };
    for place in 0..definition.nodes.len() {
        let node = &definition.nodes[place];
        if node.kind == Kind::Script && node.script.is_none() && is_foreign(&definition, node.id.as_str()) {
            let id = node.id.clone();
            definition.keep_foreign(id.as_str(), |kept| kept.refused.retain(|refusal| refusal.code != FOREIGN));
            definition.nodes[place].script = Some(Formula::from("{}"));
        }
    }
    definition
}
