//! A definition at play by itself: what a token meets on its way, with people who complete their tasks at once.
//!
//! A trace runs the kernel in a [`World`](crate::world::World) and tells every step of the one instance. Whoever has
//! a task agrees, unless the [`Wishes`] say otherwise, and fills what the form asks for: the values that were given,
//! else samples, which the step tells. Without an organisation people are made up, so that every rule finds somebody.
//! Called processes run too; of them the trace tells only how the call went.

mod act;
mod cast;
mod ending;
mod given;
mod notice;
mod plan;
mod rehearsal;
mod run;
mod sample;
mod script;
mod step;
mod wishes;

#[cfg(test)]
mod tests;

pub use ending::{Ending, Trace};
pub use given::declaring;
pub use plan::{NoTrace, Plan};
pub use run::trace;
pub(crate) use sample::{Filling, Samples};
pub use script::stepping_over_scripts;
pub use step::{Happening, Step};
pub use wishes::{Wishes, WrongWish};
