//! `kill -9` under load.

use std::collections::HashSet;

use server::runtime::{Target, check_read_models};
use server::store::audit::check_log;
use server::store::folder::Folder;
use server::store::{Queries, Store};

use crate::worker::{Acknowledged, Worker, again, begin, open};

/// Holds a folder against what was acknowledged on it.
pub(crate) async fn check(folder: &Folder, acknowledged: &[Acknowledged]) {
    let _hold = folder.hold().unwrap();
    let store = Store::open(folder).await.unwrap();
    let findings = check_log(&store, &folder.key().unwrap(), None).await.unwrap();
    assert_eq!(findings.faults, []);
    assert_eq!(check_read_models(&store).await.unwrap(), []);
    for done in acknowledged {
        let row = store.instance(done.instance).await.unwrap();
        assert!(row.is_some_and(|row| row.revision >= done.revision), "{done:?} was lost");
    }
    let started = acknowledged.iter().filter(|done| done.key.ends_with('s'));
    let instances = started.clone().map(|done| done.instance).collect::<HashSet<_>>();
    assert_eq!(instances.len(), started.count(), "no two commands started the same instance");
    store.close().await;
}

/// Sends everything that was acknowledged once more: nothing of it happens a second time.
async fn send_again(folder: &Folder, acknowledged: &[Acknowledged]) {
    let _hold = folder.hold().unwrap();
    let runtime = open(folder).await;
    for done in acknowledged.iter().filter(|done| done.key.ends_with('s')).take(200) {
        let again = again(&runtime, &done.key, Target::New("matter".into()), begin()).await;
        assert_eq!(again, Ok((done.instance, done.revision, true)));
    }
    runtime.close().await;
    runtime.store().close().await;
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = Folder::at(scratch.path().join("data"));
    let mut acknowledged = Vec::new();
    for (round, many) in [("one", 50), ("two", 700), ("three", 1500)] {
        let mut worker = Worker::start(folder.path(), round, |_| {});
        let before = acknowledged.len();
        acknowledged.extend(worker.acknowledged(many));
        assert_eq!(acknowledged.len(), before + many, "the worker ended by itself");
        acknowledged.extend(worker.kill());
        check(&folder, &acknowledged).await;
    }
    send_again(&folder, &acknowledged).await;
    check(&folder, &acknowledged).await;
}
