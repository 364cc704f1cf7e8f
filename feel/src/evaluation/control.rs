//! `if`, `for`, `some` and `every`.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Bound, Evaluated, Frame, Machine, compare};
use crate::syntax::{Iteration, Kind, Node, Quantifier};
use crate::{Date, Error, ErrorCode, Number, Value};

/// What is done for each combination of the variables; false ends the iteration.
type Visit<'v> = dyn FnMut(&mut Machine<'_>, Option<&Frame<'_>>) -> Result<bool, Box<Error>> + 'v;

impl Machine<'_> {
    pub(super) fn conditional(&mut self, parts: &(Node, Node, Node), frame: Option<&Frame<'_>>) -> Evaluated {
        let condition = self.value(&parts.0, frame)?;
        match condition {
            Value::Bool(true) => self.value(&parts.1, frame),
            Value::Bool(false) | Value::Null => self.value(&parts.2, frame),
            other => {
                self.null(ErrorCode::WrongType, &parts.0, || other.kind_words());
                self.value(&parts.2, frame)
            }
        }
    }

    pub(super) fn iterate(&mut self, iterations: &[Iteration], result: &Node, frame: Option<&Frame<'_>>) -> Evaluated {
        self.look_through(result)?;
        let looks_back = mentions(result, "partial");
        let mut results: Arc<Vec<Value>> = Arc::default();
        let done = self.each(iterations, frame, &mut |machine, frame| {
            let value = if looks_back {
                let partial = Value::List(results.clone());
                machine.value(result, Some(&Frame::new(Bound::One("partial", &partial), frame)))?
            } else {
                machine.value(result, frame)?
            };
            if matches!(value, Value::List(_) | Value::Context(_)) {
                machine.measure(&value).map_err(|code| machine.stop(code, result))?;
            }
            Arc::make_mut(&mut results).push(value);
            if results.len() > machine.limits.size {
                return Err(machine.stop(ErrorCode::TooLarge, result));
            }
            Ok(true)
        })?;
        Ok(if done { Value::List(results) } else { Value::Null })
    }

    pub(super) fn quantify(
        &mut self,
        quantifier: Quantifier,
        iterations: &[Iteration],
        condition: &Node,
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let decisive = quantifier == Quantifier::Some;
        let mut answer = Some(!decisive);
        let done = self.each(iterations, frame, &mut |machine, frame| {
            match machine.value(condition, frame)? {
                Value::Bool(holds) if holds == decisive => answer = Some(decisive),
                Value::Bool(_) => return Ok(true),
                _ => {
                    answer = None;
                    return Ok(true);
                }
            }
            Ok(false)
        })?;
        Ok(if done { answer.into() } else { Value::Null })
    }

    /// Visits every combination of the variables, the last one varying fastest. False when something is no list.
    fn each(
        &mut self,
        iterations: &[Iteration],
        frame: Option<&Frame<'_>>,
        visit: &mut Visit<'_>,
    ) -> Result<bool, Box<Error>> {
        let mut ended = false;
        self.each_of(iterations, frame, visit, &mut ended)
    }

    fn each_of(
        &mut self,
        iterations: &[Iteration],
        frame: Option<&Frame<'_>>,
        visit: &mut Visit<'_>,
        ended: &mut bool,
    ) -> Result<bool, Box<Error>> {
        let Some((iteration, inner)) = iterations.split_first() else {
            *ended = !visit(self, frame)?;
            return Ok(true);
        };
        let Some(domain) = self.domain(iteration, frame)? else { return Ok(false) };
        for position in 0.. {
            let Some(value) = domain.at(position) else { break };
            self.limits.spend(1).map_err(|code| self.stop(code, &iteration.domain))?;
            let bound = Frame::new(Bound::One(&iteration.variable, &value), frame);
            if self.limits.depth == 0 {
                return Err(self.stop(ErrorCode::TooDeep, &iteration.domain));
            }
            self.limits.depth -= 1;
            let all_are_lists = self.each_of(inner, Some(&bound), visit, ended);
            self.limits.depth += 1;
            if !all_are_lists? {
                return Ok(false);
            }
            if *ended {
                break;
            }
        }
        Ok(true)
    }

    fn domain(&mut self, iteration: &Iteration, frame: Option<&Frame<'_>>) -> Result<Option<Domain>, Box<Error>> {
        let start = self.value(&iteration.domain, frame)?;
        let domain = match &iteration.end {
            Some(end) => {
                let end = self.value(end, frame)?;
                Domain::between(&start, &end)
            }
            None => match start {
                Value::List(elements) => Some(Domain::Elements(elements)),
                Value::Range(range) => match (&range.start, &range.end) {
                    // A range in brackets never runs downwards; `start..end` without them may.
                    (Some(start), Some(end)) if compare(start, end).is_some_and(Ordering::is_le) => {
                        Domain::between(start, end)
                            .map(|domain| domain.without_ends(!range.start_included, !range.end_included))
                    }
                    _ => None,
                },
                Value::Null => None,
                single => Some(Domain::Elements(Arc::new(vec![single]))),
            },
        };
        if domain.is_none() {
            self.null(ErrorCode::WrongType, &iteration.domain, || "for … in".to_owned());
        }
        Ok(domain)
    }
}

/// What a variable runs through.
enum Domain {
    Elements(Arc<Vec<Value>>),
    /// `first`, then so many more, up or down
    Integers {
        first: i64,
        count: u64,
        down: bool,
    },
    Dates {
        first: Date,
        count: u64,
        down: bool,
    },
}

impl Domain {
    fn between(start: &Value, end: &Value) -> Option<Domain> {
        match (start, end) {
            (Value::Number(start), Value::Number(end)) => {
                let (first, last) = (start.to_i64()?, end.to_i64()?);
                Some(Domain::Integers { first, count: first.abs_diff(last).checked_add(1)?, down: last < first })
            }
            (Value::Date(first), Value::Date(last)) => {
                let count = last.days_since(first).unsigned_abs() + 1;
                Some(Domain::Dates { first: *first, count, down: last < first })
            }
            _ => None,
        }
    }

    /// Without the first or the last of them.
    fn without_ends(self, first_excluded: bool, last_excluded: bool) -> Domain {
        let fewer = u64::from(first_excluded) + u64::from(last_excluded);
        let step = i64::from(first_excluded);
        match self {
            Domain::Integers { first, count, down } => {
                let first = first.saturating_add(if down { -step } else { step });
                Domain::Integers { first, count: count.saturating_sub(fewer), down }
            }
            Domain::Dates { first, count, down } => {
                let first = first.plus_days(if down { -step } else { step }).unwrap_or(first);
                Domain::Dates { first, count: count.saturating_sub(fewer), down }
            }
            elements => elements,
        }
    }

    fn at(&self, position: u64) -> Option<Value> {
        let signed = |count: u64, down: bool| {
            let offset = i64::try_from(position).ok().filter(|_| position < count)?;
            Some(if down { -offset } else { offset })
        };
        match self {
            Domain::Elements(elements) => elements.get(usize::try_from(position).ok()?).cloned(),
            Domain::Integers { first, count, down } => {
                Some(Number::from(first.checked_add(signed(*count, *down)?)?).into())
            }
            Domain::Dates { first, count, down } => first.plus_days(signed(*count, *down)?).map(Value::from),
        }
    }
}

fn mentions(node: &Node, name: &str) -> bool {
    let mut found = matches!(&node.kind, Kind::Name(mentioned) if **mentioned == *name);
    node.kind.for_each_child(&mut |child| found = found || mentions(child, name));
    found
}
