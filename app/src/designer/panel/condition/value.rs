//! What a row compares with.

use feel::builder::{Literal, Operand};
use leptos::prelude::*;

use super::subject::{Sort, Subject, text_of};
use crate::components::{DateInput, TextInput};
use crate::designer::panel::control::{choose, member, number};
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
            let held = operand.part(
                |operand| match operand {
                    Some(Operand::Value(Literal::Number(number))) => Some(*number),
                    _ => None,
                },
                |operand, number: Option<feel::Number>| {
                    if let Some(number) = number {
                        *operand = Some(Operand::Value(Literal::Number(number)));
                    }
                },
            );
            number(path, label, None, held)
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
    let boxes = known
        .into_iter()
        .map(|(id, label)| member(format!("{path}-{id}"), label, values, Literal::Text(id.as_str().into())));
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
