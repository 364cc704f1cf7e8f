//! Random expressions that can be read, most of them sound, and random values for the names that they use.

mod expression;
mod lists;
mod scalars;
mod values;

pub(crate) use expression::expression;
pub(crate) use values::values;

/// Decisions that are taken one after the other; when they run out, the simplest is taken.
pub(crate) struct Choices<'c>(std::slice::Iter<'c, u16>);

impl Choices<'_> {
    pub(crate) fn new(choices: &[u16]) -> Choices<'_> {
        Choices(choices.iter())
    }

    /// One of the first so many numbers.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % count
    }

    /// One of the texts.
    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}
