//! Lists, contexts and ranges.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Expected, Parsed, Parser};
use crate::syntax::ast::{Entry, Kind, Node};
use crate::{Error, ErrorCode};

impl Parser<'_> {
    /// `(expression)`, the range `(start..end)`, or the range `(< end)`.
    pub(super) fn parenthesis(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        self.expect_symbol("(")?;
        if let Some(comparison) = self.take_comparison()? {
            let bound = self.nested(Self::sum)?;
            self.expect_symbol(")")?;
            return self.node(Kind::Relation(comparison, Box::new(bound)), start);
        }
        let inner = self.expression()?;
        if self.is_symbol("..") {
            return self.range_from(inner, false, start);
        }
        if !self.is_symbol(")") {
            return Err(self.unexpected(Expected::OneOf(&[")"])));
        }
        self.advance()?;
        Ok(inner)
    }

    /// `[a, b, …]` or the range `[start..end]`.
    pub(super) fn list_or_range(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        self.expect_symbol("[")?;
        let mut elements = Vec::new();
        while !self.is_symbol("]") {
            elements.push(self.nested(Self::test)?);
            if elements.len() == 1 && self.is_symbol("..") {
                let first = elements.remove(0);
                return self.range_from(first, true, start);
            }
            if !self.take_symbol(",")? {
                break;
            }
        }
        if !self.is_symbol("]") {
            return Err(self.unexpected(Expected::OneOf(&[",", "]"])));
        }
        self.advance()?;
        self.node(Kind::List(elements), start)
    }

    /// `]start..end]`
    pub(super) fn range_open_at_start(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        self.expect_symbol("]")?;
        let first = self.expression()?;
        self.range_from(first, false, start)
    }

    /// What follows the start of a range.
    pub(super) fn range_from(&mut self, first: Node, start_included: bool, start: usize) -> Parsed<Node> {
        self.expect_symbol("..")?;
        let last = self.expression()?;
        let end_included = self.is_symbol("]");
        if !end_included && !self.is_symbol(")") && !self.is_symbol("[") {
            return Err(self.unexpected(Expected::OneOf(&["]", ")", "["])));
        }
        self.advance()?;
        let kind = Kind::Range { start: Box::new(first), start_included, end: Box::new(last), end_included };
        self.node(kind, start)
    }

    /// `{name: value, …}`; an entry knows those before it.
    pub(super) fn context(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        self.expect_symbol("{")?;
        let entries = self.with_locals(|parser| {
            let (mut entries, mut names) = (Vec::new(), BTreeSet::new());
            while !parser.is_symbol("}") {
                let key_start = parser.next.start;
                let Some((name, end)) = parser.key_before_colon()? else {
                    return Err(parser.unexpected(Expected::NameAndColon));
                };
                let name: Arc<str> = name.into();
                if !names.insert(name.clone()) {
                    return Err(Error::new(ErrorCode::DuplicateName, key_start..end, format!("`{name}`")).into());
                }
                parser.move_to(end)?;
                let value = parser.expression()?;
                parser.locals.push(name.clone());
                parser.entries.insert(name.clone());
                entries.push(Entry { name, value });
                if !parser.take_symbol(",")? {
                    break;
                }
            }
            Ok(entries)
        })?;
        if !self.is_symbol("}") {
            return Err(self.unexpected(Expected::OneOf(&[",", "}"])));
        }
        self.advance()?;
        self.node(Kind::Context(entries), start)
    }
}
