//! The WebAssembly entry of the designer; it takes over the document that the server rendered.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the browser has loaded the module.
#[wasm_bindgen(start)]
fn start() {
    app::take_over(app::DesignerApp);
}
