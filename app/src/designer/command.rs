//! Everything one can do by a key, a menu or by its name: one table.

use std::collections::BTreeSet;

use flow::design::{
    Axis, Side, align, copy, distribute, lay_out, least, move_nodes, paste, place_label, reset_label, resize,
    resize_lane, step_lane,
};
use flow::id::NodeId;
use flow::layout::{Area, Point};
use leptos::prelude::*;

use super::canvas::{Asked, Hand, Picked, Tool, remove_chosen};
use super::clipboard;
use super::entering::{calls, enter, fold, folds};
use super::page::Desk;
use super::scene::{EdgeScene, Scene};
use super::step::Step;
use super::walk::{Direction, walk};
use super::work::{Selection, Work};
use crate::t;

/// How far a key moves what is chosen: a step of the grid, and a finer one.
const NUDGE: i32 = 12;
const FINE: i32 = 1;

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Undo,
    Redo,
    Append,
    Connect,
    Rename,
    Remove,
    Copy,
    Cut,
    Paste,
    Duplicate,
    KeepFragment,
    OwnFragments,
    ChooseAll,
    LaneUp,
    LaneDown,
    MoveBy(Direction, bool),
    Resize(Direction),
    ResetLabel,
    Walk(Direction),
    Place,
    Fold,
    Enter,
    MoveTool,
    SpaceTool,
    ChooseTool,
    AlignLeft,
    AlignCentre,
    AlignRight,
    AlignTop,
    AlignMiddle,
    AlignBottom,
    DistributeAcross,
    DistributeDown,
    LayOutAll,
    LayOutChosen,
    Nearer,
    Farther,
    FullSize,
    ShowAll,
    ShowChosen,
    Find,
    Commands,
    Shortcuts,
    Keep,
    GiveUp,
}

/// A command with its keys, as they are pressed: `Ctrl` is the command key on a Mac.
pub(super) struct Entry {
    pub(super) command: Command,
    pub(super) keys: &'static [&'static str],
    words: fn() -> String,
    /// Whether it changes the draft.
    changes: bool,
}

impl Entry {
    pub(super) fn words(&self) -> String {
        (self.words)()
    }

    /// Its first key, as it is printed.
    pub(super) fn printed(&self) -> String {
        self.keys.first().map(|keys| printed(keys)).unwrap_or_default()
    }

    /// Whether it is offered where the draft can only be looked at.
    fn is_offered(&self, fixed: bool) -> bool {
        !(fixed && self.changes)
    }
}

/// How keys are printed.
pub(super) fn printed(keys: &str) -> String {
    keys.replace("Arrow", "").replace('+', " + ").replace("  +  + ", " + +")
}

macro_rules! table {
    ($($command:expr, $keys:expr, $words:expr, $changes:literal;)*) => {
        &[$(Entry { command: $command, keys: &$keys, words: || $words, changes: $changes }),*]
    };
}

/// The table.
static TABLE: &[Entry] = {
    use Command::*;
    use Direction::{Down, Left, Right, Up};
    table! {
        Undo, ["Ctrl+z"], t!("command-undo"), true;
        Redo, ["Ctrl+y", "Ctrl+Shift+z"], t!("command-redo"), true;
        Append, ["a"], t!("command-append"), true;
        Connect, ["c"], t!("command-connect"), true;
        Rename, ["e", "F2"], t!("command-rename"), true;
        Remove, ["Delete", "Backspace"], t!("command-remove"), true;
        Copy, ["Ctrl+c"], t!("command-copy"), false;
        Cut, ["Ctrl+x"], t!("command-cut"), true;
        Paste, ["Ctrl+v"], t!("command-paste"), true;
        Duplicate, ["Ctrl+d"], t!("command-duplicate"), true;
        KeepFragment, ["Alt+k"], t!("command-keep-fragment"), false;
        OwnFragments, ["Alt+o"], t!("own-manage"), false;
        ChooseAll, ["Ctrl+a"], t!("command-choose-all"), false;
        Walk(Right), ["ArrowRight"], t!("command-walk-right"), false;
        Walk(Left), ["ArrowLeft"], t!("command-walk-left"), false;
        Walk(Up), ["ArrowUp"], t!("command-walk-up"), false;
        Walk(Down), ["ArrowDown"], t!("command-walk-down"), false;
        LaneUp, ["Ctrl+ArrowUp"], t!("command-lane-up"), true;
        LaneDown, ["Ctrl+ArrowDown"], t!("command-lane-down"), true;
        MoveBy(Right, false), ["Ctrl+ArrowRight"], t!("command-move-right"), true;
        MoveBy(Left, false), ["Ctrl+ArrowLeft"], t!("command-move-left"), true;
        MoveBy(Up, false), ["Ctrl+ArrowUp"], t!("command-move-up"), true;
        MoveBy(Down, false), ["Ctrl+ArrowDown"], t!("command-move-down"), true;
        MoveBy(Right, true), ["Ctrl+Shift+ArrowRight"], t!("command-fine-right"), true;
        MoveBy(Left, true), ["Ctrl+Shift+ArrowLeft"], t!("command-fine-left"), true;
        MoveBy(Up, true), ["Ctrl+Shift+ArrowUp"], t!("command-fine-up"), true;
        MoveBy(Down, true), ["Ctrl+Shift+ArrowDown"], t!("command-fine-down"), true;
        Resize(Right), ["Shift+ArrowRight"], t!("command-wider"), true;
        Resize(Left), ["Shift+ArrowLeft"], t!("command-narrower"), true;
        Resize(Down), ["Shift+ArrowDown"], t!("command-higher"), true;
        Resize(Up), ["Shift+ArrowUp"], t!("command-lower"), true;
        ResetLabel, ["Alt+l"], t!("command-reset-label"), true;
        Place, ["Enter"], t!("command-place"), true;
        Fold, ["o"], t!("command-fold"), false;
        Enter, ["Enter"], t!("command-enter"), false;
        ChooseTool, ["v"], t!("command-choose"), false;
        MoveTool, ["h"], t!("command-hand"), false;
        SpaceTool, ["s"], t!("command-space"), true;
        AlignLeft, ["Alt+ArrowLeft"], t!("command-align-left"), true;
        AlignRight, ["Alt+ArrowRight"], t!("command-align-right"), true;
        AlignTop, ["Alt+ArrowUp"], t!("command-align-top"), true;
        AlignBottom, ["Alt+ArrowDown"], t!("command-align-bottom"), true;
        AlignCentre, ["Alt+c"], t!("command-align-centre"), true;
        AlignMiddle, ["Alt+m"], t!("command-align-middle"), true;
        DistributeAcross, ["Alt+h"], t!("command-distribute-across"), true;
        DistributeDown, ["Alt+v"], t!("command-distribute-down"), true;
        LayOutAll, ["Shift+L"], t!("command-lay-out"), true;
        LayOutChosen, ["l"], t!("command-lay-out-chosen"), true;
        Nearer, ["+", "="], t!("command-nearer"), false;
        Farther, ["-"], t!("command-farther"), false;
        FullSize, ["0"], t!("command-full-size"), false;
        ShowAll, ["1"], t!("command-show-all"), false;
        ShowChosen, ["2"], t!("command-show-chosen"), false;
        Find, ["Ctrl+f", "f"], t!("command-find"), false;
        Commands, ["Ctrl+k"], t!("command-commands"), false;
        Shortcuts, ["?"], t!("command-shortcuts"), false;
        Keep, ["Ctrl+s"], t!("command-keep"), true;
        GiveUp, ["Escape"], t!("command-give-up"), false;
    }
};

/// What commands act on. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Commander {
    pub(super) work: Work,
    pub(super) scene: Scene,
    pub(super) hand: Hand,
    pub(super) desk: Desk,
}

impl Commander {
    /// What can be done with this draft.
    pub(super) fn offered(self) -> impl Iterator<Item = &'static Entry> {
        TABLE.iter().filter(move |entry| entry.is_offered(self.work.fixed))
    }

    /// Does what a key says; tells whether it says anything.
    pub(super) fn press(self, keys: &str) -> bool {
        // What has nothing to do leaves the key to the next.
        self.offered().filter(|entry| entry.keys.contains(&keys)).any(|entry| self.act(entry.command))
    }

    /// Whether there is anything to do for a command that is about one kind of thing.
    pub(super) fn applies(self, command: Command) -> bool {
        let chosen = self.work.chosen();
        let only = chosen.only_node();
        let is = |is: fn(&flow::model::Definition, &NodeId) -> bool| only.is_some_and(|id| is(&self.work.now(), id));
        match command {
            Command::Fold => is(folds),
            Command::Enter => is(calls),
            Command::LaneUp | Command::LaneDown => chosen.lane.is_some(),
            Command::Resize(direction) => {
                only.is_some_and(|id| least(&self.work.now(), id).is_some())
                    || chosen.lane.is_some() && matches!(direction, Direction::Up | Direction::Down)
            }
            Command::ResetLabel => chosen.only_edge().is_some_and(|id| {
                let now = self.work.now();
                now.diagram.as_ref().is_some_and(|diagram| diagram.labels.contains_key(id))
            }),
            Command::KeepFragment => !chosen.nodes.is_empty(),
            _ => true,
        }
    }

    /// Carries a command out; tells whether there was anything to do.
    pub(super) fn act(self, command: Command) -> bool {
        let Self { work, scene, hand, desk } = self;
        let chosen = work.chosen();
        match command {
            Command::Undo => work.undo(),
            Command::Redo => work.redo(),
            Command::Append => match (chosen.only_node(), chosen.only_edge()) {
                (Some(id), _) => hand.asked.set(Some(Asked::After(id.clone()))),
                (_, Some(id)) => hand.asked.set(Some(Asked::Into(id.clone()))),
                _ => hand.asked.set(Some(Asked::At(hand.camera.in_sight().centre()))),
            },
            Command::Connect => {
                let Some(id) = chosen.only_node() else { return false };
                hand.pick(Picked::From(id.clone()));
                work.say(t!("designer-pick-target"));
            }
            Command::Rename => desk.rename(),
            Command::Remove => remove_chosen(work),
            Command::Copy => self.copy(),
            Command::Cut => {
                self.copy();
                remove_chosen(work);
            }
            Command::Paste => clipboard::read(move |text| self.paste(&text)),
            Command::Duplicate => {
                if chosen.nodes.is_empty() {
                    return false;
                }
                let fragment = copy(&work.now(), &chosen.nodes);
                let made = work.change(Step::Paste, |draft| paste(draft, &fragment, 2 * NUDGE, 8 * NUDGE));
                work.select(Selection::nodes(made));
            }
            Command::KeepFragment => {
                if chosen.nodes.is_empty() {
                    return false;
                }
                desk.own.naming.set(true);
            }
            Command::OwnFragments => desk.own.managing.set(true),
            Command::ChooseAll => work.select(Selection::nodes(scene.drawing().nodes.keys().cloned())),
            Command::Walk(direction) => walk(work, scene, hand.camera, direction),
            Command::LaneUp | Command::LaneDown => {
                let Some(lane) = chosen.lane else { return false };
                let by = if command == Command::LaneUp { -1 } else { 1 };
                work.change(Step::Lane, |draft| step_lane(draft, &lane, by));
            }
            Command::MoveBy(direction, fine) => self.nudge(&chosen, direction, fine),
            Command::Resize(direction) => return self.resize(&chosen, direction),
            Command::ResetLabel => {
                let Some(id) = chosen.only_edge().filter(|_| self.applies(command)) else { return false };
                work.change(Step::Label, |draft| reset_label(draft, id));
            }
            Command::Place => return self.place(&chosen),
            Command::Fold => return chosen.only_node().is_some_and(|id| fold(work, id)),
            Command::Enter => return chosen.only_node().is_some_and(|id| enter(work, hand.trail, id)),
            Command::ChooseTool => hand.tool.set(Tool::Choose),
            Command::MoveTool => hand.tool.set(Tool::Move),
            Command::SpaceTool => hand.tool.set(Tool::Space),
            Command::AlignLeft => self.arrange(|draft, nodes| align(draft, nodes, Side::Left)),
            Command::AlignCentre => self.arrange(|draft, nodes| align(draft, nodes, Side::Centre)),
            Command::AlignRight => self.arrange(|draft, nodes| align(draft, nodes, Side::Right)),
            Command::AlignTop => self.arrange(|draft, nodes| align(draft, nodes, Side::Top)),
            Command::AlignMiddle => self.arrange(|draft, nodes| align(draft, nodes, Side::Middle)),
            Command::AlignBottom => self.arrange(|draft, nodes| align(draft, nodes, Side::Bottom)),
            Command::DistributeAcross => self.arrange(|draft, nodes| distribute(draft, nodes, Axis::Across)),
            Command::DistributeDown => self.arrange(|draft, nodes| distribute(draft, nodes, Axis::Down)),
            Command::LayOutAll => {
                work.change(Step::Arrange, |draft| lay_out(draft, None));
                desk.show_all();
            }
            Command::LayOutChosen => self.arrange(|draft, nodes| lay_out(draft, Some(nodes))),
            Command::Nearer => hand.camera.zoom_by(1.25),
            Command::Farther => hand.camera.zoom_by(0.8),
            Command::FullSize => hand.camera.at_full_size(),
            Command::ShowAll => desk.show_all(),
            Command::ShowChosen => {
                let drawing = scene.drawing();
                let areas = chosen.nodes.iter().filter_map(|id| drawing.nodes.get(id).copied());
                if let Some(area) = areas.reduce(Area::with) {
                    hand.camera.show(area);
                }
            }
            Command::Find => desk.finding.set(true),
            Command::Commands => desk.commands.set(true),
            Command::Shortcuts => desk.shortcuts.set(true),
            Command::Keep => desk.keep_now(),
            Command::GiveUp => {
                desk.following.stop();
                if !hand.give_up() {
                    hand.tool.set(Tool::Choose);
                    work.select(Selection::default());
                }
            }
        }
        true
    }

    fn copy(self) {
        let chosen = self.work.chosen();
        if chosen.nodes.is_empty() {
            return;
        }
        if let Ok(text) = serde_json::to_string(&copy(&self.work.now(), &chosen.nodes)) {
            clipboard::write(&text);
            self.work.say(t!("designer-copied", count = chosen.nodes.len()));
        }
    }

    fn paste(self, text: &str) {
        let Ok(fragment) = serde_json::from_str(text) else {
            return self.work.toasts.failed(t!("designer-nothing-to-paste"));
        };
        let made = self.work.change(Step::Paste, |draft| paste(draft, &fragment, 2 * NUDGE, 2 * NUDGE));
        self.work.select(Selection::nodes(made));
    }

    fn nudge(self, chosen: &Selection, direction: Direction, fine: bool) {
        let step = if fine { FINE } else { NUDGE };
        let Point { x, y } = direction.step();
        if let Some(edge) = chosen.only_edge() {
            // Of a connection the words are moved.
            let words = self.scene.edge(edge).and_then(EdgeScene::words_area);
            let Some(words) = words.map(|area| area.moved(Point { x: x * step, y: y * step })) else { return };
            return self.work.change_about(Step::Label, Some("label"), |draft| place_label(draft, edge, words));
        }
        let nodes = &chosen.nodes;
        self.work.change_about(Step::Move, Some("nudge"), |draft| move_nodes(draft, nodes, x * step, y * step));
    }

    /// Makes the sub-process or the lane that is chosen larger or smaller at its right or lower side.
    fn resize(self, chosen: &Selection, direction: Direction) -> bool {
        let Point { x, y } = direction.step();
        if let (Some(lane), 0) = (&chosen.lane, x) {
            self.work.change_about(Step::Lane, Some("lane"), |draft| resize_lane(draft, lane, y * NUDGE));
            return true;
        }
        let Some(id) = chosen.only_node().filter(|id| least(&self.work.now(), id).is_some()) else { return false };
        let Some(area) = self.work.drawing().nodes.get(id).copied() else { return false };
        let to = Area { w: area.w + x * NUDGE, h: area.h + y * NUDGE, ..area };
        self.work.change_about(Step::Resize, Some("resize"), |draft| resize(draft, id, to));
        true
    }

    /// Places what was picked, where no pointer says where: behind what is chosen, else in the middle.
    fn place(self, chosen: &Selection) -> bool {
        let Self { scene, hand, .. } = self;
        let drawing = scene.drawing();
        match (hand.picked.get_untracked(), chosen.only_node()) {
            (None, _) => return false,
            (Some(Picked::Brought(brought)), Some(id)) => {
                hand.picked.set(None);
                hand.answer(&Asked::After(id.clone()), &brought);
            }
            (Some(Picked::From(from)), Some(to)) if *to != from => {
                let at = drawing.nodes.get(to).map(|area| area.centre()).unwrap_or_default();
                return hand.place_picked(at);
            }
            _ => return hand.place_picked(hand.camera.in_sight().centre()),
        }
        true
    }

    fn arrange(self, make: impl FnOnce(&mut flow::model::Definition, &BTreeSet<NodeId>)) {
        let chosen = self.work.chosen().nodes;
        if chosen.len() > 1 {
            self.work.change(Step::Arrange, |draft| make(draft, &chosen));
        }
    }
}
