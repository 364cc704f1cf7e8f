//! Finds what is wrong with a definition before it can do harm. Never stops at the first problem.

mod finding;

pub use finding::{Finding, Repair, Severity};
