use std::collections::{BTreeSet, HashMap};

use feel::Expression;

use crate::id::FieldId;
use crate::model::{Choice, Condition, Field, Formula};
use crate::process::Purpose;

/// The rules of a form's fields, or of a table's columns, with expressions parsed. Field by field beside
/// [`crate::model::Form::fields`].
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub(super) rules: Vec<Rules>,
    /// The places of the fields whose values follow from something, each after those that it depends on.
    pub(super) order: Vec<usize>,
    circular: Vec<FieldId>,
}

/// The rules of one field.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) required: When,
    pub(super) show: When,
    pub(super) read_only: When,
    /// One for each of the field's options; none where all are always offered.
    pub(super) offers: Vec<Offer>,
    pub(super) compute: Option<Expression>,
    pub(super) default: Option<Expression>,
    /// One for each of the field's checks that could be read, with its place among them.
    pub(super) checks: Vec<(usize, Expression)>,
    pub(super) columns: Form,
}

/// Whether an option is offered, and which within it.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) show: When,
    pub(super) within: Vec<Offer>,
}

/// A condition with its expression parsed.
#[derive(Debug, Clone)]
pub(super) enum When {
    Fixed(bool),
    Holds(Expression),
}

/// Parses an expression that belongs to a field; the columns of its table are names that it may use besides those of
/// the form. A wrong expression is noted by the parser and yields none.
pub(crate) type Parse<'a> = dyn FnMut(&Formula, &FieldId, Option<&Field>, Purpose) -> Option<Expression> + 'a;

impl Form {
    /// Reads the rules of the fields.
    pub(crate) fn read(fields: &[Field], parse: &mut Parse<'_>) -> Self {
        Self::read_within(fields, None, parse)
    }

    fn read_within(fields: &[Field], table: Option<&Field>, parse: &mut Parse<'_>) -> Self {
        let rules: Vec<_> = fields.iter().map(|field| Rules::read(field, table, parse)).collect();
        let (mut order, circular) = order(fields, &rules);
        order.retain(|place| rules[*place].follow_something());
        Self { rules, order, circular }
    }

    /// The fields whose values depend on themselves: a mistake, since nothing computes them rightly.
    pub fn circular(&self) -> impl Iterator<Item = &FieldId> {
        self.circular.iter().chain(self.rules.iter().flat_map(|rules| &rules.columns.circular))
    }
}

impl Rules {
    fn read(field: &Field, table: Option<&Field>, parse: &mut Parse<'_>) -> Self {
        let mut read = |formula: &Formula, purpose| parse(formula, &field.id, table, purpose);
        let mut when = |condition: &Condition| match condition {
            Condition::Fixed(holds) => When::Fixed(*holds),
            Condition::When(formula) => read(formula, Purpose::Condition).map_or(When::Fixed(true), When::Holds),
        };
        let (required, show, read_only) = (when(&field.required), when(&field.show), when(&field.read_only));
        let offers = if are_always_offered(&field.options) { Vec::new() } else { offers(&field.options, &mut when) };
        let compute = field.compute.as_ref().and_then(|formula| read(formula, Purpose::Value));
        let default = field.default.as_ref().and_then(|formula| read(formula, Purpose::Value));
        let checks = field.checks.iter().enumerate();
        let checks = checks.filter_map(|(place, check)| Some((place, read(&check.rule, Purpose::Check)?))).collect();
        let columns = Form::read_within(&field.fields, Some(field), parse);
        Self { required, show, read_only, offers, compute, default, checks, columns }
    }

    /// The names that the field's value follows.
    fn follows(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for expression in self.compute.iter().chain(self.show.expression()) {
            names.extend(expression.free_names().into_iter().map(|reference| reference.name.to_string()));
        }
        for column in &self.columns.rules {
            names.extend(column.follows());
        }
        names
    }
}

impl Rules {
    /// Whether the field's value follows from something: it is computed or may not be shown, or a column's does.
    fn follow_something(&self) -> bool {
        self.compute.is_some() || !matches!(self.show, When::Fixed(true)) || !self.columns.order.is_empty()
    }
}

fn are_always_offered(options: &[Choice]) -> bool {
    options.iter().all(|option| option.show == Condition::Fixed(true) && are_always_offered(&option.options))
}

fn offers(options: &[Choice], when: &mut dyn FnMut(&Condition) -> When) -> Vec<Offer> {
    let mut read = Vec::with_capacity(options.len());
    for option in options {
        let show = when(&option.show);
        read.push(Offer { show, within: offers(&option.options, when) });
    }
    read
}

impl When {
    fn expression(&self) -> Option<&Expression> {
        match self {
            Self::Fixed(_) => None,
            Self::Holds(expression) => Some(expression),
        }
    }
}

/// Each field after those that it follows, in the order of the form where that leaves a choice; and those that follow
/// themselves, which come last.
fn order(fields: &[Field], rules: &[Rules]) -> (Vec<usize>, Vec<FieldId>) {
    let places: HashMap<&str, usize> =
        fields.iter().enumerate().map(|(place, field)| (field.id.as_str(), place)).collect();
    let follows = |(field, rules): (&Field, &Rules)| -> BTreeSet<usize> {
        let of_row = |name: &str| field.fields.iter().any(|column| column.id == *name);
        let names = rules.follows();
        names.iter().filter(|name| !of_row(name)).filter_map(|name| places.get(name.as_str()).copied()).collect()
    };
    let mut waiting: Vec<(usize, BTreeSet<usize>)> = fields.iter().zip(rules).map(follows).enumerate().collect();
    let mut order = Vec::with_capacity(fields.len());
    let mut done = BTreeSet::new();
    while let Some(next) = waiting.iter().position(|(_, follows)| follows.is_subset(&done)) {
        let (place, _) = waiting.remove(next);
        done.insert(place);
        order.push(place);
    }
    let circular = waiting.iter().map(|(place, _)| fields[*place].id.clone()).collect();
    order.extend(waiting.into_iter().map(|(place, _)| place));
    (order, circular)
}
