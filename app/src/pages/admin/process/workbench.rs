//! Changing the text of a definition: looking at it, keeping it as the draft, putting it into force.

use flow::id::ProcessKey;
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use leptos_router::hooks::use_navigate;

use super::super::section::Section;
use super::findings::Findings;
use crate::components::{Banner, Button, ButtonGroup, ButtonKind, Dialog, FileInput, State, Symbol, TextArea, Toasts};
use crate::pages::loaded::problem_words;
use crate::port::{Answer, Problem, Upload, Validation, port};
use crate::reading::read;
use crate::t;

/// The id of the question before publishing.
const PUBLISH: &str = "publish";

/// What happens to the text. Cheap to copy; all parts of the workbench see the same.
#[derive(Clone, Copy)]
struct Work {
    /// The process whose page this is; none while it is new.
    key: StoredValue<Option<ProcessKey>>,
    text: RwSignal<String>,
    pending: RwSignal<bool>,
    validation: RwSignal<Option<Validation>>,
    problem: RwSignal<Option<Problem>>,
    toasts: Toasts,
    go: Callback<String>,
    again: Callback<()>,
}

impl Work {
    fn upload(self) -> Upload {
        Upload { text: self.text.get_untracked() }
    }

    /// Does something with the text and shows what is to be said about it; `then` may go on from there.
    fn run(self, asked: Answer<Validation>, then: impl AsyncFnOnce(Validation) -> Result<(), Problem> + 'static) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.problem.set(None);
        leptos::task::spawn_local(async move {
            let done = match asked.await {
                Ok(validation) => {
                    self.validation.set(Some(validation.clone()));
                    then(validation).await
                }
                Err(problem) => Err(problem),
            };
            if let Err(problem) = done {
                self.problem.set(Some(problem));
            }
            // Where the way led elsewhere, the workbench is gone by now.
            self.pending.try_set(false);
        });
    }

    fn check(self) {
        self.run(port().validate(self.upload()), async |_| Ok(()));
    }

    /// Keeps the text as the draft. One that cannot be read belongs to no process, and is not kept.
    fn keep(self) {
        self.run(port().keep_definition(self.upload()), async move |validation: Validation| {
            if let Some((key, _)) = validation.process {
                self.toasts.done(t!("admin-kept"));
                self.show(&key);
            }
            Ok(())
        });
    }

    /// Keeps the text and puts it into force, unless something stands in the way.
    fn publish(self) {
        let port = port();
        self.run(port.keep_definition(self.upload()), async move |validation: Validation| {
            let Some((key, _)) = validation.process.filter(|_| validation.publishable) else { return Ok(()) };
            let version = port.publish(key.clone()).await?;
            self.toasts.done(t!("admin-was-published", version = version.version));
            if !self.show(&key) {
                self.again.run(());
            }
            Ok(())
        });
    }

    /// Shows the page of the process that the text is about, when it is another; answers whether it is.
    fn show(self, key: &ProcessKey) -> bool {
        let elsewhere = self.key.with_value(|own| own.as_ref() != Some(key));
        if elsewhere {
            self.go.run(Section::Processes.page_of(key.as_str()));
        }
        elsewhere
    }
}

/// The text with what one may do with it.
#[component]
pub(super) fn Workbench(key: Option<ProcessKey>, text: String, again: Callback<()>) -> impl IntoView {
    let navigate = use_navigate();
    let work = Work {
        key: StoredValue::new(key),
        text: RwSignal::new(text),
        pending: RwSignal::new(false),
        validation: RwSignal::new(None),
        problem: RwSignal::new(None),
        toasts: Toasts::here(),
        go: Callback::new(move |href: String| navigate(&href, Default::default())),
        again,
    };
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read(&file, move |words| work.text.set(words));
        }
    };
    view! {
        // Where script runs, what is inside is not parsed: there is nothing to take over.
        <noscript class="quiet" inner_html=t!("admin-needs-script") />
        <div on:change=choose>
            <FileInput name="file" label=t!("admin-file") accept=".yaml,.yml,.json" hint=t!("admin-file-hint") />
        </div>
        <div class="definition">
            <TextArea name="text" label=t!("admin-text") value=work.text on_input=move |words| work.text.set(words) rows=24 />
        </div>
        <div class="sheet-foot"><Doings work /></div>
        <div role="status" class="findings-frame">
            {move || work.problem.get().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
            {move || work.validation.get().map(|validation| view! { <Findings validation /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Doings(work: Work) -> impl IntoView {
    let asks = RwSignal::new(false);
    let publish = move |_| {
        asks.set(false);
        work.publish();
    };
    let actions = ViewFn::from(move || {
        view! {
            <form method="dialog"><Button submit=true>{t!("cancel")}</Button></form>
            <Button kind=ButtonKind::Primary on_click=publish>{t!("admin-publish")}</Button>
        }
    });
    let pending = work.pending;
    view! {
        <ButtonGroup>
            <Button icon=Symbol::Check pending on_click=move |_| work.check()>{t!("admin-check")}</Button>
            <Button pending on_click=move |_| work.keep()>{t!("admin-keep")}</Button>
            <Button kind=ButtonKind::Primary icon=Symbol::Upload pending on_click=move |_| asks.set(true)>{t!("admin-publish")}</Button>
        </ButtonGroup>
        <Dialog id=PUBLISH title=t!("admin-publish") open=asks actions>
            <p>{t!("admin-publish-what")}</p>
        </Dialog>
    }
    .into_any()
}
