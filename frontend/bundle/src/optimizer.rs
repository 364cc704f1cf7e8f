//! The WebAssembly optimiser: `wasm-opt` of Binaryen, a command.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// Rewrites the module for size. `WASM_OPT` names the command when it is not on the path.
pub(crate) fn shrink(wasm: &[u8]) -> Result<Vec<u8>> {
    let command = std::env::var("WASM_OPT").unwrap_or_else(|_| "wasm-opt".to_owned());
    let mut child = Command::new(&command)
        .args(["-Oz", "--output", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {command}; Debian's package is binaryen, npm's too"))?;
    let mut input = child.stdin.take().expect("the pipe was asked for above");
    let module = wasm.to_vec();
    // From a thread of its own: the optimiser may answer before it has read everything.
    let writer = std::thread::spawn(move || input.write_all(&module));
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{command} ended with {}", output.status);
    }
    writer.join().expect("writing to a pipe does not panic")?;
    Ok(output.stdout)
}
