//! What a decision table leaves open and what it says twice, each with an example.
//!
//! For every input, values are tried that stand for all others as far as the tests tell them apart: the values that the
//! tests name, and one between each two neighbours. Every example has been evaluated, so it is never a false alarm;
//! where a test computes (`modulo(?, 2) = 0`), something may be missed.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::{DecisionTable, HitPolicy, Input};
use crate::evaluation::{self, compare};
use crate::syntax::{Kind, Node, free_references, mentions_input};
use crate::{Date, DaysTime, Limits, Number, Type, UnaryTests, Value, YearsMonths};

/// How many gaps are looked for.
const MOST_GAPS: usize = 16;
/// How many states of the search for gaps are looked at.
const MOST_STATES: usize = 100_000;

/// What a table leaves open and what it says twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Inputs for which no rule matches.
    pub gaps: Vec<Example>,
    /// Rules that match at the same time.
    pub overlaps: Vec<Overlap>,
    /// Rules that never match before another one does, from 0.
    pub never_reached: Vec<usize>,
    /// Whether everything was looked at; large tables may exceed the limits.
    pub complete: bool,
}

/// Two rules that match at the same time.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The upper rule, from 0.
    pub first: usize,
    /// The lower rule, from 0.
    pub second: usize,
    /// When they do.
    pub example: Example,
}

/// A value for each input.
pub type Example = Vec<Sample>;

/// A value of an input that stands for others.
#[derive(Clone, Debug, PartialEq)]
pub enum Sample {
    /// This value.
    Value(Value),
    /// Any text that the tests do not name.
    AnotherText,
    /// Any value: the tests do not tell values of this input apart.
    Anything,
}

/// A set of rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Rules(Vec<u64>);

/// What passes for a sample of an input.
struct Column {
    /// Samples that the tests tell apart, with the rules that match for sure and those that may.
    samples: Vec<(Sample, Rules, Rules)>,
}

impl DecisionTable {
    /// Looks for inputs for which no rule matches, and for rules that match at the same time. Tests that ask for more
    /// than their input and constants are taken to pass when a gap is looked for, and to fail when an overlap is.
    pub fn analyse(&self, limits: &mut Limits) -> Analysis {
        let mut complete = true;
        let mut columns = Vec::with_capacity(self.inputs.len());
        for at in 0..self.inputs.len() {
            match self.column(at, limits) {
                Some(column) => columns.push(column),
                None => return Analysis::default(),
            }
        }
        let all = Rules::all(self.rules.len());
        let gaps = Search::new(&columns, MOST_GAPS).outside(&all, &mut complete);
        let never_reached = match self.hit {
            HitPolicy::First => (1..self.rules.len())
                .filter(|rule| {
                    let within = Search::new(&columns, 1).within(*rule);
                    within.outside(&Rules::below(self.rules.len(), *rule), &mut complete).is_empty()
                })
                .collect(),
            _ => Vec::new(),
        };
        Analysis { gaps, overlaps: overlaps(&columns, self.rules.len()), never_reached, complete }
    }

    /// What the tests of an input make of its samples. `None` when the limits are exceeded.
    fn column(&self, at: usize, limits: &mut Limits) -> Option<Column> {
        let input = &self.inputs[at];
        let tests: Vec<&UnaryTests> = self.rules.iter().filter_map(|rule| rule.tests.get(at)).collect();
        let closed: Vec<bool> = tests.iter().map(|test| free_references(test.root()).is_empty()).collect();
        let mut samples: Vec<(Sample, Rules, Rules)> = Vec::new();
        for sample in samples_of(input, &tests, limits) {
            let value = match &sample {
                Sample::Value(value) => value.clone(),
                Sample::AnotherText => "\u{fffd}".into(),
                Sample::Anything => Value::Null,
            };
            if let Some(allowed) = &input.allowed
                && !allowed.matches(&value, &(), limits).ok()?
                && sample != Sample::Anything
            {
                continue;
            }
            let (mut surely, mut maybe) = (Rules::none(self.rules.len()), Rules::none(self.rules.len()));
            for (rule, (test, closed)) in tests.iter().zip(&closed).enumerate() {
                if !closed {
                    maybe.insert(rule);
                } else if matches!(test.root().kind, Kind::Anything) || test.matches(&value, &(), limits).ok()? {
                    surely.insert(rule);
                    maybe.insert(rule);
                }
            }
            // One sample stands for all that are matched alike; where nothing matches, for its neighbours alone.
            let alike = |(_, one, other): &(Sample, Rules, Rules)| (one, other) == (&surely, &maybe);
            let known = if maybe.is_empty() { samples.last().is_some_and(alike) } else { samples.iter().any(alike) };
            if !known {
                samples.push((sample, surely, maybe));
            }
        }
        Some(Column { samples })
    }
}

/// The pairs of rules that match at the same time: those that do so in every column, which are independent.
fn overlaps(columns: &[Column], rules: usize) -> Vec<Overlap> {
    let mut found = Vec::new();
    for first in 0..rules {
        let mut with = Rules::all(rules);
        for column in columns {
            let mut here = Rules::none(rules);
            let samples = column.samples.iter().filter(|(_, surely, _)| surely.contains(first));
            samples.for_each(|(_, surely, _)| here.add(surely));
            with.keep(&here);
        }
        for second in (first + 1..rules).filter(|second| with.contains(*second)) {
            let example = columns.iter().map(|column| {
                let mut samples = column.samples.iter();
                let both = samples.find(|(_, surely, _)| surely.contains(first) && surely.contains(second));
                both.map_or(Sample::Anything, |(sample, ..)| sample.clone())
            });
            found.push(Overlap { first, second, example: example.collect() });
        }
    }
    found
}

/// A search for samples for which none of some rules matches.
struct Search<'c> {
    columns: &'c [Column],
    /// Only samples for which this rule matches.
    within: Option<usize>,
    most: usize,
    chosen: Vec<&'c Sample>,
    seen: HashSet<(usize, Rules)>,
    found: Vec<Example>,
}

impl<'c> Search<'c> {
    fn new(columns: &'c [Column], most: usize) -> Search<'c> {
        Search { columns, within: None, most, chosen: Vec::new(), seen: HashSet::new(), found: Vec::new() }
    }

    fn within(self, rule: usize) -> Search<'c> {
        Search { within: Some(rule), ..self }
    }

    /// Samples for which none of the rules matches.
    fn outside(mut self, rules: &Rules, complete: &mut bool) -> Vec<Example> {
        self.go_on(rules);
        *complete &= self.seen.len() < MOST_STATES;
        self.found
    }

    /// Looks at the columns that are left, where these rules may match so far.
    fn go_on(&mut self, left: &Rules) {
        if self.found.len() == self.most || self.seen.len() >= MOST_STATES {
            return;
        }
        let at = self.chosen.len();
        if left.is_empty() && self.within.is_none() {
            let rest = self.columns[at..].iter().map(|column| match column.samples.as_slice() {
                [(only, ..)] => only.clone(),
                _ => Sample::Anything,
            });
            let example = self.chosen.iter().map(|sample| (*sample).clone()).chain(rest).collect();
            self.found.push(example);
            return;
        }
        let Some(column) = self.columns.get(at) else {
            if left.is_empty() {
                self.found.push(self.chosen.iter().map(|sample| (*sample).clone()).collect());
            }
            return;
        };
        if !self.seen.insert((at, left.clone())) {
            return;
        }
        for (sample, _, maybe) in &column.samples {
            if self.within.is_some_and(|rule| !maybe.contains(rule)) {
                continue;
            }
            let mut still = left.clone();
            still.keep(maybe);
            self.chosen.push(sample);
            self.go_on(&still);
            self.chosen.pop();
        }
    }
}

/// Values that stand for all values of an input, as far as its tests tell them apart.
fn samples_of(input: &Input, tests: &[&UnaryTests], limits: &mut Limits) -> Vec<Sample> {
    let mut constants = Vec::new();
    for tests in tests.iter().copied().chain(&input.allowed) {
        constants_in(tests.root(), &mut constants, limits);
    }
    if constants.iter().any(|value| matches!(value, Value::Bool(_))) || input.of_type == Some(Type::Boolean) {
        constants.extend([Value::Bool(true), Value::Bool(false)]);
    }
    let texts = constants.iter().any(|value| matches!(value, Value::String(_)));
    let mut samples: Vec<Value> = Vec::new();
    let mut ordered: Vec<Value> = constants.iter().filter(|value| compare(value, value).is_some()).cloned().collect();
    ordered.sort_by(|left, right| left.kind().cmp(right.kind()).then(compare(left, right).unwrap_or(Ordering::Equal)));
    ordered.dedup();
    for group in ordered.chunk_by(|left, right| left.kind() == right.kind()) {
        samples.extend(group.first().and_then(|first| beyond(first, -1)));
        for (at, value) in group.iter().enumerate() {
            samples.push(value.clone());
            samples.extend(group.get(at + 1).and_then(|next| between(value, next)));
        }
        samples.extend(group.last().and_then(|last| beyond(last, 1)));
    }
    samples.extend(constants.into_iter().filter(|value| matches!(value, Value::Bool(_))));
    let mut samples: Vec<Sample> = samples.into_iter().map(Sample::Value).collect();
    if texts {
        samples.push(Sample::AnotherText);
    }
    if samples.is_empty() {
        samples.push(Sample::Anything);
    }
    samples
}

/// The values of the parts of a test that do not depend on its input, those in lists and ranges by themselves.
fn constants_in(node: &Node, constants: &mut Vec<Value>, limits: &mut Limits) {
    let is_test = matches!(node.kind, Kind::Tests(_) | Kind::Not(_) | Kind::Relation(..) | Kind::Anything);
    if !is_test && !mentions_input(node) && free_references(node).is_empty() {
        if let Ok(value) = evaluation::evaluate(node, None, &(), limits) {
            spread(value, constants);
        }
        return;
    }
    node.kind.for_each_child(&mut |child| constants_in(child, constants, limits));
}

fn spread(value: Value, constants: &mut Vec<Value>) {
    match value {
        Value::List(elements) => elements.iter().for_each(|element| spread(element.clone(), constants)),
        Value::Range(range) => constants.extend(range.start.iter().chain(&range.end).cloned()),
        Value::Null | Value::Context(_) | Value::Function(_) => {}
        value => constants.push(value),
    }
}

/// A value beyond all others, one way or the other.
fn beyond(value: &Value, way: i64) -> Option<Value> {
    Some(match value {
        Value::Number(number) => number.add(&Number::from(way))?.into(),
        Value::Date(date) => date.plus_days(way)?.into(),
        Value::DateTime(moment) => moment.plus(&DaysTime::from_days(way)?)?.into(),
        Value::YearsMonths(duration) => YearsMonths::from_months(duration.total_months().checked_add(way)?).into(),
        Value::DaysTime(duration) => {
            DaysTime::from_nanos(duration.total_nanos() + DaysTime::from_days(way)?.total_nanos())?.into()
        }
        _ => return None,
    })
}

/// A value between two neighbours, if there is one.
fn between(low: &Value, high: &Value) -> Option<Value> {
    let middle: Value = match (low, high) {
        (Value::Number(low), Value::Number(high)) => low.add(high)?.div(&Number::from(2))?.into(),
        (Value::Date(low), Value::Date(high)) => {
            let days: i64 = high.days_since(low);
            low.plus_days(days / 2).map(Date::into)?
        }
        (Value::DateTime(low), Value::DateTime(high)) => {
            low.plus(&DaysTime::from_nanos(high.since(low)?.total_nanos() / 2)?)?.into()
        }
        (Value::YearsMonths(low), Value::YearsMonths(high)) => {
            YearsMonths::from_months(low.total_months().midpoint(high.total_months())).into()
        }
        (Value::DaysTime(low), Value::DaysTime(high)) => {
            DaysTime::from_nanos(low.total_nanos() + (high.total_nanos() - low.total_nanos()) / 2)?.into()
        }
        _ => return None,
    };
    (middle != *low && middle != *high).then_some(middle)
}

impl Rules {
    fn none(rules: usize) -> Rules {
        Rules(vec![0; rules.div_ceil(64)])
    }

    fn all(rules: usize) -> Rules {
        Rules::below(rules, rules)
    }

    /// The rules above one.
    fn below(rules: usize, end: usize) -> Rules {
        let mut set = Rules::none(rules);
        (0..end).for_each(|rule| set.insert(rule));
        set
    }

    fn insert(&mut self, rule: usize) {
        self.0[rule / 64] |= 1 << (rule % 64);
    }

    fn contains(&self, rule: usize) -> bool {
        self.0[rule / 64] & (1 << (rule % 64)) != 0
    }

    fn add(&mut self, other: &Rules) {
        self.0.iter_mut().zip(&other.0).for_each(|(ours, theirs)| *ours |= theirs);
    }

    fn keep(&mut self, other: &Rules) {
        self.0.iter_mut().zip(&other.0).for_each(|(ours, theirs)| *ours &= theirs);
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|part| *part == 0)
    }
}
