//! The smallest scenario that still fails in the same way.

use serde_json::Value as Json;

use super::model::Scenario;
use super::run::{Difference, Stage, run};

/// How many smaller scenarios are tried.
const MOST_RUNS: usize = 1_500;

/// The smallest scenario found that fails as this one does: at the same step or at the end, with the same said and the
/// same come out. One that passes stays as it is.
///
/// Steps are left out first, several together before one alone; then whatever else can be left out; then values are made
/// simpler. What is found is never larger, and the same scenario yields the same.
pub fn shrink(scenario: &Scenario, stage: &Stage) -> Scenario {
    let Some(failure) = run(scenario, stage).difference.map(Failure::from) else { return scenario.clone() };
    let (Ok(mut smallest), mut found) = (serde_json::to_value(scenario), scenario.clone()) else {
        return scenario.clone();
    };
    let mut runs = 0;
    'smaller: loop {
        for smaller in simpler(&smallest, false) {
            if size(&smaller) >= size(&smallest) {
                continue;
            }
            let Ok(candidate) = serde_json::from_value::<Scenario>(smaller.clone()) else { continue };
            runs += 1;
            if runs > MOST_RUNS {
                return found;
            }
            if run(&candidate, stage).difference.map(Failure::from).as_ref() == Some(&failure) {
                (smallest, found) = (smaller, candidate);
                continue 'smaller;
            }
        }
        return found;
    }
}

/// How a scenario fails, wherever among its steps that is.
#[derive(PartialEq)]
struct Failure {
    at: String,
    expected: String,
    actual: String,
}

impl From<Difference> for Failure {
    fn from(Difference { step, expected, actual }: Difference) -> Self {
        let at = step.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start().to_owned();
        // Of a refusal the code tells the kind; the words behind it may speak of what is left out.
        let refusal = actual.strip_prefix("refused: ").and_then(|refusal| refusal.split(" (").next());
        let actual = refusal.map_or_else(|| actual.clone(), |code| format!("refused: {code}"));
        Self { at, expected, actual }
    }
}

fn size(json: &Json) -> usize {
    json.to_string().len()
}

/// The same with one thing left out or made simpler, what is left out first.
fn simpler(json: &Json, is_value: bool) -> Vec<Json> {
    match json {
        Json::Object(entries) => {
            let without = entries.keys().map(|key| {
                let mut fewer = entries.clone();
                fewer.remove(key);
                Json::Object(fewer)
            });
            // Whatever happens comes before whatever is said of it.
            let mut keys: Vec<&String> = entries.keys().collect();
            keys.sort_by_key(|key| *key != "steps");
            let within = keys.into_iter().filter(|key| *key != "name").flat_map(|key| {
                let is_value = is_value || key == "data" || key == "correct";
                simpler(&entries[key], is_value).into_iter().map(move |simpler| {
                    let mut other = entries.clone();
                    other.insert(key.clone(), simpler);
                    Json::Object(other)
                })
            });
            let (within, without): (Vec<_>, Vec<_>) = (within.collect(), without.collect());
            // Of a whole scenario, steps are left out before anything else.
            if entries.contains_key("steps") {
                within.into_iter().chain(without).collect()
            } else {
                without.into_iter().chain(within).collect()
            }
        }
        Json::Array(items) => {
            let mut found = Vec::new();
            let mut together = items.len();
            while together > 0 {
                for first in (0..items.len()).step_by(together).rev() {
                    let last = (first + together).min(items.len());
                    found.push(Json::Array([&items[..first], &items[last..]].concat()));
                }
                together /= 2;
            }
            for (place, item) in items.iter().enumerate() {
                for simpler in simpler(item, is_value) {
                    let mut other = items.clone();
                    other[place] = simpler;
                    found.push(Json::Array(other));
                }
            }
            found
        }
        Json::Number(number) if is_value => {
            let shorter = number.as_i64().map(|number| number / 10);
            [Some(0), Some(1), shorter].into_iter().flatten().map(Json::from).collect()
        }
        Json::String(text) if is_value => {
            let first: String = text.chars().take(1).collect();
            [String::new(), first].map(Json::from).to_vec()
        }
        _ => Vec::new(),
    }
}
