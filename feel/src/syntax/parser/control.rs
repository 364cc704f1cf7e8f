//! `if`, `for`, `some` and `every`, and function definitions.

use std::sync::Arc;

use super::{Expected, Parsed, Parser};
use crate::syntax::ast::{FunctionNode, Iteration, Kind, Node, Parameter, Quantifier};

impl Parser<'_> {
    pub(super) fn conditional(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        self.expect_word("if")?;
        let condition = self.expression()?;
        self.expect_word("then")?;
        let consequence = self.expression()?;
        self.expect_word("else")?;
        let alternative = self.expression()?;
        self.node(Kind::If(Box::new((condition, consequence, alternative))), start)
    }

    pub(super) fn iteration(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        self.expect_word("for")?;
        let (iterations, result) = self.with_locals(|parser| {
            let iterations = parser.iterations()?;
            parser.expect_word("return")?;
            parser.locals.push("partial");
            Ok((iterations, parser.expression()?))
        })?;
        self.node(Kind::For(iterations, Box::new(result)), start)
    }

    pub(super) fn quantified(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        let quantifier = if self.is_word("some") { Quantifier::Some } else { Quantifier::Every };
        self.advance()?;
        let (iterations, condition) = self.with_locals(|parser| {
            let iterations = parser.iterations()?;
            parser.expect_word("satisfies")?;
            Ok((iterations, parser.expression()?))
        })?;
        self.node(Kind::Quantified(quantifier, iterations, Box::new(condition)), start)
    }

    /// `x in list, y in 1..3, …`; each knows the variables before it.
    fn iterations(&mut self) -> Parsed<Vec<Iteration>> {
        let mut iterations = Vec::new();
        loop {
            let Some((variable, end)) = self.words_in_a_row()? else { return Err(self.unexpected(Expected::Name)) };
            self.move_to(end)?;
            self.expect_word("in")?;
            let domain = self.expression()?;
            let end = if self.take_symbol("..")? { Some(self.expression()?) } else { None };
            let variable: Arc<str> = variable.into();
            self.locals.push(variable.clone());
            iterations.push(Iteration { variable, domain, end });
            if !self.take_symbol(",")? {
                return Ok(iterations);
            }
        }
    }

    pub(super) fn function(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        self.expect_word("function")?;
        self.expect_symbol("(")?;
        let mut parameters = Vec::new();
        while !self.is_symbol(")") {
            parameters.push(self.parameter()?);
            if !self.take_symbol(",")? {
                break;
            }
        }
        if !self.is_symbol(")") {
            return Err(self.unexpected(Expected::OneOf(&[",", ")"])));
        }
        self.advance()?;
        let external = self.take_word("external")?;
        let body = self.with_locals(|parser| {
            parameters.iter().for_each(|parameter: &Parameter| parser.locals.push(parameter.name.clone()));
            parser.expression()
        })?;
        self.node(Kind::Function(Arc::new(FunctionNode { parameters, body, external })), start)
    }

    fn parameter(&mut self) -> Parsed<Parameter> {
        if let Some((name, end)) = self.key_before_colon()? {
            self.move_to(end)?;
            return Ok(Parameter { name: name.into(), of_type: Some(self.type_name()?) });
        }
        let Some((name, end)) = self.words_in_a_row()? else { return Err(self.unexpected(Expected::Name)) };
        self.move_to(end)?;
        Ok(Parameter { name: name.into(), of_type: None })
    }
}
