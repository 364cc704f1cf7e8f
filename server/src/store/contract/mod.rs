//! What every store has to do, whatever database is behind it.
//!
//! Each test is generic over [`Subject`]; [`held_by`] holds one back end to all of them.

mod board;
mod log;
mod rows;
mod upkeep;

use super::{Log, Queries, Recall, Upkeep};

/// A store under test.
trait Subject: Sized {
    type Log: Log;
    type Store: Queries + Recall + Upkeep;

    /// An empty one.
    async fn empty() -> Self;

    /// Ends every connection and opens it again, as a restart of the server does.
    async fn reopened(self) -> Self;

    fn log(&mut self) -> &mut Self::Log;

    fn store(&self) -> &Self::Store;
}

macro_rules! held_by {
    ($subject:ty: $($file:ident { $($test:ident),* $(,)? })*) => {$(
        mod $file {
            use super::*;

            $(#[tokio::test]
            async fn $test() {
                $crate::store::contract::$file::$test(<$subject as $crate::store::contract::Subject>::empty().await).await;
            })*
        }
    )*};
}

mod on_sqlite {
    use tempfile::TempDir;

    use super::Subject;
    use crate::store::folder::Folder;
    use crate::store::{SqliteLog, Store};

    /// SQLite on a real file.
    struct Sqlite {
        scratch: TempDir,
        store: Store,
        log: SqliteLog,
    }

    impl Sqlite {
        async fn open(scratch: TempDir) -> Self {
            let folder = Folder::at(scratch.path());
            let _hold = folder.hold().unwrap();
            let key = folder.key().unwrap();
            let store = Store::open(&folder).await.unwrap();
            let log = store.log(key).await.unwrap();
            Self { scratch, store, log }
        }
    }

    impl Subject for Sqlite {
        type Log = SqliteLog;
        type Store = Store;

        async fn empty() -> Self {
            Self::open(tempfile::tempdir().unwrap()).await
        }

        async fn reopened(self) -> Self {
            self.store.close().await;
            drop(self.log);
            Self::open(self.scratch).await
        }

        fn log(&mut self) -> &mut SqliteLog {
            &mut self.log
        }

        fn store(&self) -> &Store {
            &self.store
        }
    }

    held_by! { Sqlite:
        log {
            what_is_appended_is_loaded,
            a_refused_batch_leaves_nothing,
            a_snapshot_spares_reading_what_came_before,
            a_command_is_carried_out_once,
            numbers_go_on_where_they_stopped,
            everything_is_there_after_a_restart,
            recovering_keeps_what_was_stored,
            running_children_are_found,
            changes_are_told_since_a_position,
        }
        board {
            open_tasks_come_by_due_moment,
            pages_follow_each_other_without_gap_or_repetition,
            the_filter_looks_at_process_words_and_due_moment,
            columns_follow_what_happens,
            a_task_is_read_as_it_was_written,
            the_open_tasks_of_a_person_are_counted,
            whoever_was_asked_last_at_a_node_is_found,
        }
        upkeep {
            a_draft_is_replaced_until_it_is_published,
            a_draft_is_written_over_what_it_is_based_on_and_nothing_else,
            a_draft_that_comes_into_force_stays_as_it_is,
            a_review_is_about_one_text,
            work_is_claimed_by_one_worker_at_a_time,
            work_that_fails_is_tried_again_or_given_up,
            an_erased_value_is_gone_and_the_log_whole,
        }
    }
}
