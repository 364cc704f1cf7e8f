//! The line icons: one sprite in the document, referred to by name.

use leptos::prelude::*;

macro_rules! symbols {
    ($($(#[$meta:meta])* $variant:ident = $name:literal,)*) => {
        /// A drawing of the icon set (`style/icons.svg`), 16 by 16 pixels in lines.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Symbol {
            $($(#[$meta])* $variant,)*
        }

        impl Symbol {
            /// Every symbol, in the order of the sprite.
            pub const ALL: &[Symbol] = &[$(Symbol::$variant),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Symbol::$variant => $name,)*
                }
            }

            /// The reference to its drawing in the sprite.
            const fn reference(self) -> &'static str {
                match self {
                    $(Symbol::$variant => concat!("#i-", $name),)*
                }
            }
        }
    };
}

symbols! {
    /// Work that waits.
    Inbox = "inbox",
    /// Add, start.
    Plus = "plus",
    /// Take away, farther.
    Minus = "minus",
    /// All of it in sight.
    Fit = "fit",
    /// A process.
    Flow = "flow",
    /// Analysis.
    Chart = "chart",
    /// The catalogue.
    Book = "book",
    /// Administration.
    Gear = "gear",
    /// Search.
    Search = "search",
    /// Time, deadlines.
    Clock = "clock",
    /// Agree, chosen.
    Check = "check",
    /// Return.
    Back = "back",
    /// More.
    Dots = "dots",
    /// Try out.
    Play = "play",
    /// Stop for a while.
    Pause = "pause",
    /// A person.
    User = "user",
    /// Several people.
    People = "people",
    /// A department, the organisation.
    Building = "building",
    /// Sign-in, permission.
    Key = "key",
    /// An attachment.
    Paperclip = "paperclip",
    /// Take a picture.
    Camera = "camera",
    /// Share.
    Share = "share",
    /// Notices.
    Bell = "bell",
    /// Light theme.
    Sun = "sun",
    /// Dark theme.
    Moon = "moon",
    /// The system's theme.
    Screen = "screen",
    /// Language.
    Globe = "globe",
    /// Opens downwards.
    ChevronDown = "chevron-down",
    /// Closes upwards.
    ChevronUp = "chevron-up",
    /// Earlier, to the left.
    ChevronLeft = "chevron-left",
    /// Later, to the right.
    ChevronRight = "chevron-right",
    /// Close, remove.
    Close = "close",
    /// Take care.
    Warning = "warning",
    /// To know.
    Info = "info",
    /// Refused, failed.
    Refuse = "refuse",
    /// Done.
    Done = "done",
    /// See.
    Eye = "eye",
    /// Closed to you.
    Lock = "lock",
    /// Take out.
    Download = "download",
    /// Bring in.
    Upload = "upload",
    /// Delete.
    Trash = "trash",
    /// Change.
    Edit = "edit",
    /// As a list.
    List = "list",
    /// As a board.
    Board = "board",
    /// Narrow down.
    Filter = "filter",
    /// Order.
    Sort = "sort",
    /// A document.
    File = "file",
    /// A link.
    Link = "link",
    /// Leaves this place.
    External = "external",
    /// Navigation.
    Menu = "menu",
    /// Sign out.
    SignOut = "sign-out",
    /// A day.
    Calendar = "calendar",
    /// An opinion.
    Comment = "comment",
    /// Submit.
    Send = "send",
    /// Again.
    Refresh = "refresh",
    /// Kept.
    Star = "star",
    /// One way of several.
    Choice = "choice",
    /// All ways at once.
    Fork = "fork",
    /// Some ways of several.
    Several = "several",
    /// What comes first decides.
    First = "first",
    /// A gateway with a rule of its own.
    Gate = "gate",
    /// Where something begins.
    Begin = "begin",
    /// Where it ends.
    End = "end",
    /// Where all of it ends.
    Stop = "stop",
    /// Leads on to another.
    Arrow = "arrow",
    /// To be moved elsewhere.
    Move = "move",
}

/// How large an icon is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IconSize {
    /// 12 px, in pills.
    Small,
    /// 16 px.
    #[default]
    Normal,
    /// 20 px, alone on a touch screen and in empty states.
    Large,
}

/// An icon. It is decoration: the words beside it, or the label of the control around it, say what it means.
#[component]
pub fn Icon(
    /// What it shows.
    symbol: Symbol,
    /// How large.
    #[prop(optional)]
    size: IconSize,
) -> impl IntoView {
    let size = match size {
        IconSize::Small => Some("small"),
        IconSize::Normal => None,
        IconSize::Large => Some("large"),
    };
    view! {
        <svg class="icon" data-size=size viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <use href=symbol.reference()></use>
        </svg>
    }
}

/// The drawings that [`Icon`] refers to. The document holds it once, after the interface (so that taking over in the
/// browser finds the interface first); only the server renders it.
#[cfg(feature = "ssr")]
#[component]
pub fn Sprite() -> impl IntoView {
    view! { <div hidden inner_html=include_str!("../../../style/icons.svg")></div> }
}

#[cfg(test)]
mod tests {
    use super::Symbol;

    #[test]
    fn every_symbol_is_drawn() {
        let sprite = include_str!("../../../style/icons.svg");
        for symbol in Symbol::ALL {
            assert!(sprite.contains(&format!("<symbol id=\"i-{}\"", symbol.name())), "{}", symbol.name());
        }
        assert_eq!(sprite.matches("<symbol").count(), Symbol::ALL.len());
    }
}
