//! How much an evaluation may take, and what it noticed on its way.

use crate::{Error, ErrorCode};

/// More diagnostics than these help nobody.
const MOST_DIAGNOSTICS: usize = 32;

/// The bounds of an evaluation. What it uses up is taken off, so one `Limits` can bound several evaluations together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps left; every part of an expression and every element that is made or looked at takes one.
    pub fuel: u64,
    /// Levels of nesting left, of expressions and function calls together.
    pub depth: u32,
    /// The most elements or bytes that a value may consist of.
    pub size: usize,
    /// Why parts of the expression yielded null: the standard makes wrong types null, this tells the author.
    pub diagnostics: Vec<Error>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { fuel: 1_000_000, depth: 384, size: 1_000_000, diagnostics: Vec::new() }
    }
}

impl Limits {
    /// Uses up so many steps.
    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), ErrorCode> {
        match self.fuel.checked_sub(steps as u64) {
            Some(left) => {
                self.fuel = left;
                Ok(())
            }
            None => Err(ErrorCode::OutOfFuel),
        }
    }

    /// Uses up the steps to make something of that size.
    pub(crate) fn make(&mut self, size: usize) -> Result<(), ErrorCode> {
        if size > self.size { Err(ErrorCode::TooLarge) } else { self.spend(size / 16) }
    }

    /// Uses up the steps to make a text longer.
    pub(crate) fn extend(&mut self, text: &mut String, more: &str) -> Result<(), ErrorCode> {
        if more.len() > self.size.saturating_sub(text.len()) {
            return Err(ErrorCode::TooLarge);
        }
        self.spend(1 + more.len() / 16)?;
        text.push_str(more);
        Ok(())
    }

    pub(crate) fn note(&mut self, diagnostic: impl FnOnce() -> Error) {
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            self.diagnostics.push(diagnostic());
        }
    }
}
