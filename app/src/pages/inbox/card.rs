//! A matter on the board.

use leptos::prelude::*;

use crate::components::{Amount, Avatar, AvatarSize, Card as Sheet, CardMeta, CardTitle, DuePill, Pill, State};
use crate::form::in_words;
use crate::port::{Card, TaskRef};
use crate::t;
use crate::text::{listed, money_in};

/// A matter at a glance.
#[component]
pub(super) fn MatterCard(
    /// The matter.
    card: Card,
    /// Where it leads.
    href: String,
    /// Whether it is open beside the board.
    #[prop(into)]
    current: Signal<bool>,
) -> impl IntoView {
    let name = in_words(&card.initiator.name);
    let nodes = listed(card.nodes.iter().map(in_words));
    let stands_in = card.stands_in_for.as_ref().map(|person| t!("task-stands-in", name = in_words(&person.name)));
    let holders = listed(card.holders.iter().map(|person| in_words(&person.name)));
    let state = card.state;
    let due = card.due;
    // Whatever has ended stands nowhere any more.
    let placed = if nodes.is_empty() { t!("inbox-has-ended") } else { nodes.clone() };
    view! {
        <Sheet interactive=true current>
            <CardMeta>
                {match due {
                    Some(at) => view! { <DuePill at /> }.into_any(),
                    None => view! { <Pill state>{placed}</Pill> }.into_any(),
                }}
                <span>{format!("{} {}", card.process, in_words(&card.process_name))}</span>
            </CardMeta>
            <CardTitle href>{in_words(&card.title)}</CardTitle>
            <CardMeta>
                <Avatar name=name.clone() size=AvatarSize::Small />
                <span>{name}</span>
                {due.is_some().then(|| view! { <span>{nodes}</span> })}
                {(!holders.is_empty()).then(|| view! { <span>{t!("inbox-waits-for", names = holders)}</span> })}
                {stands_in.map(|words| view! { <span>{words}</span> })}
                {card.progress.filter(|progress| progress.of > 1).map(|progress| view! {
                    <Pill state=State::Run>{t!("task-progress", agreed = progress.agreed, of = progress.of)}</Pill>
                })}
                {card.amount.map(|(amount, currency)| view! { <Amount text=money_in(amount, Some(&currency)) /> })}
            </CardMeta>
        </Sheet>
    }
}

/// The task that a card is about.
pub(super) fn task_of(card: &Card) -> Option<TaskRef> {
    card.task.map(|no| TaskRef { instance: card.instance.clone(), no })
}
