//! A power cut: what was written and not synced is gone.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use server::store::folder::Folder;

use crate::kill::check;
use crate::worker::{Worker, open};

/// Tells the scribbler its folder.
const SCRIBBLE: &str = "LIANBAN_SCRIBBLE_FOLDER";

/// Builds the library that keeps the copy.
fn library(scratch: &Path) -> PathBuf {
    let library = scratch.join("power_cut.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/durability/power_cut.c");
    let mut compiler = Process::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-o"]).arg(&library).arg(source).arg("-ldl");
    assert!(compiler.status().unwrap().success());
    library
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, target) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(path, target).unwrap();
        }
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_power_cut() {
    let scratch = tempfile::tempdir().unwrap();
    let library = library(scratch.path());
    let mut folder = Folder::at(scratch.path().join("data"));
    {
        let _hold = folder.hold().unwrap();
        let runtime = open(&folder).await;
        runtime.close().await;
        runtime.store().close().await;
    }
    let mut acknowledged = Vec::new();
    for (round, many) in [("one", 60), ("two", 500), ("three", 1000)] {
        let disk = scratch.path().join(round);
        copy(folder.path(), &disk);
        let mut worker = Worker::start(folder.path(), round, |process| {
            process.env("LD_PRELOAD", &library).env("POWER_CUT_TO", &disk);
        });
        let before = acknowledged.len();
        acknowledged.extend(worker.acknowledged(many));
        assert_eq!(acknowledged.len(), before + many, "the worker ended by itself");
        acknowledged.extend(worker.kill());
        // From here on only the disk is left.
        folder = Folder::at(disk);
        check(&folder, &acknowledged).await;
    }
}

#[test]
fn what_was_not_synced_is_gone_in_this_model() {
    let scratch = tempfile::tempdir().unwrap();
    let (folder, disk) = (scratch.path().join("data"), scratch.path().join("disk"));
    fs::create_dir(&folder).unwrap();
    fs::create_dir(&disk).unwrap();
    let ended = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "power::scribbles", "--ignored"])
        .env(SCRIBBLE, &folder)
        .env("LD_PRELOAD", library(scratch.path()))
        .env("POWER_CUT_TO", &disk)
        .status();
    assert!(ended.unwrap().success());
    assert_eq!(fs::read(folder.join("lianban.db")).unwrap(), b"synced and not");
    assert_eq!(fs::read(disk.join("lianban.db")).unwrap(), b"synced");
}

#[test]
#[ignore = "runs as a process of its own, started by the other tests"]
fn scribbles() {
    let Ok(folder) = std::env::var(SCRIBBLE) else { return };
    let mut file = File::create(Path::new(&folder).join("lianban.db")).unwrap();
    file.write_all(b"synced").unwrap();
    file.sync_all().unwrap();
    file.write_all(b" and not").unwrap();
}
