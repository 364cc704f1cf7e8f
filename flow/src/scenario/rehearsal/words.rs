//! What can happen, as whoever rehearses reads it.

use crate::id::{NodeId, PersonId};
use crate::kernel::{Event, VisitId};
use crate::model::Outcome;
use crate::organisation::Organisation;
use crate::process::Step;
use crate::text::{Language, Text};
use crate::time::Moment;
use crate::world::{Instance, World};

use Language::{Chinese, English};

/// A person by name; by id where nobody knows them.
pub(super) fn person(organisation: &Organisation, id: &PersonId) -> Text {
    organisation.people.get(id).map_or_else(|| id.as_str().into(), |person| person.name.clone())
}

/// That somebody begins it, at the usual start or at one around the rule.
pub(super) fn begins(who: &Text, at: Option<&Step>) -> Text {
    let (zh, en) = (who.in_language(Chinese), who.in_language(English));
    match at.map(Step::name) {
        Some(start) => Text::each(
            format!("{zh}从「{}」发起", start.in_language(Chinese)),
            format!("{en} starts it at “{}”", start.in_language(English)),
        ),
        None => Text::each(format!("{zh}发起"), format!("{en} starts it")),
    }
}

/// That somebody decides.
pub(super) fn decides(who: &Text, step: &Step, outcome: &Outcome) -> Text {
    let (node, name) = (step.name(), outcome.name.clone().unwrap_or_else(|| outcome.id.as_str().into()));
    let zh = [who, &node, &name].map(|text| text.in_language(Chinese));
    let en = [&name, &node, who].map(|text| text.in_language(English));
    Text::each(format!("{}在「{}」选「{}」", zh[0], zh[1], zh[2]), format!("“{}” at “{}” by {}", en[0], en[1], en[2]))
}

/// That a message or signal comes.
pub(super) fn comes(name: &str) -> Text {
    Text::each(format!("收到「{name}」"), format!("“{name}” comes"))
}

/// That work fails.
pub(super) fn fails(step: &Step, code: Option<&str>) -> Text {
    let node = step.name();
    let zh = code.map(|code| format!("（{code}）")).unwrap_or_default();
    let en = code.map(|code| format!(" ({code})")).unwrap_or_default();
    Text::each(
        format!("「{}」失败{zh}", node.in_language(Chinese)),
        format!("“{}” fails{en}", node.in_language(English)),
    )
}

/// That time passes.
pub(super) fn passes(until: Moment, organisation: &Organisation) -> Text {
    let until = organisation.calendar.date_time(until).to_string();
    // The day and the minute: whoever reads it knows where they are.
    let until = until.get(..16).unwrap_or(&until).replace('T', " ");
    Text::each(format!("等到 {until}"), format!("Time passes until {until}"))
}

/// What is done, with what is filled in for it, or with what comes of it.
pub(super) fn with(done: Text, besides: &[Text], (zh_between, en_between): (&str, &str)) -> Text {
    if besides.is_empty() {
        return done;
    }
    let listed =
        |language, comma: &str| besides.iter().map(|text| text.in_language(language)).collect::<Vec<_>>().join(comma);
    let zh = format!("{}{zh_between}{}", done.in_language(Chinese), listed(Chinese, "，"));
    Text::each(zh, format!("{}{en_between}{}", done.in_language(English), listed(English, ", ")))
}

/// What time has brought from one moment to another, each with its node.
pub(super) fn brought(before: &World, after: &World) -> Vec<(Option<NodeId>, Text)> {
    let new = after.instances().iter().flat_map(|instance| {
        let known = before.instance(&instance.id).map_or(0, |before| before.log.len());
        instance.log.iter().skip(known).filter_map(move |recorded| told(instance, &recorded.event))
    });
    new.collect()
}

fn told(instance: &Instance, event: &Event) -> Option<(Option<NodeId>, Text)> {
    let at = |visit: VisitId| instance.process.step(&instance.state.visit(visit)?.node);
    let of = |visit: VisitId, zh: (&str, &str), en: (&str, &str)| {
        let step = at(visit)?;
        let name = step.name();
        let zh = format!("{}「{}」{}", zh.0, name.in_language(Chinese), zh.1);
        let en = format!("{}“{}”{}", en.0, name.in_language(English), en.1);
        Some((Some(step.id.clone()), Text::each(zh, en)))
    };
    match event {
        Event::Caught { visit } => of(*visit, ("", "到点"), ("", " comes")),
        Event::Reminded { visit } => of(*visit, ("提醒", ""), ("a reminder of ", "")),
        Event::Overdue { visit: Some(visit) } => of(*visit, ("", "超时"), ("", " is overdue")),
        Event::Overdue { visit: None } => Some((None, Text::each("整个流程超时", "the whole matter is overdue"))),
        _ => None,
    }
}
