//! Timers: dates, durations and cycles of ISO 8601.

use feel::xml::Element;

use super::Reader;
use super::event::literal;
use crate::bpmn::document::text_in;
use crate::bpmn::expression::is_expression;
use crate::model::{Event, Formula};
use crate::time::{Span, Unit};

impl<'x> Reader<'_, 'x> {
    pub(super) fn timer(&mut self, event: &mut Event, definition: &'x Element, id: &str) {
        if let Some(date) = text_in(definition, "timeDate") {
            event.at = self.moment(definition, "timeDate", &date, id);
        } else if let Some(duration) = text_in(definition, "timeDuration") {
            event.at = match is_expression(&duration) || !is_duration(&duration) {
                true => self.formula_in(definition, "timeDuration", id),
                false => Some(literal("duration", &duration)),
            };
        } else if let Some(cycle) = text_in(definition, "timeCycle")
            && !self.cycle(event, &cycle)
        {
            let zh = format!("周期「{cycle}」：须是 R3/PT1H 这样以整分钟计的 ISO 8601 周期");
            let en = format!("the cycle `{cycle}`: one of ISO 8601 in whole minutes is wanted, such as R3/PT1H");
            self.unsupported(id, zh, en);
        }
    }

    fn moment(&mut self, definition: &'x Element, name: &str, text: &str, id: &str) -> Option<Formula> {
        if is_expression(text) {
            return self.formula_in(definition, name, id);
        }
        let read = |function: &str| feel::parse(&literal(function, text).0, &()).ok().filter(|_| is_date(text));
        match (read("date and time"), text.contains('T')) {
            (Some(_), true) => Some(literal("date and time", text)),
            (Some(_), false) => Some(literal("date", text)),
            (None, _) => self.formula_in(definition, name, id),
        }
    }

    /// `R3/PT1H`, `R/2026-03-02T09:00:00+08:00/PT1H` or, as some engines have it, without the slash before.
    fn cycle(&mut self, event: &mut Event, cycle: &str) -> bool {
        let cycle = cycle.trim_start_matches('=').trim().trim_matches('"');
        let mut parts = cycle.split('/');
        let Some(times) = parts.next().and_then(|first| first.strip_prefix('R')) else { return false };
        let rest: Vec<&str> = parts.collect();
        let (start, duration) = match rest[..] {
            [duration] => (None, duration),
            [start, duration] if is_date(start) => (Some(start), duration),
            _ => return false,
        };
        let Some(every) = minutes(duration) else { return false };
        if !times.is_empty() {
            let Ok(times) = times.parse::<u32>() else { return false };
            event.times = Some(times);
        }
        event.every = Some(every);
        event.at = start.map(|start| literal("date and time", start));
        true
    }
}

/// Whether a text looks like a date of ISO 8601.
fn is_date(text: &str) -> bool {
    let date = text.split('T').next().unwrap_or_default();
    let parts: Vec<&str> = date.split('-').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

fn is_duration(text: &str) -> bool {
    text.trim_start_matches('-').starts_with('P')
}

/// A duration of days and times as a span by the clock on the wall.
fn minutes(text: &str) -> Option<Span> {
    let (days, time) = match text.strip_prefix('P')?.split_once('T') {
        Some((days, time)) => (days, time),
        None => (text.strip_prefix('P')?, ""),
    };
    let mut total: i32 = 0;
    for (part, units) in [(days, [('W', 10_080), ('D', 1_440)]), (time, [('H', 60), ('M', 1)])] {
        let mut rest = part;
        while let Some(end) = rest.find(|c: char| !c.is_ascii_digit()) {
            let unit = rest[end..].chars().next()?;
            let each = units.iter().find(|(name, _)| *name == unit)?.1;
            total = rest[..end].parse::<i32>().ok()?.checked_mul(each)?.checked_add(total)?;
            rest = &rest[end + unit.len_utf8()..];
        }
        if !rest.is_empty() {
            return None;
        }
    }
    let whole_hours = total % 60 == 0;
    let (amount, unit) = if whole_hours { (total / 60, Unit::Hour) } else { (total, Unit::Minute) };
    (total > 0).then_some(Span { amount, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_go_by_the_clock() {
        let written = |text| minutes(text).map(|span| span.to_string());
        assert_eq!(written("PT1H").as_deref(), Some("1 hour"));
        assert_eq!(written("P1DT30M").as_deref(), Some("1470 minute"));
        assert_eq!(written("P1W").as_deref(), Some("168 hour"));
        for text in ["PT10S", "P1M", "P", "PT", "1H", "PT1.5H", "P999999999D"] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
