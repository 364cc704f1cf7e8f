//! Keeping the draft: in this browser at once, on the server as soon as one pauses, together with what others do to it.
//!
//! The copy in the browser is dropped when the server has it, so a reload, a crash, a lost net or an expired session loses
//! nothing. Nobody's work is overwritten: changes of different elements go together, of the same one it is asked.

use std::sync::Arc;
use std::time::Duration;

use flow::design::{Patch, merge};
use flow::id::ProcessKey;
use flow::model::Definition;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::panel::called;
use super::step::Step;
use super::work::Work;
use crate::intent::intent;
use crate::kept_here::{self, forget, store, stored};
use crate::pages::loaded::problem_words;
use crate::port::{Code, Design, DesignChange, Editor, Here, Problem, port};

/// How long somebody has to pause before the server gets the draft.
const PAUSE: Duration = Duration::from_millis(700);
/// How long until it is tried again when the server cannot be reached.
const AGAIN: Duration = Duration::from_secs(5);
/// How often the page says that it is there.
const BEAT: Duration = Duration::from_secs(10);

/// Whether the draft is safe.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Saved {
    /// The server has it.
    There,
    /// It is in this browser, and on its way.
    Here,
    /// The server could not be reached; it is in this browser.
    Offline,
    /// Who worked on it is not signed in any more; it is in this browser.
    SignedOut,
    /// The server does not take it.
    Refused(Problem),
}

/// What this browser keeps while the server does not have it.
#[derive(Serialize, Deserialize)]
struct Copy {
    revision: String,
    base: Definition,
    mine: Definition,
}

/// What two people changed both.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dispute {
    /// My changes to it.
    mine: Patch,
    /// What it is called.
    pub(super) called: Vec<String>,
}

/// The keeping of one draft. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    work: Work,
    process: StoredValue<ProcessKey>,
    /// Where this browser keeps its copy.
    place: StoredValue<String>,
    revision: StoredValue<String>,
    /// The draft as the server has it.
    base: StoredValue<Arc<Definition>>,
    pub(super) saved: RwSignal<Saved>,
    pub(super) dispute: RwSignal<Option<Dispute>>,
    pub(super) others: RwSignal<Vec<Editor>>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    is_sending: StoredValue<bool>,
    editor: StoredValue<String>,
}

impl Keeping {
    /// Keeps a draft that was read as it is on the server; what this browser still has of it is put in first.
    pub(super) fn of(design: Design, work: Work) -> Self {
        let keeping = Self {
            work,
            place: StoredValue::new(kept_here::place("design", design.process.as_str())),
            process: StoredValue::new(design.process),
            revision: StoredValue::new(design.revision),
            base: StoredValue::new(Arc::new(design.definition)),
            saved: RwSignal::new(Saved::There),
            dispute: RwSignal::new(None),
            others: RwSignal::new(Vec::new()),
            waiting: StoredValue::new(None),
            is_sending: StoredValue::new(false),
            editor: StoredValue::new(intent()),
        };
        if work.fixed {
            return keeping;
        }
        keeping.take_up_copy();
        Effect::watch(move || work.draft(), move |draft, _, _| keeping.note(draft), true);
        Effect::new(move |_| {
            keeping.beat();
            let beating = set_interval_with_handle(move || keeping.beat(), BEAT);
            on_cleanup(move || {
                if let Ok(beating) = beating {
                    beating.clear();
                }
            });
        });
        keeping
    }

    /// Which text the server has.
    pub(super) fn revision(self) -> String {
        self.revision.get_value()
    }

    fn place(self) -> String {
        self.place.get_value()
    }

    fn take_up_copy(self) {
        let Some(copy) = stored::<Copy>(&self.place()) else { return };
        let is_same = self.revision.with_value(|revision| *revision == copy.revision);
        if is_same {
            return self.work.replace(copy.mine);
        }
        let theirs = self.base.get_value();
        self.take(&copy.base, &copy.mine, &theirs);
    }

    /// Takes note of a change: it is kept here at once, and sent when there has been none for a while.
    fn note(self, draft: &Arc<Definition>) {
        let base = self.base.get_value();
        if **draft == *base {
            forget(&self.place());
            return;
        }
        let copy = Copy {
            revision: self.revision.get_value(),
            base: Definition::clone(&base),
            mine: Definition::clone(draft),
        };
        store(&self.place(), &copy);
        self.saved.set(Saved::Here);
        self.send_in(PAUSE);
    }

    fn send_in(self, pause: Duration) {
        self.wait_no_longer();
        self.waiting.set_value(set_timeout_with_handle(move || self.send(), pause).ok());
    }

    fn wait_no_longer(self) {
        if let Some(Some(waiting)) = self.waiting.try_update_value(Option::take) {
            waiting.clear();
        }
    }

    /// Sends the draft now.
    pub(super) fn send(self) {
        self.wait_no_longer();
        if self.work.fixed || self.is_sending.get_value() || self.dispute.with_untracked(Option::is_some) {
            return;
        }
        self.is_sending.set_value(true);
        let sent = self.work.now();
        let change = DesignChange { revision: Some(self.revision.get_value()), definition: Definition::clone(&sent) };
        let answer = port().keep_design(self.process.get_value(), change);
        leptos::task::spawn_local(async move {
            let answer = answer.await;
            // The page may be gone when the answer comes.
            if self.is_sending.try_update_value(|sending| *sending = false).is_none() {
                return;
            }
            match answer {
                Ok(kept) => {
                    self.revision.set_value(kept.revision);
                    self.base.set_value(sent.clone());
                    if *self.work.now() == *sent {
                        forget(&self.place());
                        self.saved.set(Saved::There);
                    } else {
                        self.send_in(PAUSE);
                    }
                }
                Err(problem) => self.not_kept(problem),
            }
        });
    }

    fn not_kept(self, problem: Problem) {
        match problem.code {
            ref code if *code == Code::CHANGED_MEANWHILE => self.fetch(),
            ref code if *code == Code::OFFLINE => {
                self.saved.set(Saved::Offline);
                self.send_in(AGAIN);
            }
            ref code if *code == Code::SIGNED_OUT => {
                self.saved.set(Saved::SignedOut);
                self.send_in(AGAIN);
            }
            _ => self.saved.set(Saved::Refused(problem)),
        }
    }

    /// Reads which text this is now: after it was put into force.
    pub(super) fn read_again(self) {
        self.fetch();
    }

    /// Gives the draft up, and goes back to the process's page.
    pub(super) fn discard(self) {
        self.wait_no_longer();
        let (process, place) = (self.process.get_value(), self.place());
        let answer = port().discard_draft(process.clone());
        let toasts = self.work.toasts;
        leptos::task::spawn_local(async move {
            match answer.await {
                // A draft that the server never had is given up here.
                Err(problem) if problem.status != 404 => toasts.failed(problem_words(&problem)),
                _ => {
                    forget(&place);
                    // Without a window there is nobody to lead anywhere.
                    let _ = window().location().assign(&format!("/admin/processes/{process}"));
                }
            }
        });
    }

    /// Brings in what others have kept meanwhile.
    fn fetch(self) {
        let answer = port().design(self.process.get_value(), None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(design) => {
                    let (base, mine) = (self.base.get_value(), self.work.now());
                    self.revision.set_value(design.revision);
                    self.base.set_value(Arc::new(design.definition.clone()));
                    self.take(&base, &mine, &design.definition);
                }
                Err(problem) => self.not_kept(problem),
            }
        });
    }

    /// Puts mine and theirs together; where both changed the same, it is asked.
    fn take(self, base: &Definition, mine: &Definition, theirs: &Definition) {
        let merged = merge(base, mine, theirs);
        let dispute = merged.disputed.map(|mine| {
            let elements = merged.parts.iter().filter_map(|part| part.element());
            let mut names: Vec<String> = elements.map(|element| called(theirs, element)).collect();
            names.dedup();
            Dispute { mine, called: names }
        });
        self.dispute.set(dispute);
        self.work.replace(merged.definition);
    }

    /// Settles what both changed: mine holds, or theirs.
    pub(super) fn settle(self, mine: bool) {
        let Some(Some(dispute)) = self.dispute.try_update(Option::take) else { return };
        if mine {
            self.work.change(Step::Say, |draft| dispute.mine.apply(draft));
        }
        self.send_in(PAUSE);
    }

    /// Says that this page is there, and hears who else is.
    fn beat(self) {
        let chosen = self.work.selection().try_get_untracked().unwrap_or_default();
        let element = chosen.nodes.first().map(ToString::to_string);
        let Some(editor) = self.editor.try_get_value() else { return };
        let here = Here { editor, element, leaving: false };
        let answer = port().design_here(self.process.get_value(), here);
        leptos::task::spawn_local(async move {
            let Ok(others) = answer.await else { return };
            let Some(revision) = self.revision.try_get_value() else { return };
            self.others.set(others.editors);
            let idle = !self.is_sending.get_value() && self.saved.get_untracked() == Saved::There;
            if others.revision != revision && idle {
                self.fetch();
            }
        });
    }
}
