//! What a node does by itself: what it waits for, computes, calls, enters, and how often.

use flow::id::{FieldId, ProcessKey};
use flow::model::{Call, Each, EndResult, Event, EventKind, Filing, Formula, Kind, Ledger, Node, Repeat};
use leptos::prelude::*;

use super::called;
use super::condition::ConditionInput;
use super::control::{acts, choose, flag, name, number, span, text_of, told_or};
use super::edited::Edited;
use super::formula::FormulaInput;
use super::group::Group;
use super::part::Part;
use super::table::TableGroup;
use crate::components::{Button, ButtonSize, Symbol, TextInput};
use crate::designer::work::Work;
use crate::t;

/// What the kind of a node asks for besides people.
#[component]
pub(super) fn Automatic(work: Work, node: Part<Node>, kind: Kind, event: Option<EventKind>) -> impl IntoView {
    let own = match kind {
        Kind::Script => script(work, node),
        Kind::Rule => view! { <TableGroup work node /> }.into_any(),
        Kind::Call => call(work, node),
        Kind::Filing => filing(work, node),
        Kind::Ledger => ledger(work, node),
        Kind::End => result(work, node),
        Kind::Read => {
            let waits = node.edit("waits", |node| node.waits, |node, waits| node.waits = waits);
            flag("waits", t!("read-waits"), None, waits)
        }
        _ => ().into_any(),
    };
    let waits_for = event.map(|_| {
        let event = node.edit("event", |node| node.event.clone(), |node, event| node.event = event);
        let usual = Event::new(EventKind::Timer);
        let says = event.read(|event| event.as_ref().map(said).unwrap_or_default());
        view! { <Group name="event" title=t!("event-title") says><EventOf work event=event.held(usual.clone()) /></Group> }
    });
    let several = kind.is_activity().then(|| view! { <Several work node /> });
    view! { {own} {waits_for} {several} }.into_any()
}

/// What an event says, in short.
fn said(event: &Event) -> String {
    let after = event.after.map(|span| span.to_string());
    let formula = event.at.as_ref().or(event.when.as_ref()).map(|formula| formula.0.clone());
    event.of.clone().or(after).or(formula).unwrap_or_default()
}

/// What is waited for, or brought about.
#[component]
pub(super) fn EventOf(work: Work, event: Edited<Event>) -> impl IntoView {
    let kind = event.now().kind;
    let of = event.part(
        |event| event.of.clone().unwrap_or_default(),
        |event, of| event.of = (!of.trim().is_empty()).then(|| of.clone()),
    );
    match kind {
        EventKind::Timer => {
            let after = event.part(|event| event.after, |event, after| event.after = after);
            let at = text_of(event.part(|event| event.at.clone(), |event, at| event.at = at));
            let every = event.part(|event| event.every, |event, every| event.every = every);
            let times = event.part(|event| event.times, |event, times| event.times = times);
            view! {
                {span(work, "event-after", t!("event-after"), after)}
                <FormulaInput work name="event-at" label=t!("event-at") hint=t!("event-at-hint") formula=at />
                {span(work, "event-every", t!("event-every"), every)}
                {number("event-times", t!("event-times"), None, times)}
            }
            .into_any()
        }
        EventKind::Condition => {
            let when = text_of(event.part(|event| event.when.clone(), |event, when| event.when = when));
            view! { <ConditionInput work name="event-when" label=t!("event-when") formula=when /> }.into_any()
        }
        EventKind::Message => {
            let key = text_of(event.part(|event| event.key.clone(), |event, key| event.key = key));
            view! {
                {name("event-of", t!("event-message"), None, of)}
                <FormulaInput work name="event-key" label=t!("event-key") hint=t!("event-key-hint") formula=key />
            }
            .into_any()
        }
        EventKind::Signal => name("event-of", t!("event-signal"), None, of),
        EventKind::Error => name("event-of", t!("event-error"), Some(t!("event-any-hint")), of),
        EventKind::Escalation => name("event-of", t!("event-escalation"), Some(t!("event-any-hint")), of),
        EventKind::Link => name("event-of", t!("event-link"), None, of),
        EventKind::Compensation => {
            let step = event.part(|event| event.of.clone(), |event, of| event.of = of);
            let steps = work.with(|draft| {
                let works = draft.nodes.iter().filter(|node| node.kind.is_activity());
                let works = works.map(|node| (Some(node.id.to_string()), called(draft, node.id.as_str())));
                std::iter::once((None, t!("event-all-work"))).chain(works).collect()
            });
            choose("event-of", t!("event-work"), step, steps)
        }
        EventKind::Cancel => ().into_any(),
    }
}

fn script(work: Work, node: Part<Node>) -> AnyView {
    let script = node.edit("script", |node| node.script.clone(), |node, script| node.script = script);
    let says = script.read(|script| script.as_ref().map(|script| script.0.clone()).unwrap_or_default());
    let text = text_of(script);
    view! {
        <Group name="script" title=t!("script-title") says>
            <FormulaInput work name="script" label=t!("script-title") hint=t!("script-hint") formula=text />
        </Group>
    }
    .into_any()
}

fn call(work: Work, node: Part<Node>) -> AnyView {
    let usual = Call { process: ProcessKey::from(""), input: None, output: Default::default() };
    let call = node.edit("call", |node| node.call.clone(), |node, call| node.call = call).held(usual);
    let process = call.part(|call| call.process.clone(), |call, process| call.process = process);
    let says = process.read(ToString::to_string);
    let processes = move || {
        let known = work.house.with(|house| {
            let processes = house.iter().flat_map(|house| &house.processes);
            processes.map(|key| (key.clone(), key.to_string())).collect::<Vec<_>>()
        });
        choose("call-process", t!("call-process"), process, known)
    };
    let all = call.part(
        |call| call.input.is_none(),
        |call, all| call.input = (!all).then(|| call.input.clone().unwrap_or_default()),
    );
    let passes_all = all.read(|all| *all);
    let input = call.part(
        |call| call.input.iter().flatten().map(|(field, formula)| (field.clone(), formula.clone())).collect::<Vec<_>>(),
        |call, input| call.input = Some(input.into_iter().collect()),
    );
    let output = call.part(
        |call| call.output.iter().map(|(field, formula)| (field.clone(), formula.clone())).collect::<Vec<_>>(),
        |call, output| call.output = output.into_iter().collect(),
    );
    let open = move || {
        let process = process.get();
        (!process.as_str().is_empty()).then(|| {
            let href = format!("/design/{process}");
            view! { <a href=href rel="external">{t!("panel-open-called", process = process.to_string())}</a> }
        })
    };
    view! {
        <Group name="call" title=t!("call-title") says>
            {processes}
            {open}
            {flag("call-all", t!("call-all"), Some(t!("call-all-hint")), all)}
            {move || (!passes_all.get()).then(|| view! {
                <Entries work title=t!("call-input") path="call-input" entries=input />
            })}
            <Entries work title=t!("call-output") path="call-output" entries=output />
        </Group>
    }
    .into_any()
}

/// Names, each with the expression that gives its value.
#[component]
fn Entries(work: Work, title: String, path: &'static str, entries: Edited<Vec<(FieldId, Formula)>>) -> impl IntoView {
    let count = entries.count();
    let lines = move || {
        let lines = (0..count.get()).filter_map(|at| {
            let entry = entries.item(at)?;
            let field = entry.read(|(field, _)| field.to_string());
            // A name that another entry has already would take its place.
            let rename = move |words: String| {
                let id = FieldId::from(words.trim());
                let is_free = entries.now().iter().all(|(other, _)| *other != id);
                if is_free && !words.trim().is_empty() {
                    entry.go_on((id, entry.now().1));
                }
            };
            let formula = entry.part(|(_, formula)| formula.0.clone(), |(_, formula), text| *formula = Formula(text));
            Some(view! {
                <li>
                    <TextInput name=format!("{path}-{at}-name") label=t!("entry-name") value=field on_input=rename readonly=entries.fixed />
                    <FormulaInput work name=format!("{path}-{at}") label=t!("entry-value") hint=t!("entry-value-hint") formula />
                    {acts(entries, at, None, Some(t!("entry-remove")))}
                </li>
            })
        });
        lines.collect_view()
    };
    let add = move |_| {
        let mut names = (1..).map(|number| FieldId::from(format!("field{number}").as_str()));
        let free = names.find(|name| entries.now().iter().all(|(other, _)| other != name));
        if let Some(free) = free {
            entries.push((free, Formula::default()));
        }
    };
    view! {
        <h4>{title}</h4>
        <ol class="rule-parts">{lines}</ol>
        {(!entries.fixed).then(|| view! {
            <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("entry-add")}</Button>
        })}
    }
    .into_any()
}

/// The fields of the form, to choose one of.
fn fields(work: Work) -> Vec<(FieldId, String)> {
    work.with(|draft| {
        let fields = draft.form.fields.iter();
        fields.map(|field| (field.id.clone(), called(draft, field.id.as_str()))).collect()
    })
}

fn filing(work: Work, node: Part<Node>) -> AnyView {
    let usual = Filing { numbers: "{yyyy}-{seq:4}".to_owned(), into: FieldId::from(""), on: None };
    let filing = node.edit("filing", |node| node.filing.clone(), |node, filing| node.filing = filing).held(usual);
    let numbers = filing.part(|filing| filing.numbers.clone(), |filing, numbers| filing.numbers = numbers);
    let into = filing.part(|filing| filing.into.clone(), |filing, into| filing.into = into);
    let on = filing.part(|filing| filing.on.clone(), |filing, on| filing.on = on);
    let says = numbers.read(Clone::clone);
    view! {
        <Group name="filing" title=t!("filing-title") says>
            {name("filing-numbers", t!("filing-numbers"), Some(t!("filing-numbers-hint")), numbers)}
            {choose("filing-into", t!("filing-into"), into, fields(work))}
            {choose("filing-on", t!("filing-on"), on, optional(fields(work)))}
        </Group>
    }
    .into_any()
}

fn ledger(work: Work, node: Part<Node>) -> AnyView {
    let usual = Ledger { register: "".into(), row: Default::default(), reverses: None };
    let ledger = node.edit("ledger", |node| node.ledger.clone(), |node, ledger| node.ledger = ledger).held(usual);
    let register = ledger
        .part(|ledger| ledger.register.to_string(), |ledger, register| ledger.register = register.as_str().into());
    let row = ledger.part(
        |ledger| ledger.row.iter().map(|(column, formula)| (column.clone(), formula.clone())).collect::<Vec<_>>(),
        |ledger, row| ledger.row = row.into_iter().collect(),
    );
    let says = register.read(Clone::clone);
    view! {
        <Group name="ledger" title=t!("ledger-title") says>
            {name("ledger-register", t!("ledger-register"), Some(t!("ledger-register-hint")), register)}
            <Entries work title=t!("ledger-row") path="ledger-row" entries=row />
        </Group>
    }
    .into_any()
}

fn optional(choices: Vec<(FieldId, String)>) -> Vec<(Option<FieldId>, String)> {
    let none = std::iter::once((None, t!("panel-none")));
    none.chain(choices.into_iter().map(|(field, words)| (Some(field), words))).collect()
}

fn result(work: Work, node: Part<Node>) -> AnyView {
    let result = node.edit("result", |node| node.result, |node, result| node.result = result);
    let results = told_or(work, t!("result-completed"), [EndResult::Refused, EndResult::Terminated]);
    choose("result", t!("result-title"), result, results)
}

/// Once for each element of a list, or again and again.
#[component]
fn Several(work: Work, node: Part<Node>) -> impl IntoView {
    let each = node.edit("each", |node| node.each.clone(), |node, each| node.each = each);
    let repeat = node.edit("repeat", |node| node.repeat.clone(), |node, repeat| node.repeat = repeat);
    let how = node.edit(
        "several",
        |node| match (&node.each, &node.repeat) {
            (Some(_), _) => How::Each,
            (None, Some(_)) => How::Repeat,
            (None, None) => How::Once,
        },
        |node, how| {
            node.each = (how == How::Each).then(|| node.each.clone().unwrap_or_default());
            node.repeat = (how == How::Repeat).then(|| node.repeat.clone().unwrap_or_default());
        },
    );
    let now = how.read(|how| *how);
    let says = how.read(|how| how.words());
    let choices = [How::Once, How::Each, How::Repeat].map(|how| (how, how.words())).to_vec();
    let what = move || match now.get() {
        How::Once => ().into_any(),
        How::Each => about_each(work, each.held(Each::default())),
        How::Repeat => about_repeat(work, repeat.held(Repeat::default())),
    };
    view! {
        <Group name="several" title=t!("several-title") says>
            {choose("several", t!("several-title"), how, choices.clone())}
            {what}
        </Group>
    }
    .into_any()
}

/// How often work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum How {
    #[default]
    Once,
    Each,
    Repeat,
}

impl How {
    fn words(self) -> String {
        match self {
            Self::Once => t!("several-once"),
            Self::Each => t!("several-each"),
            Self::Repeat => t!("several-repeat"),
        }
    }
}

fn about_each(work: Work, each: Edited<Each>) -> AnyView {
    let list = each.part(|each| each.list.0.clone(), |each, list| each.list = Formula(list));
    let in_order = each.part(|each| each.in_order, |each, in_order| each.in_order = in_order);
    let until = text_of(each.part(|each| each.until.clone(), |each, until| each.until = until));
    view! {
        <FormulaInput work name="each-list" label=t!("each-list") hint=t!("each-list-hint") formula=list />
        {flag("each-in-order", t!("each-in-order"), None, in_order)}
        <ConditionInput work name="each-until" label=t!("each-until") formula=until />
    }
    .into_any()
}

fn about_repeat(work: Work, repeat: Edited<Repeat>) -> AnyView {
    let goes_on = text_of(repeat.part(|repeat| repeat.while_.clone(), |repeat, goes_on| repeat.while_ = goes_on));
    let before = repeat.part(|repeat| repeat.before, |repeat, before| repeat.before = before);
    let most = repeat.part(|repeat| repeat.most, |repeat, most| repeat.most = most);
    view! {
        <ConditionInput work name="repeat-while" label=t!("repeat-while") formula=goes_on />
        {flag("repeat-before", t!("repeat-before"), None, before)}
        {number("repeat-most", t!("repeat-most"), None, most)}
    }
    .into_any()
}
