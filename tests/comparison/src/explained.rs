//! Why answers differ, and who is right by the standard.
//!
//! Sections are those of DMN 1.5, cases those of its test kit. A difference is looked up by the construct that it stands
//! in and by the answers; the first that fits explains it.

mod comparisons;
mod control;
mod functions;
mod lists;
mod reading;

use crate::case::Case;

/// Who answers as the standard asks for.
#[derive(Clone, Copy)]
pub(crate) enum Right {
    /// This implementation.
    Here,
    /// The other one.
    There,
    /// The standard leaves it open, or can be read both ways.
    Open,
}

/// A class of differences.
pub(crate) struct Known {
    /// What differs.
    pub(crate) what: &'static str,
    pub(crate) right: Right,
    pub(crate) why: &'static str,
    is_it: fn(&Case) -> bool,
}

/// What explains a difference; none when nobody knows.
pub(crate) fn known(case: &Case) -> Option<&'static Known> {
    let all = [reading::KNOWN, control::KNOWN, comparisons::KNOWN, lists::KNOWN, functions::KNOWN];
    all.into_iter().flatten().find(|known| (known.is_it)(case))
}
