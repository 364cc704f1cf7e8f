//! Events as BPMN defines them.

use feel::xml::Element;

use super::file::{Writer, words};
use super::ids::Of;
use crate::model::{Attached, Event, EventKind, Formula};
use crate::time::{Span, Unit};

impl Writer<'_> {
    pub(super) fn boundary_event(&self, attached: &Attached) -> Element {
        let element = self.identified("boundaryEvent", Of::Node, attached.id.as_str());
        element
            .with_any("name", attached.name.as_ref().map(words))
            .with("attachedToRef", self.node_id(attached.on.as_str()))
            .with_any("cancelActivity", (!attached.interrupting).then_some("false"))
            .containing(self.flows_of(attached.id.as_str()))
            .containing([self.event_definition(&attached.event())])
    }

    pub(super) fn event_definition(&self, event: &Event) -> Element {
        let of = event.of.as_deref();
        let refer = |local_name| of.map(|of| self.refer(local_name, of));
        match event.kind {
            EventKind::Timer => self.element("timerEventDefinition").containing(self.timer(event)),
            EventKind::Message => self.element("messageEventDefinition").with_any("messageRef", refer("message")),
            EventKind::Signal => self.element("signalEventDefinition").with_any("signalRef", refer("signal")),
            EventKind::Error => self.element("errorEventDefinition").with_any("errorRef", refer("error")),
            EventKind::Escalation => {
                self.element("escalationEventDefinition").with_any("escalationRef", refer("escalation"))
            }
            EventKind::Condition => {
                let when = event.when.as_ref().map(|when| self.expression("condition", &when.0));
                self.element("conditionalEventDefinition").containing(when)
            }
            EventKind::Compensation => {
                let of = of.map(|of| self.node_id(of).to_owned());
                self.element("compensateEventDefinition").with_any("activityRef", of)
            }
            EventKind::Cancel => self.element("cancelEventDefinition"),
            EventKind::Link => self.element("linkEventDefinition").with_any("name", of),
        }
    }

    fn timer(&self, event: &Event) -> Option<Element> {
        // A rule over days is none of BPMN's three ways to say when.
        if event.days.is_some() {
            return None;
        }
        if let Some(every) = event.every {
            let times = event.times.map(|times| times.to_string()).unwrap_or_default();
            let from = event.at.as_ref().and_then(|at| literal(at, "date and time"));
            let from = from.map(|from| format!("{from}/")).unwrap_or_default();
            return Some(self.element("timeCycle").saying(format!("R{times}/{from}{}", duration(every))));
        }
        if let Some(after) = event.after {
            return Some(self.element("timeDuration").saying(duration(after)));
        }
        let at = event.at.as_ref()?;
        if let Some(duration) = literal(at, "duration") {
            return Some(self.element("timeDuration").saying(duration));
        }
        let date = literal(at, "date and time").or_else(|| literal(at, "date"));
        Some(self.element("timeDate").saying(date.unwrap_or_else(|| format!("= {}", at.0))))
    }
}

/// The text that a formula is made of, if it is a call of a function with nothing else.
fn literal(formula: &Formula, function: &str) -> Option<String> {
    let inner = formula.0.strip_prefix(function)?.strip_prefix("(\"")?.strip_suffix("\")")?;
    (!inner.contains(['"', '\\'])).then(|| inner.to_owned())
}

/// A span as a duration of ISO 8601, by the clock on the wall.
fn duration(span: Span) -> String {
    let amount = span.amount;
    match span.unit {
        Unit::Minute => format!("PT{amount}M"),
        Unit::Hour | Unit::WorkingHour => format!("PT{amount}H"),
        Unit::Day | Unit::WorkingDay => format!("P{amount}D"),
    }
}
