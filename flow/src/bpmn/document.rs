//! A file of BPMN as a tree whose elements are found by their ids.

use std::collections::{HashMap, HashSet};

use feel::xml::{self, Element, XmlErrorKind};

use super::names::{EXTENSION, MODEL};
use crate::check::Finding;
use crate::text::Text;

/// A file, and what stands where in it.
pub(super) struct Document<'x> {
    /// The `definitions`.
    pub(super) root: &'x Element,
    by_id: HashMap<&'x str, &'x Element>,
    /// The ids of what boundary events sit on.
    pub(super) hosts: HashSet<&'x str>,
    /// The ids that more than one element has.
    pub(super) twice: Vec<&'x str>,
    /// Namespaces by the prefixes that are declared anywhere.
    prefixes: HashMap<&'x str, &'x str>,
}

/// Reads the tree of a file.
///
/// # Errors
/// It is no XML, or no BPMN.
pub(super) fn tree(text: &str) -> Result<Element, Finding> {
    let whole = |code: &str, message| Finding { element: None, ..Finding::error(code, "", message) };
    let root = xml::read(text).map_err(|error| {
        let before = text.get(..error.position as usize).unwrap_or_default();
        let line = before.matches('\n').count() as u32 + 1;
        let finding = match error.kind {
            XmlErrorKind::TooLarge => {
                whole("too_large", Text::each("文件过大或嵌套过深", "the file is larger or nested deeper than is read"))
            }
            _ => whole("syntax", Text::each(format!("不是可读的 XML：{error}"), format!("this is no XML: {error}"))),
        };
        Finding { line: Some(line), ..finding }
    })?;
    if root.namespace.as_deref() != Some(MODEL) || root.local_name() != "definitions" {
        let zh = "文件不是 BPMN 2.0：最外层须是 definitions";
        let en = "the file is no BPMN 2.0: its outermost element has to be `definitions`";
        return Err(whole("no_model", Text::each(zh, en)));
    }
    Ok(root)
}

impl<'x> Document<'x> {
    pub(super) fn new(root: &'x Element) -> Self {
        let mut document =
            Self { root, by_id: HashMap::new(), hosts: HashSet::new(), twice: Vec::new(), prefixes: HashMap::new() };
        document.look_at(root);
        document
    }

    fn look_at(&mut self, element: &'x Element) {
        for (name, value) in &element.attributes {
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                self.prefixes.insert(prefix, value);
            }
        }
        if let Some(id) = element.attribute("id").filter(|_| is_bpmn(element))
            && self.by_id.insert(id, element).is_some()
        {
            self.twice.push(id);
        }
        self.hosts.extend(element.attribute("attachedToRef").map(str::trim));
        // What other namespaces hold has ids of its own.
        for inner in element.elements().filter(|inner| inner.local_name() != "extensionElements") {
            self.look_at(inner);
        }
    }

    /// The element that a reference names. A prefix says whose it is; ours is left out or that of the file itself.
    pub(super) fn find(&self, reference: &str) -> Option<&'x Element> {
        let reference = reference.trim();
        self.by_id.get(reference).or_else(|| self.by_id.get(reference.rsplit_once(':')?.1)).copied()
    }

    /// Whether a reference names what another file defines.
    pub(super) fn is_elsewhere(&self, reference: &str) -> bool {
        let target = self.root.attribute("targetNamespace");
        let namespace = reference.split_once(':').and_then(|(prefix, _)| self.prefixes.get(prefix));
        namespace.is_some_and(|namespace| Some(*namespace) != target)
    }

    /// The prefix, with its colon, that the outermost element declares for a namespace; nothing before names of the
    /// namespace that needs none.
    pub(super) fn prefix_of(&self, namespace: &str) -> Option<String> {
        let declared = self.root.attributes.iter().filter(|(_, value)| value == namespace);
        let prefix = |name: &str| match name {
            "xmlns" => Some(String::new()),
            name => name.strip_prefix("xmlns:").map(|prefix| format!("{prefix}:")),
        };
        declared.filter_map(|(name, _)| prefix(name)).next()
    }

    /// The elements that have an id, with it.
    pub(super) fn identified(&self) -> impl Iterator<Item = (&'x Element, &'x str)> {
        self.by_id.iter().map(|(id, element)| (*element, *id))
    }

    /// The processes, in order.
    pub(super) fn processes(&self) -> impl Iterator<Item = &'x Element> {
        self.root.named("process")
    }

    /// The namespace of a name as it stands in the text.
    pub(super) fn namespace_of(&self, name: &str) -> Option<&'x str> {
        self.prefixes.get(name.split_once(':')?.0).copied()
    }

    /// An attribute of one of these namespaces.
    pub(super) fn foreign_attribute(
        &self,
        element: &'x Element,
        namespaces: &[&str],
        local_name: &str,
    ) -> Option<&'x str> {
        let is_it = |name: &str| {
            name.split_once(':').is_some_and(|(_, local)| local == local_name)
                && self.namespace_of(name).is_some_and(|namespace| namespaces.contains(&namespace))
        };
        element.attributes.iter().find(|(name, _)| is_it(name)).map(|(_, value)| value.as_str())
    }

    /// The id that an element has in our model: what a file of ours says, else its own.
    pub(super) fn id_of(&self, element: &'x Element) -> Option<&'x str> {
        self.foreign_attribute(element, &[EXTENSION], "id").or(element.attribute("id"))
    }

    /// The id in our model of what a reference names; the reference itself when there is nothing.
    pub(super) fn named<'r>(&self, reference: &'r str) -> &'r str
    where
        'x: 'r,
    {
        self.find(reference).and_then(|element| self.id_of(element)).unwrap_or(reference.trim())
    }
}

/// Whether an element is BPMN's own.
pub(super) fn is_bpmn(element: &Element) -> bool {
    element.namespace.as_deref() == Some(MODEL)
}

/// The elements of BPMN in an element.
pub(super) fn parts(element: &Element) -> impl Iterator<Item = &Element> {
    element.elements().filter(|part| is_bpmn(part))
}

/// The elements of a namespace among the extensions of an element.
pub(super) fn extensions(element: &Element, is_of: impl Fn(&str) -> bool) -> impl Iterator<Item = &Element> {
    let all = element.named("extensionElements").flat_map(Element::elements);
    all.filter(move |extension| extension.namespace.as_deref().is_some_and(&is_of))
}

/// Whether an attribute says yes, or no, in so many words.
pub(super) fn says(element: &Element, name: &str, yes: bool) -> bool {
    let words = if yes { ["true", "1"] } else { ["false", "0"] };
    element.attribute(name).is_some_and(|said| words.contains(&said.trim()))
}

/// The text of an element that holds one, without spaces around it; none when there is nothing.
pub(super) fn text_in(element: &Element, name: &str) -> Option<String> {
    element.first(name).map(|part| part.text().trim().to_owned()).filter(|text| !text.is_empty())
}
