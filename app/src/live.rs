//! What changed elsewhere: one stream for the whole page, to which its parts listen.

use flow::id::InstanceId;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::port::{Change, Changed};

/// The latest change that the reader may see.
#[derive(Clone, Copy)]
pub struct Live(RwSignal<Option<Change>>);

impl Live {
    /// Opens the stream, in the browser, for the page and everything below it, when somebody is signed in.
    pub fn provide(signed_in: bool) {
        let latest = RwSignal::new(None);
        provide_context(Live(latest));
        #[cfg(feature = "hydrate")]
        Effect::new(move |_| {
            if !signed_in {
                return;
            }
            let listen = move || crate::port::listen(&address(), move |change| latest.set(Some(change)));
            let listening = StoredValue::new_local(listen());
            // A browser has few connections to one place, and keeps pages that were left: they hear nothing until one
            // comes back to them.
            let left = window_event_listener_untyped("pagehide", move |_| listening.set_value(None));
            let back = window_event_listener_untyped("pageshow", move |_| {
                if listening.with_value(Option::is_none) {
                    listening.set_value(listen());
                }
            });
            on_cleanup(move || {
                left.remove();
                back.remove();
                listening.dispose();
            });
        });
        #[cfg(not(feature = "hydrate"))]
        let _ = signed_in;
    }

    /// Reads something anew whenever an instance changed; every instance when none is named.
    pub fn refresh<T: Send + Sync + Serialize + DeserializeOwned + 'static>(
        answer: Resource<T>,
        of: Option<InstanceId>,
    ) {
        Self::hear(of, move || answer.refetch());
    }

    /// Acts whenever an instance changed; every instance when none is named.
    pub fn hear(of: Option<InstanceId>, act: impl Fn() + 'static) {
        let Some(Live(latest)) = use_context() else { return };
        Effect::watch(
            move || latest.get(),
            move |change, _, _| {
                if change.as_ref().is_some_and(|change| concerns(change, of.as_ref())) {
                    act();
                }
            },
            false,
        );
    }
}

/// The stream from where the document stands on: what changed while the page was on its way is told too.
#[cfg(feature = "hydrate")]
fn address() -> String {
    let position = document().document_element().and_then(|root| root.get_attribute("data-position"));
    position.map_or_else(|| "/api/v1/live".to_owned(), |position| format!("/api/v1/live?since={position}"))
}

fn concerns(change: &Change, of: Option<&InstanceId>) -> bool {
    match (&change.changed, of) {
        (Changed::Everything, _) | (_, None) => true,
        (Changed::Instance { instance, .. }, Some(of)) => instance == of,
    }
}
