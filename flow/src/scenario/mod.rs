//! Tests kept with a definition: inputs, decisions and time, and the path, people, limits and end that are expected.
//!
//! Every scenario runs twice, the second time with each state written down and read again after every step: what a
//! server that is restarted at any moment would do. Both times must agree.

mod compare;
mod coverage;
mod model;
mod play;
mod run;
mod step;

pub use coverage::Coverage;
pub use model::{Doing, End, ExpectedTask, Scenario, ScenarioFile, StartOf, Step, When};
pub use run::{Difference, Outcome, Stage, run};
