//! The form view: the fields of the process in the order of the page, added, moved and tried as they will be filled in.

mod card;
mod carry;
mod kinds;
mod preview;

use flow::design::{FieldPlace, add_field};
use flow::id::FieldId;
use flow::model::FieldType;
use flow::text::Text;
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::carrying::Carrying;
use super::step::Step;
use super::work::{Selection, Work};
use crate::components::Icon;
use crate::t;
use card::FieldCard;
pub(super) use card::remove;
use carry::{Load, drop_field, name_of};
pub(super) use kinds::kind_words;
use kinds::{KINDS, symbol_of};
use preview::Preview;

/// What is shown in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The fields, to be changed.
    Fields,
    /// The form as it is filled in, on a desk.
    Desk,
    /// The same on a phone.
    Phone,
}

/// The view.
#[component]
pub(super) fn FormView(work: Work) -> impl IntoView {
    let shown = RwSignal::new(Shown::Fields);
    let carrying = Carrying::<Load>::new();
    let what = move || match shown.get() {
        Shown::Fields => view! { <Fields work carrying /> }.into_any(),
        Shown::Desk => view! { <Preview work phone=false /> }.into_any(),
        Shown::Phone => view! { <Preview work phone=true /> }.into_any(),
    };
    let choice = move |choice: Shown, words: String| {
        view! {
            <button class="view-choice" type="button" aria-pressed=move || (shown.get() == choice).to_string() on:click=move |_| shown.set(choice)>
                {words}
            </button>
        }
    };
    view! {
        <div
            class="form-view"
            on:pointermove=move |event| carrying.moved(&event)
            on:pointerup=move |event| drop_field(work, carrying, &event)
            on:pointercancel=move |_| carrying.give_up()
        >
            {(!work.fixed).then(|| view! { <KindList work carrying shown /> })}
            <div class="form-middle">
                <div class="form-bar">
                    <span class="view-switch" role="group" aria-label=t!("form-show")>
                        {choice(Shown::Fields, t!("form-fields"))}
                        {choice(Shown::Desk, t!("form-on-desk"))}
                        {choice(Shown::Phone, t!("form-on-phone"))}
                    </span>
                </div>
                {what}
            </div>
            {move || carrying.ghost(|load| name_of(work, load))}
        </div>
    }
    .into_any()
}

/// The kinds of fields: dragged to their place, or pressed, which puts one behind the chosen field.
#[component]
fn KindList(work: Work, carrying: Carrying<Load>, shown: RwSignal<Shown>) -> impl IntoView {
    let entries = KINDS.into_iter().map(|kind| {
        let add = move |_| {
            shown.set(Shown::Fields);
            add(work, kind, behind_chosen(work));
        };
        let down = move |event: PointerEvent| carrying.pressed(Load::New(kind), &event);
        view! {
            <li>
                <button class="palette-entry" type="button" data-field-kind=format!("{kind:?}").to_lowercase() on:click=add on:pointerdown=down>
                    <Icon symbol=symbol_of(kind) />
                    <span>{kind_words(work, kind)}</span>
                </button>
            </li>
        }
    });
    view! {
        <nav class="palette form-kinds" aria-label=t!("form-kinds")>
            <ul>{entries.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// Where a field goes that nobody gave a place: behind the chosen one.
fn behind_chosen(work: Work) -> (Option<FieldId>, Option<FieldId>) {
    let Some(place) = work.chosen().field else { return (None, None) };
    let next = place.next(&work.now());
    (place.table, next)
}

/// Adds a field, and goes to where its name is written.
fn add(work: Work, kind: FieldType, (table, before): (Option<FieldId>, Option<FieldId>)) {
    // A table within a table could not be shown on a phone.
    let table = table.filter(|_| kind != FieldType::Table);
    let label = Text::from(kind_words(work, kind).as_str());
    let added = work.change(Step::AddField, |draft| add_field(draft, kind, label, table.as_ref(), before.as_ref()));
    if let Some(place) = added {
        work.select(Selection::field(&place));
    }
}

/// The fields, one below the other.
#[component]
fn Fields(work: Work, carrying: Carrying<Load>) -> impl IntoView {
    let fields = Memo::new(move |_| {
        work.with(|draft| draft.form.fields.iter().map(|field| FieldPlace::of(&field.id)).collect::<Vec<_>>())
    });
    let empty =
        move || fields.with(Vec::is_empty).then(|| view! { <p class="form-empty quiet">{t!("form-begin")}</p> });
    view! {
        <ol class="form-fields-drawn" aria-label=t!("form-fields") tabindex="-1">
            <For each=move || fields.get() key=|place| place.clone() let:place>
                <FieldCard work carrying place />
            </For>
            <li class="form-gap" data-form-gap="" data-wanted=move || carrying.is_under_way().then_some("")>
                {empty}
            </li>
        </ol>
    }
    .into_any()
}
