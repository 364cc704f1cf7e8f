//! Keeping what somebody typed: in this browser at once, on the server as soon as they pause.
//!
//! The copy in the browser is dropped when the server has it. So a reload, a crash, a lost net or an expired session
//! loses nothing: whatever the server does not know yet is found here again.

use std::time::Duration;

use flow::time::Moment;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::Filling;
use crate::kept_here::{self, forget, store, stored};
use crate::port::{DraftKey, Values, port};

/// The key of the opinion among the values; no field is called so.
pub const OPINION: &str = "";

/// How long somebody has to pause.
const PAUSE: Duration = Duration::from_millis(700);

/// Whether what was typed is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was typed.
    Nothing,
    /// It is in this browser only, so far.
    Here,
    /// The server has it, since then.
    There(Moment),
}

/// The keeping of one form. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Keeping {
    state: RwSignal<Kept>,
    /// Where this browser keeps its copy.
    place: StoredValue<String>,
    /// The copy for the server, due when the pause is over.
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Keeping {
    /// Whether what was typed is safe.
    pub fn state(self) -> Kept {
        self.state.get()
    }

    /// What is about to be sent.
    pub fn sending(self) -> Sending {
        Sending { keeping: self, place: self.place.get_value() }
    }

    fn wait_no_longer(self) {
        if let Some(Some(before)) = self.waiting.try_update_value(Option::take) {
            before.clear();
        }
    }
}

/// A form on its way to the server. The page may be gone when the answer comes.
pub struct Sending {
    keeping: Keeping,
    place: String,
}

impl Sending {
    /// What has arrived needs no keeping any more.
    pub fn arrived(self) {
        self.keeping.wait_no_longer();
        forget(&self.place);
    }
}

/// Keeps a form, and the words with it, under a key.
pub fn keep(filling: Filling, key: DraftKey, opinion: RwSignal<String>) -> Keeping {
    let kept = RwSignal::new(Kept::Nothing);
    let place = StoredValue::new(place_of(&key));
    let key = StoredValue::new(key);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let keeping = Keeping { state: kept, place, waiting };
    // Whoever leaves before the pause is over finds what they typed in this browser.
    on_cleanup(move || keeping.wait_no_longer());
    Effect::new(move |_| {
        if let Some(found) = place.with_value(|place| stored(place)) {
            take_up(filling, opinion, found);
        }
    });
    let all = move || {
        let mut values = filling.to_send();
        let words = opinion.get_untracked();
        if !words.is_empty() {
            values.insert(OPINION.to_owned(), Json::String(words));
        }
        values
    };
    // What needs no keeping: the form as it was opened, then whatever the server has.
    let known = StoredValue::new(all());
    let send = move || {
        let values = all();
        let answer = port().keep_draft(key.get_value(), values.clone());
        leptos::task::spawn_local(async move {
            let Ok(draft) = answer.await else { return };
            let is_gone = kept.try_get_untracked().is_none();
            if !is_gone && all() == values {
                place.with_value(|place| forget(place));
                known.set_value(values);
                filling.refresh(draft.form);
                kept.set(Kept::There(draft.at));
            }
        });
    };
    Effect::watch(
        move || (filling.values().get(), opinion.get()),
        move |_, _, _| {
            let values = all();
            if known.with_value(|known| *known == values) {
                return;
            }
            kept.set(Kept::Here);
            place.with_value(|place| store(place, &values));
            keeping.wait_no_longer();
            waiting.set_value(set_timeout_with_handle(send, PAUSE).ok());
        },
        false,
    );
    keeping
}

fn take_up(filling: Filling, opinion: RwSignal<String>, mut found: Values) {
    if let Some(Json::String(words)) = found.remove(OPINION) {
        opinion.set(words);
    }
    filling.values().update(|values| values.extend(found));
}

fn place_of(key: &DraftKey) -> String {
    kept_here::place("draft", &key.topic())
}
