//! Operators, from the loosest to the tightest.

use super::{Parsed, Parser};
use crate::syntax::ast::{Comparison, Kind, Node, Operator};
use crate::syntax::lexer::Token;

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<Node> {
        self.nested(Self::disjunction)
    }

    fn disjunction(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        let first = self.conjunction()?;
        if !self.is_word("or") {
            return Ok(first);
        }
        let mut operands = vec![first];
        while self.take_word("or")? {
            operands.push(self.conjunction()?);
        }
        self.node(Kind::Disjunction(operands), start)
    }

    fn conjunction(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        let first = self.comparison()?;
        if !self.is_word("and") {
            return Ok(first);
        }
        let mut operands = vec![first];
        while self.take_word("and")? {
            operands.push(self.comparison()?);
        }
        self.node(Kind::Conjunction(operands), start)
    }

    fn comparison(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        let mut left = self.sum()?;
        loop {
            let kind = if let Some(comparison) = self.take_comparison()? {
                let right = self.sum()?;
                Kind::Comparison(comparison, Box::new((left, right)))
            } else if self.take_word("between")? {
                let low = self.sum()?;
                self.expect_word("and")?;
                let high = self.sum()?;
                Kind::Between(Box::new((left, low, high)))
            } else if self.take_word("in")? {
                Kind::In(Box::new(left), self.tests_after_in()?)
            } else {
                return Ok(left);
            };
            left = self.node(kind, start)?;
        }
    }

    /// Takes `=`, `!=`, `<`, `<=`, `>` or `>=`, if one stands next.
    pub(super) fn take_comparison(&mut self) -> Parsed<Option<Comparison>> {
        let Token::Symbol(symbol) = self.next.token else { return Ok(None) };
        let comparison = match symbol {
            "=" => Comparison::Equal,
            "!=" => Comparison::Unequal,
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            ">" => Comparison::Greater,
            ">=" => Comparison::AtLeast,
            _ => return Ok(None),
        };
        self.advance()?;
        Ok(Some(comparison))
    }

    /// `+` and `-`
    pub(super) fn sum(&mut self) -> Parsed<Node> {
        let operators = [("+", Operator::Add), ("-", Operator::Subtract)];
        self.left_to_right(&operators, Self::product)
    }

    fn product(&mut self) -> Parsed<Node> {
        let operators = [("*", Operator::Multiply), ("/", Operator::Divide)];
        self.left_to_right(&operators, Self::power)
    }

    fn power(&mut self) -> Parsed<Node> {
        self.left_to_right(&[("**", Operator::Power)], Self::negation)
    }

    fn left_to_right(
        &mut self,
        operators: &[(&str, Operator)],
        operand: fn(&mut Self) -> Parsed<Node>,
    ) -> Parsed<Node> {
        let start = self.next.start;
        let mut left = operand(self)?;
        while let Some((symbol, operator)) = operators.iter().find(|(symbol, _)| self.is_symbol(symbol)) {
            self.expect_symbol(symbol)?;
            let right = operand(self)?;
            left = self.node(Kind::Arithmetic(*operator, Box::new((left, right))), start)?;
        }
        Ok(left)
    }

    /// A minus sign binds tighter than `**`: the standard makes `-2 ** 2` the square of -2.
    fn negation(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        if self.take_symbol("-")? {
            let operand = self.nested(Self::negation)?;
            return self.node(Kind::Negation(Box::new(operand)), start);
        }
        self.instance_of()
    }

    fn instance_of(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        let mut node = self.postfix()?;
        while self.is_word("instance") {
            self.advance()?;
            self.expect_word("of")?;
            let of_type = self.type_name()?.unrestricted();
            node = self.node(Kind::InstanceOf(Box::new(node), of_type), start)?;
        }
        Ok(node)
    }
}
