//! Saving what an editor shows, and saying how it went.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::super::section::Section;
use crate::asking::Asking;
use crate::components::Toasts;
use crate::components::field::FieldError;
use crate::pages::loaded::wrong_with;
use crate::port::Problem;
use crate::t;

/// How saving goes. Cheap to copy; all parts of the form see the same.
#[derive(Clone, Copy)]
pub(in crate::pages::admin) struct Saving {
    section: Section,
    asking: Asking,
    toasts: Toasts,
    go: Callback<String>,
}

impl Saving {
    /// For the form that is being made.
    pub(in crate::pages::admin) fn here(section: Section) -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |href: String| navigate(&href, Default::default()));
        Self { section, asking: Asking::new(), toasts: Toasts::here(), go }
    }

    pub(super) fn section(self) -> Section {
        self.section
    }

    pub(super) fn pending(self) -> RwSignal<bool> {
        self.asking.pending
    }

    pub(super) fn problem(self) -> Option<Problem> {
        self.asking.problem.get()
    }

    /// What is wrong with a field.
    pub(in crate::pages::admin) fn error(self, field: &'static str) -> FieldError {
        wrong_with(self.asking.problem, field)
    }

    /// Saves, and shows the page of what was saved.
    pub(in crate::pages::admin) fn save(self, id: String, saved: impl Future<Output = Result<(), Problem>> + 'static) {
        self.run(saved, t!("admin-saved"), self.section.page_of(&id));
    }

    /// Removes, and shows the list.
    pub(in crate::pages::admin) fn remove(self, removed: impl Future<Output = Result<(), Problem>> + 'static) {
        self.run(removed, t!("admin-removed"), self.section.href().to_owned());
    }

    fn run(self, done: impl Future<Output = Result<(), Problem>> + 'static, words: String, href: String) {
        self.asking.ask(done, move |()| {
            self.toasts.done(words);
            self.go.run(href);
        });
    }
}
