//! The options of a choice, within one another for a cascade.

use flow::model::Choice;
use flow::text::Text;
use leptos::prelude::*;

use super::OneCondition;
use crate::components::{Button, ButtonSize, Symbol, TextArea};
use crate::designer::panel::control::{acts, name, words};
use crate::designer::panel::edited::Edited;
use crate::designer::panel::group::Group;
use crate::designer::work::Work;
use crate::t;

/// What may be chosen.
#[component]
pub(super) fn Options(work: Work, options: Edited<Vec<Choice>>, cascade: bool) -> impl IntoView {
    let says = options.read(|options| t!("options-count", count = options.len()));
    view! {
        <Group name="options" title=t!("options-title") says>
            <OptionList work options cascade path="option" />
        </Group>
    }
    .into_any()
}

/// A list of options; those of a cascade have options within.
#[component]
fn OptionList(work: Work, options: Edited<Vec<Choice>>, cascade: bool, #[prop(into)] path: String) -> impl IntoView {
    let count = options.count();
    let own = StoredValue::new(path.clone());
    let lines = move || {
        let lines = (0..count.get()).filter_map(|at| {
            let option = options.item(at)?;
            Some(view! { <OneOption work options option at cascade path=own.with_value(|path| format!("{path}-{at}")) /> })
        });
        lines.collect_view()
    };
    let several = RwSignal::new(String::new());
    let add = move |_| {
        let lines = several.get_untracked();
        let labels: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        options.change(|options| add_options(options, &labels));
        several.set(String::new());
    };
    view! {
        <ol class="rule-parts">{lines}</ol>
        {(!options.fixed).then(|| view! {
            <TextArea name=format!("{path}-new") label=t!("options-add") hint=t!("options-add-hint") rows=2 value=several on_input=move |text: String| several.set(text) />
            <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("option-add")}</Button>
        })}
    }
    .into_any()
}

/// One option: what people read, its name in rules, when it is offered, and what can be chosen within it.
#[component]
fn OneOption(
    work: Work,
    options: Edited<Vec<Choice>>,
    option: Edited<Choice>,
    at: usize,
    cascade: bool,
    path: String,
) -> impl IntoView {
    let label = option.part(|option| option.label.clone(), |option, label| option.label = label);
    let id = option.part(
        |option| option.id.clone(),
        |option, id| {
            if !id.trim().is_empty() {
                option.id = id.trim().to_owned();
            }
        },
    );
    let show = option.part(|option| option.show.clone(), |option, show| option.show = show);
    let within = option.part(|option| option.options.clone(), |option, within| option.options = within);
    let deeper = path.clone();
    view! {
        <li>
            <div class="panel-pair">
                {words(path.clone(), t!("option-label"), label)}
                {name(format!("{path}-id"), t!("option-id"), None, id)}
            </div>
            <details class="more">
                <summary>{t!("option-show")}</summary>
                <OneCondition work path=format!("{path}-show") label=t!("option-show") condition=show />
            </details>
            {cascade.then(|| view! {
                <details class="more">
                    <summary>{t!("option-within")}</summary>
                    <OptionList work options=within cascade path=deeper />
                </details>
            })}
            {acts(options, at, Some(t!("rule-raise")), Some(t!("option-remove")))}
        </li>
    }
    .into_any()
}

/// Adds an option for each label, with a name for rules that is free.
fn add_options(options: &mut Vec<Choice>, labels: &[&str]) {
    for label in labels {
        let mut names = (options.len() + 1..).map(|number| format!("option{number}"));
        let free = names.find(|name| options.iter().all(|option| option.id != *name));
        options.push(Choice::new(free.unwrap_or_default(), Text::from(*label)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::in_words;

    #[test]
    fn options_from_lines_have_names_of_their_own() {
        let mut options = vec![Choice::new("option2", Text::from("Other"))];
        add_options(&mut options, &["Sick", "Annual"]);
        let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
        assert_eq!(ids, ["option2", "option3", "option4"]);
        assert_eq!(options[1].label.as_ref().map(in_words), Some("Sick".to_owned()));
    }
}
