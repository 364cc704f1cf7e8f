//! A definition from a file: read, looked at, and taken as the draft by a step that can be taken back.

use flow::file::LONGEST;
use flow::model::Definition;
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::page::Desk;
use super::step::Step;
use super::work::Work;
use crate::components::{Banner, Button, ButtonKind, Dialog, FileInput, Pill, State};
use crate::form::in_words;
use crate::pages::loaded::problem_words;
use crate::port::{Imported, Problem, Upload, port};
use crate::reading::read;
use crate::remarks::severity_words;
use crate::t;

/// What came of the file.
#[derive(Debug, Clone, PartialEq)]
enum Came {
    Reading,
    TooLong,
    Refused(Problem),
    Read(Box<Imported>),
}

/// The dialog.
#[component]
pub(super) fn Importing(work: Work, desk: Desk) -> impl IntoView {
    let open = desk.importing;
    let came = RwSignal::new(None::<Came>);
    Effect::new(move |_| {
        if open.get() {
            came.set(None);
        }
    });
    let choose = move |event: leptos::ev::Event| {
        let input = event_target::<HtmlInputElement>(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        if file.size() > LONGEST as f64 {
            return came.set(Some(Came::TooLong));
        }
        came.set(Some(Came::Reading));
        read(&file, move |text| {
            let answer = port().import_design(Upload { text });
            leptos::task::spawn_local(async move {
                let now = match answer.await {
                    Ok(imported) => Came::Read(Box::new(imported)),
                    Err(problem) => Came::Refused(problem),
                };
                came.try_set(Some(now));
            });
        });
    };
    let definition = Signal::derive(move || match came.get() {
        Some(Came::Read(imported)) => imported.definition,
        _ => None,
    });
    let take = move |_| {
        if let Some(definition) = definition.get_untracked() {
            work.change(Step::Import, |draft| take_over(draft, definition));
            desk.show_all();
            work.toasts.done(t!("importing-taken"));
        }
        open.set(false);
    };
    let nothing = Signal::derive(move || definition.with(Option::is_none));
    let actions = ViewFn::from(move || {
        view! {
            <form method="dialog"><Button submit=true>{t!("cancel")}</Button></form>
            <Button kind=ButtonKind::Primary disabled=nothing on_click=take>{t!("importing-take")}</Button>
        }
    });
    view! {
        <Dialog id="importing" title=t!("importing-title") open actions>
            // Made anew whenever it opens: the same file may be chosen again after it was changed.
            {move || open.get().then(|| view! {
                <div on:change=choose>
                    <FileInput name="design-file" label=t!("admin-file") accept=".yaml,.yml,.json,.bpmn,.xml" hint=t!("importing-hint") />
                </div>
            })}
            <div role="status">{move || came.get().map(told)}</div>
        </Dialog>
    }
    .into_any()
}

/// What the file says, under the key of this process. A file without a name leaves the process its own.
fn take_over(draft: &mut Definition, read: Definition) {
    let name = if in_words(&read.name).is_empty() { draft.name.clone() } else { read.name.clone() };
    *draft = Definition { key: draft.key.clone(), name, ..read };
}

fn told(came: Came) -> AnyView {
    let Imported { definition, findings } = match came {
        Came::Reading => return view! { <p class="quiet">{t!("importing-reading")}</p> }.into_any(),
        Came::TooLong => return view! { <Banner state=State::Refuse title=t!("importing-too-long") /> }.into_any(),
        Came::Refused(problem) => {
            return view! { <Banner state=State::Refuse title=problem_words(&problem) /> }.into_any();
        }
        Came::Read(imported) => *imported,
    };
    let head = match definition {
        Some(read) => {
            let (steps, ways) = (read.nodes.len(), read.edges.len());
            let words = t!("importing-read", name = in_words(&read.name), steps = steps, ways = ways);
            view! { <Banner state=State::Done title=words /> }.into_any()
        }
        None => view! { <Banner state=State::Refuse title=t!("importing-unreadable") /> }.into_any(),
    };
    let lines = findings.into_iter().map(|finding| {
        let (state, words) = severity_words(finding.severity);
        view! { <li><Pill state>{words}</Pill> " " {finding.element} " " {in_words(&finding.message)}</li> }
    });
    view! { {head} <ul class="differences importing-findings">{lines.collect_view()}</ul> }.into_any()
}
