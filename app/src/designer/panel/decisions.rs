//! What handlers can decide and do at a node.

use flow::id::{NodeId, OutcomeId};
use flow::model::{Action, Kind, Node, OnRefuse, Opinion, Outcome, OutcomeKind, Returns, Rework};
use leptos::prelude::*;

use super::called;
use super::control::{acts, begun_large, choose, flag, member, name, told, told_or, words};
use super::edited::Edited;
use super::group::Group;
use super::part::Part;
use crate::components::{Button, ButtonSize, Checkbox, Symbol};
use crate::designer::work::Work;
use crate::form::in_words;
use crate::t;
use crate::text::listed;

/// What can be decided, and what else one may do.
#[component]
pub(super) fn Decisions(work: Work, node: Part<Node>, kind: Kind) -> impl IntoView {
    let outcomes = node.edit("outcomes", |node| node.outcomes.clone(), |node, outcomes| node.outcomes = outcomes);
    let opinion = node.edit("opinion", |node| node.opinion, |node, opinion| node.opinion = opinion);
    let refuse = node.edit("refuse", |node| node.refuse.clone(), |node, refuse| node.refuse = refuse);
    let says = outcomes.read(move |own| {
        let all = if own.is_empty() { Outcome::usual(kind) } else { own };
        listed(all.iter().map(|outcome| in_words(&outcome.called())))
    });
    let opinions = told(work, [Opinion::WhenRefusing, Opinion::Required, Opinion::Optional]);
    let steps = Memo::new(move |_| {
        let own = node.id();
        work.with(|draft| {
            let others =
                draft.nodes.iter().filter(|other| other.is_before_people()).filter(|other| other.id.as_str() != own);
            others.map(|other| (other.id.clone(), called(draft, other.id.as_str()))).collect::<Vec<_>>()
        })
    });
    let refusing = move || {
        let mut choices = told_or(work, t!("refuse-usual"), [OnRefuse::End, OnRefuse::Path]);
        let back = steps.get().into_iter();
        choices.extend(back.map(|(id, name)| (Some(OnRefuse::Back(id)), t!("refuse-back", step = name))));
        choose("refuse", t!("refuse-title"), refuse, choices)
    };
    view! {
        <Group name="decisions" title=t!("decisions-title") says>
            <Outcomes work outcomes kind />
            {choose("opinion", t!("opinion-title"), opinion, opinions.clone())}
            {refusing}
            <ReturnsOf work node steps=steps.into() />
            <Actions work node />
        </Group>
    }
    .into_any()
}

/// The outcomes that the node names itself.
#[component]
fn Outcomes(work: Work, outcomes: Edited<Vec<Outcome>>, kind: Kind) -> impl IntoView {
    let count = outcomes.count();
    let lines = move || {
        let lines = (0..count.get()).filter_map(|at| {
            let outcome = outcomes.item(at)?;
            Some(view! { <li><OneOutcome work outcomes outcome at /></li> })
        });
        lines.collect_view()
    };
    // The first outcome that a node names takes the place of the usual ones: those are written out to begin with.
    let add = move |_| {
        let mut now = outcomes.now();
        if now.is_empty() {
            now = Outcome::usual(kind).to_vec();
        }
        let free = (1..).map(|number| format!("outcome{number}"));
        let is_free = |id: &String| now.iter().all(|outcome| outcome.id.as_str() != id);
        let Some(id) = free.into_iter().find(is_free) else { return };
        now.push(Outcome {
            id: OutcomeId::from(id.as_str()),
            kind: OutcomeKind::Agree,
            name: None,
            opens: Vec::new(),
            opinion: false,
        });
        outcomes.set(now);
    };
    view! {
        <h4>{t!("outcomes-title")}</h4>
        {move || (count.get() == 0).then(|| view! { <p class="quiet">{t!("outcomes-usual")}</p> })}
        <ol class="rule-parts">{lines}</ol>
        {(!outcomes.fixed).then(|| view! {
            <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("outcome-add")}</Button>
        })}
    }
    .into_any()
}

#[component]
fn OneOutcome(work: Work, outcomes: Edited<Vec<Outcome>>, outcome: Edited<Outcome>, at: usize) -> impl IntoView {
    let label = outcome.part(|outcome| outcome.name.clone(), |outcome, name| outcome.name = name);
    let id = outcome.part(
        |outcome| outcome.id.to_string(),
        |outcome, id| {
            if !id.trim().is_empty() {
                outcome.id = id.trim().into();
            }
        },
    );
    let kind = outcome.part(|outcome| outcome.kind, |outcome, kind| outcome.kind = kind);
    let opinion = outcome.part(|outcome| outcome.opinion, |outcome, opinion| outcome.opinion = opinion);
    let opens = outcome.part(|outcome| outcome.opens.clone(), |outcome, opens| outcome.opens = opens);
    let kinds = told(work, [OutcomeKind::Agree, OutcomeKind::Neutral, OutcomeKind::Return, OutcomeKind::Refuse]);
    let fields = move || {
        let fields = work.with(|draft| {
            let fields = draft.form.fields.iter().filter(|field| field.is_filled_by_people());
            fields.map(|field| (field.id.clone(), called(draft, field.id.as_str()))).collect::<Vec<_>>()
        });
        let boxes =
            fields.into_iter().map(|(field, label)| member(format!("outcome-{at}-opens-{field}"), label, opens, field));
        boxes.collect_view()
    };
    view! {
        {words(format!("outcome-{at}-name"), t!("outcome-name"), label)}
        <div class="panel-pair">
            {choose(format!("outcome-{at}-kind"), t!("outcome-kind"), kind, kinds)}
            {name(format!("outcome-{at}-id"), t!("outcome-id"), None, id)}
        </div>
        {flag(format!("outcome-{at}-opinion"), t!("outcome-opinion"), None, opinion)}
        <details class="more">
            <summary>{t!("outcome-opens")}</summary>
            <div class="panel-boxes">{fields}</div>
        </details>
        {acts(outcomes, at, None, Some(t!("outcome-remove")))}
    }
    .into_any()
}

/// Where a matter may be returned to.
#[component]
fn ReturnsOf(work: Work, node: Part<Node>, steps: Signal<Vec<(NodeId, String)>>) -> impl IntoView {
    let returns = node.edit("returns", |node| node.returns.clone(), |node, returns| node.returns = returns);
    let held = returns.held(Returns::default());
    let to = held.part(|returns| returns.to.clone(), |returns, to| returns.to = to);
    let then = held.part(|returns| returns.then, |returns, then| returns.then = then);
    let named = to.is_some();
    let restricted = to.part(Option::is_some, |to, named| {
        if to.is_some() != named {
            *to = named.then(Vec::new);
        }
    });
    let whereto = vec![(false, t!("returns-anywhere")), (true, t!("returns-named"))];
    let afterwards = told(work, [Rework::Again, Rework::Direct]);
    let allowed = to.held(Vec::new());
    let boxes = move || {
        named.get().then(|| {
            let boxes = steps.get().into_iter();
            let boxes = boxes.map(|(step, label)| member(format!("returns-{step}"), label, allowed, step));
            view! { <div class="panel-boxes">{boxes.collect_view()}</div> }
        })
    };
    view! {
        {choose("returns", t!("returns-title"), restricted, whereto)}
        {boxes}
        {choose("rework", t!("rework-title"), then, afterwards)}
    }
    .into_any()
}

/// What else the handler may do.
#[component]
fn Actions(work: Work, node: Part<Node>) -> impl IntoView {
    let actions = node.edit(
        "actions",
        |node| node.actions.clone().unwrap_or_else(|| Action::USUAL.to_vec()),
        |node, actions| node.actions = (actions != Action::USUAL).then_some(actions),
    );
    let boxes = ALL_ACTIONS.into_iter().map(|(action, name)| {
        let label = begun_large(&untrack(|| work.with(|draft| work.told(draft, &action))));
        let checked = actions.read(move |actions| actions.contains(&action));
        // In the order of the list, so that choosing and giving up again leaves what was there.
        let on_change = move |on: bool| {
            actions.change(|actions| {
                let wanted = |other: &Action| if *other == action { on } else { actions.contains(other) };
                *actions = ALL_ACTIONS.into_iter().map(|(other, _)| other).filter(wanted).collect();
            });
        };
        view! { <Checkbox name=format!("action-{name}") label checked disabled=actions.fixed on_change /> }
    });
    view! {
        <fieldset class="panel-boxes">
            <legend>{t!("actions-title")}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The actions in the order of [`Action::USUAL`], then the others, with names for the page.
const ALL_ACTIONS: [(Action, &str); 7] = [
    (Action::Return, "return"),
    (Action::Transfer, "transfer"),
    (Action::Delegate, "delegate"),
    (Action::AddSigner, "add-signer"),
    (Action::Recall, "recall"),
    (Action::Extend, "extend"),
    (Action::AskTransfer, "ask-transfer"),
];
