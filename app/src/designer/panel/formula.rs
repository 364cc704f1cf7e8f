//! Where a FEEL expression is written: what may be written next, what is wrong with it, and what it yields for a sample.

use feel::check::{Declarations, DeclaredNames, check};
use feel::editor::{Completion, complete};
use flow::design::would_yield;
use flow::kernel::{Context, Facts};
use flow::model::{Definition, Formula};
use flow::process::{vocabulary, within_row};
use flow::text::Language;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::edited::Edited;
use super::field::InRow;
use super::sample::{Samples, value_in_words};
use crate::components::Field;
use crate::designer::work::Work;
use crate::form::in_words;
use crate::t;
use crate::text::reader;

/// As many as one looks through.
const MOST_OFFERED: usize = 8;

/// An expression of the draft.
#[component]
pub(super) fn FormulaInput(
    work: Work,
    /// The id.
    #[prop(into)]
    name: String,
    /// What it is for.
    #[prop(into)]
    label: String,
    /// An example.
    #[prop(into)]
    hint: String,
    /// Its text.
    formula: Edited<String>,
    /// The type that it should have, when one is asked for.
    #[prop(optional_no_strip)]
    expected: Option<feel::Type>,
) -> impl IntoView {
    let row = use_context::<InRow>();
    // What the names mean cannot be compared: it is found anew whenever the draft has changed.
    let declared = Memo::new_with_compare(move |_| work.with(|draft| names_of(draft, row.as_ref())), |_, _| true);
    let error = Signal::derive(move || {
        let text = formula.get();
        (!text.trim().is_empty()).then(|| problem(&text, &declared.read(), expected.as_ref())).flatten()
    });
    let offered = RwSignal::new(Vec::<Completion>::new());
    let active = RwSignal::new(0_usize);
    let area = NodeRef::<html::Textarea>::new();
    let look = move |text: &str| {
        let at = area.get_untracked().and_then(|area| area.selection_start().ok().flatten()).unwrap_or_default();
        let at = bytes_at(text, at as usize);
        let mut found = declared.with_untracked(|declared| complete(text, at, declared));
        // What is written out already needs no offer.
        found.retain(|completion| text.get(completion.replaces.clone()) != Some(completion.insert.as_str()));
        let begun = found.iter().any(|completion| !completion.replaces.is_empty());
        found.truncate(if begun { MOST_OFFERED } else { 0 });
        active.set(0);
        offered.set(found);
    };
    let take = move |completion: Completion| {
        let mut text = formula.now();
        if text.get(completion.replaces.clone()).is_none() {
            return;
        }
        text.replace_range(completion.replaces.clone(), &completion.insert);
        let caret = units_at(&text, completion.replaces.start + completion.cursor);
        formula.go_on(text.clone());
        offered.set(Vec::new());
        if let Some(area) = area.get_untracked() {
            area.set_value(&text);
            // Where the caret stands is a courtesy; a browser may refuse it.
            let _ = area.focus().and_then(|()| area.set_selection_range(caret, caret));
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        let found = offered.get_untracked();
        if found.is_empty() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => active.update(|at| *at = (*at + 1) % found.len()),
            "ArrowUp" => active.update(|at| *at = (*at + found.len() - 1) % found.len()),
            "Enter" | "Tab" => found.into_iter().nth(active.get_untracked()).into_iter().for_each(take),
            "Escape" => offered.set(Vec::new()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let list_id = format!("{name}-offers");
    let (controls, option_list) = (list_id.clone(), StoredValue::new(list_id.clone()));
    let active_id =
        move || (!offered.read().is_empty()).then(|| option_list.with_value(|list| format!("{list}-{}", active.get())));
    let options = move || {
        let found = offered.get().into_iter().enumerate();
        let options = found.map(|(at, completion)| {
            let (words, taken) = (completion.label.clone(), completion.clone());
            let about = completion.documentation.as_ref().map(|phrase| phrase.get(language()).to_owned());
            view! {
                <div
                    class="option"
                    role="option"
                    id=option_list.with_value(|list| format!("{list}-{at}"))
                    aria-selected=move || (active.get() == at).to_string()
                    on:pointerdown=move |event| {
                        event.prevent_default();
                        take(taken.clone());
                    }
                >
                    <code>{words}</code>
                    <span class="option-detail">{about}</span>
                </div>
            }
        });
        options.collect_view()
    };
    view! {
        <Field id=name.clone() label hint error>
            <div class="formula">
                <textarea
                    class="input formula-text"
                    id=name.clone()
                    name=name.clone()
                    rows=2
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    node_ref=area
                    readonly=formula.fixed
                    role="combobox"
                    aria-autocomplete="list"
                    aria-expanded=move || (!offered.read().is_empty()).to_string()
                    aria-controls=controls
                    aria-activedescendant=active_id
                    aria-invalid=move || error.read().is_some().then_some("true")
                    prop:value=move || formula.get()
                    on:keydown=on_keydown
                    on:blur=move |_| offered.set(Vec::new())
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        formula.go_on(text.clone());
                        look(&text);
                    }
                ></textarea>
                <div class="options" role="listbox" id=list_id aria-label=t!("formula-offers") hidden=move || offered.read().is_empty()>
                    {options}
                </div>
            </div>
        </Field>
        <Yields work formula />
    }
    .into_any()
}

/// What an expression may speak of: the fields, and in a row its columns.
fn names_of(draft: &Definition, row: Option<&InRow>) -> Declarations {
    let outside = vocabulary(draft);
    let table = row.and_then(|InRow(table)| draft.form.fields.iter().find(|field| field.id == *table));
    match table {
        Some(table) => within_row(outside, table),
        None => outside,
    }
}

fn language() -> feel::Lang {
    match Language::from(reader().locale) {
        Language::Chinese => feel::Lang::Zh,
        Language::English => feel::Lang::En,
    }
}

/// The first thing that is wrong with an expression.
fn problem(text: &str, declared: &Declarations, expected: Option<&feel::Type>) -> Option<String> {
    match feel::parse(text, &DeclaredNames::new(declared)) {
        Err(error) => Some(error.message(language())),
        Ok(expression) => {
            let checked = check(&expression, declared, expected);
            let wrong = checked.problems.iter().find(|problem| problem.code != feel::ErrorCode::MayBeNull);
            wrong.map(|problem| problem.message(language()))
        }
    }
}

/// What it yields for the sample, as soon as there is one.
#[component]
fn Yields(work: Work, formula: Edited<String>) -> impl IntoView {
    let samples: Samples = expect_context();
    let yields = move || {
        let text = formula.get();
        let house = work.house.get()?;
        if text.trim().is_empty() || !samples.is_begun() {
            return None;
        }
        let draft = work.draft();
        let facts = Facts::default();
        let context = Context { now: reader().now_untracked(), organisation: &house.organisation, facts: &facts };
        Some(match samples.sample(&draft) {
            Err(wrong) => t!("formula-bad-sample", why = in_words(&wrong)),
            Ok(sample) => match would_yield(&draft, &Formula::from(text.as_str()), &sample, &context) {
                Ok(value) => t!("formula-yields", value = value_in_words(&value)),
                Err(why) => t!("formula-yields-nothing", why = in_words(&why)),
            },
        })
    };
    view! { <p class="field-hint" aria-live="polite">{yields}</p> }.into_any()
}

/// A place in a text as the browser counts it, in bytes.
fn bytes_at(text: &str, units: usize) -> usize {
    let mut counted = 0;
    for (at, sign) in text.char_indices() {
        if counted >= units {
            return at;
        }
        counted += sign.len_utf16();
    }
    text.len()
}

/// A place in a text in bytes, as the browser counts it.
fn units_at(text: &str, bytes: usize) -> u32 {
    let units = text.get(..bytes).unwrap_or(text).encode_utf16().count();
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{bytes_at, units_at};

    #[test]
    fn the_caret_is_found_behind_signs_of_any_width() {
        let text = "金额𝒙 > 1";
        for (bytes, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(bytes_at(text, units_at(text, bytes) as usize), bytes);
        }
    }
}
