//! Short words about what just happened.

use std::time::Duration;

use leptos::prelude::*;

use super::{Button, ButtonKind, ButtonSize, Icon, IconButton, State, Symbol};
use crate::t;

/// How long good news stays. Bad news stays until it is put away.
const STAY: Duration = Duration::from_secs(6);

#[derive(Clone)]
struct Toast {
    id: u32,
    state: State,
    words: String,
    undo: Option<Callback<()>>,
}

/// What just happened, in words that go away by themselves. The frame of the page shows them; take them with
/// [`Toasts::here`] where a component is made, and speak from its listeners.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// The words for this page and all below it.
    pub fn provide() -> Toasts {
        let toasts = Toasts { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    /// The words of this page.
    pub fn here() -> Toasts {
        use_context().unwrap_or_else(Toasts::provide)
    }

    /// Says that something was done.
    pub fn done(self, words: impl Into<String>) {
        self.show(State::Done, words.into(), None);
    }

    /// Says that something was done, and offers to take it back.
    pub fn undoable(self, words: impl Into<String>, undo: Callback<()>) {
        self.show(State::Done, words.into(), Some(undo));
    }

    /// Says that something went wrong, and what to do about it.
    pub fn failed(self, words: impl Into<String>) {
        self.show(State::Refuse, words.into(), None);
    }

    fn show(self, state: State, words: String, undo: Option<Callback<()>>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.shown.update(|shown| shown.push(Toast { id, state, words, undo }));
        if state != State::Refuse {
            set_timeout(move || self.remove(id), STAY);
        }
    }

    fn remove(self, id: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Where [`Toasts`] appear. It is always in the page, so that screen readers notice when it gets words.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = Toasts::here();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <ToastLine
                    state=toast.state
                    words=toast.words
                    undo=toast.undo
                    close=Callback::new(move |()| toasts.remove(toast.id))
                />
            </For>
        </div>
    }
    .into_any()
}

/// One of the words.
#[component]
pub fn ToastLine(
    /// Good news or bad news.
    state: State,
    /// The words.
    #[prop(into)]
    words: String,
    /// Takes it back.
    undo: Option<Callback<()>>,
    /// Puts the words away.
    #[prop(into)]
    close: Callback<()>,
) -> impl IntoView {
    let symbol = if state == State::Refuse { Symbol::Warning } else { Symbol::Check };
    view! {
        <div class="toast" data-state=state.name()>
            <Icon symbol />
            <span class="toast-text">{words}</span>
            {undo
                .map(|undo| {
                    view! {
                        <Button
                            kind=ButtonKind::Ghost
                            size=ButtonSize::Small
                            on_click=move |_| {
                                undo.run(());
                                close.run(());
                            }
                        >
                            {t!("undo")}
                        </Button>
                    }
                })}
            <IconButton label=t!("close") symbol=Symbol::Close size=ButtonSize::Small on_click=move |_| close.run(()) />
        </div>
    }
    .into_any()
}
