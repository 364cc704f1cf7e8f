//! The sorts of rules that say who, as somebody chooses among them.

use flow::id::{DepartmentId, FieldId, NodeId, PostId, RoleId};
use flow::model::{Chain, FieldType, Formula, Post, Superior, UpTo, Who, WhoRow, WhoTable};
use leptos::prelude::GetUntracked;

use crate::designer::work::Work;
use crate::t;

/// A sort of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Initiator,
    Superior,
    Chain,
    Head,
    Department,
    People,
    Post,
    Role,
    Field,
    Handler,
    Table,
    Expression,
    First,
    All,
    Any,
    Union,
    Minus,
    LeastLoaded,
    RoundRobin,
}

impl Sort {
    /// All of them, the most usual first.
    pub(super) const ALL: [Self; 19] = [
        Self::Superior,
        Self::Head,
        Self::Post,
        Self::Role,
        Self::People,
        Self::Department,
        Self::Initiator,
        Self::Chain,
        Self::Field,
        Self::Handler,
        Self::Table,
        Self::First,
        Self::All,
        Self::Any,
        Self::Union,
        Self::Minus,
        Self::LeastLoaded,
        Self::RoundRobin,
        Self::Expression,
    ];

    pub(super) fn of(who: &Who) -> Self {
        match who {
            Who::Initiator => Self::Initiator,
            Who::Person(_) | Who::People(_) => Self::People,
            Who::Post(_) => Self::Post,
            Who::Role(_) => Self::Role,
            Who::Department(_) => Self::Department,
            Who::Head(_) => Self::Head,
            Who::Superior(_) => Self::Superior,
            Who::Field(_) => Self::Field,
            Who::Handler(_) => Self::Handler,
            Who::Expression(_) => Self::Expression,
            Who::Any(_) => Self::Any,
            Who::All(_) => Self::All,
            Who::First(_) => Self::First,
            Who::Union(_) => Self::Union,
            Who::Minus(_) => Self::Minus,
            Who::Chain(_) => Self::Chain,
            Who::Table(_) => Self::Table,
            Who::LeastLoaded(_) => Self::LeastLoaded,
            Who::RoundRobin(_) => Self::RoundRobin,
        }
    }

    pub(super) fn words(self) -> String {
        match self {
            Self::Initiator => t!("rule-initiator"),
            Self::Superior => t!("rule-superior"),
            Self::Chain => t!("rule-chain"),
            Self::Head => t!("rule-head"),
            Self::Department => t!("rule-department"),
            Self::People => t!("rule-people"),
            Self::Post => t!("rule-post"),
            Self::Role => t!("rule-role"),
            Self::Field => t!("rule-field"),
            Self::Handler => t!("rule-handler"),
            Self::Table => t!("rule-table"),
            Self::Expression => t!("rule-expression"),
            Self::First => t!("rule-first"),
            Self::All => t!("rule-all"),
            Self::Any => t!("rule-any"),
            Self::Union => t!("rule-union"),
            Self::Minus => t!("rule-minus"),
            Self::LeastLoaded => t!("rule-least-loaded"),
            Self::RoundRobin => t!("rule-round-robin"),
        }
    }

    /// One of it to begin with: of what it speaks of the first that there is. What combines rules keeps those there were.
    pub(super) fn begun(self, before: &Who, work: Work) -> Who {
        let house = work.house.get_untracked();
        let organisation = house.as_ref().map(|house| &house.organisation);
        match self {
            Self::Initiator => Who::Initiator,
            Self::Superior => Who::Superior(Superior { of: None, level: 1 }),
            Self::Chain => Who::Chain(Chain { of: None, up_to: UpTo::Level(2) }),
            Self::Head => Who::Head(Formula::from("initiator.department")),
            Self::Department => {
                let first = organisation.and_then(|organisation| organisation.departments.keys().next().cloned());
                Who::Department(first.unwrap_or_else(|| DepartmentId::from("")))
            }
            Self::People => Who::People(Vec::new()),
            Self::Post => {
                let first = organisation.and_then(|organisation| organisation.posts.keys().next().cloned());
                Who::Post(Post::Anywhere(first.unwrap_or_else(|| PostId::from(""))))
            }
            Self::Role => {
                let first = organisation.and_then(|organisation| organisation.roles.keys().next().cloned());
                Who::Role(first.unwrap_or_else(|| RoleId::from("")))
            }
            Self::Field => Who::Field(people_fields(work).into_iter().next().unwrap_or_else(|| FieldId::from(""))),
            Self::Handler => Who::Handler(handlers(work).into_iter().next().unwrap_or_else(|| NodeId::from(""))),
            Self::Table => Who::Table(WhoTable {
                inputs: vec![Formula::from("initiator.department")],
                rules: vec![WhoRow { when: vec![Formula::from("-")], who: before.clone() }],
                otherwise: None,
            }),
            Self::Expression => Who::Expression(Formula::default()),
            Self::First => Who::First(parts(before)),
            Self::All => Who::All(parts(before)),
            Self::Any => Who::Any(parts(before)),
            Self::Union => Who::Union(parts(before)),
            Self::Minus => Who::Minus(parts(before)),
            Self::LeastLoaded => Who::LeastLoaded(parts(before)),
            Self::RoundRobin => Who::RoundRobin(parts(before)),
        }
    }
}

/// The rules that a rule combines, else the rule itself.
pub(super) fn parts(who: &Who) -> Vec<Who> {
    match who.combined() {
        Some(rules) => rules.clone(),
        None => vec![who.clone()],
    }
}

/// The fields that hold people.
pub(super) fn people_fields(work: Work) -> Vec<FieldId> {
    work.with(|draft| {
        let fields = draft.form.fields.iter();
        let people = fields.filter(|field| matches!(field.kind, FieldType::Person | FieldType::People));
        people.map(|field| field.id.clone()).collect()
    })
}

/// The nodes that people handle.
pub(super) fn handlers(work: Work) -> Vec<NodeId> {
    work.with(|draft| {
        let nodes = draft.nodes.iter().filter(|node| node.kind.is_human());
        nodes.map(|node| node.id.clone()).collect()
    })
}
