use std::sync::Arc;

use feel::{Number, Value};
use flow::kernel::{Command, Context, Decision, Event, Fact, Facts, Recorded, Rejection, State, act};
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

/// What is played: a process, the people, and what they do one after the other.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Script {
    /// The process.
    pub definition: Arc<Definition>,
    /// The people.
    pub organisation: Organisation,
    /// What they do. What does not fit is part of the script: it has to be refused alike.
    pub commands: Vec<Command>,
}

/// What came of a script.
#[derive(Debug, Default, Serialize)]
pub struct Run {
    /// Everything that happened.
    pub log: Vec<Recorded>,
    /// Which commands were refused, and why.
    pub refused: Vec<(usize, String)>,
    /// What it led to.
    pub state: State,
}

impl Script {
    /// Plays it from the beginning; each command comes a minute after the one before.
    ///
    /// # Panics
    ///
    /// When the definition cannot be run: the tests made it.
    pub fn play(&self) -> Run {
        let process = Process::new(self.definition.clone()).expect("the process can be run");
        let mut run = Run::default();
        for (index, command) in self.commands.iter().enumerate() {
            let at = Moment(1_772_413_200_000).plus_millis(60_000 * i64::try_from(index).unwrap_or(i64::MAX));
            match self.execute(&process, &run.state, command, at) {
                Ok((events, state)) => {
                    run.log.extend(events.into_iter().map(|event| Recorded { at, event }));
                    run.state = state;
                }
                Err(rejection) => run.refused.push((index, rejection.to_string())),
            }
        }
        run
    }

    /// Decides and applies, answering what is needed.
    fn execute(
        &self,
        process: &Process,
        state: &State,
        command: &Command,
        now: Moment,
    ) -> Result<(Vec<Event>, State), Rejection> {
        let mut facts = Facts::default();
        loop {
            let context = Context { now, organisation: &self.organisation, facts: &facts };
            match act(process, state.clone(), command, &context) {
                Ok(done) => return Ok(done),
                Err(Decision::Rejected(rejection)) => return Err(rejection),
                Err(Decision::Needs(needed)) => needed.into_iter().for_each(|fact| answer(&mut facts, fact)),
                Err(Decision::Events(_)) => unreachable!("events are no error"),
            }
        }
    }
}

fn answer(facts: &mut Facts, fact: Fact) {
    let value = match fact {
        Fact::Sequence(_) => Value::Number(Number::from(1)),
        Fact::AnotherNumber { taken, .. } => Value::Number(Number::from(i64::from(taken) + 1)),
        Fact::OpenTasks(_) => Value::Number(Number::from(0)),
        Fact::LastAsked { .. } | Fact::Earlier(_) => Value::Null,
        Fact::CallerReturns(_) | Fact::CalledFields(_) | Fact::Register { .. } => Value::List(Arc::default()),
    };
    facts.insert(fact, value);
}
