//! Complex gateways: open with as many tokens as are enough, then take the rest without opening again (BPMN 2.0, 13.4.5).

use super::{Halt, Turn};
use crate::id::EdgeId;
use crate::kernel::event::Event;
use crate::kernel::visit::VisitId;
use crate::process::{Activation, Step, Work};

impl Turn<'_> {
    /// Whether a gateway that waits for its start has enough tokens. What cannot be evaluated yet does not hold: other
    /// tokens may bring what is missing, and one that waits for ever is told.
    pub(super) fn has_enough(&self, gateway: &Step, around: Option<VisitId>, activation: Option<&Activation>) -> bool {
        if self.opened_at(gateway, around).is_some() {
            return false;
        }
        let waits = |edge: &EdgeId| self.waiting_in(around).any(|(_, on)| on == edge);
        let count = gateway.arriving.iter().filter(|(edge, _)| waits(edge)).count() as u32;
        match activation {
            None => true,
            Some(Activation::Count(enough)) => count >= *enough,
            Some(Activation::When(when)) => {
                let mut scope = self.scope_at(around);
                scope.local.activation_count = Some(count);
                self.yields(when, &scope).is_ok_and(|value| value == feel::Value::Bool(true))
            }
        }
    }

    /// When no token can move, a gateway that has opened may be ready anew: no token can come any more on the edges that it
    /// took none from. Those that have come there since are taken. Tells whether one was.
    pub(super) fn reset_a_gateway(&mut self) -> Result<bool, Halt> {
        for visit in self.state.opened.clone() {
            let (gateway, around) = (self.step_of(visit)?, self.state.around(visit));
            let came = self.state.visit(visit).map(|visit| visit.edges.clone()).unwrap_or_default();
            // In another version of the process it may be a node of another kind.
            let is_one = matches!(gateway.work, Work::Complex(_));
            if is_one && !self.has_all_that_can_come(gateway, around, &came) {
                continue;
            }
            let rest = gateway.arriving.iter().map(|(edge, _)| edge).filter(|edge| is_one && !came.contains(edge));
            for edge in rest {
                let first = self.waiting_in(around).find(|(_, on)| on == edge).cloned();
                if let Some((from, edge)) = first {
                    self.happens(Event::Removed { from, edge });
                }
            }
            self.happens(Event::Reset { visit });
            return Ok(true);
        }
        Ok(false)
    }

    /// The visit in which a gateway has opened that still waits for the rest.
    fn opened_at(&self, gateway: &Step, around: Option<VisitId>) -> Option<VisitId> {
        let is_there = |visit: &VisitId| {
            let node = self.state.visit(*visit).map(|visit| &visit.node);
            node == Some(&gateway.id) && self.state.around(*visit) == around
        };
        self.state.opened.iter().copied().find(is_there)
    }
}
