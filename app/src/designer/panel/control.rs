//! Controls on values of the draft.

use flow::difference::Say;
use flow::model::Formula;
use flow::text::Text;
use flow::time::{Span, Unit};
use leptos::prelude::*;

use super::edited::{Edited, Shown};
use super::part::{own_words, reworded};
use crate::components::{Checkbox, Choice, IconButton, NumberInput, Select, Symbol, TextInput};
use crate::designer::work::Work;
use crate::t;

/// One of several, folded.
pub(super) fn choose<T: Shown>(
    id: impl Into<String>,
    label: String,
    value: Edited<T>,
    choices: Vec<(T, String)>,
) -> AnyView {
    let offered: Vec<Choice> =
        choices.iter().enumerate().map(|(at, (_, words))| Choice::new(at.to_string(), words)).collect();
    let choices = StoredValue::new(choices.into_iter().map(|(choice, _)| choice).collect::<Vec<_>>());
    let chosen = value.read(move |value| {
        let at = choices.with_value(|choices| choices.iter().position(|choice| choice == value));
        at.map(|at| at.to_string()).unwrap_or_default()
    });
    let choose = move |at: String| {
        let choice = at.parse().ok().and_then(|at: usize| choices.with_value(|choices| choices.get(at).cloned()));
        if let Some(choice) = choice {
            value.set(choice);
        }
    };
    // Something is always chosen, unless what is held is none of them.
    let empty = chosen.get_untracked().is_empty().then(|| t!("panel-choose"));
    view! { <Select name=id.into() label choices=offered empty value=chosen on_change=choose disabled=value.fixed /> }
        .into_any()
}

/// What to call each of some values, to choose one of.
pub(super) fn told<T: Say + Shown>(work: Work, values: impl IntoIterator<Item = T>) -> Vec<(T, String)> {
    let call = |value: T| {
        let words = untrack(|| work.with(|draft| work.told(draft, &value)));
        (value, begun_large(&words))
    };
    values.into_iter().map(call).collect()
}

/// The same where there may be none.
pub(super) fn told_or<T: Say + Shown>(
    work: Work,
    none: String,
    values: impl IntoIterator<Item = T>,
) -> Vec<(Option<T>, String)> {
    let all = told(work, values).into_iter().map(|(value, words)| (Some(value), words));
    std::iter::once((None, none)).chain(all).collect()
}

/// Words as they stand by themselves, not within a sentence.
pub(in crate::designer) fn begun_large(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

/// Yes or no.
pub(super) fn flag(id: impl Into<String>, label: String, detail: Option<String>, value: Edited<bool>) -> AnyView {
    let on_change = move |on: bool| value.set(on);
    let detail = detail.unwrap_or_default();
    view! { <Checkbox name=id.into() label detail checked=value.read(|on| *on) disabled=value.fixed on_change /> }
        .into_any()
}

/// Whether a list has something in it.
pub(super) fn member<T: Shown>(id: impl Into<String>, label: String, list: Edited<Vec<T>>, item: T) -> AnyView {
    let own = item.clone();
    let checked = list.read(move |list| list.contains(&own));
    let on_change = move |on: bool| {
        list.change(|list| {
            list.retain(|other| *other != item);
            if on {
                list.push(item.clone());
            }
        });
    };
    view! { <Checkbox name=id.into() label checked disabled=list.fixed on_change /> }.into_any()
}

/// What one may do with one of a list: move it up, when it is not the first, and take it out; each as it is called.
pub(super) fn acts<T: Shown>(
    list: Edited<Vec<T>>,
    at: usize,
    raise: Option<String>,
    remove: Option<String>,
) -> AnyView {
    if list.fixed {
        return ().into_any();
    }
    let raise = raise.filter(|_| at > 0).map(|label| {
        view! { <IconButton label symbol=Symbol::ChevronUp on_click=move |_| list.raise(at) /> }
    });
    let remove =
        remove.map(|label| view! { <IconButton label symbol=Symbol::Close on_click=move |_| list.remove(at) /> });
    view! { <div class="rule-acts">{raise} {remove}</div> }.into_any()
}

/// A text in the reader's language.
pub(super) fn words(id: impl Into<String>, label: String, value: Edited<Option<Text>>) -> AnyView {
    let shown = value.read(|text| own_words(text.as_ref()));
    let typed = move |words: String| value.go_on(reworded(value.now().as_ref(), &words));
    view! { <TextInput name=id.into() label value=shown on_input=typed readonly=value.fixed /> }.into_any()
}

/// A name that is the same in every language.
pub(super) fn name(id: impl Into<String>, label: String, hint: Option<String>, value: Edited<String>) -> AnyView {
    let typed = move |words: String| value.go_on(words);
    let shown = value.read(Clone::clone);
    view! { <TextInput name=id.into() label hint value=shown on_input=typed readonly=value.fixed /> }.into_any()
}

/// A whole number, or nothing. What cannot be read stays where it is typed, and is said.
pub(super) fn number<N>(
    id: impl Into<String>,
    label: String,
    suffix: Option<String>,
    value: Edited<Option<N>>,
) -> AnyView
where
    N: Shown + ToString + std::str::FromStr,
{
    let typed = RwSignal::new(None::<String>);
    let read = |text: &str| match text.trim() {
        "" => Some(None),
        digits => digits.parse::<N>().ok().map(Some),
    };
    let shown = Signal::derive(move || {
        let held = value.get();
        // What is typed stands as long as it means what is held, or nothing that could be held.
        let typed = typed.get().filter(|typed| read(typed).is_none_or(|typed| typed == held));
        typed.unwrap_or_else(|| held.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let error = Signal::derive(move || {
        let wrong = typed.with(|typed| typed.as_deref().is_some_and(|typed| read(typed).is_none()));
        wrong.then(|| t!("panel-no-number"))
    });
    let type_in = move |text: String| {
        if let Some(number) = read(&text) {
            value.go_on(number);
        }
        typed.set(Some(text));
    };
    let suffix = suffix.unwrap_or_default();
    if suffix.is_empty() {
        return view! { <NumberInput name=id.into() label value=shown on_input=type_in error readonly=value.fixed /> }
            .into_any();
    }
    view! { <NumberInput name=id.into() label value=shown on_input=type_in suffix error readonly=value.fixed /> }
        .into_any()
}

/// An amount of time, or none.
pub(super) fn span(work: Work, id: &str, label: String, value: Edited<Option<Span>>) -> AnyView {
    let amount = value.part(
        |span| span.map(|span| span.amount),
        |span, amount| {
            let unit = span.map_or(Unit::WorkingDay, |span| span.unit);
            *span = amount.map(|amount| Span { amount, unit });
        },
    );
    let unit = value.part(
        |span| span.map_or(Unit::WorkingDay, |span| span.unit),
        |span, unit| *span = Some(Span { amount: span.map_or(1, |span| span.amount), unit }),
    );
    view! {
        <div class="panel-pair">
            {number(format!("{id}-amount"), label, None, amount)}
            {choose(format!("{id}-unit"), t!("panel-unit"), unit, units(work))}
        </div>
    }
    .into_any()
}

/// What amounts of time count, in words.
pub(super) fn units(work: Work) -> Vec<(Unit, String)> {
    told(work, [Unit::WorkingDay, Unit::WorkingHour, Unit::Day, Unit::Hour, Unit::Minute])
}

/// An expression that may be missing, as its text.
pub(super) fn text_of(value: Edited<Option<Formula>>) -> Edited<String> {
    value.part(
        |formula| formula.as_ref().map(|formula| formula.0.clone()).unwrap_or_default(),
        |formula, text| *formula = (!text.trim().is_empty()).then(|| Formula::from(text.as_str())),
    )
}
