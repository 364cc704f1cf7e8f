//! The parts in which the interface reaches a browser.
//!
//! Whoever opens the inbox in the morning, or signs in on a phone, need not wait for forms, rules and administration: the
//! first module holds sign-in and the inbox alone, and leads on by addresses. The whole has everything, the inbox
//! included, so that one works on without leaving it. The designer is a module of its own, which nobody else downloads.

use leptos::prelude::*;

/// A module of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Module {
    /// Sign-in, and the inbox with nothing open beside it.
    Inbox,
    /// Every page but the designer.
    Whole,
    /// The designer alone.
    Designer,
}

impl Module {
    /// The smallest module that shows an address.
    #[must_use]
    pub fn of(path: &str, query: &str) -> Self {
        let is_open = query.trim_start_matches('?').split('&').any(|pair| pair.starts_with("open="));
        match path {
            "/sign-in" | "/set-up" | "/inbox" | "/mine" if !is_open => Self::Inbox,
            path if path.starts_with("/design/") => Self::Designer,
            _ => Self::Whole,
        }
    }

    /// Whether the module shows an address, such as `/inbox?layout=list`.
    #[must_use]
    pub fn shows(self, address: &str) -> bool {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        match (self, Self::of(path, query)) {
            // The whole has the inbox, too.
            (Self::Whole, of) => of != Self::Designer,
            (own, of) => own == of,
        }
    }
}

/// Whether an address is one of this site, so that nobody is led elsewhere. Browsers drop tabs and line breaks from
/// addresses and take `\` for `/`, so neither may stand in it.
#[must_use]
pub fn is_here(to: &str) -> bool {
    to.starts_with('/') && !to.starts_with("//") && !to.contains(|sign: char| sign == '\\' || sign.is_control())
}

/// Leads to an address of the interface: within the module that runs, or by opening it anew where another one shows it.
pub(crate) fn lead_to() -> impl Fn(&str) + Clone {
    let module = use_context().unwrap_or(Module::Whole);
    let navigate = leptos_router::hooks::use_navigate();
    move |address: &str| {
        if module.shows(address) {
            navigate(address, Default::default());
        } else {
            // Without a window there is nobody to lead anywhere.
            let _ = window().location().assign(address);
        }
    }
}

/// Lets the browser follow links to what this module does not show; the router would look for it among its own pages.
pub(crate) fn leave_by_links(module: Module) {
    use leptos::wasm_bindgen::{JsCast, closure::Closure};
    use leptos::web_sys::{Element, Event, HtmlAnchorElement};

    Effect::new(move |_| {
        let on_click = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let link = event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest("a[href]").ok()?);
            let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
            if !module.shows(&format!("{}{}", link.pathname(), link.search())) {
                event.stop_propagation();
            }
        });
        // The router listens at the window; what stops here never comes there, and the browser does as it always does.
        let listening = document().add_event_listener_with_callback(
            "click",
            on_click.as_ref().unchecked_ref::<leptos::web_sys::js_sys::Function>(),
        );
        // A document that takes no listeners has no links to follow either.
        let _ = listening;
        on_click.forget();
    });
}

/// Takes over the document that the server rendered.
#[cfg(feature = "hydrate")]
pub fn take_over<F, V>(app: F)
where
    F: FnOnce() -> V + 'static,
    V: IntoView + 'static,
{
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    leptos::mount::hydrate_body(app);
    // From here on what one presses is heard by script; whoever drives the page from outside waits for this.
    if let Some(root) = document().document_element() {
        // A document that refuses an attribute is one that nobody drives.
        let _ = root.set_attribute("data-live", "");
    }
}

#[cfg(test)]
mod tests {
    use super::{Module, is_here};

    #[test]
    fn nobody_is_led_elsewhere() {
        for here in ["/", "/inbox?open=a.1", "/start/O-01"] {
            assert!(is_here(here), "{here}");
        }
        for elsewhere in ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "", "inbox"]
        {
            assert!(!is_here(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn the_inbox_is_light_until_something_is_opened() {
        for address in ["/inbox", "/inbox?layout=list&q=x", "/mine", "/sign-in?to=%2Fadmin"] {
            assert!(Module::Inbox.shows(address), "{address}");
        }
        for address in ["/inbox?open=abc.3", "/inbox?layout=list&open=abc.3", "/tasks/abc/3", "/start", "/"] {
            assert!(!Module::Inbox.shows(address), "{address}");
            assert!(Module::Whole.shows(address), "{address}");
        }
    }

    #[test]
    fn only_the_designer_shows_the_designer() {
        for address in ["/design/O-02", "/design/O-02?version=3"] {
            assert!(Module::Designer.shows(address), "{address}");
            assert!(!Module::Whole.shows(address) && !Module::Inbox.shows(address), "{address}");
        }
        assert!(!Module::Designer.shows("/inbox"));
    }
}
