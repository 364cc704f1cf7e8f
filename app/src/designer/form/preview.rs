//! The form as it is filled in at a step, on a desk and on a phone.

use flow::id::NodeId;
use flow::model::{Choice, Definition, Right};
use flow::text::Text;
use leptos::prelude::*;

use crate::components::{self, Select};
use crate::designer::panel::called;
use crate::designer::work::{House, Work};
use crate::form::{Entries, Filling, in_words};
use crate::port::{FieldView, FormView};
use crate::t;

/// The form; nothing that is typed here is kept.
#[component]
pub(super) fn Preview(work: Work, phone: bool) -> impl IntoView {
    let steps = Memo::new(move |_| work.with(steps));
    let step = RwSignal::new(steps.get_untracked().first().map(|(id, _)| id.to_string()).unwrap_or_default());
    let choices = steps
        .get_untracked()
        .into_iter()
        .map(|(id, words)| components::Choice::new(id.as_str(), words))
        .collect::<Vec<_>>();
    let form = move || {
        let at = NodeId::from(step.get().as_str());
        let view = work.with(|draft| form_at(work, draft, &at));
        if view.fields.is_empty() {
            return view! { <p class="quiet">{t!("form-nothing-here")}</p> }.into_any();
        }
        view! { <Entries filling=Filling::new(view) /> }.into_any()
    };
    let outcomes = move || {
        let at = NodeId::from(step.get().as_str());
        let opened = work.with(|draft| opened_at(draft, &at));
        (!opened.is_empty())
            .then(|| view! { <p class="field-hint">{t!("form-opened", fields = crate::text::listed(opened))}</p> })
    };
    view! {
        <div class="form-preview" data-phone=phone.then_some("")>
            <Select name="preview-step" label=t!("form-at-step") choices value=step on_change=move |chosen: String| step.set(chosen) />
            {outcomes}
            <div class="form-sheet">{form}</div>
        </div>
    }
    .into_any()
}

/// The steps at which people see the form.
fn steps(draft: &Definition) -> Vec<(NodeId, String)> {
    let steps = draft.nodes.iter().filter(|node| node.is_before_people());
    steps.map(|node| (node.id.clone(), called(draft, node.id.as_str()))).collect()
}

/// The form as whoever handles a step sees it before anything is filled in.
fn form_at(work: Work, draft: &Definition, at: &NodeId) -> FormView {
    let node = draft.nodes.iter().find(|node| node.id == *at);
    let right = |field| node.map_or(Right::Edit, |node| node.right_to(field));
    let fields = draft.form.fields.iter().filter(|field| right(&field.id) > Right::Hidden);
    let fields = fields.map(|field| FieldView {
        right: if field.is_filled_by_people() { right(&field.id) } else { Right::Read },
        field: field.clone(),
        shown: true,
        read_only: false,
        required: false,
        offered: None,
        opened_by: Vec::new(),
    });
    let departments = work.in_house(House::departments).into_iter();
    let departments = departments.map(|(id, words)| Choice::new(id.to_string(), Text::from(words.as_str()))).collect();
    FormView {
        fields: fields.collect(),
        values: Default::default(),
        names: Default::default(),
        departments,
        problems: Vec::new(),
        instance: None,
    }
}

/// The fields that an outcome opens at a step.
fn opened_at(draft: &Definition, at: &NodeId) -> Vec<String> {
    let node = draft.nodes.iter().find(|node| node.id == *at);
    let opened = node.into_iter().flat_map(|node| &node.outcomes).flat_map(|outcome| &outcome.opens);
    let labels = opened.map(|id| {
        let field = draft.form.fields.iter().find(|field| field.id == *id);
        field.and_then(|field| field.label.as_ref()).map_or_else(|| id.to_string(), in_words)
    });
    labels.collect()
}
