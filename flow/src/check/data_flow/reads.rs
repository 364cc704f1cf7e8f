//! Which expressions look at which fields on the way, and when.

use std::collections::BTreeSet;

use feel::Expression;
use feel::check::{Declarations, check};

use crate::check::graph::{At, Graph};
use crate::id::FieldId;
use crate::model::{Activate, Event, Field, Formula, From, Kind, Nobody, Node, Who};
use crate::process::{HostNames, type_of};

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
    names: BTreeSet<String>,
    looks: Looks,
}

/// How something is looked at.
enum Looks {
    /// By an expression.
    Expression {
        expression: Expression,
        /// Whether what happens depends on it, so that nothing is a wrong answer; else its value is only passed on.
        decides: bool,
        /// How many problems it has by what is declared.
        problems: usize,
    },
    /// For people, by a rule; with whether something is said of what happens when it yields nobody.
    ForPeople { has_substitute: bool },
}

impl Read<'_> {
    /// Whether it looks at a field.
    pub(super) fn looks_at(&self, field: &Field) -> bool {
        self.names.contains(field.id.as_str())
    }

    /// Whether it matters that a field is empty.
    pub(super) fn needs(&self, declared: &Declarations, field: &Field) -> bool {
        let decides = matches!(self.looks, Looks::Expression { decides: true, .. } | Looks::ForPeople { .. });
        !self.minds_nothing(&field.id) && (decides || self.fails_without(declared, field))
    }

    /// Whether it says itself what holds when a field is empty.
    fn minds_nothing(&self, field: &FieldId) -> bool {
        let text: String = match &self.looks {
            Looks::ForPeople { has_substitute } => return *has_substitute,
            Looks::Expression { expression, .. } => expression.text().split_whitespace().collect(),
        };
        let asks = |how: &str| text.contains(&format!("{field}{how}"));
        asks("=null") || asks("!=null") || text.contains(&format!("isdefined({field})"))
    }

    /// Whether nothing comes of it when a field is empty, and the types do not tell: they take it for filled because
    /// some node has to fill it.
    pub(super) fn may_go_unnoticed(&self, declared: &Declarations, field: &Field) -> bool {
        !self.minds_nothing(&field.id) && self.fails_without(declared, field)
    }

    /// Whether an expression that works by what is declared does not when a field may be empty.
    fn fails_without(&self, declared: &Declarations, field: &Field) -> bool {
        let Looks::Expression { expression, problems, .. } = &self.looks else { return false };
        let empty = declared.clone().with(field.id.as_str(), type_of(field).optional());
        check(expression, &empty, None).problems.len() > *problems
    }
}

/// The expressions that are looked at on the way, each with its moment. Those that cannot be read are left out: they are
/// told of elsewhere.
pub(super) fn reads<'a>(graph: &Graph<'a>, names: &HostNames, declared: &Declarations) -> Vec<Read<'a>> {
    let mut reader = Reader { names, declared, found: Vec::new() };
    for edge in &graph.definition.edges {
        if let (Some(at), Some(when)) = (graph.find(&edge.from), edge.when.as_ref().filter(|_| !edge.default)) {
            reader.deciding(Moment::After(at), edge.id.as_str(), [when]);
        }
    }
    for (at, node) in graph.nodes() {
        reader.node(at, node, graph.arriving(at).len() > 1);
        if let Some(event) = node.event.as_ref().filter(|_| node.kind != Kind::Boundary) {
            reader.event(Moment::Before(at), node.id.as_str(), event);
        }
    }
    for attached in &graph.definition.attached {
        let Some(host) = graph.find(&attached.on) else { continue };
        let element = attached.id.as_str();
        reader.deciding(Moment::Before(host), element, attached.key.iter().chain(&attached.at));
        // A condition is looked at whenever something was written.
        reader.deciding(Moment::After(host), element, &attached.when);
    }
    reader.found
}

/// What has been found so far, and what is needed to read more.
struct Reader<'a, 'k> {
    names: &'k HostNames,
    declared: &'k Declarations,
    found: Vec<Read<'a>>,
}

impl<'a> Reader<'a, '_> {
    /// Expressions that something depends on.
    fn deciding(&mut self, moment: Moment, element: &'a str, formulas: impl IntoIterator<Item = &'a Formula>) {
        self.read(moment, element, formulas, true, None);
    }

    /// Expressions whose values go somewhere.
    fn passing(&mut self, moment: Moment, element: &'a str, formulas: impl IntoIterator<Item = &'a Formula>) {
        self.read(moment, element, formulas, false, None);
    }

    /// `item` is a name that has a value there whatever the form holds.
    fn read(
        &mut self,
        moment: Moment,
        element: &'a str,
        formulas: impl IntoIterator<Item = &'a Formula>,
        decides: bool,
        item: Option<&str>,
    ) {
        for formula in formulas {
            let Ok(expression) = feel::parse(&formula.0, self.names.names()) else { continue };
            let names = expression.free_names().into_iter().map(|name| name.name.to_string());
            let names = names.filter(|name| item != Some(name.as_str())).collect();
            let problems = check(&expression, self.declared, None).problems.len();
            let looks = Looks::Expression { expression, decides, problems };
            self.found.push(Read { moment, element, names, looks });
        }
    }

    fn node(&mut self, at: At, node: &'a Node, joins: bool) {
        let element = node.id.as_str();
        let (before, after) = (Moment::Before(at), Moment::After(at));
        let date = node.limit.iter().filter_map(|limit| match &limit.from {
            From::Date(date) => Some(date),
            From::Entry | From::Start => None,
        });
        let inputs = node.table.iter().flat_map(|table| &table.inputs);
        let list = node.each.iter().map(|each| &each.list);
        let opens = node.activate.iter().filter_map(|activate| match activate {
            Activate::When(when) if joins => Some(when),
            Activate::When(_) | Activate::Count(_) => None,
        });
        self.deciding(before, element, date.chain(inputs).chain(list).chain(opens));
        let results = node.table.iter().flat_map(|table| table.rules.iter().flat_map(|rule| &rule.then));
        let otherwise = node.table.iter().flat_map(|table| &table.otherwise);
        let passed = node.call.iter().flat_map(|call| &call.input).flat_map(|input| input.values());
        let entered = node.ledger.iter().flat_map(|ledger| ledger.row.values());
        let passing = node.script.iter().chain(results).chain(otherwise).chain(passed).chain(entered);
        self.passing(before, element, passing);
        let again = node.repeat.iter().flat_map(|repeat| &repeat.while_);
        let enough = node.ad_hoc.iter().flat_map(|ad_hoc| &ad_hoc.until);
        self.deciding(after, element, again.chain(enough).chain(&node.exception));
        if let Some(each) = &node.each {
            let item = each.item.as_deref().unwrap_or("item");
            self.read(after, element, each.until.iter().chain(&each.yields), false, Some(item));
        }
        if let Some(contact) = &node.contact {
            self.deciding(before, element, [&contact.name]);
            self.passing(before, element, contact.formulas().skip(1));
        }
        if let Some(who) = &node.who {
            self.people(before, element, who, node.nobody != Nobody::Fallback);
        }
    }

    fn event(&mut self, moment: Moment, element: &'a str, event: &'a Event) {
        self.deciding(moment, element, event.key.iter().chain(&event.at));
        self.passing(moment, element, event.data.values());
    }

    /// A rule that yields people, and those within it; where others are asked too, one may yield nobody.
    fn people(&mut self, moment: Moment, element: &'a str, who: &'a Who, has_substitute: bool) {
        if let Who::Field(field) = who {
            let (names, looks) = (BTreeSet::from([field.to_string()]), Looks::ForPeople { has_substitute });
            self.found.push(Read { moment, element, names, looks });
        }
        self.deciding(moment, element, who.formulas());
        let parts = who.parts();
        let has_substitute = has_substitute || parts.len() > 1 || matches!(who, Who::Table(_));
        parts.into_iter().for_each(|part| self.people(moment, element, part, has_substitute));
    }
}
