//! The kernel alone: one decide and apply of a task.

use std::time::{Duration, Instant};

use flow::kernel::{Context, Facts, State, act};
use flow::process::Process;
use flow::time::Moment;

use crate::house::{TASKS, approve, begin, definition, organisation};
use crate::table::{Table, rate};

/// How often a stretch is timed; the best one counts, for whatever else runs on the machine only ever slows it down.
const STRETCHES: u32 = 100;

/// How long a stretch is, at least.
const STRETCH: Duration = Duration::from_millis(20);

pub(crate) fn measure(table: &mut Table) {
    let process = Process::new(definition(TASKS)).expect("the process is right");
    let organisation = organisation();
    let mut facts = Facts::default();
    facts.insert(flow::kernel::Fact::Sequence("L-".to_owned()), feel::Value::Number(1.into()));
    let context = Context { now: Moment(1_772_000_000_000), organisation: &organisation, facts: &facts };
    let commands = (0..TASKS).map(approve).collect::<Vec<_>>();
    let (_, started) = match act(&process, State::default(), &begin(), &context) {
        Ok(done) => done,
        Err(flow::kernel::Decision::Needs(needed)) => panic!("also needs {needed:?}"),
        Err(other) => panic!("{other:?}"),
    };
    let run = |kept: bool| {
        let mut state = started.clone();
        let began = Instant::now();
        for command in &commands {
            let before = kept.then(|| state.clone());
            (_, state) = act(&process, state, command, &context).expect("the task is open");
            drop(before);
        }
        let took = began.elapsed();
        assert!(!state.is_running());
        took
    };
    for (kept, what, goal) in [
        (false, "kernel: decide and apply a task", "1000 k/s"),
        (true, "kernel: the same, with a copy from before", ""),
    ] {
        let mut each = (0..STRETCHES).map(|_| stretch(|| run(kept))).collect::<Vec<_>>();
        each.sort_unstable();
        let (best, median) = (each[0], each[each.len() / 2]);
        let remark = format!("the best of {STRETCHES} stretches; the median is {}", rate(1, median));
        table.add(what, rate(1, best), goal, remark);
    }
}

/// How long a task takes, over runs of them that fill a stretch.
fn stretch(run: impl Fn() -> Duration) -> Duration {
    let (mut tasks, mut took) = (0, Duration::ZERO);
    while took < STRETCH {
        took += run();
        tasks += TASKS;
    }
    took / tasks
}
