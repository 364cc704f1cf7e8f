//! XML as a tree of elements, within bounds: no document type, no entities but the five of XML itself.

mod write;

use std::fmt;
use std::sync::Arc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// The longest text that is read, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;
/// How deep elements may stand in one another.
const DEEPEST: usize = 128;
/// How many elements a text may have.
const MOST_ELEMENTS: usize = 200_000;
/// How many attributes an element may have.
const MOST_ATTRIBUTES: usize = 256;

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its name as it stands in the text, with its prefix.
    pub name: String,
    /// The namespace that the name belongs to.
    pub namespace: Option<Arc<str>>,
    /// Names as they stand in the text, and values; declarations of namespaces among them.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub content: Vec<Content>,
    /// Where it begins, in bytes of the text.
    pub position: u64,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// An element.
    Element(Element),
    /// Characters, references resolved.
    Text(String),
}

/// Why a text is not read as XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlError {
    /// What is wrong.
    pub kind: XmlErrorKind,
    /// Where, in bytes of the text.
    pub position: u64,
}

/// What is wrong with a text that is not read as XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XmlErrorKind {
    /// It is longer, deeper or has more parts than is read.
    TooLarge,
    /// It declares a document type, which is never needed and can do harm.
    DocumentType,
    /// It refers to an entity that XML itself does not have.
    Entity(String),
    /// A prefix that nothing declares.
    Prefix(String),
    /// It is not well formed.
    Malformed(String),
}

/// Reads the only element at the top of a text.
///
/// # Errors
/// The text is not well formed, or larger than is read.
pub fn read(text: &str) -> Result<Element, XmlError> {
    if text.len() > LONGEST {
        return Err(XmlError { kind: XmlErrorKind::TooLarge, position: 0 });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut tree = Tree::default();
    loop {
        let position = reader.buffer_position();
        let at = |kind| XmlError { kind, position };
        let malformed = |error: &dyn fmt::Display| at(XmlErrorKind::Malformed(error.to_string()));
        let (namespace, event) = reader.read_resolved_event().map_err(|error| malformed(&error))?;
        match event {
            Event::Start(start) => {
                let namespace = match namespace {
                    ResolveResult::Bound(namespace) => Some(namespace.0.into()),
                    ResolveResult::Unbound => None,
                    ResolveResult::Unknown(prefix) => return Err(at(XmlErrorKind::Prefix(prefix))),
                };
                tree.open(element(&start, namespace, position)?).map_err(at)?;
            }
            Event::End(_) => tree.close(),
            Event::Text(text) => tree.text(&text.xml_content(XmlVersion::Implicit1_0)).map_err(at)?,
            Event::CData(text) => tree.text(&text.xml_content(XmlVersion::Implicit1_0)).map_err(at)?,
            Event::GeneralRef(reference) => {
                let name = reference.xml_content(XmlVersion::Implicit1_0);
                let character = reference.resolve_char_ref().map_err(|error| malformed(&error))?;
                let resolved = match character {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(&name)
                        .ok_or_else(|| at(XmlErrorKind::Entity(name.to_string())))?
                        .to_owned(),
                };
                tree.text(&resolved).map_err(at)?;
            }
            Event::DocType(_) => return Err(at(XmlErrorKind::DocumentType)),
            Event::Eof => return tree.root.ok_or_else(|| at(XmlErrorKind::Malformed("no element".to_owned()))),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn element(start: &BytesStart<'_>, namespace: Option<Arc<str>>, position: u64) -> Result<Element, XmlError> {
    let malformed = |error: &dyn fmt::Display| XmlError { kind: XmlErrorKind::Malformed(error.to_string()), position };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| malformed(&error))?;
        if attributes.len() == MOST_ATTRIBUTES {
            return Err(XmlError { kind: XmlErrorKind::TooLarge, position });
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| malformed(&error))?;
        attributes.push((attribute.key.0.to_owned(), value.into_owned()));
    }
    Ok(Element { name: start.name().0.to_owned(), namespace, attributes, content: Vec::new(), position })
}

/// The tree as far as it is read.
#[derive(Default)]
struct Tree {
    /// The elements that are not closed yet, the outermost first.
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Tree {
    fn open(&mut self, element: Element) -> Result<(), XmlErrorKind> {
        self.elements += 1;
        if self.open.len() == DEEPEST || self.elements > MOST_ELEMENTS {
            return Err(XmlErrorKind::TooLarge);
        }
        if self.root.is_some() {
            return Err(XmlErrorKind::Malformed("more than one element at the top".to_owned()));
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(outer) => outer.content.push(Content::Element(closed)),
            None => self.root = Some(closed),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), XmlErrorKind> {
        match self.open.last_mut() {
            Some(element) => match element.content.last_mut() {
                Some(Content::Text(before)) => before.push_str(text),
                _ => element.content.push(Content::Text(text.to_owned())),
            },
            None if text.trim().is_empty() => {}
            None => return Err(XmlErrorKind::Malformed("text outside the element at the top".to_owned())),
        }
        Ok(())
    }
}

impl Element {
    /// Its name without the prefix.
    pub fn local_name(&self) -> &str {
        self.name.split_once(':').map_or(&self.name, |(_, local)| local)
    }

    /// The value of an attribute, by its name as it stands in the text.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The elements in it that are of its own namespace and are called so.
    pub fn named<'a>(&'a self, local_name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.namespace == self.namespace && element.local_name() == local_name)
    }

    /// The first of those.
    pub fn first(&self, local_name: &str) -> Option<&Element> {
        self.elements().find(|element| element.namespace == self.namespace && element.local_name() == local_name)
    }

    /// The characters that stand in it directly.
    pub fn text(&self) -> String {
        let texts = self.content.iter().filter_map(|content| match content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element(_) => None,
        });
        texts.collect()
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            XmlErrorKind::TooLarge => f.write_str("the file is larger or nested deeper than is read"),
            XmlErrorKind::DocumentType => f.write_str("a document type declaration is not read"),
            XmlErrorKind::Entity(name) => write!(f, "the entity &{name}; is not known"),
            XmlErrorKind::Prefix(prefix) => write!(f, "the prefix {prefix} is not declared"),
            XmlErrorKind::Malformed(what) => f.write_str(what),
        }?;
        write!(f, " (at byte {})", self.position)
    }
}

impl std::error::Error for XmlError {}
