//! What matches are replaced with.

use std::iter::Peekable;
use std::str::Chars;

use super::matcher::Matcher;
use super::tree::Group;
use crate::ErrorCode;

/// The pieces of a replacement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Replacement(Vec<Piece>);

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// `$0`: the whole match
    Match,
    /// `$1` and so on
    Group(Group),
}

impl Replacement {
    /// A replacement that is inserted as it is.
    pub(super) fn plain(text: &str) -> Replacement {
        Replacement(vec![Piece::Text(text.to_owned())])
    }

    /// Reads a replacement for the matches of a pattern with so many groups (XPath functions 3.1, 5.6.4): `\$` and `\\`
    /// are the characters themselves, `$` is followed by the number of a group.
    pub(super) fn read(text: &str, groups: usize) -> Option<Replacement> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\\' => plain.push(characters.next_if(|next| matches!(next, '\\' | '$'))?),
                '$' => {
                    let number = number(&mut characters, groups)?;
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    match number.checked_sub(1) {
                        None => pieces.push(Piece::Match),
                        Some(group) if group < groups => pieces.push(Piece::Group(Group(group))),
                        // A group that there is not matches nothing.
                        Some(_) => {}
                    }
                }
                other => plain.push(other),
            }
        }
        pieces.push(Piece::Text(plain));
        Some(Replacement(pieces))
    }

    /// Writes what comes in the place of a match.
    pub(super) fn write(
        &self,
        matched: &str,
        matcher: &mut Matcher<'_, '_, '_>,
        result: &mut String,
    ) -> Result<(), ErrorCode> {
        for piece in &self.0 {
            let text = match piece {
                Piece::Text(text) => text,
                Piece::Match => matched,
                Piece::Group(group) => matcher.group(*group).unwrap_or_default(),
            };
            matcher.limits().extend(result, text)?;
        }
        Ok(())
    }
}

/// The number of a group: as many digits as there are groups for, but always one.
fn number(characters: &mut Peekable<Chars<'_>>, groups: usize) -> Option<usize> {
    let digit = |character: char| character.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    let mut number = digit(characters.next()?)?;
    while let Some(next) = characters.peek().copied().and_then(digit)
        && number * 10 + next <= groups.max(9)
    {
        number = number * 10 + next;
        characters.next();
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A replacement as it was understood.
    fn read(text: &str, groups: usize) -> Option<String> {
        let pieces = Replacement::read(text, groups)?.0;
        Some(pieces.iter().fold(String::new(), |shown, piece| match piece {
            Piece::Text(text) => shown + text,
            Piece::Match => shown + "<0>",
            Piece::Group(group) => format!("{shown}<{}>", group.0 + 1),
        }))
    }

    #[test]
    fn numbers_are_as_long_as_there_are_groups() {
        for (text, groups, expected) in [
            ("a", 0, "a"),
            ("", 0, ""),
            ("[$0]", 0, "[<0>]"),
            ("$1", 1, "<1>"),
            ("$12", 12, "<12>"),
            ("$12", 11, "<1>2"),
            ("$123", 12, "<12>3"),
            ("$2", 1, ""),
            ("$23", 1, "3"),
            ("$01", 1, "<1>"),
            ("$00", 1, "<0>"),
            ("$010", 1, "<1>0"),
            ("$99999999999999999999999999", 3, "9999999999999999999999999"),
            ("$1$2", 2, "<1><2>"),
            (r"\$1\\$1", 1, r"$1\<1>"),
            ("$1٣", 1, "<1>٣"),
        ] {
            assert_eq!(read(text, groups).as_deref(), Some(expected), "{text} with {groups}");
        }
    }

    #[test]
    fn everything_else_is_no_replacement() {
        for text in ["$", "$a", "$$", r"\", r"\n", r"\1", "$ 1", "a$", "$٣"] {
            assert_eq!(read(text, 9), None, "{text}");
        }
    }
}
