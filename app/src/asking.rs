//! Something that is asked of the server when somebody presses a button: once at a time.

use leptos::prelude::*;

use crate::port::Problem;

/// What is asked, and what was wrong with it the last time. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Asking {
    /// It is under way.
    pub(crate) pending: RwSignal<bool>,
    /// Why it did not happen.
    pub(crate) problem: RwSignal<Option<Problem>>,
}

impl Asking {
    pub(crate) fn new() -> Self {
        Self { pending: RwSignal::new(false), problem: RwSignal::new(None) }
    }

    /// Asks, unless that is under way already, and goes on with the answer.
    pub(crate) fn ask<T: 'static>(
        self,
        answer: impl Future<Output = Result<T, Problem>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.problem.set(None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(found) => then(found),
                Err(problem) => _ = self.problem.try_set(Some(problem)),
            }
            // Where the way led elsewhere, the page is gone by now.
            self.pending.try_set(false);
        });
    }
}
