use flow::id::InstanceId;
use serde::{Deserialize, Serialize};

/// Something that the reader may see has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Change {
    /// Its place in the change stream; a page that was read at this position or later knows it.
    pub position: u64,
    /// What changed.
    #[serde(flatten)]
    pub changed: Changed,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "changed", rename_all = "snake_case")]
pub enum Changed {
    /// An instance, with tasks of the reader's among it or not.
    Instance {
        /// Which.
        instance: InstanceId,
        /// How many events it has now.
        revision: u64,
    },
    /// Some changes were missed: everything on the page is to be read again.
    Everything,
}

#[cfg(feature = "hydrate")]
pub use browser::{Listening, listen};

#[cfg(feature = "hydrate")]
mod browser {
    use wasm_bindgen::{JsCast, prelude::Closure};
    use web_sys::{EventSource, MessageEvent};

    use super::Change;

    /// A stream that is being listened to; dropping it ends it.
    pub struct Listening {
        source: EventSource,
        _on_message: Closure<dyn FnMut(MessageEvent)>,
    }

    impl Drop for Listening {
        fn drop(&mut self) {
            self.source.close();
        }
    }

    /// Listens to a stream of changes, `/api/v1/live` or that of a shared page. The browser connects again by itself
    /// and says up to where it has heard. None where there are no event streams.
    #[must_use]
    pub fn listen(address: &str, mut heard: impl FnMut(Change) + 'static) -> Option<Listening> {
        let source = EventSource::new(address).ok()?;
        let on_message = Closure::new(move |event: MessageEvent| {
            let change = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
            if let Some(change) = change {
                heard(change);
            }
        });
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Listening { source, _on_message: on_message })
    }
}
