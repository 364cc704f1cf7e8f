use feel::table::HitPolicy;

use super::Reader;
use crate::check::Finding;
use crate::id::NodeId;
use crate::model::{Nobody, Node, Post, Who, WhoTable};
use crate::process::people::{Asked, Duty, PeopleTable, Rule};
use crate::text::Text;

impl Reader<'_> {
    pub(super) fn asked(&mut self, node: &Node) -> Option<Asked> {
        let Some(who) = &node.who else {
            self.missing(&node.id, "who");
            return None;
        };
        Some(Asked { rule: self.rule(who, node.id.as_str())?, nobody: node.nobody.clone() })
    }

    pub(super) fn may_start(&mut self, who: &Who) -> Option<Asked> {
        Some(Asked { rule: self.rule(who, "starters")?, nobody: Nobody::Fallback })
    }

    pub(super) fn rule(&mut self, who: &Who, element: &str) -> Option<Rule> {
        Some(match who {
            Who::Initiator => Rule::Initiator,
            Who::Person(person) => Rule::People(vec![person.clone()]),
            Who::People(people) => Rule::People(people.clone()),
            Who::Post(Post::Anywhere(post)) => Rule::Post(post.clone(), None),
            Who::Post(Post::Within(post)) => Rule::Post(post.id.clone(), Some(self.formula(&post.within.0, element)?)),
            Who::Role(role) => Rule::Role(role.clone()),
            Who::Department(department) => Rule::Department(department.clone()),
            Who::Head(formula) if self.speaks_of_known(&formula.0) => Rule::Head(self.formula(&formula.0, element)?),
            Who::Head(department) => Rule::HeadOf(department.0.as_str().into()),
            Who::Superior(superior) => {
                Rule::Superior(Box::new(self.below(superior.of.as_deref(), element)?), superior.level)
            }
            Who::Chain(chain) => Rule::Chain(Box::new(self.below(chain.of.as_deref(), element)?), chain.up_to.clone()),
            Who::Table(table) => Rule::Table(Box::new(self.people_table(table, element)?)),
            Who::Field(field) => {
                self.know_field(field, element);
                Rule::Field(field.clone())
            }
            Who::Handler(node) => {
                self.know_node(node, element);
                Rule::Handler(node.clone())
            }
            Who::Expression(formula) => Rule::Expression(self.formula(&formula.0, element)?),
            Who::Any(rules) => Rule::Any(self.rules(rules, element)?),
            Who::All(rules) => Rule::All(self.rules(rules, element)?),
            Who::First(rules) => Rule::First(self.rules(rules, element)?),
            Who::Union(rules) => Rule::Union(self.rules(rules, element)?),
            Who::Minus(rules) => Rule::Minus(self.rules(rules, element)?),
            Who::LeastLoaded(rules) => Rule::LeastLoaded(self.rules(rules, element)?),
            Who::RoundRobin(rules) => Rule::RoundRobin(self.rules(rules, element)?),
        })
    }

    /// Whose superiors are meant.
    fn below(&mut self, of: Option<&Who>, element: &str) -> Option<Rule> {
        of.map_or(Some(Rule::Initiator), |who| self.rule(who, element))
    }

    fn people_table(&mut self, table: &WhoTable, element: &str) -> Option<PeopleTable> {
        if table.rules.iter().any(|row| row.when.len() != table.inputs.len()) {
            let zh = "人员表每一行的条件数须等于输入数";
            let en = "each row of the table of people needs a test for each input";
            self.findings.push(Finding::error("table_shape", element, Text::each(zh, en)));
            return None;
        }
        let inputs = table.inputs.iter().map(|formula| self.input(formula, element)).collect::<Option<_>>()?;
        let (mut rules, mut rows) = (Vec::new(), Vec::new());
        for row in &table.rules {
            let tests = row.when.iter().map(|test| self.tests(&test.0, element)).collect::<Option<_>>()?;
            rules.push(feel::table::Rule { tests, results: Vec::new() });
            rows.push(self.rule(&row.who, element)?);
        }
        let otherwise = match &table.otherwise {
            Some(who) => Some(self.rule(who, element)?),
            None => None,
        };
        let table = feel::DecisionTable { hit: HitPolicy::First, inputs, outputs: Vec::new(), rules };
        Some(PeopleTable { table, rows, otherwise })
    }

    fn rules(&mut self, rules: &[Who], element: &str) -> Option<Vec<Rule>> {
        rules.iter().map(|rule| self.rule(rule, element)).collect()
    }

    /// A department is named by its id or by an expression; it is an expression when it speaks of a known name.
    fn speaks_of_known(&self, text: &str) -> bool {
        let first = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        self.names.knows(first)
    }

    pub(super) fn duties(&mut self, node: &Node) -> Vec<Duty> {
        let duty = |name: &String| match name.as_str() {
            "initiator" => Duty::Initiator,
            node => Duty::Handler(NodeId::from(node)),
        };
        let duties: Vec<_> = node.not.iter().map(duty).collect();
        for duty in &duties {
            if let Duty::Handler(other) = duty {
                self.know_node(other, node.id.as_str());
            }
        }
        duties
    }
}
