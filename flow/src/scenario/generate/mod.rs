//! Scenarios that come to what none came to yet.
//!
//! They are found by playing: from the start, whatever people, time and the outside can do is tried, nearest to what is
//! missing first. What people would have to fill in, so that a condition on the way holds, is read off the conditions
//! and tried on the form; where it leads, the kernel alone tells. A scenario that is found has really played, and expects
//! what came out.

mod chart;
mod element;
mod nearer;
mod search;
mod select;
mod signature;
mod tell;

pub use element::Element;

use super::coverage::Coverage;
use super::model::Scenario;
use super::run::Stage;
use search::Search;

/// Scenarios that come to nodes, edges and rows of decision tables that were not covered, as far as they are found: as
/// few and as short as can be. The same stage yields the same scenarios.
pub fn generate(stage: &Stage, covered: &Coverage) -> Vec<Scenario> {
    let found = Search::on(stage, covered).found();
    select::fewest(found).iter().map(|found| tell::scenario(stage, found)).collect()
}
