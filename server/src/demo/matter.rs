//! One instance of the demo: who starts it with what, and how far people have come.

use app::port::{Code, Decision, NewInstance, Port, Preferences, Problem, StartRef, TaskRef, Values};
use flow::id::{NodeId, OutcomeId, PersonId, ProcessKey};
use jiff::ToSpan;
use serde::Deserialize;
use serde_json::Value as Json;

use crate::service::{Service, Subject, Visitor};

/// An instance as `demo.yaml` tells it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Matter {
    pub(super) process: ProcessKey,
    by: PersonId,
    data: Values,
    #[serde(default)]
    steps: Vec<Step>,
}

/// Something that somebody has decided in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    node: NodeId,
    by: PersonId,
    outcome: OutcomeId,
    #[serde(default)]
    data: Values,
    #[serde(default)]
    opinion: Option<String>,
}

impl Matter {
    /// Starts it and takes its steps, each as the person who does.
    pub(super) async fn play(&self, service: &Service) -> Result<(), Problem> {
        let new = NewInstance::new(StartRef::of(self.process.clone()), dated(&self.data));
        let started = visitor(service, &self.by)?.start(new, String::new()).await?;
        let id = uuid::Uuid::parse_str(started.instance.as_str()).map_err(|_| missing("instance"))?;
        for step in &self.steps {
            let live = service.runtime().live(id).await.map_err(|_| missing("instance"))?;
            let live = live.ok_or_else(|| missing("instance"))?;
            let is_asked = |task: &flow::kernel::Task| {
                let at = live.state.visit(task.visit).map(|visit| &visit.node);
                task.person == step.by && at == Some(&step.node)
            };
            let (no, _) = live.state.open_tasks().find(|(_, task)| is_asked(task)).ok_or_else(|| missing("task"))?;
            let decision = Decision {
                outcome: step.outcome.clone(),
                values: dated(&step.data),
                opinion: step.opinion.clone(),
                version: None,
            };
            let task = TaskRef { instance: started.instance.clone(), no };
            visitor(service, &step.by)?.decide(task, decision, String::new()).await?;
        }
        Ok(())
    }
}

fn visitor(service: &Service, person: &PersonId) -> Result<Visitor, Problem> {
    let (organisation, now) = (service.runtime().organisation(), service.runtime().now());
    let subject = Subject::of(person, &organisation, now).ok_or_else(|| missing("person"))?;
    Ok(Visitor {
        service: service.clone(),
        subject: Some(subject),
        preferences: Preferences::default(),
        agent: "demo".to_owned(),
        again: false,
    })
}

fn missing(what: &str) -> Problem {
    Problem::new(404, Code::NOT_FOUND, "Something of the demo is not there").because(what)
}

/// The values with `@+10` turned into the date ten days from today.
fn dated(values: &Values) -> Values {
    values.iter().map(|(name, value)| (name.clone(), date_in(value))).collect()
}

fn date_in(value: &Json) -> Json {
    match value {
        Json::String(text) => day(text).map_or_else(|| value.clone(), Json::from),
        Json::Array(parts) => parts.iter().map(date_in).collect(),
        Json::Object(fields) => Json::Object(dated(fields)),
        _ => value.clone(),
    }
}

fn day(text: &str) -> Option<String> {
    let days: i64 = text.strip_prefix('@')?.parse().ok()?;
    let today = jiff::Timestamp::now().to_zoned_datetime(jiff::tz::TimeZone::fixed(jiff::tz::offset(8))).date();
    today.checked_add(days.days()).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_from_today_become_dates_wherever_they_stand() {
        let values = serde_json::json!({"a": "@+0", "b": [{"c": "@-1"}], "d": "x@y"});
        let Json::Object(values) = values else { panic!() };
        let dated = dated(&values);
        assert_eq!(dated["a"].as_str().unwrap().len(), 10);
        assert_ne!(dated["b"][0]["c"], "@-1");
        assert_eq!(dated["d"], "x@y");
    }
}
