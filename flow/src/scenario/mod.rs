//! Tests kept with a definition: inputs, decisions and time, and the path, people, limits and end that are expected.
//!
//! Every scenario runs twice, the second time with each state written down and read again after every step: what a
//! server that is restarted at any moment would do. Both times must agree.

mod calls;
mod compare;
mod coverage;
mod doing;
mod expect;
mod generate;
mod kept;
mod model;
mod moves;
mod play;
mod read;
mod rehearsal;
mod run;
mod scene;
mod shrink;
mod write;
mod written;

pub use coverage::Coverage;
pub use generate::{Element, generate};
pub use kept::{Ran, run_all};
pub use model::{
    Doing, End, ExpectedTask, Handling, Notice, Rows, Scenario, ScenarioFile, Sent, StartOf, Step, Supervision, When,
};
pub use rehearsal::{ByChance, Habits, Offer, OpenTask, Rehearsal, Standing};
pub use run::{Difference, Outcome, Stage, run};
pub use scene::NotTaken;
pub use shrink::shrink;
