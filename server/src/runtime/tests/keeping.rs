//! What the log promises to whoever keeps it: every change of it is found, read models can be made again, a backup is
//! the whole.

use std::path::{Path, PathBuf};

use sqlx::{Connection, SqliteConnection};

use super::house::{House, begin};
use crate::runtime::{Target, check_read_models, rebuild};
use crate::store::audit::{Fault, Findings, check_log};
use crate::store::backup::{BackupError, back_up, restore};
use crate::store::folder::Folder;
use crate::store::private::is_closed;
use crate::store::{Queries, Store};

/// A house where a few things have happened, one of them with a personal value.
async fn lived_in() -> House {
    let house = House::open().await;
    let one = house.start("one").await.instance;
    house.start("two").await;
    house.decide(one, "bob", "approve").await.unwrap();
    house
}

async fn check(folder: &Folder, anchor: Option<[u8; 32]>) -> Findings {
    let store = Store::open_as_it_is(folder).await.unwrap();
    let findings = check_log(&store, &folder.key().unwrap(), anchor).await.unwrap();
    store.close().await;
    findings
}

async fn tamper(folder: &Folder, statements: &[&'static str]) {
    let path = folder.database();
    let mut connection = SqliteConnection::connect(path.to_str().unwrap()).await.unwrap();
    for statement in
        ["drop trigger events_are_never_changed", "drop trigger events_are_never_removed"].iter().chain(statements)
    {
        sqlx::query(*statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

#[tokio::test]
async fn an_untouched_log_is_clean_while_the_server_runs() {
    let house = lived_in().await;
    let findings = check(&house.folder(), None).await;
    assert_eq!(findings.faults, []);
    assert_eq!(findings.commits, 3);
    assert_eq!(check_read_models(house.runtime.store()).await.unwrap(), []);
    house.start("one").await;
    let later = check(&house.folder(), Some(findings.head)).await;
    assert_eq!(later.faults, [], "the earlier head is an anchor of the log as it went on");
}

#[tokio::test]
async fn every_change_of_the_log_is_found() {
    for statements in [
        &["update events set body = replace(body, 'ann', 'eve') where position = 1"][..],
        &["update events set at = at + 1 where position = 5"],
        &["update events set hash = zeroblob(32) where position = 5"],
        &["delete from events where position = 4"],
        &["delete from events where position = (select max(position) from events)"],
        &[
            "update events set position = 1000 where position = 4",
            "update events set position = 4 where position = 5",
            "update events set position = 5 where position = 1000",
        ],
        &["insert into events (position, instance, seq, at, body, hash) \
           select 1000, instance, 1000, at, body, hash from events where position = 1"],
        &["delete from commits where number = 2"],
        &["update commits set at = at + 1 where number = 2"],
        &["update personal_values set value = '\"health\"'"],
        &["delete from personal_values"],
    ] {
        let house = lived_in().await;
        house.runtime.close().await;
        house.runtime.store().close().await;
        tamper(&house.folder(), statements).await;
        let findings = check(&house.folder(), None).await;
        assert!(!findings.faults.is_empty(), "{statements:?}");
    }
}

#[tokio::test]
async fn a_cut_tail_is_found_with_an_anchor() {
    let house = lived_in().await;
    let anchor = check(&house.folder(), None).await.head;
    house.runtime.close().await;
    house.runtime.store().close().await;
    let cut = &[
        "delete from events where position >= (select first from commits where number = 3)",
        "delete from commits where number = 3",
    ];
    tamper(&house.folder(), cut).await;
    assert_eq!(check(&house.folder(), None).await.faults, [], "without an anchor it cannot be known");
    assert_eq!(check(&house.folder(), Some(anchor)).await.faults, [Fault::NoAnchor]);
}

#[tokio::test]
async fn read_models_can_be_made_again() {
    let house = lived_in().await;
    let (folder, store) = (house.folder(), house.runtime.store().clone());
    house.runtime.close().await;
    let mut log = store.log(folder.key().unwrap()).await.unwrap();
    let changes = [
        "update tasks set person = 'eve'",
        "delete from instances",
        "update participations set open = 9",
        "insert into snapshots (instance, revision, state) select id, 2, '{}' from instances limit 1",
    ];
    for statement in changes {
        let mut connection = SqliteConnection::connect(folder.database().to_str().unwrap()).await.unwrap();
        sqlx::query(statement).execute(&mut connection).await.unwrap();
        assert!(!check_read_models(&store).await.unwrap().is_empty(), "{statement}");
        assert_eq!(rebuild(&store, &mut log).await.unwrap(), 3);
        assert_eq!(check_read_models(&store).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_backup_of_a_running_server_is_put_back_whole() {
    let house = lived_in().await;
    let attachment = house.folder().attachment(&"ab".repeat(32));
    std::fs::create_dir_all(attachment.parent().unwrap()).unwrap();
    std::fs::write(&attachment, "a file").unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let to = scratch.path().join("backup");

    let made = back_up(&house.folder(), &to).await.unwrap();

    assert!(matches!(back_up(&house.folder(), &to).await, Err(BackupError::Taken(_))));
    let later = house.start("one").await.instance;
    house.runtime.close().await;
    house.runtime.store().close().await;
    let (restored, former) = restore(&house.folder(), &to).await.unwrap();
    assert_eq!((restored.head, restored.events), (made.head, made.events));
    assert!(former.unwrap().join("lianban.db").exists());
    assert!(house.folder().attachment(&"ab".repeat(32)).exists());

    let house = house.restarted().await;
    assert_eq!(house.runtime.store().instance(later).await.unwrap(), None);
    house.submit(None, Target::New("one".into()), begin("ann")).await.unwrap();
    assert_eq!(check(&house.folder(), Some(made.head)).await.faults, []);
}

/// Everything below a path, itself included.
fn all_below(path: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path());
    inside.flat_map(|path| all_below(&path)).chain([path.to_owned()]).collect()
}

#[tokio::test]
async fn only_the_owner_may_read_what_is_kept() {
    let house = lived_in().await;
    let data = house.folder();
    let attachment = data.attachment(&"ab".repeat(32));
    std::fs::create_dir_all(attachment.parent().unwrap()).unwrap();
    std::fs::write(&attachment, "a file as an earlier version kept it").unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let to = scratch.path().join("backup");
    back_up(&data, &to).await.unwrap();
    let own = [data.database(), data.keys(), data.log_key(), data.attachments()];
    for path in all_below(&to).into_iter().chain(own) {
        assert!(is_closed(&path), "{}", path.display());
    }
}

#[tokio::test]
async fn what_is_no_backup_does_not_lie_about() {
    let house = lived_in().await;
    tamper(&house.folder(), &["update events set at = at + 1 where position = 5"]).await;
    let scratch = tempfile::tempdir().unwrap();
    let made = back_up(&house.folder(), &scratch.path().join("backup")).await;
    assert!(matches!(made, Err(BackupError::Unwell { .. })));
    assert_eq!(all_below(scratch.path()), [scratch.path()]);
}

#[tokio::test]
async fn a_changed_backup_is_not_put_back() {
    let house = lived_in().await;
    let scratch = tempfile::tempdir().unwrap();
    let to = scratch.path().join("backup");
    back_up(&house.folder(), &to).await.unwrap();
    tamper(&Folder::at(&to), &["update events set at = at + 1 where position = 5"]).await;
    house.runtime.close().await;
    house.runtime.store().close().await;
    assert!(matches!(restore(&house.folder(), &to).await, Err(BackupError::Unwell { .. })));
    let house = house.restarted().await;
    assert_eq!(check_read_models(house.runtime.store()).await.unwrap(), [], "nothing was changed");
}
