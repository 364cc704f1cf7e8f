//! Which names are known at a place, and what is known of their values there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Declared;
use super::relate::{base, is_nullable, is_unknown, union};
use crate::Type;
use crate::syntax::{Kind, Node};

/// Where `?` stands among names.
const INPUT: &str = "?";

/// Names that one construct binds, or what is known of names on the way to a place.
#[derive(Clone, Debug)]
pub(crate) enum Frame {
    Names(Names),
    /// The element that a filter looks at: it is called `item`, and its entries go by their names.
    Item(Type),
    /// The value that a unary test is about.
    Input(Type),
    /// What is known of values here, more than their types say.
    Narrowed(Vec<(Key, Type)>),
}

/// Names in the order in which they are bound; a name that comes again hides the one before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    bound: Vec<(Arc<str>, Type)>,
    /// Where a name was bound last.
    last: BTreeMap<Arc<str>, usize>,
}

impl Names {
    fn push(&mut self, name: Arc<str>, of_type: Type) {
        self.last.insert(name.clone(), self.bound.len());
        self.bound.push((name, of_type));
    }

    fn get(&self, name: &str) -> Option<&Type> {
        self.last.get(name).map(|last| &self.bound[*last].1)
    }
}

impl<N: IntoIterator<Item = (Arc<str>, Type)>> From<N> for Names {
    fn from(bound: N) -> Names {
        let mut names = Names::default();
        bound.into_iter().for_each(|(name, of_type)| names.push(name, of_type));
        names
    }
}

/// A name, and what is asked of it by dots.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    pub(crate) root: Arc<str>,
    pub(crate) path: Vec<Arc<str>>,
}

impl Key {
    /// The key of a node, if it is a name or a path that begins with one.
    pub(crate) fn of(node: &Node) -> Option<Key> {
        match &node.kind {
            Kind::Name(name) => Some(Key { root: name.clone(), path: Vec::new() }),
            Kind::Input => Some(Key { root: INPUT.into(), path: Vec::new() }),
            Kind::Path(operand, name) => {
                let mut key = Key::of(operand)?;
                key.path.push(name.clone());
                Some(key)
            }
            _ => None,
        }
    }
}

/// The names known at a place, innermost last, before what the host declares.
pub(crate) struct Scopes<'d> {
    pub(crate) declared: &'d dyn Declared,
    frames: Vec<Frame>,
}

impl<'d> Scopes<'d> {
    pub(super) fn new(declared: &'d dyn Declared) -> Scopes<'d> {
        Scopes { declared, frames: Vec::new() }
    }

    pub(super) fn push(&mut self, frame: Frame) {
        self.frames.push(frame);
    }

    /// Binds a name in the innermost frame.
    pub(super) fn add_name(&mut self, name: Arc<str>, of_type: Type) {
        if let Some(Frame::Names(names)) = self.frames.last_mut() {
            names.push(name, of_type);
        }
    }

    /// Adds to what the innermost frame tells.
    pub(super) fn add_narrowed(&mut self, more: Vec<(Key, Type)>) {
        if let Some(Frame::Narrowed(narrowed)) = self.frames.last_mut() {
            narrowed.extend(more);
        }
    }

    /// Takes the innermost frame away, and the names that it bound.
    pub(super) fn pop_names(&mut self) -> Vec<(Arc<str>, Type)> {
        match self.frames.pop() {
            Some(Frame::Names(names)) => names.bound,
            _ => Vec::new(),
        }
    }

    pub(super) fn pop(&mut self) {
        self.frames.pop();
    }

    /// The names that the expression itself binds here, innermost first; those that are hidden are left out.
    pub(crate) fn locals(&self) -> Vec<(Arc<str>, Type)> {
        let (mut locals, mut seen) = (Vec::new(), BTreeSet::new());
        for frame in self.frames.iter().rev() {
            let bound = match frame {
                Frame::Names(names) => names.bound.iter().rev().cloned().collect(),
                Frame::Item(item) => {
                    let mut bound = vec![("item".into(), item.clone())];
                    if let Type::Context(entries) = base(item) {
                        bound.extend(entries.iter().cloned());
                    }
                    bound
                }
                Frame::Input(_) | Frame::Narrowed(_) => Vec::new(),
            };
            for (name, of_type) in bound {
                if seen.insert(name.clone()) {
                    locals.push((name, of_type));
                }
            }
        }
        locals
    }

    /// The type of a name that the expression itself binds, with what is known of it here.
    pub(super) fn local(&self, name: &str) -> Option<Type> {
        let bound = self.local_within(name, self.frames.len())?;
        Some(self.narrowed_name(name).unwrap_or(bound))
    }

    /// The type of a name; `None` when there is no such name. Built-in functions are not among the names.
    pub(super) fn find(&self, name: &str) -> Option<Type> {
        self.narrowed_name(name)
            .or_else(|| self.local_within(name, self.frames.len()))
            .or_else(|| self.declared.name(name))
    }

    fn narrowed_name(&self, name: &str) -> Option<Type> {
        self.narrowed(&Key { root: name.into(), path: Vec::new() })
    }

    /// Looks for a name in the outermost `count` frames.
    fn local_within(&self, name: &str, count: usize) -> Option<Type> {
        for (position, frame) in self.frames[..count].iter().enumerate().rev() {
            let found = match frame {
                Frame::Names(names) => names.get(name).cloned(),
                Frame::Item(item) => match base(item) {
                    Type::Context(entries) => match entries.iter().find(|(entry, _)| **entry == *name) {
                        // A null element has no entries: the name then means what it means outside.
                        Some((_, of_type)) if is_nullable(item) => {
                            let outside = self.local_within(name, position);
                            let outside = outside.or_else(|| self.declared.name(name)).unwrap_or(Type::Null);
                            Some(union(of_type, &outside))
                        }
                        Some((_, of_type)) => Some(of_type.clone()),
                        None => (name == "item").then(|| item.clone()),
                    },
                    // Whether the element has such an entry is not known.
                    _ if is_unknown(item) => Some(if name == "item" { item.clone() } else { Type::Any }),
                    _ => (name == "item").then(|| item.clone()),
                },
                Frame::Input(_) | Frame::Narrowed(_) => None,
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The type of `?`.
    pub(crate) fn input(&self) -> Option<Type> {
        let key = Key { root: INPUT.into(), path: Vec::new() };
        self.narrowed(&key).or_else(|| {
            self.frames
                .iter()
                .rev()
                .find_map(|frame| if let Frame::Input(input) = frame { Some(input.clone()) } else { None })
        })
    }

    /// What is known of a name or path here, more than its type says.
    pub(super) fn narrowed(&self, key: &Key) -> Option<Type> {
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Narrowed(narrowed) => {
                    if let Some((_, of_type)) = narrowed.iter().rev().find(|(known, _)| known == key) {
                        return Some(of_type.clone());
                    }
                }
                frame if frame.binds(&key.root) => return None,
                _ => {}
            }
        }
        None
    }
}

impl Frame {
    fn binds(&self, name: &str) -> bool {
        match self {
            Frame::Names(names) => names.get(name).is_some(),
            Frame::Item(item) => {
                let is_entry = match base(item) {
                    Type::Context(entries) => entries.iter().any(|(entry, _)| **entry == *name),
                    _ => is_unknown(item) && name != INPUT,
                };
                name == "item" || is_entry
            }
            Frame::Input(_) => name == INPUT,
            Frame::Narrowed(_) => false,
        }
    }
}
