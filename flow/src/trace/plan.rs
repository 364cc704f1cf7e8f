use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::wishes::Wishes;
use crate::check::Finding;
use crate::id::PersonId;
use crate::kernel::{FieldProblem, Rejection};
use crate::organisation::Organisation;
use crate::process::Process;
use crate::time::Moment;

/// What is traced, and under which conditions.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The process.
    pub process: Arc<Process>,
    /// The processes that can be called.
    pub called: Vec<Arc<Process>>,
    /// Who is who; without it people are made up.
    pub organisation: Option<Arc<Organisation>>,
    /// Who starts it, of the organisation; without it the first who may, somebody with a superior before others.
    pub by: Option<PersonId>,
    /// When the clock starts.
    pub at: Moment,
    /// The values that the instance begins with, as the API takes them.
    pub data: Map<String, Json>,
    /// What people and gateways decide.
    pub wishes: Wishes,
    /// How many steps are told at most. The called processes together may take as many.
    pub most: usize,
}

/// Why there is no trace.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoTrace {
    /// A definition cannot be run.
    #[error("the definition cannot be run: {} finding(s)", .0.len())]
    Definition(Vec<Finding>),
    /// The values to begin with are not what their fields hold.
    #[error("{} of the given values cannot be taken", .0.len())]
    Data(Vec<FieldProblem>),
    /// Nobody of the organisation may start the process.
    #[error("nobody of the organisation may start this process")]
    NobodyMayStart,
    /// The instance was not started.
    #[error("it cannot be started: {0}")]
    Start(Rejection),
}
