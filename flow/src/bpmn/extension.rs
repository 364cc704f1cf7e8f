//! Our own kinds and keys in a file of BPMN.
//!
//! What an element of BPMN cannot say stands among its extensions, a key at a time, as the file format has it in JSON:
//! `<lianban:key name="who">{"post":"com.head"}</lianban:key>`. A key that BPMN says and we do not is `null`. Everything
//! else is read from BPMN itself, so that a change by another tool counts.

use std::collections::HashMap;

use feel::xml::Element;
use serde_json::{Map, Value as Json};

use super::document::{Document, extensions, parts};
use super::names::EXTENSION;
use crate::check::Finding;
use crate::model::Definition;
use crate::text::Text;

/// What a file says of an element in our own keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said(pub(super) Map<String, Json>);

/// The key that keeps what stood in another order than that of BPMN's elements.
pub(super) const ORDER: &str = "order";

/// The lists of a definition whose parts are elements of BPMN.
pub(super) const LISTS: [&str; 4] = ["lanes", "nodes", "edges", "attached"];

impl Said {
    pub(super) fn of(element: &Element) -> Self {
        let keys = extensions(element, |namespace| namespace == EXTENSION).filter(|it| it.local_name() == "key");
        let keys = keys.filter_map(|key| {
            // What is no JSON is a text; where that is no value, it is told.
            let text = key.text();
            let value = serde_json::from_str(&text).unwrap_or(Json::String(text));
            Some((key.attribute("name")?.to_owned(), value))
        });
        Self(keys.collect())
    }

    /// Whether it says nothing about a key.
    pub(super) fn is_silent_on(&self, key: &str) -> bool {
        !self.0.contains_key(key)
    }

    /// The same as elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = Element> {
        self.0
            .iter()
            .map(|(key, value)| Element::new("lianban:key").with("name", key.as_str()).saying(value.to_string()))
    }

    /// What has to be said beside one value so that another results.
    pub(super) fn between(plain: &Map<String, Json>, meant: &Map<String, Json>) -> Self {
        let changed = meant.iter().filter(|(key, value)| plain.get(*key) != Some(value));
        let gone = plain.keys().filter(|key| !meant.contains_key(*key)).map(|key| (key.clone(), Json::Null));
        Self(changed.map(|(key, value)| (key.clone(), value.clone())).chain(gone).collect())
    }

    fn put_into(self, item: &mut Map<String, Json>) {
        for (key, value) in self.0 {
            match value {
                Json::Null => _ = item.remove(&key),
                value => _ = item.insert(key, value),
            }
        }
    }
}

/// What a definition says with our own keys over what BPMN says.
///
/// # Errors
/// The keys make no definition.
pub(super) fn apply(
    definition: Definition,
    document: &Document<'_>,
    process: &Element,
) -> Result<Definition, Vec<Finding>> {
    let mut said = HashMap::new();
    gather(document, process, &mut said);
    let of_process = Said::of(process);
    if said.is_empty() && of_process.0.is_empty() {
        return Ok(definition);
    }
    let drawn = definition.diagram.clone();
    let mut whole = match serde_json::to_value(&definition) {
        Ok(Json::Object(whole)) => whole,
        _ => return Ok(definition),
    };
    for list in LISTS {
        let Some(items) = whole.get_mut(list).and_then(Json::as_array_mut) else { continue };
        for item in items.iter_mut().filter_map(Json::as_object_mut) {
            let id = item.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
            if let Some(keys) = said.remove(&(list, id)) {
                keys.put_into(item);
            }
        }
    }
    let order = of_process.0.get(ORDER).cloned();
    of_process.put_into(&mut whole);
    whole.remove(ORDER);
    for list in LISTS {
        if let (Some(order), Some(items)) = (order.as_ref().and_then(|order| order.get(list)), whole.get_mut(list)) {
            in_order(items, order);
        }
    }
    let mut applied: Definition = serde_json::from_value(Json::Object(whole)).map_err(|error| vec![wrong(&error)])?;
    // A drawing that another tool changed counts, whoever had laid it out before.
    if !applied.is_placed() && drawn != Some(super::write::laid_out(&applied)) {
        applied.diagram = drawn;
    }
    Ok(applied)
}

fn wrong(error: &serde_json::Error) -> Finding {
    let zh = format!("扩展元素（{EXTENSION}）有误：{error}");
    let en = format!("the extension elements ({EXTENSION}) are wrong: {error}");
    Finding { element: None, ..Finding::error("wrong_extension", "", Text::each(zh, en)) }
}

/// What is said of every element in a process, by the list that it belongs to and its id.
fn gather(document: &Document<'_>, element: &Element, said: &mut HashMap<(&'static str, String), Said>) {
    for part in parts(element).filter(|part| part.local_name() != "extensionElements") {
        let keys = Said::of(part);
        if let (false, Some(id)) = (keys.0.is_empty(), document.id_of(part)) {
            let list = match part.local_name() {
                "lane" => "lanes",
                "sequenceFlow" | "association" => "edges",
                "boundaryEvent" => "attached",
                _ => "nodes",
            };
            said.insert((list, id.to_owned()), keys);
        }
        gather(document, part, said);
    }
}

/// Puts items in the order of their ids; those that are not named stay at the end.
fn in_order(items: &mut Json, order: &Json) {
    let (Some(items), Some(order)) = (items.as_array_mut(), order.as_array()) else { return };
    let places: HashMap<&str, usize> = order.iter().filter_map(Json::as_str).zip(0..).collect();
    items.sort_by_key(|item| {
        item.get("id").and_then(Json::as_str).and_then(|id| places.get(id)).copied().unwrap_or(usize::MAX)
    });
}
