//! Buttons: what one presses to make something happen.

use leptos::{ev::MouseEvent, prelude::*};

use super::{Icon, IconSize, Kbd, Symbol};

/// What pressing a button means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ButtonKind {
    /// The one thing the page wants to be done; at most one in sight.
    Primary,
    /// Something else one may do.
    #[default]
    Plain,
    /// A no, or the first press towards something that cannot be taken back.
    Danger,
    /// The last press of something that cannot be taken back, inside a dialog that says so.
    Destroy,
    /// Something at hand but in the background.
    Ghost,
}

impl ButtonKind {
    const fn name(self) -> &'static str {
        match self {
            ButtonKind::Primary => "primary",
            ButtonKind::Plain => "plain",
            ButtonKind::Danger => "danger",
            ButtonKind::Destroy => "destroy",
            ButtonKind::Ghost => "ghost",
        }
    }
}

/// How large a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ButtonSize {
    /// In rows and panels.
    Small,
    /// Everywhere.
    #[default]
    Normal,
    /// The decision at the foot of a phone page.
    Large,
}

impl ButtonSize {
    const fn name(self) -> Option<&'static str> {
        match self {
            ButtonSize::Small => Some("small"),
            ButtonSize::Normal => None,
            ButtonSize::Large => Some("large"),
        }
    }
}

/// A button. Further attributes go to the element: `<Button on_click=… attr:name="act" attr:value="agree">`.
///
/// What hears the press is a prop: a listener that is put on a component from outside stays the first one when what is
/// around it is drawn again.
#[component]
pub fn Button(
    /// What pressing it means.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// A symbol before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Symbol>,
    /// Submits the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Its work is under way: it turns, and does not take a second press, but keeps the focus.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// It cannot be used now. Prefer to leave it usable and to say after the press what is missing.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The key that does the same, shown beside the words.
    #[prop(optional, into)]
    shortcut: Option<String>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
    /// Hears that it is pressed.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let press = move |event: MouseEvent| {
        if pending.get_untracked() {
            event.prevent_default();
            event.stop_immediate_propagation();
        } else if let Some(hear) = on_click {
            hear.run(event);
        }
    };
    let mark = move || {
        if pending.get() {
            Some(view! { <span class="spinner"></span> }.into_any())
        } else {
            icon.map(|symbol| view! { <Icon symbol /> }.into_any())
        }
    };
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-kind=kind.name()
            data-size=size.name()
            data-wide=wide.then_some("")
            disabled=disabled
            aria-busy=move || pending.get().then_some("true")
            aria-disabled=move || pending.get().then_some("true")
            on:click=press
        >
            {mark}
            <span>{children()}</span>
            {shortcut.map(|keys| view! { <Kbd keys /> })}
        </button>
    }
}

/// A button that is only a symbol. Its label is spoken, and shown when one points at it.
#[component]
pub fn IconButton(
    /// What pressing it does, in words.
    #[prop(into)]
    label: String,
    /// The symbol.
    symbol: Symbol,
    /// What pressing it means.
    #[prop(default = ButtonKind::Ghost)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// Submits the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Hears that it is pressed.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
) -> impl IntoView {
    let icon_size = if size == ButtonSize::Large { IconSize::Large } else { IconSize::Normal };
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-icon-only=""
            data-kind=kind.name()
            data-size=size.name()
            disabled=disabled
            aria-label=label.clone()
            title=label
            on:click=move |event| {
                if let Some(hear) = on_click {
                    hear.run(event);
                }
            }
        >
            <Icon symbol size=icon_size />
        </button>
    }
}

/// A link that looks like a button: it leads somewhere that the page wants one to go.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// A symbol before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Symbol>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="button" href=href data-kind=kind.name() data-size=size.name() data-wide=wide.then_some("")>
            {icon.map(|symbol| view! { <Icon symbol /> })}
            <span>{children()}</span>
        </a>
    }
}

/// Buttons that belong together, in a row that wraps.
#[component]
pub fn ButtonGroup(
    /// At the end of the line instead of its beginning.
    #[prop(optional)]
    end: bool,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="button-group" data-align=end.then_some("end")>{children()}</div> }
}
