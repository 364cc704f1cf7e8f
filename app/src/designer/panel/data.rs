//! How data flows: for every field where it is filled, where it is seen, and which rules look at it.

use flow::check::{How, Use, uses};
use flow::id::FieldId;
use leptos::prelude::*;

use super::called;
use crate::designer::page::Desk;
use crate::designer::scene::Mark;
use crate::designer::work::Work;
use crate::t;

/// The fields; one that is chosen is shown on the canvas.
#[component]
pub(super) fn Data(work: Work, desk: Desk, open: Signal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(None::<FieldId>);
    let found = Memo::new(move |_| if open.get() { work.with(uses) } else { Vec::new() });
    Effect::new(move |_| {
        let field = chosen.get().filter(|_| open.get());
        found.with(|found| {
            let of_field = found.iter().filter(|used| Some(&used.field) == field.as_ref());
            desk.show_marks(of_field.map(|used| (used.element.as_str(), Mark::Data(used.how))));
        });
    });
    let fields = move || work.with(|draft| draft.form.fields.iter().map(|field| field.id.clone()).collect::<Vec<_>>());
    let list = move || match fields() {
        fields if fields.is_empty() => view! { <p class="quiet">{t!("data-no-fields")}</p> }.into_any(),
        fields => {
            let rows = fields.into_iter().map(|field| view! { <FieldRow work desk field chosen found /> });
            view! { <ul class="data-fields">{rows.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <div class="panel-fields">
            <p class="quiet">{t!("data-what")}</p>
            {list}
        </div>
    }
    .into_any()
}

#[component]
fn FieldRow(
    work: Work,
    desk: Desk,
    field: FieldId,
    chosen: RwSignal<Option<FieldId>>,
    found: Memo<Vec<Use>>,
) -> impl IntoView {
    let label = work.with(|draft| called(draft, field.as_str()));
    let id = StoredValue::new(field);
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| id.with_value(|id| chosen.as_ref() == Some(id))));
    let choose = move |_| chosen.set((!is_chosen.get_untracked()).then(|| id.get_value()));
    let of_this = move |how: How| {
        let found = found.get().into_iter();
        let of_this = found.filter(move |used| used.how == how && id.with_value(|id| used.field == *id));
        of_this.map(|used| used.element).collect::<Vec<_>>()
    };
    let count = move || {
        let [fills, decides] = [How::Fills, How::Decides].map(|how| of_this(how).len());
        t!("data-counts", fills = fills, decides = decides)
    };
    let more = move || {
        is_chosen.get().then(|| {
            let parts =
                [(t!("data-fills"), How::Fills), (t!("data-shows"), How::Shows), (t!("data-decides"), How::Decides)];
            let parts =
                parts.into_iter().map(|(title, how)| view! { <Elements work desk title elements=of_this(how) /> });
            view! { <dl class="panel-facts">{parts.collect_view()}</dl> }
        })
    };
    view! {
        <li>
            <button class="data-field" type="button" aria-pressed=move || is_chosen.get().to_string() on:click=choose>
                <span>{label}</span> <span class="quiet">{count}</span>
            </button>
            {more}
        </li>
    }
    .into_any()
}

/// The elements that do one thing with it, each with the way there.
#[component]
fn Elements(work: Work, desk: Desk, title: String, elements: Vec<String>) -> impl IntoView {
    if elements.is_empty() {
        return ().into_any();
    }
    let links = elements.into_iter().map(|element| {
        let name = work.with(|draft| called(draft, &element));
        view! { <button class="link-button" type="button" on:click=move |_| desk.show(&element)>{name}</button> " " }
    });
    view! { <dt>{title}</dt><dd>{links.collect_view()}</dd> }.into_any()
}
