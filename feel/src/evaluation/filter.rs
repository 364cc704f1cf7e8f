//! `list[condition]` and `list[position]`.

use super::{Bound, Evaluated, Frame, Machine};
use crate::syntax::{Kind, Node};
use crate::{ErrorCode, Number, Value};

impl Machine<'_> {
    pub(super) fn filter(&mut self, parts: &(Node, Node), frame: Option<&Frame<'_>>) -> Evaluated {
        let (base, condition) = parts;
        let filtered = self.operand(base, frame)?;
        let single;
        let elements: &[Value] = match &*filtered {
            Value::List(elements) => elements,
            Value::Null => return Ok(Value::Null),
            other => {
                single = [other.clone()];
                &single
            }
        };
        if let Kind::Literal(Value::Number(position)) = &condition.kind {
            return Ok(self.at(elements, position, condition));
        }
        let mut kept = Vec::new();
        for element in elements {
            self.limits.spend(1).map_err(|code| self.stop(code, condition))?;
            match self.value(condition, Some(&Frame::new(Bound::Item(element), frame)))? {
                Value::Bool(true) => kept.push(element.clone()),
                Value::Number(position) => return Ok(self.at(elements, &position, condition)),
                Value::Bool(false) | Value::Null => {}
                other => {
                    self.null(ErrorCode::WrongType, condition, || other.kind_words());
                    return Ok(Value::Null);
                }
            }
        }
        if elements.is_empty() {
            // There is no element to decide by whether a position is meant.
            if let Value::Number(_) = self.value(condition, frame)? {
                return Ok(Value::Null);
            }
        }
        Ok(Value::list(kept))
    }

    /// The element at a position from 1, or from -1 backwards.
    fn at(&mut self, elements: &[Value], position: &Number, condition: &Node) -> Value {
        let index = position.to_i64().and_then(|position| match position {
            0 => None,
            forwards if forwards > 0 => usize::try_from(forwards - 1).ok(),
            backwards => elements.len().checked_sub(usize::try_from(backwards.unsigned_abs()).ok()?),
        });
        match index.and_then(|index| elements.get(index)) {
            Some(element) => element.clone(),
            None => self.null(ErrorCode::NoResult, condition, || format!("[{position}]")),
        }
    }
}
