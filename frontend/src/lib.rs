//! The WebAssembly entry of the page: it takes over the document that the server rendered.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the browser has loaded the module.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
    leptos::mount::hydrate_body(app::App);
}
