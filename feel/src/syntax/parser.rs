//! Tokens to a tree, by recursive descent. Every step down is counted, so no text can exhaust the stack.

mod collections;
mod control;
mod expected;
mod known;
mod operators;
mod primary;
mod tests;
mod types;

use std::collections::BTreeSet;
use std::sync::Arc;

use expected::Expected;

use super::Names;
use super::ast::{Kind, Node};
use super::lexer::{Lexeme, Token, lexeme_at};
use super::locals::Locals;
use crate::{Error, ErrorCode};

/// The longest text that is read, in bytes.
const LONGEST: usize = 256 * 1024;

/// The greatest height of a tree, and the greatest depth of descent.
const HIGHEST: u16 = 200;

/// Errors are boxed: results are handed up through many levels, each of which holds one on the stack.
type Parsed<T> = Result<T, Box<Error>>;

pub(super) struct Parser<'a> {
    text: &'a str,
    names: &'a dyn Names,
    /// The token that stands next.
    next: Lexeme,
    /// Where the last token that was taken ended.
    last_end: usize,
    /// Names that the expression itself introduces.
    locals: Locals,
    /// Names of entries of contexts anywhere in the text so far, which paths and filters may mention.
    entries: BTreeSet<Arc<str>>,
    depth: u16,
}

/// Reads a whole text as one expression.
pub(crate) fn parse_expression(text: &str, names: &dyn Names) -> Result<Node, Error> {
    whole(text, names, Parser::expression).map_err(|error| *error)
}

/// Reads a whole text as unary tests.
pub(crate) fn parse_tests(text: &str, names: &dyn Names) -> Result<Node, Error> {
    whole(text, names, Parser::unary_tests).map_err(|error| *error)
}

fn whole<'a>(text: &'a str, names: &'a dyn Names, parse: fn(&mut Parser<'a>) -> Parsed<Node>) -> Parsed<Node> {
    let mut parser = Parser::new(text, names)?;
    let node = parse(&mut parser)?;
    parser.end()?;
    Ok(node)
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, names: &'a dyn Names) -> Parsed<Parser<'a>> {
        if text.len() > LONGEST {
            return Err(Error::new(ErrorCode::TextTooLong, 0..text.len(), LONGEST.to_string()).into());
        }
        let next = lexeme_at(text, 0)?;
        Ok(Parser { text, names, next, last_end: 0, locals: Locals::default(), entries: BTreeSet::new(), depth: 0 })
    }

    /// Takes the next token.
    fn advance(&mut self) -> Parsed<()> {
        self.move_to(self.next.end)
    }

    /// Takes everything up to a place in the text.
    fn move_to(&mut self, end: usize) -> Parsed<()> {
        self.last_end = end;
        self.next = lexeme_at(self.text, end)?;
        Ok(())
    }

    /// The text of the next token.
    fn next_text(&self) -> &'a str {
        &self.text[self.next.start..self.next.end]
    }

    fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self.next.token, Token::Symbol(next) if next == symbol)
    }

    fn is_word(&self, word: &str) -> bool {
        self.next.token == Token::Word && self.next_text() == word
    }

    fn take_symbol(&mut self, symbol: &str) -> Parsed<bool> {
        let found = self.is_symbol(symbol);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn take_word(&mut self, word: &str) -> Parsed<bool> {
        let found = self.is_word(word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn expect_symbol(&mut self, symbol: &str) -> Parsed<()> {
        if self.take_symbol(symbol)? { Ok(()) } else { Err(self.unexpected(Expected::OneOf(&[symbol]))) }
    }

    fn expect_word(&mut self, word: &str) -> Parsed<()> {
        if self.take_word(word)? { Ok(()) } else { Err(self.unexpected(Expected::OneOf(&[word]))) }
    }

    fn end(&self) -> Parsed<()> {
        if self.next.token == Token::End { Ok(()) } else { Err(self.unexpected(Expected::OperatorOrEnd)) }
    }

    /// The error that the next token does not belong here.
    fn unexpected(&self, expected: Expected<'_>) -> Box<Error> {
        let (code, subject) = match self.next.token {
            Token::End => (ErrorCode::UnexpectedEnd, String::new()),
            Token::Other => (ErrorCode::UnexpectedCharacter, format!("`{}`", self.next_text())),
            _ => (ErrorCode::UnexpectedToken, format!("`{}`", self.next_text())),
        };
        Box::new(Error::new(code, self.next.start..self.next.end, subject).expecting(expected))
    }

    /// A node from `start` up to what was taken last.
    fn node(&self, kind: Kind, start: usize) -> Parsed<Node> {
        let node = Node::new(kind, start, self.last_end);
        if node.height > HIGHEST { Err(self.too_deep(start)) } else { Ok(node) }
    }

    fn too_deep(&self, start: usize) -> Box<Error> {
        Box::new(Error::new(ErrorCode::NestedTooDeep, start..self.next.end, HIGHEST.to_string()))
    }

    /// Goes one level down.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= HIGHEST {
            return Err(self.too_deep(self.next.start));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Reads something in which names introduced on the way are known, and forgets them afterwards.
    fn with_locals<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let known = self.locals.len();
        let parsed = parse(self);
        self.locals.truncate(known);
        parsed
    }
}
