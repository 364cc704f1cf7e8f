//! From what is written to what it means. Reports everything that it cannot read.

mod event;
mod follows;
mod nesting;
mod outside;
mod people;
mod record;
mod schedule;
mod starts;
mod table;
mod work;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use feel::{Expression, Reference};
use rustc_hash::FxHashMap;

use super::directions::Directions;
use super::event::Catch;
use super::names::HostNames;
use super::step::{Step, StepIndex, Way};
use super::{NamedAfter, Placed, Process, Purpose, Reach};
use crate::check::Finding;
use crate::form::Form;
use crate::id::{FieldId, NodeId};
use crate::model::{Attached, Definition, Field, From, Kind, Limit, Node};
use crate::template::Template;
use crate::text::{Language, Text};

/// Reads a definition, or tells everything that keeps it from being run.
pub(super) fn read(definition: Arc<Definition>) -> Result<Process, Vec<Finding>> {
    let mut reader = Reader::new(&definition);
    reader.look_for_duplicates();
    reader.look_for_refusals();
    let boundary = definition.boundary_nodes();
    let nodes = definition.nodes.iter().chain(&boundary);
    let steps: Vec<Step> = (0..).zip(nodes).filter_map(|(at, node)| reader.step(StepIndex(at), node)).collect();
    let starts = reader.starts();
    let events = reader.events_in(None);
    reader.look_at_nesting();
    let starters = definition.starters.as_ref().and_then(|who| reader.may_start(who));
    let follows = reader.follows();
    let title = definition.title.as_ref().and_then(|text| reader.template(text, "title"));
    let summary = definition.summary.as_ref().and_then(|text| reader.template(text, "summary"));
    let form = reader.form();
    let Reader { findings, by_id, fields, placed, .. } = reader;
    match starts.first().copied() {
        Some(start) if findings.is_empty() => {
            let by_id = by_id.into_iter().map(|(id, at)| (id.clone(), at)).collect();
            let fields = fields.into_iter().map(|(id, at)| (id.clone(), at)).collect();
            let reaches = reaches(&steps);
            let has_sub_processes = steps.iter().any(|step| step.sub().is_some());
            let is_dated = |step: &Step| matches!(&step.limit, Some((Limit { from: From::Date(_), .. }, _)));
            let has_dated_limits = steps.iter().any(is_dated);
            let has_conditions = steps.iter().any(|step| matches!(step.catch, Some(Catch::Condition(_))));
            let reads_registers = placed.iter().any(|placed| crate::register::is_read_by(&placed.expression));
            let targets = steps.iter().flat_map(|step| &step.ways).map(|way| (way.edge.clone(), way.to)).collect();
            let directions = Directions::default();
            let named_after = named_after([&title, &summary], &fields);
            Ok(Process {
                definition,
                steps,
                start,
                starts,
                events,
                has_sub_processes,
                has_conditions,
                has_dated_limits,
                reads_registers,
                by_id,
                fields,
                form,
                targets,
                starters,
                follows,
                title,
                summary,
                named_after,
                reaches,
                directions,
                placed,
            })
        }
        _ => Err(findings),
    }
}

/// What the templates of a name speak of.
fn named_after(templates: [&Option<Template>; 2], fields: &FxHashMap<FieldId, usize>) -> NamedAfter {
    let expressions = templates.into_iter().flatten().flat_map(Template::expressions);
    let names = expressions.flat_map(Expression::free_names);
    let field = |reference: Reference| fields.get_key_value(&*reference.name).map(|(field, _)| field.clone());
    names.map(field).collect::<Option<_>>().map_or(NamedAfter::More, NamedAfter::Fields)
}

/// What is known of the definition while it is read, and what was found wrong.
struct Reader<'a> {
    definition: &'a Definition,
    by_id: HashMap<&'a NodeId, StepIndex>,
    fields: HashMap<&'a FieldId, usize>,
    names: HostNames,
    placed: Vec<Placed>,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn new(definition: &'a Definition) -> Self {
        let fields = &definition.form.fields;
        Self {
            definition,
            by_id: definition.element_ids().zip(0..).map(|(id, at)| (id, StepIndex(at))).collect(),
            fields: fields.iter().zip(0..).map(|(field, at)| (&field.id, at)).collect(),
            names: HostNames::of(definition),
            placed: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// A node of the file.
    fn node(&self, id: &NodeId) -> Option<&'a Node> {
        self.definition.nodes.get(self.by_id.get(id)?.0 as usize)
    }

    /// A boundary event of the file; they are counted after the nodes.
    fn event_at_side(&self, id: &NodeId) -> Option<&'a Attached> {
        let place = (self.by_id.get(id)?.0 as usize).checked_sub(self.definition.nodes.len())?;
        self.definition.attached.get(place)
    }

    /// A field of the form.
    fn field(&self, id: &FieldId) -> Option<&'a Field> {
        self.fields.get(id).map(|place| &self.definition.form.fields[*place])
    }

    /// Reads what may use more names than the rest.
    fn naming<'n, T>(&mut self, more: impl IntoIterator<Item = &'n str>, read: impl FnOnce(&mut Self) -> T) -> T {
        let with_more = self.names.and(more);
        let outside = std::mem::replace(&mut self.names, with_more);
        let found = read(self);
        self.names = outside;
        found
    }

    fn step(&mut self, index: StepIndex, node: &Node) -> Option<Step> {
        let ways = match node.kind {
            Kind::Throw if node.link().is_some() => self.link(node).into_iter().collect(),
            _ => self.ways(node),
        };
        let (arriving, linked_from) = (self.arriving(node), self.linked_from(node));
        let limit = node.limit.as_ref().map(|limit| (limit.clone(), self.limit_date(limit, node.id.as_str())));
        let fields: Vec<_> = node.fields.keys().cloned().collect();
        for field in fields {
            self.know_field(&field, node.id.as_str());
        }
        let within = node.within.as_ref().and_then(|within| self.by_id.get(within).copied());
        let (catch, attached, several) = (self.catch(node), self.attached(node), self.several(node));
        let (needs, gives) = self.quantities(node);
        let exception = node.exception.as_ref().filter(|_| node.begins_around_the_rule());
        let exception = exception.and_then(|when| self.placed(&when.0, node.id.as_str(), Purpose::Condition, None));
        let work = self.work(node)?;
        let fields = &self.definition.form.fields;
        let rights = fields.iter().map(|field| node.right_to(&field.id)).collect();
        Some(Step {
            index,
            id: node.id.clone(),
            within,
            work,
            catch,
            exception,
            attached,
            several,
            needs,
            gives,
            ways,
            arriving,
            linked_from,
            limit,
            rights,
            node: node.clone(),
        })
    }

    fn ways(&mut self, node: &Node) -> Vec<Way> {
        let definition = self.definition;
        let leaving = definition.edges.iter().filter(|edge| edge.from == node.id);
        leaving
            .filter_map(|edge| {
                let when = edge
                    .when
                    .as_ref()
                    .and_then(|formula| self.placed(&formula.0, edge.id.as_str(), Purpose::Way, None));
                let Some(to) = self.by_id.get(&edge.to).copied() else {
                    self.dangling(edge.id.as_str(), "to", &edge.to);
                    return None;
                };
                let names_outcome = when.as_ref().is_some_and(speaks_of_outcome);
                let (id, default, exception) = (edge.id.clone(), edge.default, edge.exception);
                Some(Way { edge: id, to, when, default, exception, names_outcome })
            })
            .collect()
    }

    fn arriving(&self, node: &Node) -> Vec<(crate::id::EdgeId, StepIndex)> {
        let edges = self.definition.edges.iter().filter(|edge| edge.to == node.id);
        edges.filter_map(|edge| Some((edge.id.clone(), *self.by_id.get(&edge.from)?))).collect()
    }

    fn limit_date(&mut self, limit: &Limit, element: &str) -> Option<Expression> {
        match &limit.from {
            From::Date(formula) => self.formula(&formula.0, element),
            From::Entry | From::Start => None,
        }
    }

    /// Parses an expression; a wrong one is a finding.
    fn formula(&mut self, text: &str, element: &str) -> Option<Expression> {
        self.placed(text, element, Purpose::Other, None)
    }

    /// The same for one that is for something, or looks at the rows of a table.
    fn placed(&mut self, text: &str, element: &str, purpose: Purpose, table: Option<&Field>) -> Option<Expression> {
        match feel::parse(text, self.names.names()) {
            Ok(expression) => {
                self.know_names(&expression, element);
                let (element, row) = (element.to_owned(), table.map(|table| table.id.clone()));
                self.placed.push(Placed { element, row, purpose, expression: expression.clone() });
                Some(expression)
            }
            Err(error) => {
                self.wrong_expression(text, &error, element);
                None
            }
        }
    }

    /// The rules of the form; in a table they may use the columns of their row too.
    fn form(&mut self) -> Form {
        let definition = self.definition;
        let form = Form::read(&definition.form.fields, &mut |formula, field, table, purpose| {
            let columns = table.into_iter().flat_map(|table| &table.fields).map(|column| column.id.as_str());
            self.naming(columns, |reader| reader.placed(&formula.0, field.as_str(), purpose, table))
        });
        self.look_for_circles(&form);
        form
    }

    /// Values that follow one another in a circle have no order in which they could be computed.
    fn look_for_circles(&mut self, form: &Form) {
        let circular: Vec<&str> = form.circular().map(FieldId::as_str).collect();
        for field in &circular {
            let zh = format!("取值绕成了圈，无法计算：{}", circular.join("、"));
            let en = format!("its value follows from others in a circle: {}", circular.join(", "));
            let repair = Text::each(
                "改写其中一个字段的 compute 或 show，不再引用圈中的字段",
                "let `compute` or `show` of one of them look at none of the others",
            );
            self.findings.push(Finding::error("computed_cycle", *field, Text::each(zh, en)).with_repair(repair));
        }
    }

    fn template(&mut self, text: &Text, element: &str) -> Option<Template> {
        match Template::parse(text, self.names.names()) {
            Ok(template) => {
                template.expressions().for_each(|expression| self.know_names(expression, element));
                Some(template)
            }
            Err(error) => {
                self.wrong_expression(text.in_language(Language::Chinese), &error, element);
                None
            }
        }
    }

    fn wrong_expression(&mut self, text: &str, error: &feel::Error, element: &str) {
        let zh = format!("表达式「{text}」有误：{}", error.message(feel::Lang::Zh));
        let en = format!("the expression `{text}` is wrong: {}", error.message(feel::Lang::En));
        self.findings.push(Finding::error("expression", element, Text::each(zh, en)));
    }

    fn know_names(&mut self, expression: &Expression, element: &str) {
        for reference in expression.free_names() {
            if self.names.knows(&reference.name)
                || feel::is_built_in(&reference.name)
                || crate::calendar::knows_function(&reference.name)
                || crate::register::knows_function(&reference.name)
            {
                continue;
            }
            let name = &reference.name;
            let zh = format!("规则引用了不存在的字段「{name}」");
            let en = format!("the rule reads `{name}`, and there is no such field");
            let finding = Finding::error("unknown_field", element, Text::each(zh, en));
            // Both languages of a title read the same fields: once is enough.
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }

    fn know_field(&mut self, field: &FieldId, element: &str) {
        if !self.fields.contains_key(field) {
            let zh = format!("没有名为「{field}」的字段");
            let en = format!("there is no field called `{field}`");
            self.findings.push(Finding::error("unknown_field", element, Text::each(zh, en)));
        }
    }

    fn know_node(&mut self, node: &NodeId, element: &str) {
        if !self.by_id.contains_key(node) {
            self.dangling(element, "node", node);
        }
    }

    fn dangling(&mut self, element: &str, key: &str, node: &NodeId) {
        let zh = format!("「{key}」指向不存在的节点「{node}」");
        let en = format!("`{key}` names the node `{node}`, and there is none");
        self.findings.push(Finding::error("unknown_node", element, Text::each(zh, en)));
    }

    fn missing(&mut self, element: &NodeId, key: &str) {
        let zh = format!("节点缺少「{key}」");
        let en = format!("the node needs `{key}`");
        self.findings.push(Finding::error("missing_key", element.as_str(), Text::each(zh, en)));
    }

    fn look_for_duplicates(&mut self) {
        let definition = self.definition;
        let nodes = definition.nodes.iter().map(|node| node.id.as_str());
        let edges = definition.edges.iter().map(|edge| edge.id.as_str());
        let attached = definition.attached.iter().map(|event| event.id.as_str());
        self.look_for_twice(nodes.chain(edges).chain(attached));
        self.look_for_twice(definition.lanes.iter().map(|lane| lane.id.as_str()));
        self.look_for_twice_in(&definition.form.fields);
        for edge in &definition.edges {
            self.know_node(&edge.from, edge.id.as_str());
        }
        for node in &definition.nodes {
            if let Some(lane) = &node.lane
                && !definition.lanes.iter().any(|known| known.id == *lane)
            {
                let zh = format!("没有名为「{lane}」的泳道");
                let en = format!("there is no lane called `{lane}`");
                self.findings.push(Finding::error("unknown_lane", node.id.as_str(), Text::each(zh, en)));
            }
        }
    }

    /// What another tool's file had and cannot be executed.
    fn look_for_refusals(&mut self) {
        for (element, refusal) in self.definition.refusals() {
            let finding = Finding::error(&refusal.code, element, refusal.message);
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }

    fn look_for_twice_in(&mut self, fields: &[Field]) {
        self.look_for_twice(fields.iter().map(|field| field.id.as_str()));
        for field in fields {
            self.look_for_twice_in(&field.fields);
        }
    }

    fn look_for_twice<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name) {
                let zh = format!("标识「{name}」重复");
                let en = format!("the id `{name}` is used twice");
                self.findings.push(Finding::error("duplicate_id", name, Text::each(zh, en)));
            }
        }
    }

    fn formulas<'f>(
        &mut self,
        formulas: impl IntoIterator<Item = (&'f FieldId, &'f crate::model::Formula)>,
        element: &str,
    ) -> BTreeMap<FieldId, Expression> {
        let read = formulas
            .into_iter()
            .filter_map(|(field, formula)| Some((field.clone(), self.formula(&formula.0, element)?)));
        read.collect()
    }
}

fn speaks_of_outcome(expression: &Expression) -> bool {
    expression.free_names().iter().any(|reference| &*reference.name == "outcome")
}

/// For each step the steps reachable over at least one edge, or by a boundary event (a depth-first walk from each).
fn reaches(steps: &[Step]) -> Vec<Reach> {
    let next =
        |step: &Step| step.ways.iter().map(|way| way.to).chain(step.attached.iter().copied()).collect::<Vec<_>>();
    let from = |step: &Step| {
        let mut reached = vec![false; steps.len()];
        let mut ahead = next(step);
        while let Some(at) = ahead.pop() {
            if !std::mem::replace(&mut reached[at.0 as usize], true) {
                ahead.extend(next(&steps[at.0 as usize]));
            }
        }
        Reach(reached)
    };
    steps.iter().map(from).collect()
}
