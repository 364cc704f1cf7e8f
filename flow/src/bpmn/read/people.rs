//! Who is asked: assignees and candidates.

use feel::xml::Element;

use super::{Reader, each};
use crate::bpmn::document::{extensions, text_in};
use crate::bpmn::expression::{Understood, is_expression, understand};
use crate::bpmn::names::{CAMUNDA, ZEEBE};
use crate::id::PersonId;
use crate::model::{Node, Who};

impl<'x> Reader<'_, 'x> {
    pub(super) fn people(&mut self, node: &mut Node, element: &'x Element) {
        let id = node.id.clone();
        let global = element.attribute("calledElement").and_then(|called| self.document.find(called));
        let who =
            self.by_dialect(element, id.as_str()).or_else(|| self.by_role(global.unwrap_or(element), id.as_str()));
        node.who = Some(who.unwrap_or_else(|| {
            let (zh, en) = ("没有说明由谁办理：由发起人办理", "it does not say who does it: the initiator does");
            self.note("no_assignee", id.as_str(), zh, en);
            Who::Initiator
        }));
    }

    /// What Camunda, Flowable and Zeebe say.
    fn by_dialect(&mut self, element: &'x Element, id: &str) -> Option<Who> {
        let zeebe =
            extensions(element, |namespace| namespace == ZEEBE).find(|it| it.local_name() == "assignmentDefinition");
        let document = self.document;
        let said = |name: &str| {
            let said = document.foreign_attribute(element, &CAMUNDA, name).or_else(|| zeebe?.attribute(name));
            said.map(str::trim).filter(|said| !said.is_empty())
        };
        if let Some(assignee) = said("assignee") {
            return Some(self.one(assignee, id));
        }
        let mut candidates = Vec::new();
        if let Some(users) = said("candidateUsers") {
            match is_expression(users) {
                true => candidates.push(self.one(users, id)),
                false => candidates.push(Who::People(names(users).map(PersonId::from).collect())),
            }
        }
        if let Some(groups) = said("candidateGroups") {
            match is_expression(groups) {
                true => self.unclear(groups, id),
                false => candidates.extend(names(groups).map(|group| Who::Role(group.into()))),
            }
        }
        any(candidates)
    }

    /// What BPMN itself says: performers and owners, by an expression or by a resource.
    fn by_role(&mut self, element: &'x Element, id: &str) -> Option<Who> {
        let roles = ["potentialOwner", "humanPerformer", "performer"].into_iter().flat_map(|name| each(element, name));
        let mut people = Vec::new();
        for role in roles {
            let expression = role.first("resourceAssignmentExpression");
            if let Some(text) = expression.and_then(|expression| text_in(expression, "formalExpression")) {
                match is_expression(&text) {
                    true => people.push(self.one(&text, id)),
                    false => people.extend(names(&text).map(candidate)),
                }
            } else if let Some(resource) = text_in(role, "resourceRef") {
                let named = self.document.find(&resource).and_then(|resource| resource.attribute("name"));
                people.push(Who::Role(named.unwrap_or(&resource).into()));
            }
        }
        any(people)
    }

    /// One person, by id or by an expression over the data.
    fn one(&mut self, text: &str, id: &str) -> Who {
        if !is_expression(text) {
            return Who::Person(text.into());
        }
        match understand(text, None, &self.names) {
            Understood::Feel(feel) if is_initiator(&feel) => Who::Initiator,
            Understood::Feel(feel) if is_word(&feel) => {
                self.people.insert(feel.clone());
                Who::Field(feel.as_str().into())
            }
            Understood::Feel(feel) => Who::Expression(feel.as_str().into()),
            Understood::Foreign => {
                self.unclear(text, id);
                Who::Initiator
            }
        }
    }

    fn unclear(&mut self, text: &str, id: &str) {
        let zh = format!("无法从「{text}」得知由谁办理：由发起人办理");
        let en = format!("who does it cannot be told from `{text}`: the initiator does");
        self.note("no_assignee", id, zh, en);
    }
}

/// `user(a)` and `group(b)`, as some files have it; a word by itself is a group.
fn candidate(text: &str) -> Who {
    let inner = |function: &str| text.strip_prefix(function)?.strip_prefix('(')?.strip_suffix(')');
    match (inner("user"), inner("group")) {
        (Some(user), _) => Who::Person(user.trim().into()),
        (None, Some(group)) => Who::Role(group.trim().into()),
        (None, None) => Who::Role(text.into()),
    }
}

fn any(mut people: Vec<Who>) -> Option<Who> {
    match people.len() {
        0 => None,
        1 => people.pop(),
        _ => Some(Who::Any(people)),
    }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

fn is_initiator(feel: &str) -> bool {
    matches!(feel, "initiator" | "starter" | "startUserId" | "INITIATOR")
}

fn is_word(feel: &str) -> bool {
    feel.chars().all(|c| c.is_alphanumeric() || c == '_')
}
