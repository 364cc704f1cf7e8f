//! What is to be said about the draft, found here in the page: without a net, too, and away from the pointer.

use std::time::Duration;

use flow::check::{Surroundings, check};
use leptos::prelude::*;

use super::work::Work;

/// How long somebody has to pause before the draft is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// Looks at the draft again whenever it, or what is known of the house, has changed.
pub(super) fn keep_checked(work: Work) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let wait_no_longer = move || {
        if let Some(Some(waiting)) = waiting.try_update_value(Option::take) {
            waiting.clear();
        }
    };
    Effect::new(move |_| {
        work.draft();
        work.house.get();
        wait_no_longer();
        waiting.set_value(set_timeout_with_handle(move || look(work), PAUSE).ok());
    });
    on_cleanup(wait_no_longer);
}

/// Looks at the draft at once.
pub(super) fn look(work: Work) {
    let house = work.house.get_untracked();
    let surroundings = Surroundings {
        organisation: house.as_ref().map(|house| house.organisation.as_ref()),
        processes: house.as_ref().map(|house| &house.processes),
    };
    work.findings.set(Some(check(&work.now(), &surroundings)));
}
