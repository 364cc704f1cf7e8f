//! What happened at a moment, in a sentence.

use std::collections::BTreeMap;

use flow::id::NodeId;
use flow::model::Definition;
use flow::replay::Moved;

use super::shown::Instance;
use super::track::Beat;
use crate::designer::panel::called;
use crate::pages::story::{ended, told};
use crate::t;
use crate::text::{duration, listed};

/// From how long on it is told how long something took.
const WORTH_TELLING: i64 = 60_000;

/// What happened in a beat: who did what, who is asked then, else where it has come to.
pub(super) fn sentence(instance: &Instance, definition: &Definition, beat: &Beat) -> String {
    let (from, to) = beat.moves;
    let moves = instance.moves.get(from..to).unwrap_or_default();
    let name = |node: &NodeId| called(definition, node.as_str());
    let at = |visit: u32| instance.node(visit).map(name).unwrap_or_default();
    let mut sentences = Vec::new();
    let mut asked: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for known in moves {
        let known_as = instance.told.get(&known.number).map(|entry| told(entry));
        match (&known.what, known_as) {
            (Moved::Decided { took, .. }, Some(words)) => sentences.push(after(words, *took)),
            (_, Some(words)) => sentences.push(words),
            (Moved::Decided { visit, person, took, .. }, None) => {
                let who = instance.people.get(person).cloned().unwrap_or_else(|| person.to_string());
                sentences.push(after(t!("replay-decided", who = who, node = at(*visit)), *took));
            }
            (Moved::Asked { visit, person }, None) => {
                let who = instance.people.get(person).cloned().unwrap_or_else(|| person.to_string());
                asked.entry(*visit).or_default().push(who);
            }
            (Moved::Came { node }, None) => sentences.push(t!("replay-came", node = name(node))),
            (Moved::Overdue { visit: Some(visit) }, None) => {
                sentences.push(t!("replay-overdue", node = at(*visit)));
            }
            (Moved::Ended { how }, None) => sentences.push(ended(*how)),
            _ => {}
        }
    }
    let asked = asked.into_iter().map(|(visit, who)| t!("replay-asked", who = listed(who), node = at(visit)));
    sentences.extend(asked);
    if sentences.is_empty() {
        let entered = moves.iter().rev().find_map(|known| match &known.what {
            Moved::Entered { node, .. } => Some(name(node)),
            _ => None,
        });
        sentences.extend(entered.map(|node| t!("replay-came-to", node = node)));
    }
    sentences.join(&t!("replay-between"))
}

/// With how long it took.
fn after(words: String, took: i64) -> String {
    if took < WORTH_TELLING { words } else { t!("replay-after", what = words, length = duration(took)) }
}
