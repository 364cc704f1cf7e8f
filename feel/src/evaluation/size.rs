//! Keeping values within bounds: a small expression can make a value that is huge, or nested without end, when it is
//! written out, because its parts are shared.

use std::sync::Arc;

use super::{Evaluated, Machine};
use crate::syntax::{FunctionNode, Node};
use crate::value::{Closure, FunctionKind};
use crate::{Context, ErrorCode, Function, Value};

/// How deep lists and contexts may nest.
const DEEPEST: u32 = 100;

/// How many parts are looked at in a step where nothing is made of them.
const PARTS_A_STEP: usize = 16;

impl Machine<'_> {
    /// The value, if it is not too large to be handed out.
    pub(super) fn checked(&mut self, value: Value, node: &Node) -> Evaluated {
        match self.measure(&value) {
            Ok(()) => Ok(value),
            Err(code) => Err(self.stop(code, node)),
        }
    }

    /// Whether a value is within bounds; looking at each of its parts takes a step.
    pub(crate) fn measure(&mut self, value: &Value) -> Result<(), ErrorCode> {
        self.height_of(value, 1).map(drop)
    }

    /// Whether the value of an entry is within bounds. The entries after it may have it in their own values, and those
    /// after them again: however little is written, that becomes deep.
    pub(super) fn measure_entry(&mut self, value: &Value) -> Result<(), ErrorCode> {
        self.height_of(value, PARTS_A_STEP).map(drop)
    }

    /// A function with the values that it refers to.
    pub(crate) fn enclose(
        &mut self,
        definition: Arc<FunctionNode>,
        captured: Context,
        own_name: Option<Arc<str>>,
    ) -> Result<Value, ErrorCode> {
        let mut height = 1;
        for (_, value) in captured.iter() {
            height = height.max(1 + self.height_of(value, PARTS_A_STEP)?);
        }
        let closure = Closure { definition, captured, own_name, height };
        Ok(Value::Function(Arc::new(Function(FunctionKind::Defined(closure)))))
    }

    /// The levels of a value that is within bounds; looking at so many of its parts takes a step.
    fn height_of(&mut self, value: &Value, parts_a_step: usize) -> Result<u32, ErrorCode> {
        let mut left = self.limits.size;
        let height = measured(value, DEEPEST, &mut left);
        let looked_at = self.limits.size - left;
        self.limits.spend(looked_at / parts_a_step)?;
        height.ok_or(ErrorCode::TooLarge)
    }
}

/// The levels of a value, if they are no more than `deepest`.
fn measured(value: &Value, deepest: u32, left: &mut usize) -> Option<u32> {
    match value {
        Value::List(elements) => {
            *left = left.checked_sub(elements.len())?;
            measured_parts(elements.iter(), deepest, left)
        }
        Value::Context(context) => {
            *left = left.checked_sub(context.len())?;
            measured_parts(context.iter().map(|(_, value)| value), deepest, left)
        }
        Value::String(text) => {
            *left = left.checked_sub(text.len() / 16)?;
            Some(0)
        }
        Value::Range(range) => measured_parts(range.start.iter().chain(&range.end), deepest, left),
        Value::Function(function) => Some(function.height()).filter(|height| *height <= deepest),
        _ => Some(0),
    }
}

fn measured_parts<'v>(parts: impl Iterator<Item = &'v Value>, deepest: u32, left: &mut usize) -> Option<u32> {
    let deepest = deepest.checked_sub(1)?;
    let mut height = 0;
    for part in parts {
        height = height.max(measured(part, deepest, left)?);
    }
    Some(1 + height)
}
