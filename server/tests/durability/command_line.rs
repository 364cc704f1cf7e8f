//! `backup`, `restore`, `verify` and `rebuild` as an operator runs them.

use std::path::Path;
use std::process::{Command as Process, Output};

use serde_json::Value;
use server::runtime::Target;
use server::store::folder::{Folder, Hold};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::worker::{again, begin, open};

/// A folder in which a few instances have been started, maybe still held as a running server does.
async fn folder(instances: u32) -> (TempDir, Folder, Hold) {
    let scratch = tempfile::tempdir().unwrap();
    let folder = Folder::at(scratch.path().join("data"));
    let hold = folder.hold().unwrap();
    let runtime = open(&folder).await;
    for number in 0..instances {
        again(&runtime, &number.to_string(), Target::New("matter".into()), begin()).await.unwrap();
    }
    runtime.close().await;
    runtime.store().close().await;
    (scratch, folder, hold)
}

fn lianban(command: &str, folder: &Folder, more: &[&str]) -> Output {
    let mut lianban = Process::new(env!("CARGO_BIN_EXE_lianban"));
    lianban.arg(command).arg("--data").arg(folder.path()).arg("--json").args(more).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test]
async fn a_backup_is_made_while_a_server_runs_and_put_back_when_it_does_not() {
    let (scratch, folder, hold) = folder(3).await;
    let to = scratch.path().join("backup");

    let made = lianban("backup", &folder, &[path(&to)]);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let head = lines(&made)[0]["head"].as_str().unwrap().to_owned();
    assert_eq!(lianban("backup", &folder, &[path(&to)]).status.code(), Some(2), "it is there already");

    assert_eq!(lianban("restore", &folder, &[path(&to)]).status.code(), Some(2), "the folder is held");
    drop(hold);
    let restored = lianban("restore", &folder, &[path(&to)]);
    assert_eq!(restored.status.code(), Some(0), "{restored:?}");
    assert_eq!(lines(&restored)[0]["head"], head);
    assert_eq!(lianban("verify", &folder, &["--anchor", &head]).status.code(), Some(0));
    assert_eq!(lianban("restore", &folder, &[path(scratch.path())]).status.code(), Some(2), "that is no backup");
}

#[tokio::test]
async fn verify_tells_what_is_wrong() {
    let (_scratch, folder, _hold) = folder(2).await;
    let clean = lianban("verify", &folder, &[]);
    assert_eq!(clean.status.code(), Some(0), "{clean:?}");
    assert_eq!(lines(&clean)[0]["faults"], 0);
    assert_eq!(lianban("verify", &folder, &["--anchor", &"0".repeat(64)]).status.code(), Some(1));
    assert_eq!(lianban("verify", &folder, &["--anchor", "short"]).status.code(), Some(2));

    let mut database = SqliteConnection::connect(path(&folder.database())).await.unwrap();
    sqlx::query("drop trigger events_are_never_changed").execute(&mut database).await.unwrap();
    sqlx::query("update events set at = at + 1 where position = 1").execute(&mut database).await.unwrap();
    let found = lianban("verify", &folder, &[]);
    assert_eq!(found.status.code(), Some(1));
    assert!(lines(&found)[0]["fault"].as_str().is_some_and(|fault| fault.contains("event 1")), "{found:?}");
    assert_eq!(lianban("verify", &Folder::at("/nowhere"), &[]).status.code(), Some(2));
}

#[tokio::test]
async fn rebuild_makes_again_what_pages_read() {
    let (_scratch, folder, hold) = folder(2).await;
    assert_eq!(lianban("rebuild", &folder, &[]).status.code(), Some(2), "the folder is held");
    drop(hold);
    let mut database = SqliteConnection::connect(path(&folder.database())).await.unwrap();
    sqlx::query("delete from tasks").execute(&mut database).await.unwrap();
    database.close().await.unwrap();
    assert_eq!(lianban("verify", &folder, &[]).status.code(), Some(1));
    let made = lianban("rebuild", &folder, &[]);
    assert_eq!((made.status.code(), &lines(&made)[0]["instances"]), (Some(0), &Value::from(2)), "{made:?}");
    assert_eq!(lianban("verify", &folder, &[]).status.code(), Some(0));
}

#[test]
fn a_person_has_one_account() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = Folder::at(scratch.path().join("data"));
    import(&folder, ADMINISTERED);
    assert_eq!(user(&folder, &["add", "ann"]).status.code(), Some(0));
    let second = user(&folder, &["add", "annie", "--person", "ann"]);
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("lianban user reset ann"), "{second:?}");
    assert_eq!(user(&folder, &["reset", "ann"]).status.code(), Some(0), "the account is there as before");
}

#[test]
fn an_organisation_that_nobody_administers_is_refused_once_people_can_sign_in() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = Folder::at(scratch.path().join("data"));
    assert_eq!(import(&folder, UNADMINISTERED).status.code(), Some(0), "the set-up makes an administrator");
    assert_eq!(import(&folder, ADMINISTERED).status.code(), Some(0));
    assert_eq!(user(&folder, &["add", "ann"]).status.code(), Some(0));
    let refused = import(&folder, UNADMINISTERED);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("`administrators`; nothing was changed"), "{refused:?}");
}

const ADMINISTERED: &str = "people: {ann: {name: Ann}}\nroles: {administrators: {name: Administrators, people: [ann]}}";
const UNADMINISTERED: &str = "people: {ann: {name: Ann}}";

fn import(folder: &Folder, organisation: &str) -> Output {
    let file = folder.path().with_extension("yaml");
    std::fs::write(&file, organisation).unwrap();
    lianban("import", folder, &[path(&file)])
}

fn user(folder: &Folder, act: &[&str]) -> Output {
    let mut lianban = Process::new(env!("CARGO_BIN_EXE_lianban"));
    lianban.arg("user").args(act).arg("--data").arg(folder.path()).output().unwrap()
}
