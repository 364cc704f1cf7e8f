//! Keeping values within bounds: a small expression can make a value that is huge, or nested without end, when it is
//! written out, because its parts are shared.

use super::{Evaluated, Machine};
use crate::syntax::Node;
use crate::{ErrorCode, Value};

/// How deep lists and contexts may nest.
const DEEPEST: u32 = 100;

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
        let mut left = self.limits.size;
        let counted = measured(value, DEEPEST, &mut left);
        let looked_at = self.limits.size - left;
        self.limits.spend(looked_at)?;
        counted.ok_or(ErrorCode::TooLarge)
    }
}

fn measured(value: &Value, depth: u32, left: &mut usize) -> Option<()> {
    match value {
        Value::List(elements) => {
            *left = left.checked_sub(elements.len())?;
            let depth = depth.checked_sub(1)?;
            elements.iter().try_for_each(|element| measured(element, depth, left))
        }
        Value::Context(context) => {
            *left = left.checked_sub(context.len())?;
            let depth = depth.checked_sub(1)?;
            context.iter().try_for_each(|(_, value)| measured(value, depth, left))
        }
        Value::String(text) => {
            *left = left.checked_sub(text.len() / 16)?;
            Some(())
        }
        Value::Range(range) => {
            let depth = depth.checked_sub(1)?;
            range.start.iter().chain(&range.end).try_for_each(|bound| measured(bound, depth, left))
        }
        _ => Some(()),
    }
}
