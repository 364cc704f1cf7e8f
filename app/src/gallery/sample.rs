//! People, times and matters for the gallery.

use flow::time::Moment;
use leptos::prelude::*;

use crate::{
    components::Candidate,
    shell::{Counts, SavedView, Viewer},
    t,
    text::reader,
};

const HOUR: i64 = 3_600_000;

/// So many hours from now, earlier when negative. The distance stays, whatever the time is.
pub fn hours(hours: i64) -> Moment {
    reader().now_untracked().plus_millis(hours * HOUR)
}

pub fn viewer() -> Viewer {
    Viewer { name: t!("gallery-person-liang"), detail: t!("gallery-post-manager"), administers: true }
}

pub fn counts() -> Signal<Counts> {
    Signal::stored(Counts { inbox: 14, mine: 6 })
}

pub fn views() -> Vec<SavedView> {
    [(t!("gallery-view-today"), 3), (t!("gallery-view-large"), 2), (t!("gallery-view-stand-in"), 4)]
        .into_iter()
        .map(|(name, count)| SavedView { name, href: "#".to_owned(), count })
        .collect()
}

pub fn people() -> Vec<Candidate> {
    [
        ("caojing", t!("gallery-person-cao"), "cj", false),
        ("zhengchuan", t!("gallery-person-zheng"), "zc", false),
        ("gaofeng", t!("gallery-person-gao"), "gf", true),
    ]
    .into_iter()
    .map(|(id, name, initials, away)| Candidate {
        id: id.to_owned(),
        name,
        detail: t!("gallery-department-sales"),
        initials: initials.to_owned(),
        away,
    })
    .collect()
}
