//! Where the fields that the host declares are meant.

use std::ops::Range;
use std::sync::Arc;

use crate::Type;
use crate::check::relate::base;
use crate::check::{Declared, properties};
use crate::syntax::{Entry, FunctionNode, Kind, Node, Token, lexeme_at};

/// A field: a declared name, and what is asked of it by dots.
pub(super) type Path = Vec<Arc<str>>;

/// A place where a field is meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Occurrence {
    /// Where the last name of the path stands.
    pub(super) span: Range<usize>,
    pub(super) path: Path,
}

/// What a name may mean, innermost last.
enum Frame {
    /// A name of the expression, and the field whose values or elements it goes through.
    Local(Arc<str>, Option<Path>),
    /// The elements of a field.
    Item(Option<Path>),
}

struct Walk<'w> {
    text: &'w str,
    declared: &'w dyn Declared,
    frames: Vec<Frame>,
    found: Vec<Occurrence>,
}

/// All places where fields are meant, in the order of the text.
pub(super) fn occurrences(root: &Node, text: &str, declared: &dyn Declared) -> Vec<Occurrence> {
    let mut walk = Walk { text, declared, frames: Vec::new(), found: Vec::new() };
    walk.visit(root);
    walk.found.sort_by_key(|one| one.span.start);
    walk.found
}

/// Functions whose elements are those of their first argument.
const KEEP_ELEMENTS: [&str; 5] = ["sort", "reverse", "distinct values", "sublist", "remove"];

impl Walk<'_> {
    /// The field that the value of a node, or its elements, come from.
    fn visit(&mut self, node: &Node) -> Option<Path> {
        match &node.kind {
            Kind::Name(name) => self.name(name, node),
            Kind::Path(operand, name) => {
                let mut path = self.visit(operand)?;
                path.push(name.clone());
                let span = self.property_span(operand, node)?;
                self.found.push(Occurrence { span, path: path.clone() });
                Some(path)
            }
            Kind::Filter(parts) => {
                let path = self.visit(&parts.0);
                self.scoped([Frame::Item(path.clone())], |walk| walk.visit(&parts.1));
                path
            }
            Kind::Context(entries) => self.entries(entries, |_| None),
            Kind::Let(entries, result) => self.entries(entries, |walk| walk.visit(result)),
            Kind::For(iterations, body) | Kind::Quantified(_, iterations, body) => {
                let known = self.frames.len();
                for iteration in iterations {
                    let domain = self.visit(&iteration.domain);
                    iteration.end.iter().for_each(|end| drop(self.visit(end)));
                    self.frames.push(Frame::Local(iteration.variable.clone(), domain));
                }
                if let Kind::For(..) = node.kind {
                    self.frames.push(Frame::Local("partial".into(), None));
                }
                self.visit(body);
                self.frames.truncate(known);
                None
            }
            Kind::Function(function) => {
                self.function(function, None);
                None
            }
            Kind::Call { callee, built_in, arguments } => {
                let is_local = matches!(&callee.kind, Kind::Name(name) if self.is_local(name));
                if built_in.is_none() || is_local {
                    self.visit(callee);
                }
                let mut first = None;
                for (position, argument) in arguments.iter().enumerate() {
                    if let Kind::Function(function) = &argument.value.kind {
                        self.function(function, first.clone());
                    } else {
                        let path = self.visit(&argument.value);
                        first = if position == 0 { path } else { first };
                    }
                }
                let keeps = built_in.is_some_and(|built_in| KEEP_ELEMENTS.contains(&built_in.name)) && !is_local;
                first.filter(|_| keeps)
            }
            other => {
                other.for_each_child(&mut |child| drop(self.visit(child)));
                None
            }
        }
    }

    fn name(&mut self, name: &Arc<str>, node: &Node) -> Option<Path> {
        let mut found = None;
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Local(local, path) if local == name => return path.clone(),
                Frame::Item(path) => {
                    if let Some(path) = path
                        && self.has_entry(path, name)
                    {
                        found = Some(path.iter().cloned().chain([name.clone()]).collect());
                        break;
                    }
                    if &**name == "item" {
                        return path.clone();
                    }
                }
                Frame::Local(..) => {}
            }
        }
        let path: Path = match found {
            Some(path) => path,
            None => {
                self.declared.name(name)?;
                vec![name.clone()]
            }
        };
        self.found.push(Occurrence { span: node.span.into(), path: path.clone() });
        Some(path)
    }

    fn is_local(&self, name: &str) -> bool {
        self.frames.iter().any(|frame| matches!(frame, Frame::Local(local, _) if **local == *name))
    }

    fn has_entry(&self, path: &[Arc<str>], name: &str) -> bool {
        let Some((root, rest)) = path.split_first() else { return false };
        let entry = |of_type: Type, name: &str| {
            let of_elements = match base(&of_type) {
                Type::List(of) => base(of),
                other => other,
            };
            properties(of_elements)?.into_iter().find(|(entry, _)| **entry == *name).map(|(_, of_type)| of_type)
        };
        let of_path = rest.iter().try_fold(self.declared.name(root), |of_type, name| Some(entry(of_type?, name)));
        of_path.flatten().and_then(|of_type| entry(of_type, name)).is_some()
    }

    fn entries(&mut self, entries: &[Entry], then: impl FnOnce(&mut Self) -> Option<Path>) -> Option<Path> {
        let known = self.frames.len();
        for entry in entries {
            let path = self.visit(&entry.value);
            self.frames.push(Frame::Local(entry.name.clone(), path));
        }
        let result = then(self);
        self.frames.truncate(known);
        result
    }

    fn function(&mut self, function: &FunctionNode, elements: Option<Path>) {
        if function.external {
            return;
        }
        let parameters = function.parameters.iter().map(|one| Frame::Local(one.name.clone(), elements.clone()));
        self.scoped(parameters, |walk| walk.visit(&function.body));
    }

    fn scoped(
        &mut self,
        frames: impl IntoIterator<Item = Frame>,
        visit: impl FnOnce(&mut Self) -> Option<Path>,
    ) -> Option<Path> {
        let known = self.frames.len();
        self.frames.extend(frames);
        let path = visit(self);
        self.frames.truncate(known);
        path
    }

    /// Where the name after the dot stands.
    fn property_span(&self, operand: &Node, node: &Node) -> Option<Range<usize>> {
        let mut at = Range::from(operand.span).end;
        loop {
            let lexeme = lexeme_at(self.text, at).ok()?;
            at = lexeme.end;
            match lexeme.token {
                Token::Symbol(".") => break,
                Token::End => return None,
                _ => {}
            }
        }
        Some(lexeme_at(self.text, at).ok()?.start..Range::from(node.span).end)
    }
}
