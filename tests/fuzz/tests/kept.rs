//! The inputs that are kept are tried with every change, without a fuzzer.

use std::fs;
use std::path::Path;

use fuzz::{TARGETS, Target, corpus};

/// Tries what is kept for a target.
fn try_kept(name: &str) {
    let target = Target::named(name).expect("it is a target");
    let inputs = corpus::kept(target).expect("inputs are kept");
    assert!(!inputs.is_empty());
    inputs.iter().for_each(|input| (target.run)(input));
}

#[test]
fn expressions() {
    try_kept("expression");
}

#[test]
fn patterns() {
    try_kept("pattern");
}

#[test]
fn editors() {
    try_kept("editor");
}

#[test]
fn models() {
    try_kept("model");
}

#[test]
fn definitions() {
    try_kept("definition");
}

#[test]
fn files_of_bpmn() {
    try_kept("bpmn");
}

#[test]
fn every_file_is_of_a_target_and_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), TARGETS.len());
    for file in files {
        assert!(file.metadata().unwrap().len() < 300_000, "{:?} is too much to keep", file.file_name());
    }
}
