//! What the interface says, and for whom: language, theme, time zone and clock of the reader, the translated texts,
//! and dates and numbers as the reader writes them.
//!
//! ```ignore
//! view! { <h1>{t!("inbox-title")}</h1> <p>{t!("inbox-due-today", count = 4)}</p> }
//! ```
//!
//! Texts live in `app/locales/<language>/*.ftl`. A key that does not exist, or an argument that its message does not
//! take, is a compile error. The language of a page never changes while it is open (switching reloads it), so texts
//! are plain strings, not signals.
//!
//! The same inputs (the [`Reader`]) are in force on the server and in the browser, so both render the same text.

mod calendar;
mod date;
mod duration;
mod locale;
mod message;
mod number;
mod reader;
mod zone;

pub use calendar::{Clock, Day};
pub use date::{
    Due, DueWording, day, day_short, due, moment, moment_exact, moment_iso, moment_to_type, moment_typed, weekday,
};
pub use duration::{ago, duration};
pub use locale::Locale;
pub use message::{Argument, Message, checked, say};
pub use number::{bytes, currency_sign, money, money_in, number};
pub use reader::{Reader, Theme, cookie_value, listed, reader, words};
pub use zone::Zone;
