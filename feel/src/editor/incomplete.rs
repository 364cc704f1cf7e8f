//! Reading a text that is being written: the name at the cursor is replaced by a mark, and what is still open is closed.

use super::Source;
use crate::syntax::{Node, Token, is_name_part, lexeme_at};
use crate::{Names, functions};

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
    /// either of them, once its `..` has come: then either closes it
    Range,
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
            OpenKind::Bracket | OpenKind::Range => "]",
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
pub(super) fn open_before(text: &str, position: usize, names: &dyn Names) -> Option<Vec<Open>> {
    let mut open: Vec<Open> = Vec::new();
    let push = |open: &mut Vec<Open>, kind, is_pending| open.push(Open { kind, is_pending });
    let mut at = 0;
    loop {
        let lexeme = lexeme_at(&text[..position], at).ok()?;
        // Words of the language may stand within names, as in `date and time`.
        if let Some(end) = known_end(&text[..position], lexeme.start, names) {
            at = end;
            continue;
        }
        let pop_to = |open: &mut Vec<Open>, kind: OpenKind| {
            let is_bracket = matches!(kind, OpenKind::Parenthesis | OpenKind::Bracket);
            let found = open.iter().rposition(|one| one.kind == kind || (is_bracket && one.kind == OpenKind::Range));
            open.truncate(found.unwrap_or(open.len()));
        };
        match &lexeme.token {
            Token::End => return Some(open),
            Token::Symbol("(") => push(&mut open, OpenKind::Parenthesis, false),
            Token::Symbol("[") => push(&mut open, OpenKind::Bracket, false),
            Token::Symbol("..") => {
                let last = open.last_mut();
                if let Some(last) = last.filter(|last| [OpenKind::Parenthesis, OpenKind::Bracket].contains(&last.kind))
                {
                    last.kind = OpenKind::Range;
                }
            }
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

/// The end of a known name of several words.
fn known_end(text: &str, start: usize, names: &dyn Names) -> Option<usize> {
    let (mut candidate, mut at, mut longest) = (String::new(), start, None);
    loop {
        let lexeme = lexeme_at(text, at).ok()?;
        if lexeme.token != Token::Word {
            return longest;
        }
        let is_further = !candidate.is_empty();
        if is_further {
            candidate.push(' ');
        }
        candidate.push_str(&text[lexeme.start..lexeme.end]);
        at = lexeme.end;
        let is_called = || lexeme_at(text, at).is_ok_and(|next| next.token == Token::Symbol("("));
        if is_further && (names.contains(&candidate) || (functions::find(&candidate).is_some() && is_called())) {
            longest = Some(at);
        }
        if !names.has_prefix(&candidate) && !functions::has_prefix(&candidate) {
            return longest;
        }
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
    let open = open_before(text, before.len(), names)?;
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
    let Some(open) = open_before(source.text, before.len(), names) else { return false };
    let closed = format!("{before}{}", closing(&open));
    !before.trim().is_empty() && Source { text: &closed, input: source.input }.parse(names).is_ok()
}
