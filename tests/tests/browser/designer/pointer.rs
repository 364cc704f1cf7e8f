//! The mouse, the fingers and the keys that are held meanwhile.

use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};

use crate::window::Window;

/// A point of the window.
pub(super) type Spot = (i64, i64);

/// A point so far from another.
pub(super) fn beside((x, y): Spot, across: i64, down: i64) -> Spot {
    (x + across, y + down)
}

/// The point in the middle of two.
pub(super) fn between(one: Spot, other: Spot) -> Spot {
    (i64::midpoint(one.0, other.0), i64::midpoint(one.1, other.1))
}

fn to((x, y): Spot) -> PointerAction {
    PointerAction::MoveTo { duration: Some(Duration::ZERO), x: x as f64, y: y as f64 }
}

/// What a pointer does that is pressed at the first point and moves by the others.
fn pressed(points: &[Spot], button: u64) -> impl Iterator<Item = PointerAction> {
    let first = points.iter().take(1).flat_map(move |point| [to(*point), PointerAction::Down { button }]);
    first.chain(points.iter().skip(1).map(|point| to(*point)))
}

fn mouse(actions: impl IntoIterator<Item = PointerAction>) -> MouseActions {
    actions.into_iter().fold(MouseActions::new("mouse".to_owned()), InputSource::then)
}

fn finger(name: &str, actions: impl IntoIterator<Item = PointerAction>) -> TouchActions {
    actions.into_iter().fold(TouchActions::new(name.to_owned()), InputSource::then)
}

impl Window {
    /// Presses at the first point, moves by the others and lets go at the last.
    pub(super) async fn drag_by_mouse(&self, points: &[Spot]) {
        self.drag_by_button(points, MOUSE_BUTTON_LEFT).await;
    }

    /// The same by another button.
    pub(super) async fn drag_by_button(&self, points: &[Spot], button: u64) {
        let actions = pressed(points, button).chain([PointerAction::Up { button }]);
        self.client.perform_actions(mouse(actions)).await.unwrap();
    }

    /// Presses at the first point, moves by the others and holds what was taken there.
    pub(super) async fn hold_by_mouse(&self, points: &[Spot]) {
        self.client.perform_actions(mouse(pressed(points, MOUSE_BUTTON_LEFT))).await.unwrap();
    }

    /// Lets go what the mouse holds.
    pub(super) async fn let_go(&self) {
        self.client.perform_actions(mouse([PointerAction::Up { button: MOUSE_BUTTON_LEFT }])).await.unwrap();
    }

    /// Presses twice.
    pub(super) async fn press_twice(&self, point: Spot) {
        let button = MOUSE_BUTTON_LEFT;
        let again = [PointerAction::Up { button }, PointerAction::Down { button }, PointerAction::Up { button }];
        self.client.perform_actions(mouse(pressed(&[point], button).chain(again))).await.unwrap();
    }

    /// Holds a key down.
    pub(super) async fn hold_key(&self, value: char) {
        let keys = KeyActions::new("keys".to_owned()).then(KeyAction::Down { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Lets a key go.
    pub(super) async fn let_go_key(&self, value: char) {
        let keys = KeyActions::new("keys".to_owned()).then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Drags by a finger.
    pub(super) async fn drag_by_finger(&self, points: &[Spot]) {
        let actions = pressed(points, MOUSE_BUTTON_LEFT).chain([PointerAction::Up { button: MOUSE_BUTTON_LEFT }]);
        self.client.perform_actions(finger("finger", actions)).await.unwrap();
    }

    /// Drags by two fingers at once, as many steps by the one as by the other.
    pub(super) async fn drag_by_two_fingers(&self, one: &[Spot], other: &[Spot]) {
        let button = MOUSE_BUTTON_LEFT;
        let drag = |points: &[Spot]| pressed(points, button).chain([PointerAction::Up { button }]).collect::<Vec<_>>();
        let both = vec![finger("finger", drag(one)), finger("other finger", drag(other))];
        self.client.perform_actions(both).await.unwrap();
    }
}
