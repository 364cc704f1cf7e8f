//! What pointers do on the canvas. One gesture at a time; whatever is dragged can be picked and placed as well.

use std::time::Duration;

use flow::design::{Axis, make_space, route};
use flow::layout::Point;
use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::camera::Camera;
use super::carry::Carry;
use super::drag::bent;
use super::gesture::{Asked, Brought, Gesture, Overlay, Picked, Tool};
use super::pointers::{Pointer, Pointers};
use super::target::{Target, target};
use crate::designer::entering::{Trail, enter, fold};
use crate::designer::scene::Scene;
use crate::designer::step::Step;
use crate::designer::work::{Selection, Work};
use crate::pointing::position;

/// How long a finger rests before that asks what can be done.
const LONG_PRESS: Duration = Duration::from_millis(500);
/// How near the border a drag moves the canvas, and how far at once.
pub(super) const EDGE: f64 = 8.0;

/// The hand on the canvas. Cheap to copy.
#[derive(Clone, Copy)]
pub(in crate::designer) struct Hand {
    pub(super) work: Work,
    pub(super) scene: Scene,
    /// How one came to this process.
    pub(in crate::designer) trail: Trail,
    pub(in crate::designer) camera: Camera,
    pub(in crate::designer) tool: RwSignal<Tool>,
    pub(in crate::designer) picked: RwSignal<Option<Picked>>,
    pub(in crate::designer) asked: RwSignal<Option<Asked>>,
    pub(super) overlay: RwSignal<Overlay>,
    /// Where the menu of what can be done is open, in the window.
    pub(in crate::designer) menu: RwSignal<Option<(f64, f64)>>,
    /// Whether Space is held: the canvas moves whatever is pressed.
    pub(in crate::designer) holds_space: StoredValue<bool>,
    pub(super) gesture: StoredValue<Gesture, LocalStorage>,
    pub(super) pointers: Pointers,
    long_press: StoredValue<Option<TimeoutHandle>>,
}

impl Hand {
    pub(in crate::designer) fn new(work: Work, scene: Scene) -> Self {
        Self::looking(work, scene, Camera::new())
    }

    /// A hand on another drawing, whose canvas moves with this one's.
    pub(in crate::designer) fn beside(self, work: Work, scene: Scene) -> Self {
        Self::looking(work, scene, self.camera.beside())
    }

    fn looking(work: Work, scene: Scene, camera: Camera) -> Self {
        Self {
            work,
            scene,
            trail: Trail::default(),
            camera,
            tool: RwSignal::new(Tool::default()),
            picked: RwSignal::new(None),
            asked: RwSignal::new(None),
            overlay: RwSignal::new(Overlay::default()),
            menu: RwSignal::new(None),
            holds_space: StoredValue::new(false),
            gesture: StoredValue::new_local(Gesture::Idle),
            pointers: Pointers::default(),
            long_press: StoredValue::new(None),
        }
    }

    /// Something is taken from the palette: dragged to where it goes, or picked by a press alone.
    pub(in crate::designer) fn bring(self, brought: Brought, event: &PointerEvent) {
        event.prevent_default();
        self.pointers.down(Pointer::from_palette(event));
        capture(event);
        self.gesture.set_value(Gesture::Bringing { brought });
    }

    pub(in crate::designer) fn pick(self, picked: Picked) {
        self.asked.set(None);
        self.picked.set(Some(picked));
    }

    /// Gives up whatever is under way; tells whether anything was.
    pub(in crate::designer) fn give_up(self) -> bool {
        let was_idle = self.gesture.with_value(|gesture| matches!(gesture, Gesture::Idle));
        let was_asked = self.asked.get_untracked().is_some() || self.menu.get_untracked().is_some();
        let was_picked = self.picked.get_untracked().is_some();
        self.rest();
        self.scene.settle();
        self.asked.set(None);
        self.menu.set(None);
        self.picked.set(None);
        !was_idle || was_asked || was_picked
    }

    fn rest(self) {
        self.gesture.set_value(Gesture::Idle);
        self.overlay.set(Overlay::default());
        self.cancel_long_press();
    }

    fn cancel_long_press(self) {
        if let Some(Some(waiting)) = self.long_press.try_update_value(Option::take) {
            waiting.clear();
        }
    }

    pub(super) fn down(self, event: &PointerEvent) {
        self.menu.set(None);
        self.asked.set(None);
        // The other button asks what can be done with what is under it, which has to hear of that itself.
        if event.button() == 2 {
            return;
        }
        self.pointers.down(Pointer::of(event));
        capture(event);
        if self.pointers.count() > 1 {
            self.rest();
            self.scene.settle();
            return self.gesture.set_value(Gesture::Pinching);
        }
        let moves = event.button() == 1 || self.holds_space.get_value() || self.tool.get_untracked() == Tool::Move;
        if moves {
            return self.gesture.set_value(Gesture::Panning);
        }
        if event.button() != 0 {
            return;
        }
        let point = self.camera.point_at(position(event));
        if self.place_picked(point) {
            return;
        }
        if self.tool.get_untracked() == Tool::Space && !self.work.fixed {
            return self.gesture.set_value(Gesture::Spacing { from: point });
        }
        let (on, more) = (target(&event.target()), event.shift_key() || event.ctrl_key() || event.meta_key());
        if event.pointer_type() == "touch" {
            self.wait_for_long_press(&on, position(event));
        }
        self.gesture.set_value(Gesture::Pressed { on, more });
    }

    fn wait_for_long_press(self, on: &Target, at: (f64, f64)) {
        let chosen = on.as_selection();
        let open = move || {
            if let Some(chosen) = chosen {
                self.work.select(chosen);
            }
            self.rest();
            self.menu.set(Some(at));
        };
        self.long_press.set_value(set_timeout_with_handle(open, LONG_PRESS).ok());
    }

    pub(in crate::designer) fn moved(self, event: &PointerEvent) {
        let (id, at) = (event.pointer_id(), position(event));
        let point = self.camera.point_at(at);
        let Some(pointer) = self.pointers.find(id) else { return self.hover(point) };
        let step = (at.0 - pointer.last.0, at.1 - pointer.last.1);
        let pinched = self.gesture.with_value(|gesture| matches!(gesture, Gesture::Pinching));
        if pinched {
            self.pinch(&pointer, at);
        }
        self.pointers.moved(id, at);
        if pinched {
            return;
        }
        let far = pointer.has_come_far(at);
        if far {
            self.cancel_long_press();
            self.begin_drag(pointer);
        }
        let began = self.camera.point_at(pointer.began);
        self.gesture.update_value(|gesture| match gesture {
            Gesture::Panning => self.camera.pan(step.0, step.1),
            Gesture::Framing { from, before } => self.frame(*from, point, before),
            Gesture::Carrying(carry) => {
                self.scroll_at_edge(at);
                self.carry(carry, point.x - began.x, point.y - began.y, event.alt_key());
            }
            Gesture::Connecting { from } => self.draw_line(from, point),
            Gesture::Turning { edge, arrives } => self.draw_turn(edge, *arrives, point),
            Gesture::Bending { edge, leg, way } => self.bend(edge, *leg, way, point),
            Gesture::Labelling { .. }
            | Gesture::Resizing { .. }
            | Gesture::Ranking { .. }
            | Gesture::Stretching { .. } => self.reshape(gesture, between(began, point)),
            Gesture::Bringing { brought } if far => self.show_ghost(brought, point),
            Gesture::Spacing { from } => {
                let (axis, by) = space_between(*from, point);
                let line = if axis == Axis::Across { from.x } else { from.y };
                self.overlay.set(Overlay { space: Some((axis, line, by)), ..Overlay::default() });
            }
            _ => {}
        });
    }

    /// Two fingers move and zoom the canvas.
    fn pinch(self, one: &Pointer, at: (f64, f64)) {
        let Some(other) = self.pointers.other_than(one.id) else { return };
        let far = |a: (f64, f64)| (a.0 - other.last.0).hypot(a.1 - other.last.1).max(1.0);
        let middle = ((one.last.0 + other.last.0) / 2.0, (one.last.1 + other.last.1) / 2.0);
        self.camera.zoom_at(far(at) / far(one.last), middle);
        self.camera.pan((at.0 - one.last.0) / 2.0, (at.1 - one.last.1) / 2.0);
    }

    /// A press that has moved is a drag of what was pressed.
    fn begin_drag(self, pointer: Pointer) {
        let Some(Gesture::Pressed { on, more }) = self.gesture.try_update_value(|gesture| match gesture {
            Gesture::Pressed { .. } => std::mem::replace(gesture, Gesture::Idle),
            _ => Gesture::Idle,
        }) else {
            return;
        };
        let from = self.camera.point_at(pointer.began);
        let next = match on {
            Target::Nothing if pointer.touch => Gesture::Panning,
            Target::Nothing => {
                let before = if more { self.work.chosen() } else { Selection::default() };
                Gesture::Framing { from, before }
            }
            _ if self.work.fixed => Gesture::Panning,
            Target::Node(id) | Target::Fold(id) => {
                if !self.work.chosen().nodes.contains(&id) {
                    self.work.select(Selection::node(&id));
                }
                let nodes = self.work.chosen().nodes;
                match Carry::take(self.work, self.scene, nodes) {
                    Some(carry) => Gesture::Carrying(Box::new(carry)),
                    None => Gesture::Idle,
                }
            }
            Target::Edge(_) => Gesture::Idle,
            Target::Label(_) | Target::Grip(..) | Target::Lane(_) | Target::LaneGrip(_) => self.begin_reshaping(on),
            Target::End(edge, arrives) => Gesture::Turning { edge, arrives },
            Target::Bend(edge, leg) => {
                let way = self.scene.drawing().edges.get(&edge).cloned().unwrap_or_default();
                Gesture::Bending { edge, leg, way }
            }
        };
        self.gesture.set_value(next);
    }

    pub(in crate::designer) fn up(self, event: &PointerEvent) {
        self.cancel_long_press();
        let at = position(event);
        let point = self.camera.point_at(at);
        let Some(pointer) = self.pointers.up(event.pointer_id()) else { return };
        if self.pointers.count() > 0 {
            return;
        }
        let gesture = self.gesture.try_update_value(|gesture| std::mem::replace(gesture, Gesture::Idle));
        let overlay = self.overlay.get_untracked();
        self.overlay.set(Overlay::default());
        match gesture.unwrap_or(Gesture::Idle) {
            Gesture::Pressed { on, more } => self.press(on, more),
            Gesture::Carrying(carry) => self.drop_carried(&carry, overlay.edge),
            Gesture::Connecting { from } if !pointer.has_come_far(at) => self.pick(Picked::From(from)),
            Gesture::Connecting { from } => self.drop_line(from, point, at),
            Gesture::Turning { edge, arrives } => self.drop_turn(&edge, arrives, overlay.node),
            Gesture::Bending { edge, leg, way } => {
                self.work.change(Step::Route, |draft| route(draft, &edge, &bent(&way, leg, point)));
                self.scene.settle();
            }
            gesture @ (Gesture::Labelling { .. }
            | Gesture::Resizing { .. }
            | Gesture::Ranking { .. }
            | Gesture::Stretching { .. }) => {
                self.drop_reshaped(gesture, between(self.camera.point_at(pointer.began), point));
                self.scene.settle();
            }
            Gesture::Bringing { brought } => {
                if !pointer.has_come_far(at) {
                    return self.pick(Picked::Brought(brought));
                }
                if self.is_over(at) {
                    self.place_brought(&brought, point);
                }
            }
            Gesture::Spacing { from } => {
                let (axis, by) = space_between(from, point);
                let line = if axis == Axis::Across { from.x } else { from.y };
                self.work.change(Step::Arrange, |draft| make_space(draft, axis, line, by));
                self.tool.set(Tool::Choose);
            }
            _ => {}
        }
    }

    /// The system took the pointer away.
    pub(in crate::designer) fn lost(self, event: &PointerEvent) {
        self.pointers.up(event.pointer_id());
        self.rest();
        self.scene.settle();
    }

    pub(super) fn is_over(self, at: (f64, f64)) -> bool {
        self.camera.frame().get_untracked().is_some_and(|frame| {
            let bounds = frame.get_bounding_client_rect();
            (bounds.left()..bounds.right()).contains(&at.0) && (bounds.top()..bounds.bottom()).contains(&at.1)
        })
    }

    fn press(self, on: Target, more: bool) {
        let chosen = on.as_selection().unwrap_or_default();
        if !more {
            self.work.select(chosen);
            if let Target::Fold(id) = on {
                fold(self.work, &id);
            }
            return;
        }
        let mut selection = self.work.chosen();
        for id in chosen.nodes {
            if !selection.nodes.remove(&id) {
                selection.nodes.insert(id);
            }
        }
        for id in chosen.edges {
            if !selection.edges.remove(&id) {
                selection.edges.insert(id);
            }
        }
        self.work.select(selection);
    }

    /// A wheel moves the canvas; with Ctrl it zooms where the pointer is.
    pub(super) fn wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let at = position(event);
        if event.ctrl_key() || event.meta_key() {
            return self.camera.zoom_at((-event.delta_y() / 300.0).exp(), at);
        }
        let (across, down) = (event.delta_x(), event.delta_y());
        let (across, down) = if event.shift_key() && across == 0.0 { (down, 0.0) } else { (across, down) };
        self.camera.pan(-across, -down);
    }

    /// A double press on nothing asks what to draw there; on something that holds more it goes there.
    pub(super) fn double(self, event: &MouseEvent) {
        // The canvas holds the pointer, so the event itself does not say what is there.
        let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32);
        match target(&under.map(Into::into)) {
            Target::Nothing | Target::Lane(_) if !self.work.fixed => {
                self.asked.set(Some(Asked::At(self.camera.point_at(position(event)))));
            }
            Target::Node(id) => _ = enter(self.work, self.trail, &id),
            _ => {}
        }
    }

    pub(in crate::designer) fn open_menu(self, event: &MouseEvent) {
        event.prevent_default();
        if let Some(chosen) = target(&event.target()).as_selection()
            && !self.work.chosen().nodes.is_superset(&chosen.nodes)
        {
            self.work.select(chosen);
        }
        self.menu.set(Some(place_of(event)));
    }
}

/// Where a press was; a button that is pressed by a key is pressed where it stands.
fn place_of(event: &MouseEvent) -> (f64, f64) {
    let at = position(event);
    let button = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    match button {
        Some(button) if at == (0.0, 0.0) => {
            let bounds = button.get_bounding_client_rect();
            (bounds.left(), bounds.bottom())
        }
        _ => at,
    }
}

/// The canvas hears the pointer wherever it goes.
pub(super) fn capture(event: &PointerEvent) {
    let canvas = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(canvas) = canvas {
        // Without it the drag ends at the border, which is no loss.
        let _ = canvas.set_pointer_capture(event.pointer_id());
    }
}

/// How far one point is from another.
fn between(from: Point, to: Point) -> Point {
    Point { x: to.x - from.x, y: to.y - from.y }
}

fn space_between(from: Point, to: Point) -> (Axis, i32) {
    let (across, down) = (to.x - from.x, to.y - from.y);
    if across.abs() >= down.abs() { (Axis::Across, across) } else { (Axis::Down, down) }
}
