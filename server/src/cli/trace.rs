//! `lianban trace`: a definition at play by itself.

mod lines;
mod table;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use flow::check::{Finding, Severity, Surroundings, check};
use flow::id::{NodeId, PersonId};
use flow::kernel::FieldProblem;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::scenario::When;
use flow::text::Language;
use flow::time::Moment;
use flow::trace::{Ending, NoTrace, Plan, Trace as Traced, Wishes, declaring, stepping_over_scripts, trace};
use serde_json::{Map, Value as Json};

use super::console::Console;
use super::test::{USUAL_START, called};
use super::{Outcome, findings, input};

/// Runs a definition on the kernel with a virtual clock: no server, no people.
///
/// Human tasks complete by themselves: whoever has one agrees, or takes the outcome that --decide gives. What a form
/// requires and --data does not give is filled with samples of the right type (the first option, today, 1, no, …), the
/// next one where a check of the form is against the last; the step's line names them as "filled". When the form takes
/// none of them the trace goes on all the same, and "message" says what the form has against it.
///
/// A script in a language that is not ours does not run: its step carries the text as "script", and it completes.
///
/// Called processes are looked for in the file and beside it and run too, their tasks completed in the same way. The steps are
/// those of this process alone; an incident in a called process is told at the call.
///
/// Exits with 0 for completed and terminated, else with 1. A definition with an error prints its findings instead.
#[derive(Debug, Args)]
pub(super) struct Trace {
    /// The definition: `*.flow.yaml`, `*.flow.json` or `*.bpmn`.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Which process of the file, by its key; else the first executable one, else the first. A flow file has one.
    #[arg(long, value_name = "ID")]
    process: Option<String>,

    /// The values that the instance begins with, also of fields that are filled later: a JSON object, or `@` and the
    /// file that holds one.
    #[arg(long, value_name = "JSON|@FILE", value_parser = data)]
    data: Option<Map<String, Json>>,

    /// What is decided at a node, in turn; after the last, people agree again and gateways go by their conditions. At a
    /// human node: its own outcomes, or approve, refuse, return. At a gateway: an edge, which is taken whatever its
    /// condition says.
    #[arg(long, value_name = "NODE=X[,X…]")]
    decide: Vec<String>,

    /// When the clock starts [default: 2026-01-05T09:00:00+08:00].
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,

    /// How many steps there may be; the called processes together may take as many.
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
    max_steps: u32,

    /// The organisation whose people are asked. Without it every rule finds somebody who is made up.
    #[arg(long, value_name = "FILE")]
    org: Option<PathBuf>,

    /// Who starts it; without this the first person who may, by id, somebody with a superior before others.
    #[arg(long, value_name = "PERSON", requires = "org")]
    by: Option<String>,

    /// Prints one JSON object a line: {"seq","time","node","name","kind","event"} for each step, with "filled" and
    /// "message" where there is something to tell, and at last {"result","ends","open","data"}.
    #[arg(long)]
    json: bool,
}

fn data(given: &str) -> Result<Map<String, Json>, String> {
    let text = match given.strip_prefix('@') {
        Some(file) => std::fs::read_to_string(file).map_err(|error| format!("{file} cannot be read: {error}"))?,
        None => given.to_owned(),
    };
    serde_json::from_str(&text)
        .map_err(|error| format!("a JSON object is wanted, such as {{\"amount\": 100}}: {error}"))
}

fn moment(text: &str) -> Result<Moment, String> {
    text.parse().map(|When(moment)| moment)
}

impl Trace {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let organisation = match self.org.as_deref().map(|org| (org, input::read::<Organisation>(org))) {
            None => None,
            Some((_, Ok(read))) => Some(Arc::new(read.value)),
            Some((org, Err(not_read))) => {
                self.print(console, org, &not_read.findings)?;
                return Ok(Outcome::Unusable);
            }
        };
        let read = match input::definition(&self.file, self.process.as_deref()) {
            Ok(read) => read,
            Err(not_read) => return not_read.tell(console, self.json, &self.file),
        };
        let definition = stepping_over_scripts(read.definition);
        let definition = Arc::new(match &self.data {
            Some(given) => declaring(definition, given),
            None => definition,
        });
        let surroundings = Surroundings { organisation: organisation.as_deref(), ..Surroundings::default() };
        let mut found = check(&definition, &surroundings);
        if found.iter().any(|finding| finding.severity == Severity::Error) {
            read.lines.locate(&mut found);
            found.extend(read.findings);
            self.print(console, &self.file, &found)?;
            return Ok(Outcome::Unwell);
        }
        match Process::new(definition) {
            Ok(process) => self.trace(console, process, organisation),
            Err(found) => self.print(console, &self.file, &found).map(|()| Outcome::Unwell),
        }
    }

    fn trace(
        &self,
        console: &mut Console<'_>,
        process: Process,
        organisation: Option<Arc<Organisation>>,
    ) -> io::Result<Outcome> {
        let wishes = match Wishes::read(&process, self.decide.iter().map(String::as_str)) {
            Ok(wishes) => wishes,
            Err(wrong) => return unusable(console, format_args!("--decide: {wrong}")),
        };
        let plan = Plan {
            called: called(&process, &self.file).into_values().collect(),
            process: Arc::new(process),
            organisation,
            by: self.by.as_deref().map(PersonId::from),
            at: self.at.unwrap_or(USUAL_START),
            data: self.data.clone().unwrap_or_default(),
            wishes,
            most: self.max_steps as usize,
        };
        match trace(&plan) {
            Ok(traced) => self.tell(console, &traced),
            Err(NoTrace::Definition(found)) => self.print(console, &self.file, &found).map(|()| Outcome::Unwell),
            Err(NoTrace::Data(problems)) => {
                problems.iter().try_for_each(|problem| console.tell(wrong_value(problem, console.language)))?;
                Ok(Outcome::Unusable)
            }
            Err(other) => unusable(console, format_args!("{other}")),
        }
    }

    fn tell(&self, console: &mut Console<'_>, traced: &Traced) -> io::Result<Outcome> {
        match self.json {
            true => lines::print(console, traced)?,
            false => table::print(console, traced)?,
        }
        for (process, open) in &traced.below {
            let open = open.iter().map(NodeId::as_str).collect::<Vec<_>>().join(", ");
            console.tell(format_args!("lianban: the called process {process} still runs, open: {open}"))?;
        }
        for node in &traced.unfulfilled {
            console.tell(format_args!("lianban: --decide: more is given for `{node}` than came about"))?;
        }
        Ok(match traced.ending {
            Ending::Completed | Ending::Terminated => Outcome::Well,
            _ => Outcome::Unwell,
        })
    }

    fn print(&self, console: &mut Console<'_>, file: &Path, found: &[Finding]) -> io::Result<()> {
        found.iter().try_for_each(|finding| findings::print(console, self.json, file, finding))
    }
}

fn unusable(console: &mut Console<'_>, message: std::fmt::Arguments<'_>) -> io::Result<Outcome> {
    console.tell(format_args!("lianban: {message}"))?;
    Ok(Outcome::Unusable)
}

fn wrong_value(problem: &FieldProblem, language: Language) -> String {
    let cell = problem.cell.as_ref().map(|(row, column)| format!("[{}].{column}", row + 1)).unwrap_or_default();
    format!("lianban: --data: {}{cell}: {}", problem.field, problem.message.in_language(language))
}
