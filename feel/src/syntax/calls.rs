//! The functions of the host that an expression calls.

use std::sync::Arc;

use super::ast::{Kind, Node};
use crate::Value;

/// A function of the host that an expression calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its name.
    pub function: Arc<str>,
    /// What it is given, as far as the text tells.
    pub arguments: Vec<Given>,
}

/// What a function is given, as far as the text tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// This text.
    Text(Arc<str>),
    /// A context with these entries.
    Entries(Vec<Arc<str>>),
    /// Something that has to be evaluated first.
    Computed,
}

impl Given {
    /// The text that it is.
    pub fn text(&self) -> Option<&str> {
        match self {
            Given::Text(text) => Some(text),
            Given::Entries(_) | Given::Computed => None,
        }
    }

    /// The names of the entries that it has.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        let entries = match self {
            Given::Entries(entries) => entries.as_slice(),
            Given::Text(_) | Given::Computed => &[],
        };
        entries.iter().map(|entry| &**entry)
    }

    fn of(node: &Node) -> Given {
        match &node.kind {
            Kind::Literal(Value::String(text)) => Given::Text(text.clone()),
            Kind::Context(entries) => Given::Entries(entries.iter().map(|entry| entry.name.clone()).collect()),
            _ => Given::Computed,
        }
    }
}

/// What `node` calls that is not built in, in the order of the text.
pub(crate) fn host_calls(node: &Node) -> Vec<Call> {
    let mut found = Vec::new();
    collect(node, &mut found);
    found
}

fn collect(node: &Node, found: &mut Vec<Call>) {
    if let Kind::Call { callee, built_in: None, arguments } = &node.kind
        && let Kind::Name(name) = &callee.kind
    {
        let arguments = arguments.iter().map(|argument| Given::of(&argument.value)).collect();
        found.push(Call { function: name.clone(), arguments });
    }
    node.kind.for_each_child(&mut |child| collect(child, found));
}
