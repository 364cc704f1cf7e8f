//! From a step to what is written, and in a few words.

use serde_json::{Map, Value as Json};

use super::model::{Doing, Handling, Step, Supervision};
use super::written::{THINGS, Urge, Withdraw, Written};
use crate::id::{NodeId, PersonId};

impl From<Step> for Written {
    fn from(step: Step) -> Self {
        match step {
            Step::Does(doing) => doing.into(),
            Step::Refused { doing, code } => {
                Self { refused: Some(Box::new(Self::from(*doing))), code, ..Self::default() }
            }
            Step::Tasks(tasks) => Self { tasks: Some(tasks), ..Self::default() },
            Step::Later(span) => Self { clock: Some(span.to_string()), ..Self::default() },
            Step::At(moment) => Self { clock: Some(moment.to_string()), ..Self::default() },
            Step::Forecast(people) => Self { forecast: Some(people), ..Self::default() },
            Step::Stands(end) => Self { stands: Some(end), ..Self::default() },
        }
    }
}

impl From<Doing> for Written {
    fn from(doing: Doing) -> Self {
        let said = |data: Map<String, Json>| (!data.is_empty()).then_some(data);
        match doing {
            Doing::Decide { node, by, outcome, data, opinion, outside } => {
                Self { act: Some(node), by: Some(by), outcome, data: said(data), opinion, outside, ..Self::default() }
            }
            Doing::Return { node, by, to, caller, opinion } => {
                let caller = caller.then_some(true);
                Self { act: Some(node), by: Some(by), back: Some(to), caller, opinion, ..Self::default() }
            }
            Doing::Transfer { node, by, to, opinion } => {
                Self { act: Some(node), by: Some(by), transfer: Some(to), opinion, ..Self::default() }
            }
            Doing::Withdraw { by, reason } => Self { withdraw: Some(Withdraw { by, reason }), ..Self::default() },
            Doing::Urge { by } => Self { urge: Some(Urge { by }), ..Self::default() },
            Doing::Message { name, key, data } => {
                let key = (!key.is_null()).then_some(key);
                Self { message: Some(name), key, data: said(data), ..Self::default() }
            }
            Doing::Signal { name, data } => Self { signal: Some(name), data: said(data), ..Self::default() },
            Doing::Fail { node, code } => Self { fail: Some(node), code, ..Self::default() },
            Doing::Handle { node, by, how, opinion } => handled(node, by, how, opinion),
            Doing::Note { by, text, people } => {
                let people = (!people.is_empty()).then_some(people);
                Self { note: Some(text), by: Some(by), people, ..Self::default() }
            }
            Doing::Copy { by, people } => Self { copy: Some(people), by: Some(by), ..Self::default() },
            Doing::Supervise { by, how, reason } => supervised(by, how, reason),
        }
    }
}

fn handled(node: NodeId, by: PersonId, how: Handling, opinion: Option<String>) -> Written {
    let by = Some(by);
    let act = Written { act: Some(node.clone()), by: by.clone(), opinion: opinion.clone(), ..Written::default() };
    let other = Written { by, ..Written::default() };
    match how {
        Handling::Add(help, people) => Written { add: Some(help), people: Some(people), ..act },
        Handling::Drop(person) => Written { drop: Some(person), ..act },
        Handling::AskTime(until) => Written { until: Some(until), ..act },
        Handling::AskTransfer(to) => Written { ask_transfer: Some(to), ..act },
        Handling::Claim => Written { claim: Some(node), ..other },
        Handling::Release => Written { release: Some(node), ..other },
        Handling::Recall => Written { recall: Some(node), reason: opinion, ..other },
    }
}

fn supervised(by: PersonId, how: Supervision, reason: String) -> Written {
    let by = Written { by: Some(by), ..Written::default() };
    let because = Written { reason: Some(reason.clone()), ..by.clone() };
    match how {
        Supervision::Suspend => Written { suspend: Some(reason), ..by },
        Supervision::Resume => Written { resume: Some(reason), ..by },
        Supervision::Terminate => Written { terminate: Some(reason), ..by },
        Supervision::Jump(from, to) => Written { jump: Some(from), to: Some(to), ..because },
        Supervision::Reschedule(at, due) => Written { reschedule: Some(due), at, ..because },
        Supervision::Correct(data) => Written { correct: Some(data), ..because },
        Supervision::Retry(node) => Written { retry: Some(node), ..because },
        Supervision::Reassign(node, to) => Written { reassign: Some(node), transfer: Some(to), ..because },
    }
}

impl Step {
    /// What it is, in a few words.
    pub fn describe(&self) -> String {
        match self {
            Self::Refused { doing, .. } => format!("refused {}", doing.describe()),
            Self::Later(_) | Self::At(_) => "clock".to_owned(),
            other => {
                let Ok(Json::Object(written)) = serde_json::to_value(Written::from(other.clone())) else {
                    return String::new();
                };
                let thing = THINGS.iter().find_map(|(thing, _)| written.get_key_value(*thing));
                match thing {
                    Some((thing, Json::String(of))) if other.names_something() => format!("{thing} {of}"),
                    Some((thing, _)) => thing.clone(),
                    None => String::new(),
                }
            }
        }
    }

    /// Whether what stands first says which node, message or signal it is about, rather than what somebody says.
    fn names_something(&self) -> bool {
        use Supervision::{Reschedule, Resume, Suspend, Terminate};
        !matches!(
            self,
            Self::Does(
                Doing::Note { .. } | Doing::Supervise { how: Suspend | Resume | Terminate | Reschedule(..), .. }
            )
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(step: Json) -> Result<Step, String> {
        serde_json::from_value(step).map_err(|error| error.to_string())
    }

    #[test]
    fn a_step_is_one_thing() {
        assert!(read(json!({"act": "review", "by": "ann", "outcome": "agree"})).is_ok());
        assert!(read(json!({"refused": {"urge": {"by": "ann"}}, "code": "too_soon"})).is_ok());
        let error = |step| read(step).unwrap_err();
        assert_eq!(
            error(json!({"act": "review", "by": "ann", "tasks": {}})),
            "`tasks` does not belong to `act`: a step is one thing"
        );
        assert_eq!(
            error(json!({"withdraw": {"by": "ann"}, "opinion": "too late"})),
            "`opinion` does not belong to `withdraw`: a step is one thing"
        );
        assert_eq!(
            error(json!({"act": "review", "by": "ann", "outcome": "agree", "drop": "bob"})),
            "`act` has one of outcome, return, transfer, add, drop, until and ask_transfer"
        );
        assert_eq!(error(json!({"suspend": "flood"})), "it needs `by`: who does it");
        assert_eq!(error(json!({"retry": "pay", "by": "zoe"})), "it needs `reason`: why the administrator does it");
        assert!(error(json!({"by": "ann"})).starts_with("a step is one of act, claim, release, recall, refused"));
    }

    #[test]
    fn what_is_read_is_written_the_same_way_and_named_in_a_few_words() {
        for (step, words) in [
            (json!({"act": "review", "by": "ann", "outcome": "agree", "data": {"n": 1}}), "act review"),
            (json!({"act": "review", "by": "ann", "return": "start", "opinion": "wrong"}), "act review"),
            (json!({"act": "review", "by": "ann", "add": "before", "people": ["bob"]}), "act review"),
            (json!({"act": "review", "by": "ann", "until": "2026-03-02T01:00:00Z", "opinion": "ill"}), "act review"),
            (json!({"claim": "review", "by": "ann"}), "claim review"),
            (json!({"recall": "review", "by": "ann", "reason": "wrong"}), "recall review"),
            (json!({"note": "hm", "by": "ann", "people": ["bob"]}), "note"),
            (json!({"copy": ["bob"], "by": "ann"}), "copy"),
            (json!({"message": "paid", "key": "x"}), "message paid"),
            (json!({"fail": "pay", "code": "E"}), "fail pay"),
            (json!({"suspend": "flood", "by": "zoe"}), "suspend"),
            (json!({"jump": "review", "to": "pay", "by": "zoe", "reason": "so"}), "jump review"),
            (json!({"reschedule": "2026-03-02T01:00:00Z", "at": "pay", "by": "zoe", "reason": "so"}), "reschedule"),
            (json!({"correct": {"n": 2}, "by": "zoe", "reason": "so"}), "correct"),
            (json!({"reassign": "review", "transfer": "bob", "by": "zoe", "reason": "so"}), "reassign review"),
            (json!({"refused": {"claim": "review", "by": "bob"}, "code": "no_task"}), "refused claim review"),
            (json!({"clock": "2 hour"}), "clock"),
            (json!({"tasks": {"review": [{"who": "ann"}]}}), "tasks"),
            (json!({"stands": {"told": {"ann": ["reminded"]}}}), "stands"),
        ] {
            let read = read(step.clone()).expect("it is a step");
            assert_eq!(serde_json::to_value(&read).expect("it can be written"), step);
            assert_eq!(read.describe(), words);
        }
    }
}
