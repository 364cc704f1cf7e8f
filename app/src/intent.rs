//! The same click twice has one effect: every action is sent with a name of its own.

use leptos::prelude::*;

/// A name that no other action has. On the server, where nobody clicks, it is empty.
pub fn intent() -> String {
    if cfg!(feature = "ssr") {
        return String::new();
    }
    let random = || (js_random() * f64::from(u32::MAX)) as u64;
    format!("{:08x}{:08x}{:08x}", random(), random(), window().performance().map_or(0.0, |clock| clock.now()) as u64)
}

#[cfg(feature = "hydrate")]
fn js_random() -> f64 {
    js_sys::Math::random()
}

#[cfg(not(feature = "hydrate"))]
fn js_random() -> f64 {
    0.0
}
