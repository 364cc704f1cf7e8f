//! Finding out how far a name goes.
//!
//! A name may consist of several words and of characters that are operators elsewhere. The longest name that is known
//! (introduced by the expression, given by the host, or built in) wins; where none is known that long, words in a row
//! make one name, since nothing else could.

use std::sync::Arc;

use super::{Expected, Parsed, Parser};
use crate::functions;
use crate::syntax::lexer::{Token, is_keyword, lexeme_at, skip_space};

/// What else may be known where a name stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// anywhere in an expression
    Expression,
    /// after a dot, where entries of contexts are meant
    Path,
}

impl Parser<'_> {
    /// Takes the name that stands next.
    pub(super) fn name(&mut self, place: Place) -> Parsed<Arc<str>> {
        if self.next.token != Token::Word {
            return Err(self.unexpected(Expected::Name));
        }
        let words = self.words_in_a_row()?;
        let known = self.longest_known(place)?;
        let (name, end) = match (words, known) {
            (Some(words), Some(known)) if known.1 >= words.1 => known,
            (Some(words), _) => words,
            (None, Some(known)) => known,
            (None, None) => return Err(self.unexpected(Expected::Name)),
        };
        self.move_to(end)?;
        Ok(name.into())
    }

    /// Whether a name that is no keyword stands next, or one that is known although it begins like a keyword.
    pub(super) fn stands_at_name(&self) -> Parsed<bool> {
        Ok(self.next.token == Token::Word
            && (!self.is_keyword_next()? || self.longest_known(Place::Expression)?.is_some()))
    }

    /// `instance` is a keyword only before `of`.
    fn is_keyword_next(&self) -> Parsed<bool> {
        self.is_keyword_at(self.next.start, self.next.end)
    }

    fn is_keyword_at(&self, start: usize, end: usize) -> Parsed<bool> {
        let word = &self.text[start..end];
        if word == "instance" {
            let following = lexeme_at(self.text, end)?;
            return Ok(&self.text[following.start..following.end] == "of");
        }
        Ok(is_keyword(word))
    }

    /// The words from here on, up to a keyword or anything else: joined by single spaces, and where they end.
    pub(super) fn words_in_a_row(&self) -> Parsed<Option<(String, usize)>> {
        let mut joined = String::new();
        let (mut position, mut end) = (self.next.start, self.next.start);
        loop {
            let lexeme = lexeme_at(self.text, position)?;
            if lexeme.token != Token::Word || self.is_keyword_at(lexeme.start, lexeme.end)? {
                break;
            }
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&self.text[lexeme.start..lexeme.end]);
            (position, end) = (lexeme.end, lexeme.end);
        }
        Ok((!joined.is_empty()).then_some((joined, end)))
    }

    /// The longest known name from here on, and where it ends.
    fn longest_known(&self, place: Place) -> Parsed<Option<(String, usize)>> {
        let mut candidate = String::new();
        let mut longest = None;
        let mut end = self.next.start;
        loop {
            let start = skip_space(self.text, end)?;
            let Some(part_end) = self.part_at(start)? else { break };
            if start > end && !candidate.is_empty() {
                candidate.push(' ');
            }
            candidate.push_str(&self.text[start..part_end]);
            end = part_end;
            let known = self.is_known(&candidate, place, end)?;
            if known {
                longest = Some((candidate.clone(), end));
            }
            if !self.may_continue(&candidate, place) {
                break;
            }
        }
        Ok(longest)
    }

    /// The end of the word, or else of the single character, that begins here.
    fn part_at(&self, start: usize) -> Parsed<Option<usize>> {
        let Some(first) = self.text[start..].chars().next().filter(|c| *c != '"') else { return Ok(None) };
        if first.is_ascii_digit() {
            let digits = self.text[start..].bytes().take_while(u8::is_ascii_digit).count();
            return Ok(Some(start + digits));
        }
        let lexeme = lexeme_at(self.text, start)?;
        Ok(Some(match lexeme.token {
            Token::Word => lexeme.end,
            _ => start + first.len_utf8(),
        }))
    }

    fn is_known(&self, name: &str, place: Place, end: usize) -> Parsed<bool> {
        if self.locals.contains(name) || self.names.contains(name) {
            return Ok(true);
        }
        if place == Place::Path || functions::find(name).is_none() {
            return Ok(self.entries.contains(name));
        }
        // A built-in function counts where it is called: its name could also be the beginning of another one.
        let following = lexeme_at(self.text, end)?;
        Ok(following.token == Token::Symbol("("))
    }

    fn may_continue(&self, prefix: &str, place: Place) -> bool {
        let in_entries = || {
            let from_here = (std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded);
            self.entries.range::<str, _>(from_here).next().is_some_and(|name| name.starts_with(prefix))
        };
        self.locals.has_prefix(prefix)
            || self.names.has_prefix(prefix)
            || in_entries()
            || (place == Place::Expression && functions::has_prefix(prefix))
    }
}
