//! Regular expressions, the one place that knows which engine runs them.
//!
//! The standard means those of XPath 3.1. The engine covers the common part of that language in time linear in the
//! text; a pattern that it does not understand gives null.

use regex_lite::{Regex, RegexBuilder};

/// A pattern to look for.
pub(super) struct Pattern(Regex);

/// What matches are replaced with.
pub(super) struct Replacement {
    template: String,
    groups: usize,
}

impl Pattern {
    /// Reads a pattern with the flags `i` (letters of either case), `s` (a dot matches line ends), `m` (lines),
    /// `x` (space is ignored) and `q` (the pattern is plain text).
    pub(super) fn new(pattern: &str, flags: Option<&str>) -> Option<Pattern> {
        let flags = flags.unwrap_or("");
        if flags.chars().any(|flag| !"ismxq".contains(flag)) {
            return None;
        }
        let pattern = if flags.contains('q') { regex_lite::escape(pattern) } else { pattern.to_owned() };
        RegexBuilder::new(&pattern)
            .case_insensitive(flags.contains('i'))
            .dot_matches_new_line(flags.contains('s'))
            .multi_line(flags.contains('m'))
            .ignore_whitespace(flags.contains('x'))
            .build()
            .ok()
            .map(Pattern)
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    pub(super) fn count(&self, text: &str) -> usize {
        self.0.find_iter(text).count()
    }

    pub(super) fn replace(&self, text: &str, replacement: &Replacement) -> String {
        self.0.replace_all(text, replacement.template.as_str()).into_owned()
    }

    pub(super) fn split<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.0.split(text)
    }
}

impl Replacement {
    /// Reads a replacement: `$1` is what the first group matched, `\$` and `\\` are the characters themselves.
    pub(super) fn new(text: &str) -> Option<Replacement> {
        let mut replacement = Replacement { template: String::new(), groups: 0 };
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next()? {
                    '$' => replacement.template.push_str("$$"),
                    '\\' => replacement.template.push('\\'),
                    _ => return None,
                },
                '$' => {
                    let group = characters.next_if(char::is_ascii_digit)?;
                    replacement.template.extend(["${", group.encode_utf8(&mut [0; 4]), "}"]);
                    replacement.groups += 1;
                }
                other => replacement.template.push(other),
            }
        }
        Some(replacement)
    }

    /// The most bytes that replacing one match in a text of that length can bring.
    pub(super) fn longest(&self, text: usize) -> usize {
        self.template.len().saturating_add(self.groups.saturating_mul(text))
    }
}
