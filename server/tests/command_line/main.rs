//! The commands that look at files, as somebody at a terminal or a script in CI runs them.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod bpmn;
mod calendar;
mod decide;
mod schema;
mod trace;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Runs the real binary, its messages in English.
fn lianban(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianban")).env("LC_ALL", "C").args(arguments).output().unwrap()
}

/// A file of the content that is shipped.
fn content(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
    path.to_str().unwrap().to_owned()
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
