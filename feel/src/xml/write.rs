//! Trees of elements as text.

use std::fmt::{self, Display, Formatter};

use quick_xml::escape::{escape, partial_escape};

use super::{Content, Element};

impl Element {
    /// An element without anything in it; its namespace is that of the element around it.
    pub fn new(name: &str) -> Element {
        Element { name: name.to_owned(), namespace: None, attributes: Vec::new(), content: Vec::new(), position: 0 }
    }

    /// The same with an attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Element {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    /// The same with an attribute, if it has a value.
    #[must_use]
    pub fn with_any(self, name: &str, value: Option<impl Into<String>>) -> Element {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The same with more elements in it.
    #[must_use]
    pub fn containing(mut self, elements: impl IntoIterator<Item = Element>) -> Element {
        self.content.extend(elements.into_iter().map(Content::Element));
        self
    }

    /// The same with more characters in it.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Element {
        self.content.push(Content::Text(text.into()));
        self
    }

    /// The same with every element on a line of its own, where that changes no text.
    #[must_use]
    pub fn indented(self) -> Element {
        self.indented_at(1)
    }

    fn indented_at(mut self, depth: usize) -> Element {
        let only_elements = self.content.iter().all(|content| matches!(content, Content::Element(_)));
        if !only_elements || self.content.is_empty() {
            return self;
        }
        let line = |depth: usize| Content::Text(format!("\n{}", "  ".repeat(depth)));
        let mut content = Vec::with_capacity(self.content.len() * 2 + 1);
        for part in self.content {
            content.push(line(depth));
            content.push(match part {
                Content::Element(element) => Content::Element(element.indented_at(depth + 1)),
                text @ Content::Text(_) => text,
            });
        }
        content.push(line(depth - 1));
        self.content = content;
        self
    }

    /// The element as a file of its own.
    pub fn to_file(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{self}\n")
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            // Line ends and tabs would be read as spaces.
            let value = escape(value.as_str()).replace('\n', "&#10;").replace('\r', "&#13;").replace('\t', "&#9;");
            write!(f, " {name}=\"{value}\"")?;
        }
        if self.content.is_empty() {
            return f.write_str("/>");
        }
        f.write_str(">")?;
        for content in &self.content {
            match content {
                Content::Element(element) => write!(f, "{element}")?,
                Content::Text(text) => f.write_str(&partial_escape(text.as_str()).replace('\r', "&#13;"))?,
            }
        }
        write!(f, "</{}>", self.name)
    }
}
