//! Regular expressions as FEEL has them: those of XPath and XQuery Functions and Operators 3.1 (5.6), which are those
//! of XML Schema 1.1 (part 2, appendix G) with anchors, groups and references to them.
//!
//! A pattern is read into a tree, the tree is written as steps, and a matcher runs these over a text. References to
//! groups need a search that can go back, which can take very long; so every step takes fuel, and what the search keeps
//! in order to go back is bounded.

mod blocks;
mod case;
mod categories;
mod class;
mod flags;
mod matcher;
mod parse;
mod program;
mod ranges;
mod replacement;
#[cfg(test)]
mod tests;
mod tree;

use flags::Flags;
use matcher::Matcher;
use program::Program;
use replacement::Replacement;

use crate::{ErrorCode, Limits};

/// A pattern to look for.
#[derive(Debug)]
pub(crate) struct Pattern {
    program: Program,
    flags: Flags,
}

impl Pattern {
    /// Reads a pattern with flags; `None` when it is none.
    pub(crate) fn new(pattern: &str, flags: &str, limits: &mut Limits) -> Result<Option<Pattern>, ErrorCode> {
        limits.spend(pattern.len())?;
        Ok(Flags::read(flags).and_then(|flags| {
            let tree = parse::parse(pattern, flags)?;
            Some(Pattern { program: Program::new(tree), flags })
        }))
    }

    /// Whether it matches anywhere in a text.
    pub(crate) fn is_in(&self, text: &str, limits: &mut Limits) -> Result<bool, ErrorCode> {
        Ok(Matcher::new(&self.program, text, limits).find(0)?.is_some())
    }

    /// The text with every match replaced. Like [`split`](Pattern::split) it needs a pattern that does not match the
    /// empty text (XPath functions 3.1, 5.6.4 and 5.6.5); such a pattern matches nothing empty elsewhere either.
    pub(crate) fn replace(
        &self,
        text: &str,
        replacement: &str,
        limits: &mut Limits,
    ) -> Result<Option<String>, ErrorCode> {
        if self.is_in("", limits)? {
            return Ok(None);
        }
        let replacement = if self.flags.quoted {
            Replacement::plain(replacement)
        } else {
            match Replacement::read(replacement, self.program.groups) {
                Some(replacement) => replacement,
                None => return Ok(None),
            }
        };
        let mut matcher = Matcher::new(&self.program, text, limits);
        let (mut result, mut from) = (String::new(), 0);
        while let Some(found) = matcher.find(from)? {
            matcher.limits().extend(&mut result, &text[from..found.start])?;
            replacement.write(&text[found.clone()], &mut matcher, &mut result)?;
            from = found.end;
        }
        matcher.limits().extend(&mut result, &text[from..])?;
        Ok(Some(result))
    }

    /// The parts of a text between the matches; the empty text has none.
    pub(crate) fn split<'t>(&self, text: &'t str, limits: &mut Limits) -> Result<Option<Vec<&'t str>>, ErrorCode> {
        if self.is_in("", limits)? {
            return Ok(None);
        }
        let mut matcher = Matcher::new(&self.program, text, limits);
        let (mut parts, mut from) = (Vec::new(), 0);
        while let Some(found) = matcher.find(from)? {
            matcher.limits().spend(1)?;
            parts.push(&text[from..found.start]);
            from = found.end;
        }
        if !text.is_empty() {
            parts.push(&text[from..]);
        }
        Ok(Some(parts))
    }
}
