//! `value instance of type`.

use super::{Evaluated, Frame, Machine};
use crate::syntax::{Node, Type};
use crate::{ErrorCode, Value};

impl Machine<'_> {
    pub(super) fn instance_of(
        &mut self,
        node: &Node,
        operand: &Node,
        of_type: &Type,
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let value = self.operand(operand, frame)?;
        Ok(match conforms(&value, of_type) {
            Some(conforms) => Value::Bool(conforms),
            None => self.null(ErrorCode::UnknownType, node, || of_type.to_string()),
        })
    }
}

/// Whether a value is of a type; `None` when the type is not known here.
pub(super) fn conforms(value: &Value, of_type: &Type) -> Option<bool> {
    Some(match (of_type, value) {
        (Type::Simple("Any"), value) => !value.is_null(),
        (Type::Simple("Null"), value) => value.is_null(),
        (Type::Simple(name), value) => value.kind() == *name,
        (Type::List(of_elements), Value::List(elements)) => {
            all(elements.iter().map(|element| (element, &**of_elements)))?
        }
        (Type::Range(of_ends), Value::Range(range)) => {
            all(range.start.iter().chain(&range.end).map(|end| (end, &**of_ends)))?
        }
        (Type::Context(entries), Value::Context(context)) => {
            if entries.iter().any(|(name, _)| context.get(name).is_none()) {
                return Some(false);
            }
            all(entries.iter().filter_map(|(name, of_type)| Some((context.get(name)?, of_type))))?
        }
        (Type::Function(parameters, _), Value::Function(function)) => function.parameters().len() == parameters.len(),
        (Type::Named(_), _) => return None,
        _ => false,
    })
}

/// Null is of every type where it is a part of something.
fn all<'v>(parts: impl Iterator<Item = (&'v Value, &'v Type)>) -> Option<bool> {
    for (value, of_type) in parts {
        if !value.is_null() && !conforms(value, of_type)? {
            return Some(false);
        }
    }
    Some(true)
}
