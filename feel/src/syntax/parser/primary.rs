//! Literals, names, parentheses, and what may follow them: paths, filters, calls.

use super::known::Place;
use super::{Expected, Parsed, Parser};
use crate::syntax::ast::{Argument, Kind, Node};
use crate::syntax::lexer::{Token, content, lexeme_at};
use crate::{Error, ErrorCode, Number, Value, functions};

/// Words that go on with what stands before them.
const ENDS: [&str; 9] = ["and", "or", "between", "in", "then", "else", "return", "satisfies", "instance"];

impl Parser<'_> {
    pub(super) fn postfix(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        let mut node = self.primary()?;
        loop {
            let kind = if self.take_symbol(".")? {
                Kind::Path(Box::new(node), self.name(Place::Path)?)
            } else if self.is_symbol("[") && !self.closes_a_range()? {
                self.advance()?;
                let condition = self.with_locals(|parser| {
                    parser.locals.push("item");
                    parser.expression()
                })?;
                self.expect_symbol("]")?;
                Kind::Filter(Box::new((node, condition)))
            } else if self.is_symbol("(") {
                self.call(node)?
            } else {
                return Ok(node);
            };
            node = self.node(kind, start)?;
        }
    }

    /// Whether the bracket that stands next ends a range, as in `[1..10[`: then nothing follows that begins an
    /// expression.
    fn closes_a_range(&self) -> Parsed<bool> {
        let following = lexeme_at(self.text, self.next.end)?;
        Ok(match following.token {
            Token::Symbol(symbol) => !["(", "[", "]", "{", "-", "?", "@"].contains(&symbol),
            Token::Word => ENDS.contains(&&self.text[following.start..following.end]),
            Token::Other | Token::End => true,
            Token::Number | Token::Text | Token::At => false,
        })
    }

    fn call(&mut self, callee: Node) -> Parsed<Kind> {
        self.expect_symbol("(")?;
        let mut arguments = Vec::new();
        while !self.is_symbol(")") {
            let name = self.argument_name()?;
            let value = self.expression()?;
            arguments.push(Argument { name, value });
            if !self.take_symbol(",")? {
                break;
            }
        }
        if !self.is_symbol(")") {
            return Err(self.unexpected(Expected::OneOf(&[",", ")"])));
        }
        self.advance()?;
        let built_in = if let Kind::Name(name) = &callee.kind { functions::find(name) } else { None };
        Ok(Kind::Call { callee: Box::new(callee), built_in, arguments })
    }

    /// `name:` before an argument.
    fn argument_name(&mut self) -> Parsed<Option<std::sync::Arc<str>>> {
        let Some((name, end)) = self.key_before_colon()? else { return Ok(None) };
        self.move_to(end)?;
        Ok(Some(name.into()))
    }

    fn primary(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        let kind = match self.next.token {
            Token::Number => {
                let span = self.next.start..self.next.end;
                let number: Number = self
                    .next_text()
                    .parse()
                    .map_err(|_| Error::new(ErrorCode::InvalidNumber, span, self.next_text()))?;
                Kind::Literal(Value::Number(number))
            }
            Token::Text => Kind::Literal(content(self.next_text()).into()),
            Token::At => Kind::Literal(self.temporal()?),
            Token::Symbol("?") => Kind::Input,
            Token::Symbol("(") => return self.parenthesis(),
            Token::Symbol("[") => return self.list_or_range(),
            Token::Symbol("]") => return self.range_open_at_start(),
            Token::Symbol("{") => return self.context(),
            Token::Word => return self.word(),
            _ => return Err(self.unexpected(Expected::Expression)),
        };
        self.advance()?;
        self.node(kind, start)
    }

    fn temporal(&self) -> Parsed<Value> {
        let content = content(self.next_text());
        let value = functions::temporal_literal(&content, &|name| self.names.zone(name));
        let span = self.next.start..self.next.end;
        let invalid = || Error::new(ErrorCode::InvalidTemporal, span, content).expecting(Expected::Temporal);
        Ok(value.ok_or_else(invalid)?)
    }

    fn word(&mut self) -> Parsed<Node> {
        let start = self.next.start;
        if self.stands_at_name()? {
            let name = self.name(Place::Expression)?;
            return self.node(Kind::Name(name), start);
        }
        let kind = match self.next_text() {
            "null" => Kind::Literal(Value::Null),
            "true" => Kind::Literal(Value::Bool(true)),
            "false" => Kind::Literal(Value::Bool(false)),
            "if" => return self.conditional(),
            "for" => return self.iteration(),
            "some" | "every" => return self.quantified(),
            "function" => return self.function(),
            _ => return Err(self.unexpected(Expected::Expression)),
        };
        self.advance()?;
        self.node(kind, start)
    }

    /// A name, or a text, that stands before a colon: the name and the place after the colon.
    pub(super) fn key_before_colon(&self) -> Parsed<Option<(String, usize)>> {
        if self.next.token == Token::Text {
            let colon = lexeme_at(self.text, self.next.end)?;
            return Ok((colon.token == Token::Symbol(":")).then(|| (content(self.next_text()), colon.end)));
        }
        if self.next.token != Token::Word {
            return Ok(None);
        }
        let mut key = String::new();
        let mut end = self.next.start;
        loop {
            let lexeme = lexeme_at(self.text, end)?;
            let part = &self.text[lexeme.start..lexeme.end];
            match lexeme.token {
                Token::Symbol(":") => return Ok(Some((key, lexeme.end))),
                Token::Word | Token::Number | Token::Symbol("." | "/" | "-" | "'" | "+" | "*" | "**" | "..") => {
                    if lexeme.start > end && !key.is_empty() {
                        key.push(' ');
                    }
                    key.push_str(part);
                    end = lexeme.end;
                }
                _ => return Ok(None),
            }
        }
    }
}
