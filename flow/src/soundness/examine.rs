//! One scope after the other, those within others first.

use rustc_hash::FxHashSet;

use super::draw::{Begins, draw};
use super::faults::{self, Found};
use super::net::{Effect, Net};
use super::path::Path;
use super::reduce::{Reach, reduce};
use super::replay::waiting_after;
use super::scope::Scopes;
use super::space::{Leads, MOST_MARKINGS, Space};
use super::verdict::{Analysis, Fault, FaultKind, Passage, Verdict};
use crate::process::{Catch, Process, Step, StepIndex};

/// How many markings of a graph as it is drawn are looked at, to tell the way to a fault step by step.
const MOST_TO_TELL: usize = 2_000;

/// Looks at every scope of a process.
pub(super) struct Examiner<'p> {
    pub(super) scopes: Scopes<'p>,
    found: Vec<InScope>,
}

/// What was found in a scope.
struct InScope {
    scope: Option<StepIndex>,
    faults: Vec<Fault>,
    meetings: Vec<Fault>,
    decided: bool,
}

/// What came of tokens that begin somewhere.
#[derive(Default)]
pub(super) struct Run {
    pub(super) faults: Vec<Fault>,
    meetings: Vec<Fault>,
    entered: FxHashSet<StepIndex>,
    completes: bool,
    pub(super) decided: bool,
    /// Whether inclusive joins saw one token at a place at most, as they are supposed to when as much as can be is drawn
    /// together.
    as_supposed: bool,
    /// Events whose tokens have to be looked at by themselves.
    apart: Vec<StepIndex>,
}

impl<'p> Examiner<'p> {
    /// Looks at all scopes.
    pub(super) fn of(process: &'p Process) -> Self {
        let mut examiner = Self::of_sub_processes(process);
        let found = examiner.examine(None);
        examiner.found.push(found);
        examiner
    }

    /// Looks at all sub-processes, which is enough to know what becomes of tokens around them.
    pub(super) fn of_sub_processes(process: &'p Process) -> Self {
        let mut examiner = Self { scopes: Scopes::new(process), found: Vec::new() };
        for sub in examiner.scopes.subs_inside_out() {
            let found = examiner.examine(Some(sub));
            examiner.found.push(found);
        }
        examiner
    }

    /// Whether the process is sound.
    pub(super) fn analysis(&self) -> Analysis {
        let told = |of: fn(&InScope) -> &Vec<Fault>| -> Vec<Fault> {
            let scopes = self.found.iter().rev().filter(|found| !of(found).is_empty());
            scopes.flat_map(|found| self.with_the_way_there(found.scope, of(found))).collect()
        };
        let (faults, meetings) = (told(|found| &found.faults), told(|found| &found.meetings));
        let verdict = match faults.is_empty() {
            false => Verdict::Unsound(faults),
            true if self.found.iter().all(|found| found.decided) => Verdict::Sound,
            true => Verdict::Undecided { bound: MOST_MARKINGS },
        };
        Analysis { verdict, meetings }
    }

    fn examine(&mut self, scope: Option<StepIndex>) -> InScope {
        let mut whole = Run { decided: true, ..Run::default() };
        let mut ahead: Vec<Vec<Begins>> = self.scopes.beginnings(scope).iter().map(|steps| at(steps)).collect();
        let mains = ahead.len();
        let handlers = self.scopes.steps_in(scope).filter(|step| matches!(step.catch, Some(Catch::Compensation)));
        ahead.extend(handlers.filter(|step| step.boundary().is_some()).map(|step| at(&[step.index])));
        let mut next = 0;
        while let Some(begins) = ahead.get(next).cloned() {
            let mut run = self.run(scope, &begins);
            if next >= mains {
                self.begin_at_host(scope, &begins, &mut run);
            } else {
                whole.completes |= run.completes;
            }
            for apart in run.apart.drain(..).map(|event| at(&[event])) {
                if !ahead.contains(&apart) {
                    ahead.push(apart);
                }
            }
            whole.take_in(run);
            next += 1;
        }
        let entered = |step: StepIndex| whole.entered.contains(&step);
        whole.completes |= self.ends_otherwise(scope, entered);
        if whole.decided && whole.faults.is_empty() {
            let dead = self.scopes.steps_in(scope).filter(|step| !entered(step.index) && has_place(step));
            let fault = |step: &Step| Fault { kind: FaultKind::DeadNode, at: step.id.clone(), path: Vec::new() };
            whole.faults.extend(dead.map(fault));
        }
        // What is wrong in it is told of it, not of what comes behind.
        whole.completes |= !whole.faults.is_empty();
        if let Some(sub) = scope {
            self.scopes.learn(sub, whole.completes, |step| whole.entered.contains(&step));
        }
        let Run { faults, meetings, decided, .. } = whole;
        InScope { scope, faults, meetings, decided }
    }

    /// Looks at what comes of tokens that begin there: first as far as is enough for most; where that
    /// does not show that all is well, as it is.
    pub(super) fn run(&self, scope: Option<StepIndex>, begins: &[Begins]) -> Run {
        let run = self.run_with(scope, begins, Reach::Far);
        if run.faults.is_empty() && run.decided && run.as_supposed {
            return run;
        }
        let mut run = self.run_with(scope, begins, Reach::Exact);
        if !run.faults.is_empty() {
            let as_drawn = self.run_with(scope, begins, Reach::AsDrawn);
            if as_drawn.decided && !as_drawn.faults.is_empty() {
                run.faults = as_drawn.faults;
            }
        }
        run
    }

    fn run_with(&self, scope: Option<StepIndex>, begins: &[Begins], reach: Reach) -> Run {
        let mut drawn = draw(&self.scopes, begins);
        let has_inclusive_joins = drawn.net.has_inclusive_joins();
        reduce(&mut drawn.net, reach);
        let most = if reach == Reach::AsDrawn { MOST_TO_TELL } else { MOST_MARKINGS };
        let mut space = Space::explore(&drawn.net, most);
        let faults = faults::find(&mut space, self.scopes.can_be_taken_away(scope));
        let completes = space.moves.iter().flatten().any(|to| to.leads == Leads::Ends);
        let decided = !space.cut && !drawn.cut;
        let mut meetings: Vec<Found> = Vec::new();
        for (at, marking) in &space.meetings {
            meetings.push(Found { kind: FaultKind::MeetsTwice, at: *at, way: space.way_to(*marking) });
        }
        meetings.sort_unstable_by_key(|meeting| meeting.at);
        let tell = |found: Found| self.tell(&drawn.net, begins, found);
        Run {
            faults: faults.into_iter().flat_map(tell).collect(),
            meetings: meetings.into_iter().flat_map(tell).collect(),
            entered: space.entered(),
            completes,
            decided,
            as_supposed: space.is_safe || !has_inclusive_joins,
            apart: drawn.apart,
        }
    }

    fn tell(&self, net: &Net, begins: &[Begins], found: Found) -> Vec<Fault> {
        let process = self.scopes.process;
        let path = self.passages(net, &found.way);
        let mut at = match found.kind {
            FaultKind::Deadlock => waiting_after(process, begins, &path),
            _ => Vec::new(),
        };
        if at.is_empty() {
            at.push((found.at, found.kind));
        }
        at.into_iter().map(|(at, kind)| Fault { kind, at: process.at(at).id.clone(), path: path.clone() }).collect()
    }

    fn passages(&self, net: &Net, way: &[Path]) -> Vec<Passage> {
        let mut path = Vec::new();
        way.iter().for_each(|part| net.paths.tell(self.scopes.process, *part, &mut path));
        path
    }

    /// Whether a scope can be done otherwise than by its last token.
    fn ends_otherwise(&self, scope: Option<StepIndex>, entered: impl Fn(StepIndex) -> bool) -> bool {
        let process = self.scopes.process;
        let ends = |step: &Step| self.scopes.leaving(step).iter().any(|leaving| leaving.effect == Effect::Ends);
        let mut steps = self.scopes.steps_in(scope).filter(|step| entered(step.index));
        let mut events = process.event_sub_processes(scope).iter();
        steps.any(ends)
            || events.any(|event| process.interrupts(process.at(*event)) && self.scopes.inside(*event).completes)
    }

    /// Faults of a scope with the way to it.
    fn with_the_way_there(&self, scope: Option<StepIndex>, faults: &[Fault]) -> Vec<Fault> {
        let before = self.way_into(scope);
        let with = |fault: &Fault| match fault.kind {
            FaultKind::DeadNode => fault.clone(),
            _ => Fault { path: [&before[..], &fault.path].concat(), ..fault.clone() },
        };
        faults.iter().map(with).collect()
    }

    /// What is passed before a token enters a sub-process.
    fn way_into(&self, scope: Option<StepIndex>) -> Vec<Passage> {
        let Some(sub) = scope else { return Vec::new() };
        let around = self.scopes.process.at(sub).within;
        [self.way_into(around), self.way_to(around, sub)].concat()
    }

    /// What is passed in a scope before a token enters a step.
    fn way_to(&self, scope: Option<StepIndex>, step: StepIndex) -> Vec<Passage> {
        let node = Passage::Node(self.scopes.process.at(step).id.clone());
        for begins in self.scopes.beginnings(scope) {
            let mut drawn = draw(&self.scopes, &at(&begins));
            reduce(&mut drawn.net, Reach::Exact);
            let space = Space::explore(&drawn.net, MOST_MARKINGS);
            let moves = (0..).zip(&space.moves).flat_map(|(from, moves)| moves.iter().map(move |next| (from, next)));
            let passed = moves.map(|(from, next)| (from, space.passed(next)));
            let enters = |(_, passed): &(_, Vec<Path>)| passed.iter().any(|path| drawn.net.paths.has_step(*path, step));
            if let Some((from, passed)) = passed.into_iter().find(enters) {
                let path = self.passages(&drawn.net, &[space.way_to(from), passed].concat());
                return path.into_iter().take_while(|at| *at != node).collect();
            }
        }
        Vec::new()
    }

    /// What happens at the side of a step begins when a token has come there.
    fn begin_at_host(&self, scope: Option<StepIndex>, begins: &[Begins], run: &mut Run) {
        let [Begins::At(event)] = begins else { return };
        let Some(boundary) = self.scopes.process.at(*event).boundary() else { return };
        if run.faults.is_empty() && run.meetings.is_empty() {
            return;
        }
        let before = self.way_to(scope, boundary.on);
        for fault in run.faults.iter_mut().chain(&mut run.meetings) {
            fault.path.splice(0..0, before.iter().cloned());
        }
    }
}

impl Run {
    fn take_in(&mut self, other: Self) {
        let is_new = |known: &[Fault], fault: &Fault| {
            !known.iter().any(|known| known.kind == fault.kind && known.at == fault.at)
        };
        for fault in other.faults {
            if is_new(&self.faults, &fault) {
                self.faults.push(fault);
            }
        }
        for meeting in other.meetings {
            if is_new(&self.meetings, &meeting) {
                self.meetings.push(meeting);
            }
        }
        self.entered.extend(other.entered);
        self.decided &= other.decided;
    }
}

fn at(steps: &[StepIndex]) -> Vec<Begins> {
    steps.iter().map(|step| Begins::At(*step)).collect()
}

/// Whether tokens should come to a step: what an event begins stands beside the flow.
fn has_place(step: &Step) -> bool {
    !step.is_event_sub_process()
}
