use std::sync::Arc;

use super::coverage::Coverage;
use super::model::{Doing, Rows, Scenario, Step, When};
use super::play::Play;
use crate::kernel::Rejection;
use crate::organisation::Organisation;
use crate::process::Process;
use crate::time::Moment;
use crate::world::Instance;

/// Where scenarios play.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The process that they test.
    pub process: Arc<Process>,
    /// The processes that can be called.
    pub called: Vec<Arc<Process>>,
    /// Who is who.
    pub organisation: Arc<Organisation>,
    /// When the clock starts, unless the scenario says otherwise.
    pub at: Moment,
    /// What stands in registers before each scenario.
    pub registers: Rows,
}

impl Stage {
    /// Whether an instance is one of the process that is tested.
    pub(super) fn is_of(&self, instance: &Instance) -> bool {
        instance.process.definition().key == self.process.definition().key
    }
}

/// How a scenario went.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The first thing that was not as expected; none when all was.
    pub difference: Option<Difference>,
    /// What the tested process went through.
    pub coverage: Coverage,
}

/// Something that was not as a scenario says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: `registers`, `start`, the number of a step from 1 with what it does, or `end`; `scenario` when it cannot be
    /// read.
    pub step: String,
    /// What the scenario says.
    pub expected: String,
    /// What came out.
    pub actual: String,
}

impl Difference {
    pub(super) fn new(expected: impl Into<String>, actual: impl Into<String>) -> Self {
        Self { step: String::new(), expected: expected.into(), actual: actual.into() }
    }

    fn at(self, step: impl Into<String>) -> Self {
        Self { step: step.into(), ..self }
    }
}

/// Runs a scenario, then once more with a restart after every step.
pub fn run(scenario: &Scenario, stage: &Stage) -> Outcome {
    let first = run_once(scenario, stage, false);
    if first.difference.is_some() {
        return first;
    }
    let again = run_once(scenario, stage, true);
    let difference =
        again.difference.map(|found| Difference { step: format!("{} (after a restart)", found.step), ..found });
    Outcome { difference, ..first }
}

fn run_once(scenario: &Scenario, stage: &Stage, restarts: bool) -> Outcome {
    let at = scenario.at.map_or(stage.at, |When(moment)| moment);
    let mut play = match Play::new(stage, &scenario.registers, at, restarts) {
        Ok(play) => play,
        Err(wrong) => {
            return Outcome { difference: Some(wrong.at("registers")), coverage: Coverage::default() };
        }
    };
    let difference = whole(&mut play, scenario).err();
    Outcome { difference, coverage: play.coverage() }
}

fn whole(play: &mut Play, scenario: &Scenario) -> Result<(), Difference> {
    let start = &scenario.start;
    let began = play.start(start);
    as_expected(began, start.refused.as_ref().map(|code| Some(code.as_str()))).map_err(|found| found.at("start"))?;
    for (number, step) in (1..).zip(&scenario.steps) {
        if !step.comes_before_connectors() {
            play.serve();
        }
        let found = play.restart_if_asked().and_then(|()| play.takes(step));
        found.map_err(|found| found.at(format!("{number} {}", step.describe())))?;
    }
    play.serve();
    match &scenario.end {
        Some(end) => play.compare_end(end).map_err(|found| found.at("end")),
        None => Ok(()),
    }
}

impl Step {
    /// Whether it happens before connectors do what they were asked: their work can only fail before it is done.
    pub(super) fn comes_before_connectors(&self) -> bool {
        matches!(self, Self::Does(Doing::Fail { .. }))
    }
}

impl Play {
    /// Takes a step; what was asked of connectors before has been done.
    pub(super) fn takes(&mut self, step: &Step) -> Result<(), Difference> {
        match step {
            Step::Does(doing) => as_expected(self.does(doing), None),
            Step::Refused { doing, code } => match &**doing {
                Step::Does(doing) => as_expected(self.does(doing), Some(code.as_deref())),
                other => self.takes(other),
            },
            Step::Tasks(expected) => self.compare_tasks(expected),
            Step::Later(span) => {
                self.wait(*span);
                Ok(())
            }
            Step::At(When(moment)) => self.wait_until(*moment),
            Step::Forecast(expected) => self.compare_forecast(expected),
            Step::Stands(expected) => self.compare_end(expected),
        }
    }
}

/// Something that somebody did was accepted, or, when `refused` says so, refused for that reason.
fn as_expected(result: Result<(), Rejection>, refused: Option<Option<&str>>) -> Result<(), Difference> {
    match (result, refused) {
        (Ok(()), None) => Ok(()),
        (Ok(()), Some(code)) => {
            Err(Difference::new(format!("refused: {}", code.unwrap_or("for any reason")), "accepted"))
        }
        (Err(rejection), Some(code)) if code.is_none_or(|code| code == rejection.code()) => Ok(()),
        (Err(rejection), refused) => {
            let expected = match refused {
                Some(code) => format!("refused: {}", code.unwrap_or("for any reason")),
                None => "accepted".to_owned(),
            };
            Err(Difference::new(expected, format!("refused: {} ({})", rejection.code(), why(&rejection))))
        }
    }
}

fn why(rejection: &Rejection) -> String {
    match rejection {
        Rejection::Fields(problems) => {
            let words = problems.iter().map(|problem| {
                let cell = problem.cell.as_ref().map(|(row, column)| format!("[{}].{column}", row + 1));
                format!("{}{}: {}", problem.field, cell.unwrap_or_default(), problem.code)
            });
            words.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
