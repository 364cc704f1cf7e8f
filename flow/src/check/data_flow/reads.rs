//! Which expressions look at which fields, and when.

use std::collections::BTreeSet;

use feel::check::{Declarations, check};

use crate::check::graph::{At, Graph};
use crate::id::FieldId;
use crate::model::{Condition, Event, Field, Formula, From, Nobody, Node, Post, Who};
use crate::process::{type_of, vocabulary};
use crate::text::{Language, Text};

/// When an expression is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// When a token comes to a node.
    Before(At),
    /// When the work there is done.
    After(At),
}

/// An expression, or a rule that takes people from a field.
pub(super) struct Read<'a> {
    pub(super) moment: Moment,
    /// The node or edge that it belongs to.
    pub(super) element: &'a str,
    /// The names that it takes from outside.
    pub(super) names: BTreeSet<String>,
    /// Its text; none for a field that people are taken from.
    text: Option<&'a str>,
    /// Whether what happens depends on it, so that nothing is a wrong answer; else its value is only passed on.
    decides: bool,
    /// Whether something is said of what happens when it yields nobody.
    has_substitute: bool,
}

impl<'a> Read<'a> {
    /// An expression that something depends on.
    fn deciding(moment: Moment, element: &'a str, formula: &'a Formula) -> Self {
        Self { decides: true, ..Self::passing(moment, element, formula) }
    }

    /// An expression whose value goes somewhere.
    fn passing(moment: Moment, element: &'a str, formula: &'a Formula) -> Self {
        let text = formula.0.as_str();
        Self { moment, element, names: names(text), text: Some(text), decides: false, has_substitute: false }
    }

    /// Whether it matters that a field is empty.
    pub(super) fn needs(&self, graph: &Graph<'_>, field: &Field) -> bool {
        !self.minds_nothing(&field.id) && (self.decides || self.fails_without(graph, field))
    }

    /// Whether it says itself what holds when a field is empty.
    fn minds_nothing(&self, field: &FieldId) -> bool {
        let Some(text) = self.text else { return self.has_substitute };
        let text: String = text.split_whitespace().collect();
        let asks = |how: &str| text.contains(&format!("{field}{how}"));
        asks("=null") || asks("!=null") || text.contains(&format!("isdefined({field})"))
    }

    /// Whether nothing comes of it when a field is empty, and the types do not tell: they take it for filled because
    /// some node has to fill it.
    pub(super) fn may_go_unnoticed(&self, graph: &Graph<'_>, field: &Field) -> bool {
        !self.minds_nothing(&field.id) && self.fails_without(graph, field)
    }

    /// Whether an expression that works by what is declared does not when a field may be empty.
    fn fails_without(&self, graph: &Graph<'_>, field: &Field) -> bool {
        let Some(expression) = self.text.and_then(|text| feel::parse(text, &()).ok()) else { return false };
        let told = vocabulary(graph.definition);
        let empty = told.clone().with(field.id.as_str(), type_of(field).optional());
        let problems = |declared: &Declarations| check(&expression, declared, None).problems.len();
        problems(&empty) > problems(&told)
    }
}

fn names(text: &str) -> BTreeSet<String> {
    let parsed = feel::parse(text, &());
    parsed
        .map(|expression| expression.free_names().into_iter().map(|name| name.name.to_string()).collect())
        .unwrap_or_default()
}

/// The expressions that are looked at on the way, each with its moment.
pub(super) fn reads<'a>(graph: &Graph<'a>) -> Vec<Read<'a>> {
    let mut found = Vec::new();
    for edge in &graph.definition.edges {
        if let (Some(at), Some(when)) = (graph.find(&edge.from), edge.when.as_ref().filter(|_| !edge.default)) {
            found.push(Read::deciding(Moment::After(at), edge.id.as_str(), when));
        }
    }
    for (at, node) in graph.nodes() {
        of_node(at, node, &mut found);
        if let Some(event) = &node.event
            && node.kind != crate::model::Kind::Boundary
        {
            of_event(Moment::Before(at), node.id.as_str(), event, &mut found);
        }
    }
    for attached in &graph.definition.attached {
        let Some(host) = graph.find(&attached.on) else { continue };
        let formulas = attached.key.iter().chain(&attached.at);
        found.extend(formulas.map(|formula| Read::deciding(Moment::Before(host), attached.id.as_str(), formula)));
        // A condition is looked at whenever something was written.
        found.extend(attached.when.iter().map(|when| Read::deciding(Moment::After(host), attached.id.as_str(), when)));
    }
    found
}

fn of_node<'a>(at: At, node: &'a Node, found: &mut Vec<Read<'a>>) {
    let element = node.id.as_str();
    let (before, after) = (Moment::Before(at), Moment::After(at));
    let date = node.limit.iter().filter_map(|limit| match &limit.from {
        From::Date(date) => Some(date),
        From::Entry | From::Start => None,
    });
    let inputs = node.table.iter().flat_map(|table| &table.inputs);
    let results = node.table.iter().flat_map(|table| table.rules.iter().flat_map(|rule| &rule.then));
    let passed = node.call.iter().flat_map(|call| &call.input).flat_map(|input| input.values());
    let list = node.each.iter().map(|each| &each.list);
    let deciding = date.chain(inputs).chain(list);
    found.extend(deciding.map(|formula| Read::deciding(before, element, formula)));
    let passing = node.script.iter().chain(results).chain(passed);
    found.extend(passing.map(|formula| Read::passing(before, element, formula)));
    let again = node.repeat.iter().flat_map(|repeat| &repeat.while_);
    let enough = node.ad_hoc.iter().flat_map(|ad_hoc| &ad_hoc.until);
    found.extend(again.chain(enough).map(|formula| Read::deciding(after, element, formula)));
    let item = node.each.as_ref().map(|each| each.item.as_deref().unwrap_or("item"));
    let gathered = node.each.iter().flat_map(|each| each.until.iter().chain(&each.yields));
    found.extend(gathered.map(|formula| {
        let mut read = Read::passing(after, element, formula);
        item.map(|item| read.names.remove(item));
        read
    }));
    if let Some(who) = &node.who {
        let has_substitute = node.nobody != Nobody::Fallback;
        people(who, true, &mut |part, is_alone| match part {
            People::Field(field) => found.push(Read {
                moment: before,
                element,
                names: BTreeSet::from([field.to_string()]),
                text: None,
                decides: true,
                has_substitute: has_substitute || !is_alone,
            }),
            People::Formula(formula) => found.push(Read::deciding(before, element, formula)),
            People::Test(_) => {}
        });
    }
}

fn of_event<'a>(moment: Moment, element: &'a str, event: &'a Event, found: &mut Vec<Read<'a>>) {
    let deciding = event.key.iter().chain(&event.at);
    found.extend(deciding.map(|formula| Read::deciding(moment, element, formula)));
    found.extend(event.data.values().map(|formula| Read::passing(moment, element, formula)));
}

/// What a rule takes people from.
enum People<'a> {
    Field(&'a FieldId),
    Formula(&'a Formula),
    Test(&'a Formula),
}

/// The fields and expressions of a rule; with whether the rule asks them alone.
fn people<'a>(who: &'a Who, is_alone: bool, look: &mut impl FnMut(People<'a>, bool)) {
    match who {
        Who::Field(field) => look(People::Field(field), is_alone),
        Who::Expression(formula) | Who::Head(formula) => look(People::Formula(formula), is_alone),
        Who::Post(Post::Within(post)) => look(People::Formula(&post.within), is_alone),
        Who::Table(table) => {
            table.inputs.iter().for_each(|input| look(People::Formula(input), is_alone));
            table.rules.iter().flat_map(|row| &row.when).for_each(|test| look(People::Test(test), is_alone));
            who.parts().into_iter().for_each(|part| people(part, false, look));
        }
        several => {
            let parts = several.parts();
            let is_alone = is_alone && parts.len() == 1;
            parts.into_iter().for_each(|part| people(part, is_alone, look));
        }
    }
}

/// Every name that something in the definition speaks of: expressions, titles, rules that yield people, shared pages.
pub(super) fn spoken_of(graph: &Graph<'_>) -> BTreeSet<String> {
    let definition = graph.definition;
    let mut spoken: BTreeSet<String> = reads(graph).into_iter().flat_map(|read| read.names).collect();
    let mut add = |formula: &Formula| spoken.extend(names(&formula.0));
    for (_, node) in graph.nodes() {
        node.event.iter().flat_map(|event| &event.when).for_each(&mut add);
        node.table.iter().flat_map(|table| &table.otherwise).for_each(&mut add);
    }
    definition.form.fields.iter().for_each(|field| of_field(field, &mut add));
    let mut tests: Vec<&Formula> = Vec::new();
    let rules = definition.starters.iter().chain(definition.lanes.iter().filter_map(|lane| lane.responsible.as_ref()));
    for who in rules.chain(definition.nodes.iter().filter_map(|node| node.who.as_ref())) {
        people(who, true, &mut |part, _| match part {
            People::Formula(formula) => add(formula),
            People::Field(field) => add(&Formula(field.to_string())),
            People::Test(test) => tests.push(test),
        });
    }
    let rows = definition.nodes.iter().flat_map(|node| &node.table).flat_map(|table| &table.rules);
    for test in rows.flat_map(|rule| &rule.when).chain(tests) {
        let parsed = feel::parse_unary_tests(&test.0, &());
        spoken.extend(parsed.iter().flat_map(feel::UnaryTests::free_names).map(|name| name.name.to_string()));
    }
    spoken.extend(definition.settings.share.fields.iter().map(FieldId::to_string));
    for text in definition.title.iter().chain(&definition.summary) {
        spoken.extend(in_text(text));
    }
    spoken
}

fn of_field(field: &Field, add: &mut impl FnMut(&Formula)) {
    for condition in [&field.required, &field.show] {
        if let Condition::When(formula) = condition {
            add(formula);
        }
    }
    field.compute.iter().chain(&field.default).for_each(&mut *add);
    // What a field has to fulfil itself does not use it.
    let own = |check: &&crate::model::Check| names(&check.rule.0).iter().any(|name| *name != *field.id.as_str());
    field.checks.iter().filter(own).for_each(|check| add(&check.rule));
    field.fields.iter().for_each(|column| of_field(column, add));
}

/// The names in the braces of a text.
fn in_text(text: &Text) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for language in [Language::Chinese, Language::English] {
        for part in text.in_language(language).split('{').skip(1) {
            found.extend(names(part.rsplit_once('}').map_or(part, |(inside, _)| inside)));
        }
    }
    found
}
