//! Types, as `instance of` and parameters name them.

use super::{Expected, Parsed, Parser};
use crate::Type;
use crate::syntax::lexer::{Token, lexeme_at};
use crate::types::SIMPLE;

impl Parser<'_> {
    pub(super) fn type_name(&mut self) -> Parsed<Type> {
        self.nested(Self::type_here)
    }

    fn type_here(&mut self) -> Parsed<Type> {
        if self.next.token != Token::Word {
            return Err(self.unexpected(Expected::Type));
        }
        match self.next_text() {
            "list" if self.opens_after("<")? => Ok(self.inner_type()?.list()),
            "range" if self.opens_after("<")? => Ok(Type::Range(self.inner_type()?.into())),
            "context" if self.opens_after("<")? => self.context_type(),
            "function" if self.opens_after("<")? => self.function_type(),
            _ => {
                for (name, of_type) in SIMPLE {
                    if let Some(end) = self.phrase_end(name)? {
                        self.move_to(end)?;
                        return Ok(of_type);
                    }
                }
                self.named_type()
            }
        }
    }

    fn named_type(&mut self) -> Parsed<Type> {
        let Some((mut name, end)) = self.words_in_a_row()? else { return Err(self.unexpected(Expected::Type)) };
        self.move_to(end)?;
        while self.take_symbol(".")? {
            let Some((part, end)) = self.words_in_a_row()? else { return Err(self.unexpected(Expected::Type)) };
            self.move_to(end)?;
            name = format!("{name}.{part}");
        }
        Ok(self.names.type_named(&name).unwrap_or_else(|| Type::Named(name.into())))
    }

    fn opens_after(&self, symbol: &'static str) -> Parsed<bool> {
        Ok(lexeme_at(self.text, self.next.end)?.token == Token::Symbol(symbol))
    }

    /// `<` type `>` after the word that stands next
    fn inner_type(&mut self) -> Parsed<Type> {
        self.advance()?;
        self.expect_symbol("<")?;
        let inner = self.type_name()?;
        self.expect_symbol(">")?;
        Ok(inner)
    }

    /// `context<name: type, …>`
    fn context_type(&mut self) -> Parsed<Type> {
        self.advance()?;
        self.expect_symbol("<")?;
        let mut entries = Vec::new();
        while !self.is_symbol(">") {
            let Some((name, end)) = self.key_before_colon()? else {
                return Err(self.unexpected(Expected::NameAndColon));
            };
            self.move_to(end)?;
            entries.push((name.into(), self.type_name()?));
            if !self.take_symbol(",")? {
                break;
            }
        }
        self.expect_symbol(">")?;
        Ok(Type::Context(entries.into()))
    }

    /// `function<type, …> -> type`
    fn function_type(&mut self) -> Parsed<Type> {
        self.advance()?;
        self.expect_symbol("<")?;
        let mut parameters = Vec::new();
        while !self.is_symbol(">") {
            parameters.push(self.type_name()?);
            if !self.take_symbol(",")? {
                break;
            }
        }
        self.expect_symbol(">")?;
        self.expect_symbol("->")?;
        Ok(Type::Function(parameters.into(), self.type_name()?.into()))
    }

    /// Where the words of a phrase end, if exactly they stand next.
    fn phrase_end(&self, phrase: &str) -> Parsed<Option<usize>> {
        let mut end = self.next.start;
        for word in phrase.split(' ') {
            let lexeme = lexeme_at(self.text, end)?;
            if lexeme.token != Token::Word || &self.text[lexeme.start..lexeme.end] != word {
                return Ok(None);
            }
            end = lexeme.end;
        }
        Ok(Some(end))
    }
}
