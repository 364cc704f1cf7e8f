//! Saving what an editor shows, and saying how it went.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::super::section::Section;
use crate::components::Toasts;
use crate::components::field::FieldError;
use crate::pages::loaded::wrong_with;
use crate::port::Problem;
use crate::t;

/// How saving goes. Cheap to copy; all parts of the form see the same.
#[derive(Clone, Copy)]
pub(in crate::pages::admin) struct Saving {
    section: Section,
    pending: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
    toasts: Toasts,
    go: Callback<String>,
}

impl Saving {
    /// For the form that is being made.
    pub(in crate::pages::admin) fn here(section: Section) -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |href: String| navigate(&href, Default::default()));
        Self { section, pending: RwSignal::new(false), problem: RwSignal::new(None), toasts: Toasts::here(), go }
    }

    pub(super) fn section(self) -> Section {
        self.section
    }

    pub(super) fn pending(self) -> RwSignal<bool> {
        self.pending
    }

    pub(super) fn problem(self) -> Option<Problem> {
        self.problem.get()
    }

    /// What is wrong with a field.
    pub(in crate::pages::admin) fn error(self, field: &'static str) -> FieldError {
        wrong_with(self.problem, field)
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
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.problem.set(None);
        leptos::task::spawn_local(async move {
            match done.await {
                Ok(()) => {
                    self.toasts.done(words);
                    self.go.run(href);
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
            // Where the way led elsewhere, the form is gone by now.
            self.pending.try_set(false);
        });
    }
}
