//! A condition: as rows that one puts together, or as the expression that they stand for.

mod rows;
mod subject;
mod value;

use feel::builder::{Condition, Joined};
use flow::process::HostNames;
use leptos::prelude::*;

use super::edited::Edited;
use super::formula::FormulaInput;
use super::sample::SampleFields;
use crate::components::{Button, ButtonSize};
use crate::designer::work::Work;
use crate::t;
use rows::Rows;

/// A condition of the draft.
#[component]
pub(super) fn ConditionInput(
    work: Work,
    /// The id.
    #[prop(into)]
    name: String,
    /// What it is for.
    #[prop(into)]
    label: String,
    /// The expression; empty where there is none.
    formula: Edited<String>,
) -> impl IntoView {
    let as_text = RwSignal::new(false);
    // What does not go into rows is shown as what it is.
    let condition = formula.part(
        move |text| in_rows(work, text),
        |text, condition: Option<Condition>| {
            *text =
                condition.filter(|condition| !condition.members.is_empty()).map_or(String::new(), |it| it.to_feel());
        },
    );
    let fits = condition.is_some();
    let is_text = Memo::new(move |_| as_text.get() || !fits.get());
    let own = StoredValue::new((name, label));
    let what = move || {
        let (name, label) = own.get_value();
        match is_text.get() {
            true => {
                let expected = Some(feel::Type::Boolean.optional());
                view! { <FormulaInput work name label hint=t!("panel-when-hint") formula expected /> }.into_any()
            }
            false => {
                let rows = condition.held(nothing());
                view! {
                    <fieldset class="condition">
                        <legend>{label}</legend>
                        <Rows work condition=rows path=name />
                    </fieldset>
                }
                .into_any()
            }
        }
    };
    let turn = move || {
        let words = if is_text.get() { t!("condition-as-rows") } else { t!("condition-as-text") };
        let turn = move |_| as_text.set(!is_text.get_untracked());
        let no_rows = is_text.get() && !fits.get();
        match no_rows {
            true => view! { <p class="field-hint">{t!("condition-no-rows")}</p> }.into_any(),
            false => view! { <Button size=ButtonSize::Small on_click=turn>{words}</Button> }.into_any(),
        }
    };
    let spoken_of = Memo::new(move |_| {
        let text = formula.get();
        work.with(|draft| {
            let Ok(expression) = feel::parse(&text, HostNames::of(draft).names()) else { return Vec::new() };
            let spoken = expression.free_names();
            let fields = draft.form.fields.iter().map(|field| field.id.clone());
            fields.filter(|field| spoken.iter().any(|reference| &*reference.name == field.as_str())).collect()
        })
    });
    view! {
        {what}
        <div class="row">{turn}</div>
        <details class="more condition-trial">
            <summary>{t!("condition-try")}</summary>
            <SampleFields work fields=spoken_of.into() path=own.with_value(|(name, _)| name.clone()) />
        </details>
    }
    .into_any()
}

/// A condition that asks for nothing.
fn nothing() -> Condition {
    Condition { joined: Joined::All, members: Vec::new() }
}

/// The rows that an expression stands for.
fn in_rows(work: Work, text: &str) -> Option<Condition> {
    if text.trim().is_empty() {
        return Some(nothing());
    }
    let names = work.with(HostNames::of);
    Condition::from_feel(text, names.names()).ok()
}
