//! What is to be said about the draft.

use flow::check::Finding;
use flow::text::Text;
use leptos::prelude::*;

use super::called;
use crate::components::{Button, ButtonSize, Pill};
use crate::designer::canvas::severity_name;
use crate::designer::checking::look;
use crate::designer::page::Desk;
use crate::designer::step::Step;
use crate::designer::work::{Selection, Work};
use crate::form::in_words;
use crate::remarks::severity_words;
use crate::t;

/// What is to be said about the draft, each with the way to it and its repair.
#[component]
pub(super) fn Findings(work: Work, desk: Desk) -> impl IntoView {
    let none = move || {
        let none = work.findings.with(|findings| findings.as_ref().is_some_and(Vec::is_empty));
        none.then(|| view! { <p class="quiet">{t!("panel-no-findings")}</p> })
    };
    // Each line has buttons of its own: drawn again in its place they would repair what stood there before.
    view! {
        <div role="status">
            {none}
            <ol class="designer-findings">
                <For each=move || work.findings.get().unwrap_or_default() key=|finding| format!("{finding:?}") let:finding>
                    <FindingLine work desk finding />
                </For>
            </ol>
        </div>
    }
    .into_any()
}

#[component]
fn FindingLine(work: Work, desk: Desk, finding: Finding) -> impl IntoView {
    let (state, words) = severity_words(finding.severity);
    let called = finding.element.clone().map(|element| {
        let shown = element.clone();
        let name = move || work.with(|draft| called(draft, &element));
        view! { <button class="link-button" type="button" on:click=move |_| desk.show(&shown)>{name}</button> }
    });
    let way = finding.path.clone().filter(|way| !way.is_empty()).map(|way| {
        let follow = move |_| {
            if let Some(first) = way.first() {
                desk.show(first.as_str());
            }
            work.select(Selection::default());
            desk.following.begin(way.clone());
        };
        view! { <Button size=ButtonSize::Small on_click=follow>{t!("finding-way")}</Button> }
    });
    let repair = finding.repair.clone().map(|repair| {
        let text = in_words(&repair.text);
        let apply = (repair.is_mechanical() && !work.fixed).then(|| {
            let apply = move |_| {
                work.attempt(Step::Repair, |draft| {
                    repair.apply(draft).map_err(|unfit| Text::from(unfit.to_string().as_str()))
                });
                // What was found before is not offered to be repaired once more.
                look(work);
            };
            view! { <Button size=ButtonSize::Small on_click=apply>{t!("finding-repair")}</Button> }
        });
        view! { <p class="quiet">{text}</p> {apply} }
    });
    view! {
        <li data-severity=severity_name(finding.severity)>
            <p class="sheet-bar">
                <Pill state>{words}</Pill>
                {called}
            </p>
            <p>{in_words(&finding.message)}</p>
            <div class="row">{way} {repair}</div>
        </li>
    }
    .into_any()
}
