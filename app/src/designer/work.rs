//! The draft that is being designed: changing it, taking that back, and what is chosen in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use flow::check::{Finding, Severity};
use flow::design::{FieldPlace, History, Part, Patch};
use flow::difference::{Say, told};
use flow::id::{DepartmentId, EdgeId, LaneId, NodeId, PersonId, PostId, ProcessKey, RoleId};
use flow::layout::{Layout, drawn};
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::text::Text;
use leptos::prelude::*;

use super::step::Step;
use crate::components::Toasts;
use crate::form::in_words;
use crate::t;

/// What is chosen in a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Selection {
    pub(super) nodes: BTreeSet<NodeId>,
    pub(super) edges: BTreeSet<EdgeId>,
    pub(super) lane: Option<LaneId>,
    pub(super) field: Option<FieldPlace>,
}

impl Selection {
    pub(super) fn node(id: &NodeId) -> Self {
        Self { nodes: [id.clone()].into(), ..Self::default() }
    }

    pub(super) fn nodes(ids: impl IntoIterator<Item = NodeId>) -> Self {
        Self { nodes: ids.into_iter().collect(), ..Self::default() }
    }

    pub(super) fn edge(id: &EdgeId) -> Self {
        Self { edges: [id.clone()].into(), ..Self::default() }
    }

    pub(super) fn lane(id: &LaneId) -> Self {
        Self { lane: Some(id.clone()), ..Self::default() }
    }

    pub(super) fn field(place: &FieldPlace) -> Self {
        Self { field: Some(place.clone()), ..Self::default() }
    }

    /// The node, when it is one alone.
    pub(super) fn only_node(&self) -> Option<&NodeId> {
        match (self.nodes.len(), self.edges.is_empty()) {
            (1, true) => self.nodes.first(),
            _ => None,
        }
    }

    /// The connection, when it is one alone.
    pub(super) fn only_edge(&self) -> Option<&EdgeId> {
        match (self.edges.len(), self.nodes.is_empty()) {
            (1, true) => self.edges.first(),
            _ => None,
        }
    }

    /// Without what is not there any more.
    fn still_in(&self, definition: &Definition) -> Self {
        let nodes: BTreeSet<&NodeId> = definition.element_ids().collect();
        let edges: BTreeSet<&EdgeId> = definition.edges.iter().map(|edge| &edge.id).collect();
        let lane = |lane: &&LaneId| definition.lanes.iter().any(|other| other.id == **lane);
        Self {
            nodes: self.nodes.iter().filter(|id| nodes.contains(id)).cloned().collect(),
            edges: self.edges.iter().filter(|id| edges.contains(id)).cloned().collect(),
            lane: self.lane.as_ref().filter(lane).cloned(),
            field: self.field.as_ref().filter(|place| place.find(definition).is_some()).cloned(),
        }
    }
}

/// The house that the draft is for, as far as it is known here.
#[derive(Debug)]
pub(super) struct House {
    /// Who is who.
    pub(super) organisation: Arc<Organisation>,
    /// The processes that can be called.
    pub(super) processes: BTreeSet<ProcessKey>,
}

impl House {
    /// The departments, each as people call it.
    pub(super) fn departments(&self) -> Vec<(DepartmentId, String)> {
        named(self.organisation.departments.iter().map(|(id, department)| (id, &department.name)))
    }

    /// Everybody.
    pub(super) fn people(&self) -> Vec<(PersonId, String)> {
        named(self.organisation.people.iter().map(|(id, person)| (id, &person.name)))
    }

    /// The posts.
    pub(super) fn posts(&self) -> Vec<(PostId, String)> {
        named(self.organisation.posts.iter().map(|(id, post)| (id, &post.name)))
    }

    /// The roles.
    pub(super) fn roles(&self) -> Vec<(RoleId, String)> {
        named(self.organisation.roles.iter().map(|(id, role)| (id, &role.name)))
    }
}

/// Each with its name; what has none is called by its id.
fn named<'h, I: Clone + ToString + 'h>(all: impl Iterator<Item = (&'h I, &'h Text)>) -> Vec<(I, String)> {
    let call = |(id, name): (&I, &Text)| {
        let words = in_words(name);
        (id.clone(), if words.is_empty() { id.to_string() } else { words })
    };
    all.map(call).collect()
}

/// The draft and what belongs to it. Cheap to copy; all parts of the designer see the same.
#[derive(Clone, Copy)]
pub(super) struct Work {
    draft: RwSignal<Arc<Definition>>,
    history: RwSignal<History<Step>>,
    selection: RwSignal<Selection>,
    /// What has just happened, for those who hear the page.
    said: RwSignal<String>,
    /// The house, once it is known.
    pub(super) house: RwSignal<Option<Arc<House>>>,
    /// What is to be said about the draft, once it was looked at; errors come first.
    pub(super) findings: RwSignal<Option<Vec<Finding>>>,
    /// Whether it can only be looked at.
    pub(super) fixed: bool,
    pub(super) toasts: Toasts,
}

impl Work {
    pub(super) fn new(definition: Definition, fixed: bool) -> Self {
        Self {
            draft: RwSignal::new(Arc::new(definition)),
            history: RwSignal::new(History::default()),
            selection: RwSignal::new(Selection::default()),
            said: RwSignal::new(String::new()),
            house: RwSignal::new(None),
            findings: RwSignal::new(None),
            fixed,
            toasts: Toasts::here(),
        }
    }

    /// The draft, heard of when it changes.
    pub(super) fn draft(self) -> Arc<Definition> {
        self.draft.get()
    }

    /// The draft as it is.
    pub(super) fn now(self) -> Arc<Definition> {
        self.draft.get_untracked()
    }

    /// Where everything stands in the draft as it is: what was just changed is not in the scene yet.
    pub(super) fn drawing(self) -> Layout {
        drawn(&self.now())
    }

    /// Looks at the draft, and hears of it when it changes.
    pub(super) fn with<T>(self, look: impl FnOnce(&Definition) -> T) -> T {
        self.draft.with(|draft| look(draft))
    }

    /// What the house has of something; nothing until it is known.
    pub(super) fn in_house<T>(self, look: impl FnOnce(&House) -> Vec<T>) -> Vec<T> {
        self.house.with(|house| house.as_deref().map(look).unwrap_or_default())
    }

    /// What a part of the draft says, such as whom a rule asks, in the reader's language.
    pub(super) fn told(self, definition: &Definition, part: &impl Say) -> String {
        self.house.with(|house| {
            let organisation = house.as_ref().map(|house| house.organisation.as_ref());
            in_words(&told(definition, organisation, part))
        })
    }

    /// How many errors the draft has, once it was looked at.
    pub(super) fn errors(self) -> Option<usize> {
        let count =
            |findings: &Vec<Finding>| findings.iter().take_while(|finding| finding.severity == Severity::Error).count();
        self.findings.with(|findings| findings.as_ref().map(count))
    }

    /// Changes the draft by a step that can be taken back.
    pub(super) fn change<T>(self, step: Step, make: impl FnOnce(&mut Definition) -> T) -> T {
        self.change_about(step, None, make)
    }

    /// The same, where steps about one thing are one step together: typing a name, moving by keys.
    pub(super) fn change_about<T>(self, step: Step, about: Option<&str>, make: impl FnOnce(&mut Definition) -> T) -> T {
        let before = self.now();
        let mut after = Definition::clone(&before);
        let answer = make(&mut after);
        if !self.fixed && self.history.try_update(|history| history.record(step, about, &before, &after)) == Some(true)
        {
            self.draft.set(Arc::new(after));
            self.keep_selection();
            if about.is_none() {
                self.say(step.words());
            }
        }
        answer
    }

    /// Changes how the draft is drawn; where it can only be looked at, for as long as one looks.
    pub(super) fn draw_otherwise(self, step: Step, draw: impl FnOnce(&mut Definition)) {
        if !self.fixed {
            return self.change(step, draw);
        }
        let mut drawn = Definition::clone(&self.now());
        draw(&mut drawn);
        self.replace(drawn);
    }

    /// Changes the draft by a step that may be refused, which is said then.
    pub(super) fn attempt<T>(self, step: Step, make: impl FnOnce(&mut Definition) -> Result<T, Text>) -> Option<T> {
        match self.change(step, make) {
            Ok(done) => Some(done),
            Err(why) => {
                let why = in_words(&why);
                self.say(why.clone());
                self.toasts.failed(why);
                None
            }
        }
    }

    pub(super) fn undo(self) {
        self.turn(History::undo, |step| t!("designer-undone", step = step));
    }

    pub(super) fn redo(self) {
        self.turn(History::redo, |step| t!("designer-redone", step = step));
    }

    fn turn(
        self,
        turn: impl FnOnce(&mut History<Step>, &mut Definition) -> Option<Step>,
        words: impl FnOnce(String) -> String,
    ) {
        let before = self.now();
        let mut after = Definition::clone(&before);
        let Some(Some(step)) = self.history.try_update(|history| turn(history, &mut after)) else { return };
        self.draft.set(Arc::new(after));
        self.select(changed(&before, &self.now()));
        self.say(words(step.words()));
    }

    /// What would be taken back.
    pub(super) fn last_step(self) -> Option<Step> {
        self.history.with(|history| history.last().copied())
    }

    /// What would be done again.
    pub(super) fn next_step(self) -> Option<Step> {
        self.history.with(|history| history.next().copied())
    }

    /// Puts in what came from elsewhere: it is no step of one's own.
    pub(super) fn replace(self, definition: Definition) {
        self.draft.set(Arc::new(definition));
        self.keep_selection();
    }

    pub(super) fn selection(self) -> RwSignal<Selection> {
        self.selection
    }

    pub(super) fn chosen(self) -> Selection {
        self.selection.get_untracked()
    }

    pub(super) fn select(self, selection: Selection) {
        if self.selection.with_untracked(|before| *before != selection) {
            self.history.update_untracked(History::settle);
            self.selection.set(selection);
        }
    }

    fn keep_selection(self) {
        let now = self.now();
        let kept = self.selection.with_untracked(|selection| selection.still_in(&now));
        if self.selection.with_untracked(|before| *before != kept) {
            self.selection.set(kept);
        }
    }

    /// Says what has just happened to those who hear the page.
    pub(super) fn say(self, words: impl Into<String>) {
        self.said.set(words.into());
    }

    pub(super) fn said(self) -> String {
        self.said.get()
    }
}

/// What a step touched that is still there, so that one sees what was taken back.
fn changed(before: &Definition, after: &Definition) -> Selection {
    let mut selection = Selection::default();
    let parts = Patch::between(before, after).parts();
    for part in &parts {
        match part {
            Part::Node(id) | Part::Attached(id) => _ = selection.nodes.insert(id.clone()),
            Part::Edge(id) | Part::Label(id) => _ = selection.edges.insert(id.clone()),
            Part::Field(id) if selection == Selection::default() => selection.field = Some(FieldPlace::of(id)),
            _ => {}
        }
    }
    // What was only moved: not all that has a place of its own since, but all that stands elsewhere.
    if selection == Selection::default() && parts.iter().any(|part| matches!(part, Part::Place(_))) {
        let (was, is) = (drawn(before), drawn(after));
        let moved = is.nodes.iter().filter(|(id, area)| was.nodes.get(*id) != Some(area));
        selection.nodes.extend(moved.map(|(id, _)| id.clone()));
    }
    if !selection.nodes.is_empty() {
        selection.edges.clear();
    }
    selection.still_in(after)
}
