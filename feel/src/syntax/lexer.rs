//! Characters to tokens.

use crate::{Error, ErrorCode};

/// What kind of token stands somewhere. It holds nothing of the text, so that looking ahead costs nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token {
    /// a word: a name, a part of one, or a keyword
    Word,
    Number,
    /// a text in quotation marks; see [`content`]
    Text,
    /// `@` and a text
    At,
    /// one or two characters with a meaning of their own
    Symbol(&'static str),
    /// a character that can only be a part of a known name
    Other,
    End,
}

/// Longer symbols stand before their beginnings.
const SYMBOLS: [&str; 26] = [
    "**", "->", "..", "!=", "<=", ">=", "+", "-", "*", "/", "(", ")", "[", "]", "{", "}", ",", ":", ".", "=", "<", ">",
    "?", "'", "@", ";",
];

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Lexeme {
    pub(crate) token: Token,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The token that begins at or after `position`, beyond space and comments.
pub(crate) fn lexeme_at(text: &str, position: usize) -> Result<Lexeme, Box<Error>> {
    let start = skip_space(text, position)?;
    let rest = &text[start..];
    let Some(first) = rest.chars().next() else {
        return Ok(Lexeme { token: Token::End, start, end: start });
    };
    let (token, length) = if is_name_start(first) {
        (Token::Word, rest.find(|c| !is_name_part(c)).unwrap_or(rest.len()))
    } else if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
        (Token::Number, number_length(rest))
    } else if first == '"' {
        (Token::Text, quoted_length(rest, start)?)
    } else if rest.starts_with("@\"") {
        (Token::At, 1 + quoted_length(&rest[1..], start + 1)?)
    } else if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
        (Token::Symbol(symbol), symbol.len())
    } else {
        (Token::Other, first.len_utf8())
    };
    Ok(Lexeme { token, start, end: start + length })
}

/// Where the next token begins: after space and comments.
pub(super) fn skip_space(text: &str, position: usize) -> Result<usize, Box<Error>> {
    let mut position = position;
    loop {
        let rest = &text[position..];
        let trimmed = rest.trim_start_matches(is_space);
        position += rest.len() - trimmed.len();
        if trimmed.starts_with("//") {
            position += trimmed.find(['\n', '\r']).unwrap_or(trimmed.len());
        } else if trimmed.starts_with("/*") {
            let unterminated = || Box::new(Error::new(ErrorCode::UnterminatedComment, position..text.len(), ""));
            position += trimmed.find("*/").ok_or_else(unterminated)? + 2;
        } else {
            return Ok(position);
        }
    }
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{180e}' | '\u{200b}' | '\u{feff}')
}

/// The ranges of the standard, without the punctuation of Chinese and Japanese that they sweep in: a full-width comma
/// in an expression is a slip, not a name.
fn is_name_start(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '_' => true,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => false,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => false,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}' => true,
        '\u{180e}' | '\u{1680}' => false,
        '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' => true,
        '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' => true,
        '\u{fdf0}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..='\u{effff}' => true,
        _ => false,
    }
}

/// Whether a name may go on with a character.
pub(crate) fn is_name_part(character: char) -> bool {
    is_name_start(character)
        || matches!(character, '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Words that end a name wherever they stand alone.
const KEYWORDS: [&str; 17] = [
    "and",
    "between",
    "else",
    "every",
    "false",
    "for",
    "function",
    "if",
    "in",
    "null",
    "or",
    "return",
    "satisfies",
    "some",
    "then",
    "true",
    "instance",
];

pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a text reads as one name wherever a name may stand.
pub(crate) fn is_plain_name(name: &str) -> bool {
    name.split(' ').all(|word| word.starts_with(is_name_start) && word.chars().all(is_name_part) && !is_keyword(word))
}

/// How long a number is: a `..` after digits is no part of it.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| from + text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    if text[end..].starts_with('.') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
        end = digits(end + 1);
    }
    if text[end..].starts_with(['e', 'E']) {
        let sign = usize::from(text[end + 1..].starts_with(['+', '-']));
        let exponent_end = digits(end + 1 + sign);
        if exponent_end > end + 1 + sign {
            end = exponent_end;
        }
    }
    end
}

/// How long a text is, with its quotation marks.
fn quoted_length(text: &str, position: usize) -> Result<usize, Box<Error>> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !is_escaped => return Ok(at + 1),
            _ => is_escaped = byte == b'\\' && !is_escaped,
        }
    }
    Err(Box::new(Error::new(ErrorCode::UnterminatedText, position..position + text.len(), "")))
}

/// What a text in quotation marks says: its escapes resolved. Before it there may be an `@`.
pub(super) fn content(quoted: &str) -> String {
    let mut content = String::new();
    let mut rest = quoted.trim_start_matches('@').strip_prefix('"').unwrap_or_default();
    rest = rest.strip_suffix('"').unwrap_or(rest);
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        // The grammar has a backslash as a character too: patterns are written with it.
        let (said, length) = if character == '\\' { escape(rest).unwrap_or(('\\', 0)) } else { (character, 0) };
        content.push(said);
        rest = &rest[length..];
    }
    content
}

/// The character that an escape stands for, and how long it is after its backslash.
fn escape(rest: &str) -> Option<(char, usize)> {
    let hexadecimal = |from: usize, count: usize| {
        let digits = rest.get(from..from + count).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    match rest.chars().next()? {
        'n' => Some(('\n', 1)),
        'r' => Some(('\r', 1)),
        't' => Some(('\t', 1)),
        plain @ ('"' | '\'' | '\\') => Some((plain, 1)),
        'u' => {
            let unit = hexadecimal(1, 4)?;
            if !(0xd800..0xdc00).contains(&unit) {
                return Some((char::from_u32(unit)?, 5));
            }
            // The first half of a character beyond the first plane.
            let second = rest.get(5..7).filter(|mark| *mark == "\\u").and_then(|_| hexadecimal(7, 4))?;
            let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
            Some((char::from_u32(0x10000 + ((unit - 0xd800) << 10) + low)?, 11))
        }
        'U' => Some((char::from_u32(hexadecimal(1, 6)?)?, 7)),
        _ => None,
    }
}
