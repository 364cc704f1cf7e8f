//! `lianban test`: the scenarios kept with definitions.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use flow::check::Finding;
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::process::Process;
use flow::scenario::{Coverage, Difference, Rows, Scenario, ScenarioFile, Stage, When, generate, run, shrink};
use flow::text::Text;
use flow::time::Moment;
use serde::Serialize;

use super::console::Console;
use super::{Outcome, findings, input};

/// Runs the scenarios kept with definitions.
#[derive(Debug, Args)]
pub(super) struct Test {
    /// Scenario files `*.test.yaml`, definitions with scenarios inside, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Also tells which nodes, edges and rows of decision tables no scenario came to.
    #[arg(long)]
    coverage: bool,

    /// Runs nothing, and prints a file with scenarios that come to what those of each file do not come to.
    #[arg(long, conflicts_with_all = ["coverage", "json", "shrink"])]
    generate: bool,

    /// Also prints the smallest scenario that fails in the same way as one that fails.
    #[arg(long, conflicts_with = "json")]
    shrink: bool,

    /// The organisation in which the scenarios of definitions play.
    #[arg(long, value_name = "FILE")]
    org: Option<PathBuf>,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

/// The clock of scenarios that state none: Monday 5 January 2026, 09:00 at +08:00.
pub(super) const USUAL_START: Moment = Moment(1_767_574_800_000);

/// How a scenario went; the order of the keys is part of the contract.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a Path,
    scenario: &'a str,
    passed: bool,
    #[serde(flatten)]
    difference: Option<Differing<'a>>,
}

#[derive(Serialize)]
struct Differing<'a> {
    step: &'a str,
    expected: &'a str,
    actual: &'a str,
}

/// What no scenario came to.
#[derive(Serialize)]
struct Missed<'a> {
    file: &'a Path,
    nodes: Vec<flow::id::NodeId>,
    edges: Vec<flow::id::EdgeId>,
    /// The rows from 1, by the nodes of the tables.
    rows: BTreeMap<flow::id::NodeId, Vec<usize>>,
}

/// A file of scenarios, and where they play.
struct Suite {
    /// The file without its scenarios.
    about: ScenarioFile,
    scenarios: Vec<Scenario>,
    stage: Stage,
}

/// Why a suite could not be run.
struct NoSuite {
    file: PathBuf,
    findings: Vec<Finding>,
    outcome: Outcome,
}

impl Test {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let endings = [".test.yaml", ".test.yml", ".test.json", ".flow.yaml", ".flow.yml", ".flow.json"];
        let mut outcome = Outcome::Well;
        let mut any = false;
        for file in input::below(&self.paths, &endings)? {
            match self.suite(&file) {
                Ok(None) => {}
                Ok(Some(suite)) if self.generate => {
                    any = true;
                    print_generated(console, &suite)?;
                }
                Ok(Some(suite)) => {
                    any = any || !suite.scenarios.is_empty();
                    outcome = outcome.max(self.play(console, &file, &suite)?);
                }
                Err(failed) => {
                    any = true;
                    for finding in &failed.findings {
                        findings::print(console, self.json, &failed.file, finding)?;
                    }
                    outcome = outcome.max(failed.outcome);
                }
            }
        }
        if !any {
            console.tell("lianban: no scenario found")?;
            return Ok(Outcome::Unusable);
        }
        Ok(outcome)
    }

    fn play(&self, console: &mut Console<'_>, file: &Path, suite: &Suite) -> io::Result<Outcome> {
        let mut coverage = Coverage::default();
        let mut failed = 0;
        for scenario in &suite.scenarios {
            let played = run(scenario, &suite.stage);
            coverage.merge(played.coverage);
            failed += usize::from(played.difference.is_some());
            let name = scenario.name.in_language(console.language);
            self.print(console, file, name, played.difference.as_ref())?;
            if self.shrink && played.difference.is_some() {
                console.tell(format_args!("          smallest:\n{}", written(&[shrink(scenario, &suite.stage)])))?;
            }
        }
        if self.coverage {
            self.print_missed(console, file, &coverage, &suite.stage.process)?;
        }
        if !self.json {
            let all = suite.scenarios.len();
            console.tell(format_args!("{}: {} of {all} scenarios passed", file.display(), all - failed))?;
        }
        Ok(if failed == 0 { Outcome::Well } else { Outcome::Unwell })
    }

    fn print(
        &self,
        console: &mut Console<'_>,
        file: &Path,
        scenario: &str,
        difference: Option<&Difference>,
    ) -> io::Result<()> {
        if self.json {
            let difference =
                difference.map(|Difference { step, expected, actual }| Differing { step, expected, actual });
            return console.json(&Line { file, scenario, passed: difference.is_none(), difference });
        }
        match difference {
            None => console.tell(format_args!("  ok      {scenario}")),
            Some(Difference { step, expected, actual }) => console.tell(format_args!(
                "  FAILED  {scenario}\n          at {step}\n          expected {expected}\n          actual   {actual}"
            )),
        }
    }

    fn print_missed(
        &self,
        console: &mut Console<'_>,
        file: &Path,
        coverage: &Coverage,
        process: &Process,
    ) -> io::Result<()> {
        let (nodes, edges) = (coverage.missing_nodes(process), coverage.missing_edges(process));
        let rows = coverage.missing_rows(process);
        if self.json {
            return console.json(&Missed { file, nodes, edges, rows });
        }
        let words = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let nodes = words(nodes.iter().map(ToString::to_string).collect());
        let edges = words(edges.iter().map(ToString::to_string).collect());
        console.tell(format_args!("  nodes not visited: {nodes}\n  edges not taken:   {edges}"))?;
        let table = |(node, rows): (&flow::id::NodeId, &Vec<usize>)| {
            format!("{node} {}", rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        match rows.is_empty() {
            true => Ok(()),
            false => console.tell(format_args!("  rows not used:     {}", words(rows.iter().map(table).collect()))),
        }
    }

    /// The scenarios of a file; none when it is a definition without any and none are to be generated.
    fn suite(&self, file: &Path) -> Result<Option<Suite>, NoSuite> {
        let is_definition = file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.contains(".flow."));
        if is_definition {
            let definition = read::<Definition>(file)?;
            if definition.scenarios.is_empty() && !self.generate {
                return Ok(None);
            }
            let scenarios = definition.scenarios.iter().map(|scenario| serde_json::from_value(scenario.clone()));
            let scenarios = scenarios.collect::<Result<_, _>>().map_err(|error| wrong_scenario(file, &error))?;
            let organisation = self.org.as_deref().map(read::<Organisation>).transpose()?.unwrap_or_default();
            let stage = stage(file, Arc::new(definition), Arc::new(organisation), USUAL_START, Rows::new())?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let org = self.org.as_ref().map(|org| org.display().to_string());
            let about = ScenarioFile {
                definition: name,
                org,
                at: Some(When(USUAL_START)),
                registers: Rows::new(),
                scenarios: Vec::new(),
            };
            return Ok(Some(Suite { about, scenarios, stage }));
        }
        let mut about: ScenarioFile = read(file)?;
        let scenarios = std::mem::take(&mut about.scenarios);
        let beside = |name: &str| file.parent().unwrap_or(Path::new("")).join(name);
        let path = beside(&about.definition);
        let organisation = match &about.org {
            Some(org) => Arc::new(read::<Organisation>(&beside(org))?),
            None => Arc::default(),
        };
        let at = about.at.map_or(USUAL_START, |When(moment)| moment);
        let stage = stage(&path, Arc::new(read(&path)?), organisation, at, about.registers.clone())?;
        Ok(Some(Suite { about, scenarios, stage }))
    }
}

/// Prints a file of scenarios that come to what those of a suite do not come to.
fn print_generated(console: &mut Console<'_>, suite: &Suite) -> io::Result<()> {
    let mut coverage = Coverage::default();
    suite.scenarios.iter().for_each(|scenario| coverage.merge(run(scenario, &suite.stage).coverage));
    let scenarios = generate(&suite.stage, &coverage);
    console.say(written(&ScenarioFile { scenarios, ..suite.about.clone() }).trim_end())
}

fn written<T: Serialize + ?Sized>(value: &T) -> String {
    flow::file::to_yaml(&value).unwrap_or_else(|error| error.to_string())
}

fn stage(
    path: &Path,
    definition: Arc<Definition>,
    organisation: Arc<Organisation>,
    at: Moment,
    registers: Rows,
) -> Result<Stage, NoSuite> {
    let process = Process::new(definition).map(Arc::new).map_err(|findings| NoSuite {
        file: path.to_owned(),
        findings,
        outcome: Outcome::Unwell,
    })?;
    let called = called(&process, path).into_values().collect();
    Ok(Stage { process, called, organisation, at, registers })
}

/// The processes that a process calls, directly or not, from the definitions beside it.
pub(super) fn called(process: &Process, path: &Path) -> BTreeMap<flow::id::ProcessKey, Arc<Process>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut found = BTreeMap::new();
    if !process.definition().nodes.iter().any(|node| node.call.is_some()) {
        return found;
    }
    let files = input::below(&[folder.to_owned()], &[".flow.yaml", ".flow.yml", ".flow.json"]).unwrap_or_default();
    let beside = files.iter().filter_map(|file| Some(input::read::<Definition>(file).ok()?.value));
    for definition in beside.chain(input::other_processes(path, process.definition().key.as_str())) {
        // A definition that cannot be run is told where it is called: as an incident.
        let Ok(other) = Process::new(Arc::new(definition)) else { continue };
        found.insert(other.definition().key.clone(), Arc::new(other));
    }
    found.remove(&process.definition().key);
    found
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, NoSuite> {
    let read = input::read(file);
    read.map(|read| read.value).map_err(|not_read| NoSuite {
        file: file.to_owned(),
        findings: not_read.findings,
        outcome: not_read.outcome,
    })
}

fn wrong_scenario(file: &Path, error: &serde_json::Error) -> NoSuite {
    let message = Text::each(format!("用例有误：{error}"), format!("a scenario is wrong: {error}"));
    let finding = Finding { element: None, ..Finding::error("wrong_scenario", "", message) };
    NoSuite { file: file.to_owned(), findings: vec![finding], outcome: Outcome::Unwell }
}
