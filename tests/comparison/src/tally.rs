//! What the comparison has come to so far.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;
use crate::explained::{self, Known};
use crate::reduce::Both;

/// How many unexplained differences are kept.
const SHOWN: usize = 40;

#[derive(Default)]
pub(crate) struct Tally {
    /// Expressions with the same answer.
    pub(crate) same: u64,
    /// Expressions with different ones.
    pub(crate) different: u64,
    /// The explanations, by their titles.
    pub(crate) explained: BTreeMap<&'static str, Explained>,
    pub(crate) unexplained: Vec<String>,
}

/// What an explanation was needed for.
pub(crate) struct Explained {
    pub(crate) known: &'static Known,
    /// Expressions in which it plays a part.
    pub(crate) count: u64,
    /// The shortest difference.
    pub(crate) example: Case,
}

impl Tally {
    /// Expressions that were compared.
    pub(crate) fn total(&self) -> u64 {
        self.same + self.different
    }

    /// Compares one more.
    pub(crate) fn add(&mut self, both: &mut Both<'_>, text: &str) {
        let Some(whole) = both.compare(text) else {
            self.same += 1;
            return;
        };
        self.different += 1;
        let mut counted = BTreeSet::new();
        for smallest in both.reduce(whole) {
            let case = Case::new(both, smallest);
            match explained::known(&case) {
                Some(known) => {
                    let is_first = counted.insert(known.what);
                    self.explain(known, case, is_first);
                }
                None if self.unexplained.len() < SHOWN => {
                    let Case { text: part, here, there, .. } = case;
                    let scope = both.here.scope;
                    self.unexplained
                        .push(format!("{part}\n  here  {here}\n  there {there}\n  of    {text}\n  in    {scope}"));
                }
                None => {}
            }
        }
    }

    fn explain(&mut self, known: &'static Known, case: Case, is_first: bool) {
        match self.explained.get_mut(known.what) {
            Some(explained) => {
                explained.count += u64::from(is_first);
                if case.text.len() < explained.example.text.len() {
                    explained.example = case;
                }
            }
            None => {
                self.explained.insert(known.what, Explained { known, count: 1, example: case });
            }
        }
    }
}
