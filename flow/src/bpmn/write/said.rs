//! What BPMN has no words for: the difference between what a file says by itself and what was meant.

use std::collections::HashMap;

use feel::xml::{self, Content, Element};
use serde_json::{Map, Value as Json};

use super::ids::{Ids, Of};
use crate::bpmn::extension::{LISTS, ORDER, Said};
use crate::bpmn::names::EXTENSION;
use crate::bpmn::read::of_tree;
use crate::model::Definition;

/// A file of plain BPMN with what it does not say of a definition.
pub(super) fn complete(plain: Element, meant: &Definition, ids: &Ids) -> Element {
    let plain = without_keys(plain);
    let process = meant.key.as_str();
    // What is written can be read; if it could not, everything would be said.
    let read = xml::read(&plain.to_string()).ok().and_then(|root| of_tree(&root, Some(process)).ok());
    let says = read.map(|read| read.definition).unwrap_or_default();
    let (says, means) = (object(&says), object(meant));
    let mut said: HashMap<String, Said> = HashMap::new();
    let mut order = Map::new();
    for list in LISTS {
        let (plain, meant) = (items(&says, list), items(&means, list));
        let by_id: HashMap<&str, &Map<String, Json>> = plain.iter().map(|item| (id_of(item), *item)).collect();
        let nothing = Map::new();
        for item in &meant {
            let difference = Said::between(by_id.get(id_of(item)).copied().unwrap_or(&nothing), item);
            let mut difference = Said(difference.0.into_iter().filter(|(key, _)| key != "id").collect());
            // Whoever reads it need not guess.
            if let Some(who) = item.get("who").filter(|who| *who == "initiator") {
                difference.0.insert("who".to_owned(), who.clone());
            }
            if !difference.0.is_empty() {
                let of = match list {
                    "lanes" => Of::Lane,
                    "edges" => Of::Edge,
                    _ => Of::Node,
                };
                said.insert(ids.of(of, id_of(item)).to_owned(), difference);
            }
        }
        let ids_of = |items: &[&Map<String, Json>]| items.iter().map(|item| id_of(item).to_owned()).collect::<Vec<_>>();
        if ids_of(&plain) != ids_of(&meant) {
            order.insert(list.to_owned(), ids_of(&meant).into());
        }
    }
    let rest = |whole: &Map<String, Json>| {
        let kept = whole.iter().filter(|(key, _)| !LISTS.contains(&key.as_str()) && *key != "key");
        kept.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<String, Json>>()
    };
    let mut of_process = Said::between(&rest(&says), &rest(&means));
    if !order.is_empty() {
        of_process.0.insert(ORDER.to_owned(), order.into());
    }
    if !of_process.0.is_empty() {
        said.insert(ids.of(Of::Process, process).to_owned(), of_process);
    }
    annotated(plain, &mut said)
}

fn object(definition: &Definition) -> Map<String, Json> {
    match serde_json::to_value(definition) {
        Ok(Json::Object(whole)) => whole,
        _ => Map::new(),
    }
}

fn items<'w>(whole: &'w Map<String, Json>, list: &str) -> Vec<&'w Map<String, Json>> {
    let items = whole.get(list).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Json::as_object).collect()
}

fn id_of(item: &Map<String, Json>) -> &str {
    item.get("id").and_then(Json::as_str).unwrap_or_default()
}

/// Puts what is said of each element among its extensions.
fn annotated(mut element: Element, said: &mut HashMap<String, Said>) -> Element {
    let keys = element.attribute("id").and_then(|id| said.remove(id));
    element.content = element
        .content
        .into_iter()
        .map(|content| match content {
            Content::Element(inner) => Content::Element(annotated(inner, said)),
            text @ Content::Text(_) => text,
        })
        .collect();
    let Some(keys) = keys else { return element };
    let prefix = element.name.rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
    let name = format!("{prefix}extensionElements");
    let there = element.content.iter_mut().find_map(|content| match content {
        Content::Element(inner) if inner.name == name => Some(inner),
        _ => None,
    });
    match there {
        Some(there) => there.content.extend(keys.elements().map(Content::Element)),
        None => {
            let is_documentation =
                |content: &Content| matches!(content, Content::Element(inner) if inner.local_name() == "documentation");
            let place = element.content.iter().rposition(is_documentation).map_or(0, |last| last + 1);
            let extensions = Element::new(&name).containing(keys.elements());
            element.content.insert(place, Content::Element(extensions));
        }
    }
    element
}

/// The tree without our own keys, which are said anew.
fn without_keys(mut element: Element) -> Element {
    let is_key = |inner: &Element| inner.namespace.as_deref() == Some(EXTENSION) && inner.local_name() == "key";
    let is_empty = |inner: &Element| inner.local_name() == "extensionElements" && inner.elements().next().is_none();
    let content = element.content.into_iter().filter_map(|content| match content {
        Content::Element(inner) if is_key(&inner) => None,
        Content::Element(inner) => {
            let had_any = inner.elements().next().is_some();
            let inner = without_keys(inner);
            (!(had_any && is_empty(&inner))).then_some(Content::Element(inner))
        }
        text @ Content::Text(_) => Some(text),
    });
    element.content = content.collect();
    element
}
