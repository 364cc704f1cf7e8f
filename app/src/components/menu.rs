//! What else one may do, behind a button.
//!
//! The browser's own popover: it opens and closes without script, above everything else, and closes when one presses
//! elsewhere. The style sheet anchors it to its button; where the browser cannot, script puts it there.

use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys,
};

use super::{Button, ButtonKind, ButtonSize, Icon, IconButton, Kbd, Symbol};
use crate::screen::is_narrow;

/// A button with a menu. Fill it with [`MenuItem`]s, [`MenuLink`]s, [`MenuHead`]s and [`MenuLine`]s.
#[component]
pub fn Menu(
    /// The id of the menu; unique on the page.
    #[prop(into)]
    id: String,
    /// What the menu offers. Without `words` it is the label of a button that is only a symbol.
    #[prop(into)]
    label: String,
    /// The symbol of the button.
    #[prop(default = Symbol::Dots)]
    symbol: Symbol,
    /// Shows the label on the button.
    #[prop(optional)]
    words: bool,
    /// How the button stands out.
    #[prop(default = ButtonKind::Ghost)]
    kind: ButtonKind,
    /// How large the button is.
    #[prop(optional)]
    size: ButtonSize,
    /// Under the beginning of the button instead of its end.
    #[prop(optional)]
    align_start: bool,
    /// What it offers.
    children: Children,
) -> impl IntoView {
    let shown = label.clone();
    let button = if words {
        view! { <Button kind size attr:popovertarget=id.clone() attr:aria-haspopup="true">{shown}</Button> }.into_any()
    } else {
        view! { <IconButton label=shown symbol kind size attr:popovertarget=id.clone() attr:aria-haspopup="true" /> }
            .into_any()
    };
    view! {
        <div class="menu" on:keydown=walk>
            {button}
            <MenuList id label align_start>
                {children()}
            </MenuList>
        </div>
    }
    .into_any()
}

/// The list of a menu, for a button of your own: give the button `popovertarget=id`, and put both into a `.menu`.
#[component]
pub fn MenuList(
    /// The id of the list.
    #[prop(into)]
    id: String,
    /// What it offers.
    #[prop(into)]
    label: String,
    /// Under the beginning of the button instead of its end.
    #[prop(optional)]
    align_start: bool,
    /// What it offers.
    children: Children,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let button_id = id.clone();
    let on_toggle = move |_: Event| {
        if let Some(list) = list.get_untracked() {
            place(&list, &button_id, align_start);
        }
    };
    view! {
        <div
            class="menu-list"
            popover="auto"
            id=id
            role="group"
            aria-label=label
            data-align=align_start.then_some("start")
            node_ref=list
            on:toggle=on_toggle
        >
            {children()}
        </div>
    }
    .into_any()
}

/// Something the menu does.
#[component]
pub fn MenuItem(
    /// A symbol before the words.
    #[prop(optional, into)]
    icon: Option<Symbol>,
    /// It cannot be taken back, or is a no.
    #[prop(optional)]
    danger: bool,
    /// It is what is chosen now.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Submits the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// The key that does the same.
    #[prop(optional, into)]
    shortcut: Option<String>,
    /// Hears that it is chosen; the menu closes by itself.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let choose = move |event: MouseEvent| {
        close_around(&event);
        if let Some(hear) = on_click {
            hear.run(event);
        }
    };
    view! {
        <button
            class="menu-item"
            type=if submit { "submit" } else { "button" }
            data-danger=danger.then_some("")
            aria-current=move || current.get().then_some("true")
            disabled=disabled
            on:click=choose
        >
            {icon.map(|symbol| view! { <Icon symbol /> })}
            <span>{children()}</span>
            {shortcut.map(|keys| view! { <Kbd keys /> })}
        </button>
    }
    .into_any()
}

/// Somewhere the menu leads.
#[component]
pub fn MenuLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// A symbol before the words.
    #[prop(optional, into)]
    icon: Option<Symbol>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="menu-item" href=href on:click=move |event| close_around(&event)>
            {icon.map(|symbol| view! { <Icon symbol /> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}

/// The heading of a part of a menu.
#[component]
pub fn MenuHead(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <div class="menu-head">{children()}</div> }
}

/// The line between two parts of a menu.
#[component]
pub fn MenuLine() -> impl IntoView {
    view! { <hr class="menu-line" /> }
}

/// Closes the menu after its item was used.
fn close_around(event: &MouseEvent) {
    let item = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let list = item.and_then(|item| item.closest(".menu-list").ok().flatten());
    if let Some(list) = list.and_then(|list| list.dyn_into::<web_sys::HtmlElement>().ok()) {
        // It fails only when the menu is closed already.
        let _ = list.hide_popover();
    }
}

/// Up and down, Home and End walk through the open menu; its button counts as the place before the first item.
fn walk(event: KeyboardEvent) {
    let menu = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(items) = menu
        .and_then(|menu| menu.query_selector_all(".menu-list:popover-open :is(.menu-item:enabled, a.menu-item)").ok())
    else {
        return;
    };
    let items: Vec<web_sys::HtmlElement> =
        (0..items.length()).filter_map(|at| items.item(at)?.dyn_into().ok()).collect();
    let Some(last) = items.len().checked_sub(1) else { return };
    let focused = document().active_element();
    let at = items.iter().position(|item| focused.as_ref().is_some_and(|focused| item.is_same_node(Some(focused))));
    let next = match (event.key().as_str(), at) {
        ("ArrowDown", None) | ("Home", _) => 0,
        ("ArrowDown", Some(at)) => (at + 1) % items.len(),
        ("ArrowUp", None | Some(0)) | ("End", _) => last,
        ("ArrowUp", Some(at)) => at - 1,
        _ => return,
    };
    event.prevent_default();
    // Focus is a courtesy; a browser may refuse it.
    let _ = items[next].focus();
}

/// Puts an open menu under its button in browsers that cannot anchor it by style. On phones it is a sheet and stays.
fn place(list: &web_sys::HtmlElement, id: &str, align_start: bool) {
    let anchored = web_sys::css::supports_with_value("position-area", "block-end").unwrap_or(false);
    let button = document().query_selector(&format!("[popovertarget=\"{id}\"]")).ok().flatten();
    let (false, false, Some(button)) = (is_narrow(), anchored, button) else { return };
    let (button, own) = (button.get_bounding_client_rect(), list.get_bounding_client_rect());
    let wanted = if align_start { button.left() } else { button.right() - own.width() };
    let below = button.bottom() + 4.0;
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    let top = if below + own.height() > height { (button.top() - own.height() - 4.0).max(8.0) } else { below };
    for (property, value) in [("left", wanted.max(8.0)), ("top", top)] {
        // A browser that cannot set a position leaves the menu where it opened.
        let _ = list.style().set_property(property, &format!("{value}px"));
    }
}
