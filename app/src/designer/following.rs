//! A way shown step by step: how what a finding warns of comes about.

use std::time::Duration;

use flow::id::NodeId;
use leptos::prelude::*;

use super::scene::Scene;
use crate::screen::matches;

/// How long a token stays at a step.
const STAY: Duration = Duration::from_millis(700);

/// The way that is being shown. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Following {
    scene: Scene,
    going: StoredValue<Option<IntervalHandle>>,
}

impl Following {
    pub(super) fn new(scene: Scene) -> Self {
        let following = Self { scene, going: StoredValue::new(None) };
        on_cleanup(move || following.rest());
        following
    }

    /// Shows a way from its first node to its last; all at once for whoever wants nothing to move.
    pub(super) fn begin(self, way: Vec<NodeId>) {
        self.rest();
        if matches("(prefers-reduced-motion: reduce)") {
            return self.scene.show_way(&way, way.len());
        }
        self.scene.show_way(&way, 1);
        let come = StoredValue::new(1);
        let step = move || {
            let now = come.get_value() + 1;
            come.set_value(now);
            self.scene.show_way(&way, now);
            if now >= way.len() {
                self.rest();
            }
        };
        self.going.set_value(set_interval_with_handle(step, STAY).ok());
    }

    /// Shows the draft alone again.
    pub(super) fn stop(self) {
        self.rest();
        self.scene.show_way(&[], 0);
    }

    fn rest(self) {
        if let Some(Some(going)) = self.going.try_update_value(Option::take) {
            going.clear();
        }
    }
}
