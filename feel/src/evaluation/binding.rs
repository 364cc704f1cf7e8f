//! What the names bound by an expression mean, innermost first.

use std::sync::Arc;

use crate::{Context, Value};

/// Names that one construct binds.
pub(crate) enum Bound<'a> {
    One(&'a str, &'a Value),
    Entries(&'a Context),
    Arguments(&'a [(Arc<str>, Value)]),
    /// The element that a filter looks at: it is called `item`, and its entries go by their names.
    Item(&'a Value),
    /// The value that a unary test is about.
    Input(&'a Value),
}

/// A link in the chain of bindings; it lives on the stack, so binding a name costs nothing.
pub(crate) struct Frame<'a> {
    bound: Bound<'a>,
    outer: Option<&'a Frame<'a>>,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(bound: Bound<'a>, outer: Option<&'a Frame<'a>>) -> Frame<'a> {
        Frame { bound, outer }
    }

    /// The value of a bound name.
    pub(crate) fn find(&self, name: &str) -> Option<&Value> {
        let mut frame = Some(self);
        while let Some(Frame { bound, outer }) = frame {
            let found = match bound {
                Bound::One(bound, value) => (*bound == name).then_some(*value),
                Bound::Entries(context) => context.get(name),
                Bound::Arguments(arguments) => {
                    arguments.iter().find(|(bound, _)| **bound == *name).map(|(_, value)| value)
                }
                Bound::Item(item) => item
                    .as_context()
                    .and_then(|context| context.get(name))
                    .or_else(|| (name == "item").then_some(*item)),
                Bound::Input(_) => None,
            };
            if let Some(value) = found {
                return Some(value);
            }
            frame = *outer;
        }
        None
    }

    /// The value that the innermost unary test is about.
    pub(crate) fn input(&self) -> Option<&Value> {
        let mut frame = Some(self);
        while let Some(Frame { bound, outer }) = frame {
            if let Bound::Input(value) = bound {
                return Some(value);
            }
            frame = *outer;
        }
        None
    }
}
