//! Instances replayed over the drawing: picked from the last real ones, and shown move by move along a slider.

mod figures;
mod list;
mod overlay;
mod player;
mod sheet;
mod shown;
mod situation;
mod telling;
mod totals;
mod track;

use std::sync::Arc;

use flow::id::InstanceId;
use flow::model::Definition;
use leptos::prelude::*;

use super::work::Work;
use crate::asking::Asking;
use crate::port::{Page, Problem, Replay, Run, RunQuery, port};
pub(super) use list::Replays;
pub(super) use sheet::OverDrawing;
pub(super) use shown::{Instance, Shown, Source};

/// The last instances and what of them is shown. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Replaying {
    work: Work,
    /// Which of them are listed.
    query: RwSignal<RunQuery>,
    found: RwSignal<Option<Result<Page<Run>, Problem>>>,
    /// What is shown over the drawing, while anything is.
    pub(super) shown: RwSignal<Option<Shown>>,
    asking: Asking,
}

impl Replaying {
    pub(super) fn new(work: Work) -> Self {
        let (query, found, shown) = (RwSignal::default(), RwSignal::new(None), RwSignal::new(None));
        Self { work, query, found, shown, asking: Asking::new() }
    }

    /// Reads the list anew.
    fn look(self) {
        let query = self.query.get_untracked();
        let answer = port().runs(self.work.now().key.clone(), query.clone());
        leptos::task::spawn_local(async move {
            let answer = answer.await;
            // Another one may have been asked for meanwhile, and the page may be gone.
            if self.query.try_get_untracked() == Some(query) {
                self.found.try_set(Some(answer));
            }
        });
    }

    /// Shows instances: one by itself, several together.
    fn show(self, instances: Vec<InstanceId>) {
        let key = self.work.now().key.clone();
        let read = async move {
            let mut replays: Vec<Replay> = Vec::with_capacity(instances.len());
            for instance in instances {
                replays.push(port().replay(key.clone(), instance).await?);
            }
            let version = replays.iter().map(|replay| replay.run.version).max();
            let design = port().design(key, version).await?;
            Ok((replays, version, design))
        };
        self.asking.ask(read, move |(replays, version, design)| {
            let instances = replays.into_iter().map(Instance::from).collect();
            let source = Source::Real { version: version.unwrap_or_default(), in_force: design.version };
            self.shown.set(Some(Shown {
                instances: Arc::new(instances),
                definition: Arc::new(design.definition),
                source,
            }));
        });
    }

    /// Shows what was played.
    pub(super) fn show_played(self, instances: Vec<Instance>, definition: Arc<Definition>) {
        self.shown.set(Some(Shown { instances: Arc::new(instances), definition, source: Source::Played }));
    }

    /// Shows the draft again; tells whether anything else was shown.
    pub(super) fn close(self) -> bool {
        let was_shown = self.shown.with_untracked(Option::is_some);
        self.shown.set(None);
        was_shown
    }
}
