//! How often a piece of a pattern is repeated.

use super::Parser;
use crate::regex::tree::Times;

impl Parser<'_> {
    /// The quantifier that stands here, if one does. The outer `None` is one that is not in the grammar.
    pub(super) fn times(&mut self) -> Option<Option<Times>> {
        let (least, most) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                self.rest.next();
                self.counts()?
            }
            _ => return Some(None),
        };
        // The last character of the quantifier.
        self.rest.next();
        Some(Some(Times { least, most, reluctant: self.take("?") }))
    }

    /// `n`, `n,` or `n,m` in braces, up to the one that closes them.
    fn counts(&mut self) -> Option<(usize, Option<usize>)> {
        let least = self.count()?;
        let most = if !self.take(",") {
            Some(least)
        } else if self.peek()? == '}' {
            None
        } else {
            Some(self.count()?)
        };
        (self.peek()? == '}' && most.is_none_or(|most| least <= most)).then_some((least, most))
    }

    /// A number of at most 32 bits, on every machine.
    fn count(&mut self) -> Option<usize> {
        let text = self.rest.as_str();
        let (digits, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
        self.rest = rest.chars();
        usize::try_from(digits.parse::<u32>().ok()?).ok()
    }
}
