//! A rule of a draft tried out while it is drawn, whatever else the draft still lacks.

use std::sync::Arc;

use feel::Value;

use crate::assignment::{Found, find};
use crate::form::read_json;
use crate::id::{NodeId, PersonId};
use crate::kernel::{Context, Data, FieldProblem, Incident, State};
use crate::model::{Condition, Definition, Field, Formula, Kind, Node, Settings, Who};
use crate::process::{HostNames, HumanStep, Local, Process, Scope, Work};
use crate::text::Text;

/// A matter that nobody has handled yet: who begins it, and what its form holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sample {
    /// Who begins it, when that is known.
    pub initiator: Option<PersonId>,
    /// What the form holds.
    pub data: Data,
}

impl Sample {
    /// Reads what somebody typed for the fields of a form; what is left empty is left out.
    ///
    /// # Errors
    /// Every value that has not the type of its field.
    pub fn typed(
        initiator: Option<PersonId>,
        fields: &[Field],
        typed: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<Self, Vec<FieldProblem>> {
        Ok(Self { initiator, data: read_json(fields, typed)? })
    }
}

/// Whom a node would ask in a matter: what it says about people alone counts, not whether it can be reached.
///
/// # Errors
/// What keeps the rule from saying anybody, in words: it is not finished, or it cannot be evaluated.
pub fn would_ask(
    definition: &Definition,
    node: &NodeId,
    sample: &Sample,
    context: &Context<'_>,
) -> Result<Found, Text> {
    let process = of_node(definition, node)?;
    let Some(human) = process.step(node).and_then(|step| human(&step.work)) else { return Ok(Found::Nobody) };
    let state = state(sample);
    let scope = scope(&process, &state, sample, context);
    let found = find(&human.asked, &human.not, human.decides, &scope);
    found.map_err(|incident| incident.message())
}

/// What an expression would yield in a matter.
///
/// # Errors
/// What is wrong with it, in words.
pub fn would_yield(
    definition: &Definition,
    formula: &Formula,
    sample: &Sample,
    context: &Context<'_>,
) -> Result<Value, Text> {
    let process =
        read(Definition { form: plain(definition), nodes: vec![Node::new("start", Kind::Start)], ..head(definition) })?;
    let expression = feel::parse(&formula.0, HostNames::of(definition).names()).map_err(|error| in_words(&error))?;
    let state = state(sample);
    let value = scope(&process, &state, sample, context).value_of(&expression);
    value.map_err(|incident: Incident| incident.message())
}

fn in_words(error: &feel::Error) -> Text {
    Text::each(error.message(feel::Lang::Zh), error.message(feel::Lang::En))
}

fn human(work: &Work) -> Option<&HumanStep> {
    match work {
        Work::Human(human) => Some(human),
        _ => None,
    }
}

fn state(sample: &Sample) -> State {
    State { data: Arc::new(sample.data.clone()), ..State::default() }
}

fn scope<'a>(process: &'a Process, state: &'a State, sample: &'a Sample, context: &'a Context<'a>) -> Scope<'a> {
    Scope::new(process, state, context).with(Local { starter: sample.initiator.as_ref(), ..Local::default() })
}

fn read(definition: Definition) -> Result<Process, Text> {
    Process::new(Arc::new(definition)).map_err(|findings| match findings.into_iter().next() {
        Some(first) => first.message,
        None => Text::default(),
    })
}

/// The draft with what one node says about people, and nothing else that could be wrong.
fn of_node(definition: &Definition, node: &NodeId) -> Result<Process, Text> {
    let nodes = definition.nodes.iter().map(|other| match other.kind {
        _ if other.id == *node => Node {
            who: other.who.clone(),
            not: other.not.clone(),
            nobody: other.nobody.clone(),
            ..Node::new(node.clone(), if other.kind == Kind::Approve { Kind::Approve } else { Kind::Handle })
        },
        Kind::Start if other.within.is_none() && other.event.is_none() && other.exception.is_none() => {
            Node::new(other.id.clone(), Kind::Start)
        }
        // Rules speak of who handled it.
        _ => Node { who: Some(Who::Initiator), ..Node::new(other.id.clone(), Kind::Handle) },
    });
    let mut nodes: Vec<Node> = nodes.collect();
    if !nodes.iter().any(|node| node.kind == Kind::Start) {
        nodes.push(Node::new("start of the trial", Kind::Start));
    }
    read(Definition { form: plain(definition), nodes, ..head(definition) })
}

/// What holds for the whole process, as far as it tells whom to ask.
fn head(definition: &Definition) -> Definition {
    let settings = Settings {
        self_approval: definition.settings.self_approval,
        administrators: definition.settings.administrators.clone(),
        ..Settings::default()
    };
    Definition { key: definition.key.clone(), name: definition.name.clone(), settings, ..Definition::default() }
}

/// The form without its rules: what a sample holds is taken as it is.
fn plain(definition: &Definition) -> crate::model::Form {
    fn plain(field: &Field) -> Field {
        Field {
            required: Condition::Fixed(false),
            show: Condition::Fixed(true),
            compute: None,
            default: None,
            checks: Vec::new(),
            fields: field.fields.iter().map(plain).collect(),
            ..field.clone()
        }
    }
    crate::model::Form { fields: definition.form.fields.iter().map(plain).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kernel::Facts;
    use crate::organisation::Organisation;
    use crate::text::Language;
    use crate::time::Moment;

    fn house() -> Organisation {
        serde_json::from_value(json!({
            "name": "House",
            "departments": {
                "company": {"name": "Company", "head": "boss"},
                "sales": {"name": "Sales", "head": "zhou", "parent": "company"}
            },
            "people": {
                "li": {"name": "Li", "department": "sales"},
                "zhou": {"name": "Zhou", "department": "sales"},
                "boss": {"name": "Boss", "department": "company"}
            }
        }))
        .expect("the house is well written")
    }

    fn draft(who: serde_json::Value) -> Definition {
        serde_json::from_value(json!({
            "lianban": 1, "key": "T", "name": "Draft",
            "form": {"fields": [
                {"id": "amount", "type": "money"},
                {"id": "tax", "type": "money", "compute": "amount * nothing of the kind"}
            ]},
            "nodes": [{"id": "check", "kind": "approve", "who": who}, {"id": "rest", "kind": "call"}]
        }))
        .expect("the draft is well written")
    }

    fn asked(who: serde_json::Value, initiator: &str, amount: i64) -> Vec<String> {
        let (draft, house, facts) = (draft(who), house(), Facts::default());
        let context = Context { now: Moment(0), organisation: &house, facts: &facts };
        let typed = json!({ "amount": amount });
        let typed = typed.as_object().expect("an object");
        let sample = Sample::typed(Some(initiator.into()), &draft.form.fields, typed).expect("an amount");
        let found = would_ask(&draft, &"check".into(), &sample, &context).expect("the rule says somebody");
        found.into_candidates().into_iter().map(|candidate| candidate.person.to_string()).collect()
    }

    #[test]
    fn a_rule_of_an_unfinished_draft_tells_whom_it_would_ask() {
        assert_eq!(asked(json!({"superior": {}}), "li", 0), ["zhou"]);
        assert_eq!(asked(json!({"superior": {}}), "zhou", 0), ["boss"]);
        let table = json!({"table": {"inputs": ["amount"], "rules": [
            {"when": ["> 1000"], "who": {"person": "boss"}},
            {"when": ["-"], "who": {"person": "zhou"}}
        ]}});
        assert_eq!(asked(table.clone(), "li", 1001), ["boss"]);
        assert_eq!(asked(table, "li", 1000), ["zhou"]);
    }

    #[test]
    fn a_rule_that_says_nobody_yet_says_why() {
        let (draft, house, facts) = (draft(json!({"expression": "nowhere +"})), house(), Facts::default());
        let context = Context { now: Moment(0), organisation: &house, facts: &facts };
        let why = would_ask(&draft, &"check".into(), &Sample::default(), &context).expect_err("nothing of that name");
        assert!(!why.in_language(Language::English).is_empty(), "{why:?}");
    }

    #[test]
    fn an_expression_is_tried_on_what_was_typed() {
        let (draft, house, facts) = (draft(json!("initiator")), house(), Facts::default());
        let context = Context { now: Moment(0), organisation: &house, facts: &facts };
        let typed = json!({ "amount": "12.50" });
        let sample = Sample::typed(Some("li".into()), &draft.form.fields, typed.as_object().expect("an object"));
        let sample = sample.expect("an amount");
        let yields = |formula: &str| would_yield(&draft, &formula.into(), &sample, &context);
        assert_eq!(yields("amount > 12"), Ok(Value::Bool(true)));
        assert_eq!(yields("initiator.department"), Ok("sales".into()));
        assert!(yields("amount >").is_err());
    }
}
