//! How long something may take, with the moment that comes of it.

use flow::model::{Formula, From, Limit, Overdue};
use flow::time::{Span, Unit};
use leptos::prelude::*;

use super::control::{acts, choose, number, span, units};
use super::edited::Edited;
use super::formula::FormulaInput;
use super::group::Group;
use crate::components::{Button, ButtonSize, Symbol};
use crate::designer::work::Work;
use crate::t;
use crate::text::{moment, reader};

/// A limit, or none.
#[component]
pub(super) fn LimitOf(work: Work, limit: Edited<Option<Limit>>) -> impl IntoView {
    let says = Signal::derive(move || match limit.get() {
        Some(limit) => work.with(|draft| work.told(draft, &limit)),
        None => t!("limit-none"),
    });
    let is_there = limit.is_some();
    let what = move || match is_there.get() {
        true => view! { <AboutLimit work limit=limit.held(usual()) /> }.into_any(),
        false => {
            let begin = move |_| limit.set(Some(usual()));
            view! { {(!limit.fixed).then(|| view! { <Button on_click=begin>{t!("limit-begin")}</Button> })} }.into_any()
        }
    };
    let give_up = move |_| limit.set(None);
    view! {
        <Group name="limit" title=t!("limit-title") says>
            {what}
            {move || (is_there.get() && !limit.fixed).then(|| {
                view! { <Button size=ButtonSize::Small on_click=give_up>{t!("limit-give-up")}</Button> }
            })}
        </Group>
    }
    .into_any()
}

fn usual() -> Limit {
    Limit { within: 2, unit: Unit::WorkingDay, from: From::Entry, remind: Vec::new(), overdue: Overdue::Tell }
}

#[component]
fn AboutLimit(work: Work, limit: Edited<Limit>) -> impl IntoView {
    let within = limit.part(|limit| Some(limit.within), |limit, within| limit.within = within.unwrap_or(limit.within));
    let unit = limit.part(|limit| limit.unit, |limit, unit| limit.unit = unit);
    let from = limit.part(
        |limit| match limit.from {
            From::Date(_) => From::Date(Formula::default()),
            ref other => other.clone(),
        },
        |limit, from| limit.from = from,
    );
    let is_date = limit.read(|limit| matches!(limit.from, From::Date(_)));
    let date = limit.part(
        |limit| if let From::Date(date) = &limit.from { date.0.clone() } else { String::new() },
        |limit, text| limit.from = From::Date(Formula(text)),
    );
    let overdue = limit.part(|limit| limit.overdue, |limit, overdue| limit.overdue = overdue);
    let froms = vec![
        (From::Entry, t!("limit-from-entry")),
        (From::Start, t!("limit-from-start")),
        (From::Date(Formula::default()), t!("limit-from-date")),
    ];
    let overdues = vec![
        (Overdue::Tell, t!("overdue-tell")),
        (Overdue::Escalate, t!("overdue-escalate")),
        (Overdue::Mark, t!("overdue-mark")),
        (Overdue::Approve, t!("overdue-approve")),
        (Overdue::Refuse, t!("overdue-refuse")),
    ];
    let counted = move || {
        is_date.get().then(|| {
            let expected = Some(feel::Type::Any);
            view! { <FormulaInput work name="limit-date" label=t!("limit-date") hint=t!("limit-date-hint") formula=date expected /> }
        })
    };
    view! {
        <div class="panel-pair">
            {number("limit-within", t!("limit-within"), None, within)}
            {choose("limit-unit", t!("panel-unit"), unit, units(work))}
        </div>
        {choose("limit-from", t!("limit-from"), from, froms)}
        {counted}
        <Preview work limit />
        <Reminders work limit />
        {choose("limit-overdue", t!("limit-overdue"), overdue, overdues)}
    }
    .into_any()
}

/// When it would be up, for what begins now.
#[component]
fn Preview(work: Work, limit: Edited<Limit>) -> impl IntoView {
    let due = move || {
        let house = work.house.get()?;
        let limit = limit.get();
        let now = reader().now_untracked();
        let span = Span { amount: i32::try_from(limit.within).ok()?, unit: limit.unit };
        let due = house.organisation.calendar.after(now, span, work.with(|draft| draft.settings.rest_day));
        (!matches!(limit.from, From::Date(_))).then(|| t!("limit-preview", at = moment(&reader(), due)))
    };
    view! { <p class="field-hint" aria-live="polite">{due}</p> }
}

/// When holders are reminded.
#[component]
fn Reminders(work: Work, limit: Edited<Limit>) -> impl IntoView {
    let reminders = limit.part(|limit| limit.remind.clone(), |limit, remind| limit.remind = remind);
    let count = reminders.count();
    let lines = move || {
        let lines = (0..count.get()).filter_map(|at| {
            let reminder = reminders.item(at)?;
            // People say before or after; the file says it by a sign.
            let before = reminder.part(
                |span: &Span| span.amount < 0,
                |span, before| span.amount = if before { -span.amount.abs() } else { span.amount.abs() },
            );
            let shown = reminder.part(
                |span: &Span| Some(Span { amount: span.amount.abs(), ..*span }),
                |span, shown| {
                    if let Some(shown) = shown {
                        *span = Span { amount: if span.amount < 0 { -shown.amount } else { shown.amount }, ..shown };
                    }
                },
            );
            let sides = vec![(true, t!("reminder-before")), (false, t!("reminder-after"))];
            Some(view! {
                <li class="reminder">
                    {span(work, &format!("remind-{at}"), t!("reminder-amount"), shown)}
                    {choose(format!("remind-{at}-side"), t!("reminder-side"), before, sides)}
                    {acts(reminders, at, None, Some(t!("reminder-remove")))}
                </li>
            })
        });
        lines.collect_view()
    };
    let add = move |_| reminders.push(Span { amount: -1, unit: Unit::WorkingDay });
    view! {
        <h4>{t!("reminders")}</h4>
        <ul class="rule-parts">{lines}</ul>
        {(!limit.fixed).then(|| view! { <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("reminder-add")}</Button> })}
    }
    .into_any()
}
