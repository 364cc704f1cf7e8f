//! What a row compares with.

use feel::builder::{Literal, Operand};
use leptos::prelude::*;

use super::subject::{Sort, Subject, text_of};
use crate::components::{Checkbox, DateInput, NumberInput, TextInput};
use crate::designer::panel::control::choose;
use crate::designer::panel::edited::Edited;
use crate::t;

/// One value.
#[component]
pub(super) fn OneValue(operand: Edited<Option<Operand>>, subject: Option<Subject>, path: String) -> impl IntoView {
    // Another field was written as text; it is told, and changed there.
    if let Some(Operand::Field(field)) = operand.now() {
        return view! { <p class="quiet">{text_of(&field)}</p> }.into_any();
    }
    let sort = subject.as_ref().map_or(Sort::Text, |subject| subject.sort);
    let text = operand.read(|operand| match operand {
        Some(Operand::Value(value)) => words_of(value),
        _ => String::new(),
    });
    let label = t!("condition-value");
    let write = move |value: Literal| operand.go_on(Some(Operand::Value(value)));
    match sort {
        Sort::Number => {
            let typed = RwSignal::new(None::<String>);
            let shown = Signal::derive(move || {
                typed.get().filter(|typed| same_number(typed, &text.get())).unwrap_or_else(|| text.get())
            });
            let error = Signal::derive(move || {
                let wrong = typed.with(|typed| typed.as_ref().is_some_and(|typed| number(typed).is_none()));
                wrong.then(|| t!("panel-no-number"))
            });
            let type_in = move |words: String| {
                if let Some(number) = number(&words) {
                    write(Literal::Number(number));
                }
                typed.set(Some(words));
            };
            view! { <NumberInput name=path label value=shown error on_input=type_in readonly=operand.fixed /> }
                .into_any()
        }
        Sort::Date => {
            let on_input = move |words: String| {
                if let Ok(date) = words.parse() {
                    write(Literal::Date(date));
                }
            };
            view! { <DateInput name=path label value=text on_input /> }.into_any()
        }
        Sort::Chosen if subject.as_ref().is_some_and(|subject| !subject.values.is_empty()) => {
            let values = subject.map(|subject| subject.values).unwrap_or_default();
            let chosen = operand.part(
                |operand| match operand {
                    Some(Operand::Value(Literal::Text(text))) => text.to_string(),
                    _ => String::new(),
                },
                |operand, id| *operand = Some(Operand::Value(Literal::Text(id.into()))),
            );
            choose(path, label, chosen, values)
        }
        _ => {
            let type_in = move |words: String| write(Literal::Text(words.into()));
            view! { <TextInput name=path label value=text on_input=type_in readonly=operand.fixed /> }.into_any()
        }
    }
}

/// Several values: boxes to tick where they are known, else written one after the other.
#[component]
pub(super) fn SeveralValues(values: Edited<Vec<Literal>>, subject: Option<Subject>, path: String) -> impl IntoView {
    let known = subject.map(|subject| subject.values).unwrap_or_default();
    if known.is_empty() {
        let text = values.read(|values| values.iter().map(words_of).collect::<Vec<_>>().join("\n"));
        let type_in = move |words: String| {
            let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
            values.go_on(lines.map(|line| Literal::Text(line.into())).collect());
        };
        return view! {
            <crate::components::TextArea name=path label=t!("condition-values") hint=t!("condition-values-hint") value=text on_input=type_in rows=3 readonly=values.fixed />
        }
        .into_any();
    }
    let boxes = known.into_iter().map(|(id, label)| {
        let value = Literal::Text(id.as_str().into());
        let own = value.clone();
        let checked = values.read(move |values| values.contains(&own));
        let on_change = move |on: bool| {
            values.change(|values| {
                values.retain(|other| *other != value);
                if on {
                    values.push(value.clone());
                }
            });
        };
        view! { <Checkbox name=format!("{path}-{id}") label checked disabled=values.fixed on_change /> }
    });
    view! { <div class="panel-boxes">{boxes.collect_view()}</div> }.into_any()
}

fn words_of(value: &Literal) -> String {
    match value {
        Literal::Text(text) => text.to_string(),
        Literal::Number(number) => number.to_string(),
        Literal::Date(date) => date.to_string(),
        Literal::Time(time) => time.to_string(),
        Literal::DateTime(moment) => moment.to_string(),
        Literal::YearsMonths(span) => span.to_string(),
        Literal::DaysTime(span) => span.to_string(),
    }
}

fn number(text: &str) -> Option<feel::Number> {
    text.trim().parse().ok()
}

/// Whether what is typed means what is held, or cannot be held.
fn same_number(typed: &str, held: &str) -> bool {
    number(typed).is_none_or(|typed| Some(typed) == number(held))
}
