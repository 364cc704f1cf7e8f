//! The kernel alone: one decide and apply of a task.

use std::time::{Duration, Instant};

use flow::kernel::{Context, Facts, State, act};
use flow::process::Process;
use flow::time::Moment;

use crate::house::{TASKS, approve, begin, definition, organisation};
use crate::table::{Table, rate};

const AT_LEAST: Duration = Duration::from_secs(2);

pub(crate) fn measure(table: &mut Table) {
    let process = Process::new(definition(TASKS)).expect("the process is right");
    let organisation = organisation();
    let mut facts = Facts::default();
    facts.insert(flow::kernel::Fact::Sequence("L-".to_owned()), feel::Value::Number(1.into()));
    let context = Context { now: Moment(1_772_000_000_000), organisation: &organisation, facts: &facts };
    let commands = (0..TASKS).map(approve).collect::<Vec<_>>();
    let (_, started) = match act(&process, &State::default(), &begin(), &context) {
        Ok(done) => done,
        Err(flow::kernel::Decision::Needs(needed)) => panic!("also needs {needed:?}"),
        Err(other) => panic!("{other:?}"),
    };
    let (mut steps, mut took) = (0, Duration::ZERO);
    while took < AT_LEAST {
        let mut state = started.clone();
        let began = Instant::now();
        for command in &commands {
            (_, state) = act(&process, &state, command, &context).expect("the task is open");
        }
        took += began.elapsed();
        steps += commands.len();
        assert!(!state.is_running());
    }
    table.add("kernel: decide and apply a task", rate(steps, took), "1000 k/s", String::new());
}
