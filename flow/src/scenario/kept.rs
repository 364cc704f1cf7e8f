//! The scenarios that are kept in a definition.

use serde::Deserialize;
use serde_json::Value as Json;

use super::coverage::Coverage;
use super::model::Scenario;
use super::run::{Difference, Outcome, Stage, run};
use crate::text::Text;

/// How the scenarios of a definition went.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ran {
    /// Each with its name, in their order.
    pub outcomes: Vec<(Text, Outcome)>,
    /// What they went through together.
    pub coverage: Coverage,
}

/// Runs the scenarios that are kept in a definition, as they are written there. One that cannot be read has not gone as
/// expected.
pub fn run_all(stage: &Stage, scenarios: &[Json]) -> Ran {
    let mut ran = Ran::default();
    for (number, written) in (1..).zip(scenarios) {
        let (name, outcome) = match Scenario::deserialize(written) {
            Ok(scenario) => {
                let outcome = run(&scenario, stage);
                (scenario.name, outcome)
            }
            Err(error) => (name_of(written, number), not_read(&error)),
        };
        ran.coverage.merge(outcome.coverage.clone());
        ran.outcomes.push((name, outcome));
    }
    ran
}

/// The name of a scenario that cannot be read, else its number.
fn name_of(written: &Json, number: usize) -> Text {
    let name = written.get("name").and_then(|name| Text::deserialize(name).ok());
    name.unwrap_or_else(|| number.to_string().as_str().into())
}

fn not_read(error: &serde_json::Error) -> Outcome {
    let step = "scenario".to_owned();
    let difference = Difference { step, expected: "a scenario".to_owned(), actual: error.to_string() };
    Outcome { difference: Some(difference), coverage: Coverage::default() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::process::Process;
    use crate::scenario::Rows;
    use crate::text::Language;
    use crate::time::Moment;

    fn stage() -> Stage {
        let definition = json!({
            "lianban": 1, "key": "T", "name": "test",
            "nodes": [{"id": "start", "kind": "start"}, {"id": "end", "kind": "end"}],
            "edges": [{"id": "e", "from": "start", "to": "end"}],
        });
        let definition = serde_json::from_value(definition).expect("it is well written");
        let process = Arc::new(Process::new(Arc::new(definition)).expect("it can be run"));
        let organisation = serde_json::from_value(json!({"people": {"li": {"name": "李青"}}})).expect("so is this");
        Stage {
            process,
            called: Vec::new(),
            organisation: Arc::new(organisation),
            at: Moment(0),
            registers: Rows::new(),
        }
    }

    #[test]
    fn every_kept_scenario_is_run_and_one_that_cannot_be_read_has_failed() {
        let ran = run_all(
            &stage(),
            &[
                json!({"name": "goes through", "start": {"by": "li"}, "end": {"result": "completed"}}),
                json!({"name": "wrong", "start": {"by": "li"}, "end": {"result": "refused"}}),
                json!({"name": {"zh": "没有开始", "en": "without a start"}}),
                json!(1),
            ],
        );
        let names: Vec<&str> = ran.outcomes.iter().map(|(name, _)| name.in_language(Language::English)).collect();
        assert_eq!(names, ["goes through", "wrong", "without a start", "4"]);
        let failed_at = |(_, outcome): &(Text, Outcome)| outcome.difference.as_ref().map(|it| it.step.clone());
        let failed: Vec<Option<String>> = ran.outcomes.iter().map(failed_at).collect();
        assert_eq!(failed, [None, Some("end".into()), Some("scenario".into()), Some("scenario".into())]);
        assert_eq!((ran.coverage.nodes()["end"], ran.coverage.edges()["e"]), (2, 2));
    }
}
