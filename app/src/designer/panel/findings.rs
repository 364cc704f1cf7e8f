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
    let list = move || {
        let Some(findings) = work.findings.get() else { return ().into_any() };
        if findings.is_empty() {
            return view! { <p class="quiet">{t!("panel-no-findings")}</p> }.into_any();
        }
        let lines = findings.into_iter().map(|finding| view! { <FindingLine work desk finding /> });
        view! { <ol class="designer-findings">{lines.collect_view()}</ol> }.into_any()
    };
    view! { <div role="status">{list}</div> }.into_any()
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
