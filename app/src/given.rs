//! What a document brings along, so that neither side has to wait before it can show the frame of a page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::live::Live;
use crate::port::{Code, InboxCounts, Problem, Session, port};

/// What is known from the start. The server provides it as context and writes it into `<html data-given>`; the browser
/// reads it from there, so that both sides render the same.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Given {
    /// Who is signed in. It stays so as long as the document: signing in and out opens another one.
    pub session: Result<Session, Problem>,
    /// What waits for them.
    pub counts: InboxCounts,
}

impl Given {
    /// Nothing could be found out, which is what a page shows then.
    fn nothing() -> Self {
        Self {
            session: Err(Problem::new(500, Code::INTERNAL, "The page was not told who reads it")),
            counts: InboxCounts::default(),
        }
    }

    /// As an attribute of the document.
    #[cfg(feature = "ssr")]
    pub(crate) fn attribute(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn here() -> Self {
        use_context().unwrap_or_else(Self::nothing)
    }

    #[cfg(target_arch = "wasm32")]
    fn here() -> Self {
        let text = document().document_element().and_then(|root| root.get_attribute("data-given"));
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_else(Self::nothing)
    }
}

/// Who is signed in.
#[derive(Clone)]
pub(crate) struct CurrentSession(pub(crate) Result<Session, Problem>);

/// What waits for them, kept current.
#[derive(Clone, Copy)]
pub(crate) struct CurrentCounts(pub(crate) RwSignal<InboxCounts>);

/// Makes known what the document brings along, and keeps current what of it changes.
pub(crate) fn provide_given() {
    let Given { session, counts } = Given::here();
    Live::provide(matches!(session, Ok(Session::SignedIn(_))));
    provide_context(CurrentSession(session));
    let counts = RwSignal::new(counts);
    provide_context(CurrentCounts(counts));
    Live::hear(None, move || {
        let answer = port().counts();
        leptos::task::spawn_local(async move {
            // Whoever is told nothing new goes on seeing what was true last.
            if let Ok(current) = answer.await {
                counts.try_set(current);
            }
        });
    });
}
