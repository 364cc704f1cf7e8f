//! Unary tests: the cells of a decision table, and what stands after `in`.

use super::{Parsed, Parser};
use crate::syntax::ast::{Kind, Node};

impl Parser<'_> {
    /// `-`, `not(tests)`, or tests separated by commas.
    pub(super) fn unary_tests(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        if self.is_symbol("-") && self.text[self.next.end..].trim().is_empty() {
            self.advance()?;
            return self.node(Kind::Anything, start);
        }
        if self.is_word("not") && self.text[self.next.end..].trim_start().starts_with('(') {
            self.advance()?;
            self.expect_symbol("(")?;
            let tests = self.tests()?;
            self.expect_symbol(")")?;
            return self.node(Kind::Not(tests), start);
        }
        let tests = self.tests()?;
        self.node(Kind::Tests(tests), start)
    }

    fn tests(&mut self) -> Parsed<Vec<Node>> {
        let mut tests = vec![self.nested(Self::test)?];
        while self.take_symbol(",")? {
            tests.push(self.nested(Self::test)?);
        }
        Ok(tests)
    }

    /// `< 5`, or any expression.
    pub(super) fn test(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        match self.take_comparison()? {
            Some(comparison) => {
                let bound = self.sum()?;
                self.node(Kind::Relation(comparison, Box::new(bound)), start)
            }
            None => self.expression(),
        }
    }

    /// What follows `in`: one test, or several in parentheses.
    pub(super) fn tests_after_in(&mut self) -> Parsed<Vec<Node>> {
        let start = self.next.start;
        if !self.is_symbol("(") {
            let comparison = self.take_comparison()?;
            let operand = self.sum()?;
            return Ok(vec![match comparison {
                Some(comparison) => self.node(Kind::Relation(comparison, Box::new(operand)), start)?,
                None => operand,
            }]);
        }
        self.expect_symbol("(")?;
        let first = self.nested(Self::test)?;
        if self.is_symbol("..") {
            return Ok(vec![self.range_from(first, false, start)?]);
        }
        let mut tests = vec![first];
        while self.take_symbol(",")? {
            tests.push(self.nested(Self::test)?);
        }
        self.expect_symbol(")")?;
        Ok(tests)
    }
}
