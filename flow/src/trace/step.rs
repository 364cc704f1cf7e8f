//! The steps of a trace, read off the log of its instance.

use feel::DateTime;
use serde::{Deserialize, Serialize};

use crate::id::NodeId;
use crate::kernel::{Data, Event, FieldProblem, Incident, Rejection, VisitId};
use crate::model::Kind;
use crate::text::{Language, Text};
use crate::world::Instance;

/// Something that happened at a node.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its number, from 1.
    pub number: usize,
    /// When.
    pub time: DateTime,
    /// The node.
    pub node: NodeId,
    /// What people call the node.
    pub name: Option<Text>,
    /// What the node is.
    pub kind: Kind,
    /// What happened.
    pub happening: Happening,
    /// What the trace filled in on behalf of whoever completed it, because the form asks for it.
    pub filled: Data,
    /// The script in another language that was stepped over.
    pub script: Option<String>,
    /// What is wrong, when something is; why nobody was asked, when it was skipped; what the form has against what was
    /// filled in.
    pub message: Option<Text>,
}

/// What can happen at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// A token came in.
    Enter,
    /// The work is done; the token goes on.
    Complete,
    /// The token was taken away before that.
    Cancel,
    /// The node decided itself, because there was nobody to ask.
    Skip,
    /// It cannot go on.
    Incident,
    /// A message, a signal or an error was sent.
    Throw,
    /// A message, a signal, an error or a timer came.
    Catch,
}

impl Happening {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Complete => "complete",
            Self::Cancel => "cancel",
            Self::Skip => "skip",
            Self::Incident => "incident",
            Self::Throw => "throw",
            Self::Catch => "catch",
        }
    }
}

/// What an event is to a trace.
pub(super) struct Telling {
    pub(super) node: NodeId,
    pub(super) visit: VisitId,
    pub(super) happening: Happening,
    /// Whether it keeps the token from going on.
    pub(super) blocks: bool,
    pub(super) message: Option<Text>,
}

/// What an event of an instance's log is to a trace; most are nothing.
pub(super) fn telling(instance: &Instance, event: &Event) -> Option<Telling> {
    let (visit, happening, message) = match event {
        Event::Entered { visit, .. } => (*visit, Happening::Enter, None),
        Event::Completed { visit, automatic: None, .. } => (*visit, Happening::Complete, None),
        Event::Completed { visit, automatic: Some(_), .. } => {
            (*visit, Happening::Skip, Some(Incident::Nobody.message()))
        }
        Event::Cancelled { visit } => (*visit, Happening::Cancel, None),
        Event::Caught { visit } => (*visit, Happening::Catch, None),
        Event::Thrown { visit, .. } => (*visit, Happening::Throw, None),
        Event::Stopped { visit, incident } => (*visit, Happening::Incident, Some(incident.message())),
        _ => return None,
    };
    let node = instance.state.visit(visit).map(|visit| visit.node.clone());
    let blocks = matches!(event, Event::Stopped { incident, .. } if incident.blocks());
    Some(Telling { node: node?, visit, happening, blocks, message })
}

/// What is wrong in a called process, for whoever looks at the caller.
pub(super) fn told_from_below(instance: &Instance, telling: &Telling) -> Text {
    let (key, node) = (&instance.process.definition().key, &telling.node);
    telling.message.clone().unwrap_or_default().map(|words| format!("{key}, {node}: {words}"))
}

/// Why somebody could not do what they were to do.
pub(super) fn refusal(rejection: &Rejection) -> Text {
    match rejection {
        Rejection::Fields(problems) => {
            let words = |language| all_in_words(problems, language);
            Text::each(words(Language::Chinese), words(Language::English))
        }
        other => Text::Plain(other.to_string().into()),
    }
}

/// What the form has against what was filled in, which a trace does not heed.
pub(super) fn unheeded(problems: &[FieldProblem]) -> Option<Text> {
    let zh = |words: String| format!("表单不会接受，推演不计：{words}");
    let en = |words: String| format!("the form would not take this, the trace does: {words}");
    let words = |language| all_in_words(problems, language);
    (!problems.is_empty()).then(|| Text::each(zh(words(Language::Chinese)), en(words(Language::English))))
}

fn all_in_words(problems: &[FieldProblem], language: Language) -> String {
    problems.iter().map(|problem| in_words(problem, language)).collect::<Vec<_>>().join("; ")
}

/// What is wrong with a field, after its name.
fn in_words(problem: &FieldProblem, language: Language) -> String {
    let FieldProblem { field, cell, message, .. } = problem;
    let cell = cell.as_ref().map(|(row, column)| format!("[{}].{column}", row + 1)).unwrap_or_default();
    format!("{field}{cell}: {}", message.in_language(language))
}
