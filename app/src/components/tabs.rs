//! Views of one thing, side by side.

use leptos::{ev::KeyboardEvent, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::text::number;

/// How tabs look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TabsKind {
    /// Discs above a list, one of them dark.
    #[default]
    Pills,
    /// Words on a line, in panels.
    Line,
}

impl TabsKind {
    const fn name(self) -> Option<&'static str> {
        match self {
            TabsKind::Pills => None,
            TabsKind::Line => Some("line"),
        }
    }
}

/// Tabs that are addresses: a row of [`TabLink`]s. They work without script and with the browser's back button, so
/// prefer them to [`TabPanels`].
#[component]
pub fn Tabs(
    /// What the tabs are views of, for those who hear it.
    #[prop(into)]
    label: String,
    /// How they look.
    #[prop(optional)]
    kind: TabsKind,
    /// The tabs.
    children: Children,
) -> impl IntoView {
    view! {
        <nav class="tabs" data-kind=kind.name() aria-label=label>
            {children()}
        </nav>
    }
    .into_any()
}

/// One tab.
#[component]
pub fn TabLink(
    /// Its address.
    #[prop(into)]
    href: String,
    /// It is the one in sight.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// How many things it shows.
    #[prop(optional, into)]
    count: Signal<Option<usize>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="tab" href=href aria-current=move || current.get().then_some("page")>
            <span>{children()}</span>
            {move || count.get().map(|count| view! { <span class="tab-count">{number(count)}</span> })}
        </a>
    }
    .into_any()
}

/// One view of [`TabPanels`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// The name that selects it.
    pub id: &'static str,
    /// The words.
    pub label: String,
}

/// Tabs inside a tool, without an address of their own: arrows move between them. Fill the panels with [`TabPanel`]s.
#[component]
pub fn TabPanels(
    /// The id of the whole, from which those of its parts are made.
    id: &'static str,
    /// What the tabs are views of, for those who hear it.
    #[prop(into)]
    label: String,
    /// The tabs.
    tabs: Vec<Tab>,
    /// The tab in sight.
    selected: RwSignal<&'static str>,
    /// The panels.
    children: Children,
) -> impl IntoView {
    let names: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let on_keydown = move |event: KeyboardEvent| {
        let at = names.iter().position(|name| *name == selected.get_untracked()).unwrap_or_default();
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % names.len(),
            "ArrowLeft" => (at + names.len() - 1) % names.len(),
            "Home" => 0,
            "End" => names.len() - 1,
            _ => return,
        };
        event.prevent_default();
        selected.set(names[next]);
        if let Some(tab) = document().get_element_by_id(&tab_id(id, names[next])) {
            // Focus is a courtesy; a browser may refuse it.
            let _ = tab.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    let tabs: Vec<_> = tabs
        .into_iter()
        .map(|tab| {
            let here = move || selected.get() == tab.id;
            view! {
                <button
                    class="tab"
                    type="button"
                    role="tab"
                    id=tab_id(id, tab.id)
                    aria-controls=panel_id(id, tab.id)
                    aria-selected=move || if here() { "true" } else { "false" }
                    tabindex=move || if here() { "0" } else { "-1" }
                    on:click=move |_| selected.set(tab.id)
                >
                    {tab.label}
                </button>
            }
        })
        .collect();
    provide_context(Panels { id, selected });
    view! {
        <div class="tab-panels">
            <div class="tabs" data-kind="line" role="tablist" aria-label=label on:keydown=on_keydown>
                {tabs}
            </div>
            {children()}
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Panels {
    id: &'static str,
    selected: RwSignal<&'static str>,
}

/// What one tab of [`TabPanels`] shows.
#[component]
pub fn TabPanel(
    /// The name of its tab.
    tab: &'static str,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let Panels { id, selected } = expect_context::<Panels>();
    view! {
        <div
            class="tab-panel"
            role="tabpanel"
            tabindex="0"
            id=panel_id(id, tab)
            aria-labelledby=tab_id(id, tab)
            hidden=move || selected.get() != tab
        >
            {children()}
        </div>
    }
    .into_any()
}

fn tab_id(id: &str, tab: &str) -> String {
    format!("{id}-tab-{tab}")
}

fn panel_id(id: &str, tab: &str) -> String {
    format!("{id}-panel-{tab}")
}
