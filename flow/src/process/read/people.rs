use super::Reader;
use crate::id::NodeId;
use crate::model::{Nobody, Node, Post, Who};
use crate::process::people::{Asked, Duty, Rule};

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

    fn rule(&mut self, who: &Who, element: &str) -> Option<Rule> {
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
                let of = match &superior.of {
                    Some(who) => self.rule(who, element)?,
                    None => Rule::Initiator,
                };
                Rule::Superior(Box::new(of), superior.level)
            }
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
        })
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
