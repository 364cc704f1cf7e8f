//! What may be written at a step, whether it is right, and what follows from it.
//!
//! A field that is not shown is empty, and a computed field holds what its expression yields: both are made true again
//! after every change, whoever caused it.

mod accept;
mod capitals;
mod compiled;
mod derive;
mod empty;
mod json;
mod line;
mod offered;
mod parts;
mod problem;
mod required;
mod right;
mod types;
mod view;

pub use accept::{accept, correct};
pub use capitals::in_capitals;
pub use compiled::Form;
pub use derive::{initial, initial_with, new_row, recompute};
pub use json::{read_json, write_json, write_value};
pub use right::right;
pub use view::{FieldView, view};

#[cfg(test)]
mod tests;
