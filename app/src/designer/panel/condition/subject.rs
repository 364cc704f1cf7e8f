//! What a row can look at.

use std::collections::BTreeMap;

use feel::builder::{Field, Literal, Operand, Operator, Row, Test};
use flow::model::{Definition, FieldType, Kind, Node};

use crate::designer::panel::called;
use crate::designer::work::{House, Work};
use crate::form::in_words;
use crate::t;
use crate::text::reader;

/// Something that a row can look at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subject {
    pub(super) field: Field,
    pub(super) words: String,
    pub(super) sort: Sort,
    /// What it can be, with the words, where that is known.
    pub(super) values: Vec<(String, String)>,
}

/// What sort of value it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Number,
    Date,
    Text,
    Chosen,
    Boolean,
    /// Nothing that a row compares.
    Other,
}

impl Subject {
    /// A row about it to begin with.
    pub(super) fn begun(&self) -> Row {
        let compared = Operand::Value(self.usual());
        let test = match self.sort {
            Sort::Number | Sort::Date => Test::Compare(Operator::Greater, compared),
            Sort::Text | Sort::Chosen => Test::Compare(Operator::Equal, compared),
            Sort::Boolean => Test::IsTrue,
            Sort::Other => Test::IsNotEmpty,
        };
        Row { field: self.field.clone(), test }
    }

    /// A value to begin with.
    pub(super) fn usual(&self) -> Literal {
        match self.sort {
            Sort::Number => Literal::Number(0.into()),
            Sort::Date => {
                let (today, _) = reader().zone.local(reader().now_untracked());
                today.to_string().parse().map_or_else(|_| Literal::Text("".into()), Literal::Date)
            }
            _ => Literal::Text(self.values.first().map(|(id, _)| id.as_str()).unwrap_or_default().into()),
        }
    }
}

/// Everything that rows of a draft look at: its fields, what was decided last, and who began.
pub(super) fn subjects(work: Work) -> Vec<Subject> {
    let mut found = work.with(|draft| {
        let fields = draft.form.fields.iter();
        let mut found: Vec<Subject> = fields
            .map(|field| Subject {
                field: field.id.as_str().into(),
                words: called(draft, field.id.as_str()),
                sort: sort_of(field.kind),
                values: values_of(work, field),
            })
            .collect();
        let outcomes = outcomes(draft);
        if !outcomes.is_empty() {
            found.push(Subject {
                field: "outcome".into(),
                words: t!("subject-outcome"),
                sort: Sort::Chosen,
                values: outcomes,
            });
        }
        found
    });
    found.push(Subject {
        field: Field { name: "initiator".into(), path: vec!["department".into()] },
        words: t!("rule-initiators-department"),
        sort: Sort::Chosen,
        values: departments(work),
    });
    found.push(Subject {
        field: Field { name: "initiator".into(), path: vec!["id".into()] },
        words: t!("rule-initiator"),
        sort: Sort::Chosen,
        values: people(work),
    });
    found
}

/// A field as it is written.
pub(super) fn text_of(field: &Field) -> String {
    let path = field.path.iter().map(|name| &**name);
    std::iter::once(&*field.name).chain(path).collect::<Vec<_>>().join(".")
}

fn sort_of(kind: FieldType) -> Sort {
    match kind {
        FieldType::Number | FieldType::Money => Sort::Number,
        FieldType::Date => Sort::Date,
        FieldType::Text | FieldType::LongText => Sort::Text,
        FieldType::Boolean => Sort::Boolean,
        FieldType::Choice | FieldType::Person | FieldType::Department => Sort::Chosen,
        _ => Sort::Other,
    }
}

fn values_of(work: Work, field: &flow::model::Field) -> Vec<(String, String)> {
    match field.kind {
        FieldType::Choice => {
            let options = field.options.iter();
            options.map(|option| (option.id.clone(), in_words(&option.called()))).collect()
        }
        FieldType::Department => departments(work),
        FieldType::Person => people(work),
        _ => Vec::new(),
    }
}

fn departments(work: Work) -> Vec<(String, String)> {
    by_text(work.in_house(House::departments))
}

fn people(work: Work) -> Vec<(String, String)> {
    by_text(work.in_house(House::people))
}

fn by_text<I: ToString>(all: Vec<(I, String)>) -> Vec<(String, String)> {
    all.into_iter().map(|(id, words)| (id.to_string(), words)).collect()
}

/// What can have been decided anywhere, with the words that say it.
fn outcomes(draft: &Definition) -> Vec<(String, String)> {
    let own = |node: &Node| -> Vec<(String, String)> {
        match node.kind {
            Kind::Call => {
                vec![("completed".to_owned(), t!("play-completed")), ("refused".to_owned(), t!("play-refused"))]
            }
            kind if kind.has_outcomes() => {
                let all = node.all_outcomes().iter();
                all.map(|outcome| (outcome.id.to_string(), in_words(&outcome.called()))).collect()
            }
            _ => Vec::new(),
        }
    };
    let all: BTreeMap<String, String> = draft.nodes.iter().flat_map(own).collect();
    all.into_iter().collect()
}
