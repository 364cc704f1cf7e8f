//! Unary tests, `in`, and ranges.

use std::cmp::Ordering;

use super::comparison::{compare, equal, holds};
use super::{Bound, Evaluated, Frame, Machine};
use crate::syntax::{Comparison, Kind, Node, mentions_input};
use crate::{ErrorCode, Lang, Phrase, Range, Value};

/// Whether a value lies in a range; `None` when it cannot be compared with the ends.
pub(crate) fn contains(range: &Range, value: &Value) -> Option<bool> {
    let after_start = match &range.start {
        None => true,
        Some(start) => match compare(value, start)? {
            Ordering::Equal => range.start_included,
            order => order.is_gt(),
        },
    };
    let before_end = match &range.end {
        None => true,
        Some(end) => match compare(value, end)? {
            Ordering::Equal => range.end_included,
            order => order.is_lt(),
        },
    };
    Some(after_start && before_end)
}

/// Whether a value passes a test that evaluated to `tested`: it is equal to it, lies in it, or is an element of it.
fn passes(input: &Value, tested: &Value) -> Option<bool> {
    match tested {
        Value::Range(range) if !matches!(input, Value::Range(_)) => contains(range, input),
        Value::List(elements) => {
            if let Value::List(_) = input
                && equal(input, tested) == Some(true)
            {
                return Some(true);
            }
            let within = |element: &Value| match element {
                Value::Range(range) => contains(range, input) == Some(true),
                Value::List(_) if !matches!(input, Value::List(_)) => passes(input, element) == Some(true),
                element => equal(input, element) == Some(true),
            };
            Some(elements.iter().any(within))
        }
        _ => equal(input, tested),
    }
}

impl Machine<'_> {
    /// `input in (tests)`
    pub(super) fn membership(&mut self, operand: &Node, tests: &[Node], frame: Option<&Frame<'_>>) -> Evaluated {
        let input = self.value(operand, frame)?;
        self.passes_any(tests, Some(&Frame::new(Bound::Input(&input), frame)))
    }

    /// Whether the input passes one of the tests: three-valued `or`.
    pub(super) fn passes_any(&mut self, tests: &[Node], frame: Option<&Frame<'_>>) -> Evaluated {
        let input = frame.and_then(Frame::input).unwrap_or(&Value::Null);
        let mut result = Some(false);
        for test in tests {
            match self.passes_test(input, test, frame)? {
                Some(true) => return Ok(Value::Bool(true)),
                Some(false) => {}
                None => result = None,
            }
        }
        Ok(result.into())
    }

    fn passes_test(
        &mut self,
        input: &Value,
        test: &Node,
        frame: Option<&Frame<'_>>,
    ) -> Result<Option<bool>, Box<crate::Error>> {
        if let Kind::Relation(comparison, bound) = &test.kind {
            let bound = self.operand(bound, frame)?;
            return Ok(holds(*comparison, input, &bound));
        }
        self.look_through(test)?;
        let tested = self.operand(test, frame)?;
        self.measure(&tested).map_err(|code| self.stop(code, test))?;
        Ok(match &*tested {
            Value::Bool(says) if mentions_input(test) || !matches!(input, Value::Bool(_) | Value::Null) => Some(*says),
            _ if mentions_input(test) && tested.is_null() => None,
            tested => passes(input, tested),
        })
    }

    /// `(< 5)` by itself: the range of all that is less.
    pub(super) fn relation_as_range(
        &mut self,
        comparison: Comparison,
        node: &Node,
        bound: &Node,
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let bound = self.value(bound, frame)?;
        let open = Range { start: None, start_included: false, end: None, end_included: false };
        let range = match comparison {
            Comparison::Less => Range { end: Some(bound), ..open },
            Comparison::AtMost => Range { end: Some(bound), end_included: true, ..open },
            Comparison::Greater => Range { start: Some(bound), ..open },
            Comparison::AtLeast => Range { start: Some(bound), start_included: true, ..open },
            Comparison::Equal => {
                Range { start: Some(bound.clone()), start_included: true, end: Some(bound), end_included: true }
            }
            Comparison::Unequal => {
                return Ok(
                    self.null(ErrorCode::Unsupported, node, || Phrase::fixed("a range of `!=`", "以 `!=` 表示的区间"))
                );
            }
        };
        Ok(self.range(node, range))
    }

    /// A range, if its ends are of one kind that has an order.
    pub(super) fn range(&mut self, node: &Node, range: Range) -> Value {
        let ends = (range.start.as_ref(), range.end.as_ref());
        let sound = match ends {
            (Some(start), Some(end)) => compare(start, end).is_some() || start.is_null() != end.is_null(),
            (Some(end), None) | (None, Some(end)) => compare(end, end).is_some(),
            (None, None) => false,
        };
        if sound {
            return range.into();
        }
        self.null(ErrorCode::WrongType, node, || {
            let kind = |end: Option<&Value>| end.unwrap_or(&Value::Null).kind_words();
            let (start, end) = (kind(ends.0), kind(ends.1));
            Phrase::new(
                format!("a range from {} to {}", start.get(Lang::En), end.get(Lang::En)),
                format!("从{}到{}的区间", start.get(Lang::Zh), end.get(Lang::Zh)),
            )
        })
    }
}
