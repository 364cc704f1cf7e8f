//! Binding the compiled page to the browser, with `wasm-bindgen` as a library: its version is then always the one in
//! the lock file, and there is no command to install.

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// A page that a browser can load: the module and the script that loads it.
pub(crate) struct Bound {
    pub(crate) script: String,
    pub(crate) wasm: Vec<u8>,
}

/// Generates the script for the compiled module and rewrites the module to match it.
pub(crate) fn bind(name: &str, compiled: Vec<u8>) -> Result<Bound> {
    let mut output = Bindgen::new()
        .input_bytes(name, compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()?;
    let carriers = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(carrier, _)| carrier);
    let carriers = carriers.chain(output.local_modules().keys()).collect::<Vec<_>>();
    if !carriers.is_empty() {
        bail!("these crates bring scripts of their own, which this build does not carry: {carriers:?}");
    }
    Ok(Bound { script: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}

/// The script with the one line that starts the page: so no document needs an inline script.
pub(crate) fn starting(script: &str, wasm_path: &str) -> String {
    format!("{script}\n__wbg_init({{ module_or_path: new URL({wasm_path:?}, import.meta.url) }});\n")
}

#[cfg(test)]
mod tests {
    use super::starting;

    #[test]
    fn the_script_starts_the_module_that_lies_beside_it() {
        let script = starting("export {};", "lianban-0123.wasm");
        assert!(script.ends_with("__wbg_init({ module_or_path: new URL(\"lianban-0123.wasm\", import.meta.url) });\n"));
    }
}
