use std::ops::Range;

use super::Source;
use crate::check::{Declared, observe};
use crate::syntax::{Kind, Node};
use crate::{Phrase, Type, documentation_of};

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    /// Where it stands.
    pub span: Range<usize>,
    /// The type of its value; of a function, that of what it yields.
    pub of_type: Type,
    /// What a function does.
    pub documentation: Option<Phrase>,
}

/// What stands at a position.
pub fn hover<'t>(source: impl Into<Source<'t>>, position: usize, declared: &dyn Declared) -> Option<Hover> {
    let source = source.into();
    let root = source.parse_declared(declared)?;
    let mut found: Option<Hover> = None;
    observe(&root, source.text, declared, source.input, &mut |node, known, _| {
        let span = Range::from(node.span);
        let is_nearer = found.as_ref().is_none_or(|found| span.len() <= found.span.len());
        if span.contains(&position) && is_nearer {
            let documentation = function_at(node, position).and_then(|name| documented(name, declared));
            found = Some(Hover { span, of_type: known.of_type.clone(), documentation });
        }
    });
    found
}

/// The name of the function that is called here.
fn function_at(node: &Node, position: usize) -> Option<&str> {
    let Kind::Call { callee, .. } = &node.kind else { return None };
    match &callee.kind {
        Kind::Name(name) if Range::from(callee.span).contains(&position) => Some(name),
        _ => None,
    }
}

fn documented(name: &str, declared: &dyn Declared) -> Option<Phrase> {
    let of_host = declared.function(name).map(|signature| signature.documentation);
    of_host.or_else(|| documentation_of(name).map(|documentation| documentation.text))
}
