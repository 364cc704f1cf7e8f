//! Reading a text that is being written: the name at the cursor is replaced by a mark, and what is still open is closed.

use super::Source;
use crate::Names;
use crate::syntax::{Node, Token, is_name_part, lexeme_at};

/// Stands for what is being written: a character that is part of names and that nobody writes.
pub(super) const MARK: char = '\u{2fe0}';

/// A text that was made readable.
pub(super) struct Repaired {
    pub(super) root: Node,
    pub(super) text: String,
}

/// Something that is not finished before the cursor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) kind: OpenKind,
    /// What still has to come before what closes it.
    is_pending: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenKind {
    Parenthesis,
    Bracket,
    Context,
    If,
    For,
    Quantified,
    Between,
    Function,
}

impl Open {
    /// The word that has to come next for it to go on.
    pub(super) fn next_word(self) -> Option<&'static str> {
        Some(match (self.kind, self.is_pending) {
            (OpenKind::If, true) => "then",
            (OpenKind::If, false) => "else",
            (OpenKind::For | OpenKind::Quantified, true) => "in",
            (OpenKind::For, false) => "return",
            (OpenKind::Quantified, false) => "satisfies",
            (OpenKind::Between, _) => "and",
            _ => return None,
        })
    }

    fn pending(self) -> &'static str {
        match self.kind {
            _ if !self.is_pending => "",
            OpenKind::If => " then null",
            OpenKind::For | OpenKind::Quantified => " in []",
            OpenKind::Context => ": null",
            _ => "",
        }
    }

    fn close(self) -> &'static str {
        match self.kind {
            OpenKind::Parenthesis => ")",
            OpenKind::Bracket => "]",
            OpenKind::Context => "}",
            OpenKind::If => " else null",
            OpenKind::For => " return null",
            OpenKind::Quantified => " satisfies null",
            OpenKind::Between => " and null",
            OpenKind::Function => " null",
        }
    }
}

/// Where the word begins that the cursor stands in or behind.
pub(super) fn word_start(text: &str, position: usize) -> usize {
    let before = &text[..position];
    position - before.chars().rev().take_while(|c| is_name_part(*c)).map(char::len_utf8).sum::<usize>()
}

fn word_end(text: &str, position: usize) -> usize {
    position + text[position..].chars().take_while(|c| is_name_part(*c)).map(char::len_utf8).sum::<usize>()
}

/// What is not finished before a position, outermost first; `None` within a text or a comment.
pub(super) fn open_before(text: &str, position: usize) -> Option<Vec<Open>> {
    let mut open: Vec<Open> = Vec::new();
    let push = |open: &mut Vec<Open>, kind, is_pending| open.push(Open { kind, is_pending });
    let mut at = 0;
    loop {
        let lexeme = lexeme_at(&text[..position], at).ok()?;
        let pop_to = |open: &mut Vec<Open>, kind: OpenKind| {
            let found = open.iter().rposition(|one| one.kind == kind);
            open.truncate(found.unwrap_or(open.len()));
        };
        match &lexeme.token {
            Token::End => return Some(open),
            Token::Symbol("(") => push(&mut open, OpenKind::Parenthesis, false),
            Token::Symbol("[") => push(&mut open, OpenKind::Bracket, false),
            Token::Symbol("{") => push(&mut open, OpenKind::Context, true),
            Token::Symbol(")") => {
                pop_to(&mut open, OpenKind::Parenthesis);
                // What follows the parameters of a function is its body.
                if open.last().is_some_and(|last| last.kind == OpenKind::Function) {
                    open.pop();
                }
            }
            Token::Symbol("]") => pop_to(&mut open, OpenKind::Bracket),
            Token::Symbol("}") => pop_to(&mut open, OpenKind::Context),
            Token::Symbol(":") => settle(&mut open, OpenKind::Context),
            Token::Symbol(",") => {
                if let Some(last) = open.last_mut() {
                    last.is_pending = matches!(last.kind, OpenKind::Context | OpenKind::For | OpenKind::Quantified);
                }
            }
            Token::Word => match &text[lexeme.start..lexeme.end] {
                "if" => push(&mut open, OpenKind::If, true),
                "then" => settle(&mut open, OpenKind::If),
                "else" => pop_to(&mut open, OpenKind::If),
                "for" => push(&mut open, OpenKind::For, true),
                "return" => pop_to(&mut open, OpenKind::For),
                "some" | "every" => push(&mut open, OpenKind::Quantified, true),
                "satisfies" => pop_to(&mut open, OpenKind::Quantified),
                "in" => {
                    settle(&mut open, OpenKind::For);
                    settle(&mut open, OpenKind::Quantified);
                }
                "between" => push(&mut open, OpenKind::Between, false),
                "and" if open.last().is_some_and(|last| last.kind == OpenKind::Between) => {
                    open.pop();
                }
                "function" => push(&mut open, OpenKind::Function, false),
                _ => {}
            },
            _ => {}
        }
        at = lexeme.end;
    }
}

fn settle(open: &mut [Open], kind: OpenKind) {
    if let Some(last) = open.last_mut().filter(|last| last.kind == kind) {
        last.is_pending = false;
    }
}

fn closing(open: &[Open]) -> String {
    open.iter().rev().flat_map(|open| [open.pending(), open.close()]).collect()
}

/// The text with a mark for the word at the cursor, if it can be read like that.
pub(super) fn marked(source: &Source<'_>, position: usize, names: &dyn Names) -> Option<Repaired> {
    let Source { text, input } = *source;
    let before = &text[..word_start(text, position)];
    let open = open_before(text, before.len())?;
    let whole = format!("{before}{MARK}{}", &text[word_end(text, position)..]);
    let closed = format!("{before}{MARK}{}", closing(&open));
    [whole, closed].into_iter().find_map(|text| {
        let root = Source { text: &text, input }.parse(names).ok()?;
        Some(Repaired { root, text })
    })
}

/// Whether what stands before the word at the cursor is complete, so that an operator may follow.
pub(super) fn is_complete_before(source: &Source<'_>, position: usize, names: &dyn Names) -> bool {
    let before = &source.text[..word_start(source.text, position)];
    let Some(open) = open_before(source.text, before.len()) else { return false };
    let closed = format!("{before}{}", closing(&open));
    !before.trim().is_empty() && Source { text: &closed, input: source.input }.parse(names).is_ok()
}
