//! Texts with rules in them, such as `{customer} · {qty}`.

mod print;

use std::sync::Arc;

use feel::{ErrorCode, Expression, Names};

use crate::process::Scope;
use crate::text::{Language, Text, Translated};

/// A text whose expressions are parsed.
///
/// Expressions stand in braces; `{{` and `}}` are braces themselves. Values are printed for people: texts as they are,
/// dates as `2026-03-02`, nothing for null, and what a choice, a person or a department is called instead of its id.
#[derive(Debug, Clone)]
pub struct Template(Words);

/// The same words in both languages, or words for each.
#[derive(Debug, Clone)]
enum Words {
    Plain(Vec<Part>),
    Each { zh: Option<Vec<Part>>, en: Option<Vec<Part>> },
}

#[derive(Debug, Clone)]
enum Part {
    Literal(String),
    Filled(Expression),
}

impl Template {
    /// Reads a text with expressions in braces.
    ///
    /// # Errors
    /// An expression is wrong, or a brace has no counterpart.
    pub fn parse(text: &Text, names: &dyn Names) -> Result<Self, feel::Error> {
        let read = |words: &Option<Arc<str>>| words.as_deref().map(|words| parts(words, names)).transpose();
        Ok(Self(match text {
            Text::Plain(words) => Words::Plain(parts(words, names)?),
            Text::Each(each) => Words::Each { zh: read(&each.zh)?, en: read(&each.en)? },
        }))
    }

    /// Fills it with what its expressions yield, in [one form](Text::settled); an expression that cannot be evaluated
    /// yields nothing.
    pub fn fill(&self, scope: &Scope<'_>) -> Text {
        let fill = |parts: &[Part], language| {
            let mut text = String::new();
            parts.iter().for_each(|part| part.fill(&mut text, scope, language));
            text.into()
        };
        let (zh, en) = match &self.0 {
            Words::Plain(parts) => (Some(parts), Some(parts)),
            Words::Each { zh, en } => (zh.as_ref(), en.as_ref()),
        };
        let zh = zh.map(|parts| fill(parts, Language::Chinese));
        let en = en.map(|parts| fill(parts, Language::English));
        Text::from(Translated { zh, en }).settled()
    }

    /// The expressions in it, in the order of the text.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let all = match &self.0 {
            Words::Plain(parts) => [Some(parts), None],
            Words::Each { zh, en } => [zh.as_ref(), en.as_ref()],
        };
        all.into_iter().flatten().flatten().filter_map(|part| match part {
            Part::Filled(expression) => Some(expression),
            Part::Literal(_) => None,
        })
    }
}

impl Part {
    fn fill(&self, text: &mut String, scope: &Scope<'_>, language: Language) {
        match self {
            Self::Literal(words) => text.push_str(words),
            Self::Filled(expression) => {
                if let Ok(value) = scope.value_of(expression) {
                    text.push_str(&print::printed(&value, expression, scope, language));
                }
            }
        }
    }
}

fn parts(text: &str, names: &dyn Names) -> Result<Vec<Part>, feel::Error> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            literal.push_str(brace);
            rest = after;
        } else if brace == "}" {
            return Err(wrong(ErrorCode::UnexpectedToken, "}", "{"));
        } else {
            let end = end_of(rest).ok_or_else(|| wrong(ErrorCode::UnexpectedToken, "{", "}"))?;
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(Part::Filled(feel::parse(&rest[..end], names)?));
            rest = &rest[end + 1..];
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Ok(parts)
}

/// Where the brace that ends an expression stands: not one within a text or a context of the expression.
fn end_of(expression: &str) -> Option<usize> {
    let mut depth = 0;
    let mut characters = expression.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => loop {
                match characters.next()?.1 {
                    '"' => break,
                    '\\' => _ = characters.next()?,
                    _ => {}
                }
            },
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The words with what stands in their braces changed; words whose braces do not match are left as they are.
pub(crate) fn changed(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        words.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            words.push('{');
            rest = after;
            continue;
        }
        let Some(end) = end_of(rest) else { break };
        words.push_str(&change(&rest[..end]));
        rest = &rest[end..];
    }
    words.push_str(rest);
    words
}

fn wrong(code: ErrorCode, found: &str, expected: &str) -> feel::Error {
    feel::Error { code, span: 0..0, subject: found.into(), expected: Some(expected.into()) }
}

#[cfg(test)]
mod tests;
