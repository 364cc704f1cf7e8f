//! From BPMN to a definition.

mod activity;
mod beginning;
mod diagram;
mod event;
mod fields;
mod lanes;
mod people;
mod repetition;
mod script;
mod timer;
mod walk;

use std::collections::{BTreeSet, HashMap, HashSet};

use feel::xml::Element;

use super::document::{Document, extensions, parts, says, text_in, tree};
use super::expression::{Understood, understand};
use super::extension::Said;
use super::names::is_dialect;
use super::rules;
use crate::check::Finding;
use crate::id::{LaneId, NodeId};
use crate::model::{Definition, Edge, Formula, Kind, Node, Refusal};
use crate::text::Text;

/// What was read of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The process that was chosen, with the whole file under `foreign`. What cannot be executed is refused there, so
    /// that the checks tell it whatever becomes of the definition.
    pub definition: Definition,
    /// What is worth knowing besides: warnings about what was guessed, or has no effect here.
    pub findings: Vec<Finding>,
}

/// The processes of a file, by id, the one first that is read when none is named: the first that is executable, else
/// the first of all.
///
/// # Errors
/// The text is no BPMN.
pub fn processes(text: &str) -> Result<Vec<String>, Finding> {
    let root = tree(text)?;
    let document = Document::new(&root);
    Ok(in_order(&document).into_iter().map(|process| document.id_of(process).unwrap_or_default().to_owned()).collect())
}

/// The executable processes first.
fn in_order<'x>(document: &Document<'x>) -> Vec<&'x Element> {
    let mut processes: Vec<&Element> = document.processes().collect();
    processes.sort_by_key(|process| says(process, "isExecutable", false));
    processes
}

/// Reads a process of a file: the named one, else the first that is executable, else the first of all.
///
/// # Errors
/// The text is no BPMN, or has no such process.
pub fn read(text: &str, process: Option<&str>) -> Result<Reading, Vec<Finding>> {
    let root = tree(text).map_err(|finding| vec![finding])?;
    let mut reading = of_tree(&root, process)?;
    // Of a file as we would write it ourselves everything is in the definition.
    if !super::write::is_as_written(&root, &reading.definition) {
        reading.definition.foreign.insert(Definition::DOCUMENT.to_owned(), root.to_string().into());
    }
    Ok(reading)
}

/// The same of a tree, without keeping it.
pub(super) fn of_tree(root: &Element, process: Option<&str>) -> Result<Reading, Vec<Finding>> {
    let document = Document::new(root);
    let chosen = chosen(&document, process).ok_or_else(|| vec![no_process(process)])?;
    of_process(&document, chosen)
}

/// The process that a definition came from which has another key by now: the one that it has most in common with.
pub(super) fn origin(root: &Element, definition: &Definition) -> Option<Reading> {
    let document = Document::new(root);
    let known = known_ids(definition);
    let readings = in_order(&document).into_iter().filter_map(|process| of_process(&document, process).ok());
    // Of several that have as much, the first counts, which is the last one here.
    readings.rev().max_by_key(|reading| known_ids(&reading.definition).intersection(&known).count())
}

fn of_process<'x>(document: &Document<'x>, chosen: &'x Element) -> Result<Reading, Vec<Finding>> {
    let mut reader = Reader::new(document);
    reader.process(chosen);
    for broken in rules::look(document, chosen) {
        reader.refuse(broken.code, &broken.element, broken.message);
    }
    let Reader { mut definition, notes, refused, .. } = reader;
    let known = known_ids(&definition);
    for (element, mut refusal) in refused {
        // What is no part of this process is in the way of it all the same.
        let (element, about) = match known.contains(&element) {
            true => (element, None),
            false => (definition.key.as_str().to_owned(), Some(element)),
        };
        refusal.element = about.filter(|about| !about.is_empty());
        definition.keep_foreign(&element, |kept| kept.refused.push(refusal));
    }
    let definition = super::extension::apply(definition, document, chosen)?;
    Ok(Reading { definition, findings: notes })
}

fn chosen<'x>(document: &Document<'x>, wanted: Option<&str>) -> Option<&'x Element> {
    match wanted {
        Some(wanted) => document.processes().find(|process| document.id_of(process) == Some(wanted)),
        None => in_order(document).into_iter().next(),
    }
}

/// The ids of everything that a definition has.
fn known_ids(definition: &Definition) -> HashSet<String> {
    let nodes = definition.element_ids().map(NodeId::as_str);
    let edges = definition.edges.iter().map(|edge| edge.id.as_str());
    let lanes = definition.lanes.iter().map(|lane| lane.id.as_str());
    nodes.chain(edges).chain(lanes).map(str::to_owned).collect()
}

fn no_process(wanted: Option<&str>) -> Finding {
    let message = match wanted {
        Some(wanted) => {
            Text::each(format!("文件里没有流程「{wanted}」"), format!("the file has no process `{wanted}`"))
        }
        None => Text::each("文件里没有流程", "there is no process in the file"),
    };
    Finding { element: None, ..Finding::error("no_process", "", message) }
}

/// A process as far as it is read.
pub(super) struct Reader<'d, 'x> {
    document: &'d Document<'x>,
    definition: Definition,
    /// What is worth knowing.
    notes: Vec<Finding>,
    /// What cannot be executed, and why.
    refused: Vec<(String, Refusal)>,
    /// Names of data that are more than a word.
    names: BTreeSet<String>,
    /// Fields that hold people.
    people: BTreeSet<String>,
    /// The lane that names each node, by the node's id in the file.
    lane_by_node: HashMap<String, LaneId>,
    /// What begins instances besides start events.
    beginnings: beginning::Beginnings<'x>,
    /// How many elements without an id there were.
    unnamed: usize,
}

impl<'d, 'x> Reader<'d, 'x> {
    fn new(document: &'d Document<'x>) -> Self {
        Self {
            document,
            definition: Definition::default(),
            notes: Vec::new(),
            refused: Vec::new(),
            names: BTreeSet::new(),
            people: BTreeSet::new(),
            lane_by_node: HashMap::new(),
            beginnings: beginning::Beginnings::default(),
            unnamed: 0,
        }
    }

    fn process(&mut self, process: &'x Element) {
        let key = self.document.id_of(process).unwrap_or_default();
        let participants = self.document.root.named("collaboration").flat_map(|all| all.named("participant"));
        let mut participants = participants.filter(|one| {
            one.attribute("processRef")
                .and_then(|of| self.document.find(of))
                .is_some_and(|of| std::ptr::eq(of, process))
        });
        let name = process.attribute("name").or_else(|| participants.next()?.attribute("name")).unwrap_or(key);
        self.definition.key = key.into();
        self.definition.name = name.into();
        self.names = fields::names_of_data(process);
        self.lanes(process);
        self.beginnings = beginning::Beginnings::of(process);
        self.flow(process, None);
        self.implied_start();
        self.implied_ends();
        if Said::of(process).is_silent_on("form") {
            self.fields(process);
        }
        self.diagram();
    }

    /// The id of an element in our model, made up where it has none.
    fn id(&mut self, element: &'x Element) -> String {
        if let Some(id) = self.document.id_of(element) {
            return id.to_owned();
        }
        self.unnamed += 1;
        format!("{}:{}", element.local_name(), self.unnamed)
    }

    fn refuse(&mut self, code: &str, element: &str, message: Text) {
        let refusal = Refusal { code: code.to_owned(), element: None, message };
        if !self.refused.iter().any(|(known, already)| known == element && *already == refusal) {
            self.refused.push((element.to_owned(), refusal));
        }
    }

    /// Refuses what BPMN has and we cannot execute.
    fn unsupported(&mut self, element: &str, zh: impl AsRef<str>, en: impl AsRef<str>) {
        let zh = format!("不能执行：{}", zh.as_ref());
        let en = format!("this cannot be executed: {}", en.as_ref());
        self.refuse("unsupported", element, Text::each(zh, en));
    }

    fn note(
        &mut self,
        code: &str,
        element: &str,
        zh: impl Into<std::sync::Arc<str>>,
        en: impl Into<std::sync::Arc<str>>,
    ) {
        self.notes.push(Finding::warning(code, element, Text::each(zh, en)));
    }

    /// An expression in FEEL; one that is not understood is refused.
    fn formula(&mut self, element: &str, text: &str, language: Option<&str>) -> Option<Formula> {
        let language = language.or_else(|| self.document.root.attribute("expressionLanguage"));
        match understand(text, language, &self.names) {
            Understood::Feel(feel) => Some(Formula(feel)),
            Understood::Foreign => {
                let text = text.trim();
                let zh = format!("不是 FEEL，也无法译成 FEEL 的表达式：{text}");
                let en = format!("the expression is no FEEL and too much for a translation: {text}");
                self.refuse("foreign_expression", element, Text::each(zh, en));
                None
            }
        }
    }

    /// The expression that stands in a part of an element; none when there is no such part, or nothing in it.
    fn formula_in(&mut self, element: &'x Element, name: &str, id: &str) -> Option<Formula> {
        let text = text_in(element, name)?;
        let language = element.first(name).and_then(|part| part.attribute("language"));
        self.formula(id, &text, language)
    }

    /// What an engine's own extensions say that has no effect here is kept, and told.
    fn tell_what_is_only_kept(&mut self, element: &'x Element, id: &str, used: &[&str]) {
        let is_used = |name: &str| used.contains(&name.split_once(':').map_or(name, |(_, local)| local));
        let attributes = element.attributes.iter().map(|(name, _)| name.as_str());
        let attributes = attributes.filter(|name| self.document.namespace_of(name).is_some_and(is_dialect));
        let inner = extensions(element, is_dialect).map(|extension| extension.name.as_str());
        let kept: BTreeSet<&str> = attributes.chain(inner).filter(|name| !is_used(name)).collect();
        if kept.is_empty() {
            return;
        }
        let kept = kept.into_iter().collect::<Vec<_>>().join(", ");
        let zh = format!("其他引擎的设置，保留但在此不起作用：{kept}");
        let en = format!("settings of another engine are kept and have no effect here: {kept}");
        self.note("only_kept", id, zh, en);
    }

    /// BPMN lets a process without start and end events begin at everything that nothing leads to.
    fn implied_start(&mut self) {
        let outer = || self.definition.nodes.iter().filter(|node| node.within.is_none());
        if outer().any(|node| matches!(node.kind, Kind::Start | Kind::End | Kind::Terminate)) {
            return;
        }
        let arrived_at: HashSet<&NodeId> = self.definition.edges.iter().map(|edge| &edge.to).collect();
        let begins =
            |node: &&Node| !arrived_at.contains(&node.id) && !node.takes_back && node.kind != Kind::EventSubProcess;
        let first: Vec<NodeId> = outer().filter(begins).map(|node| node.id.clone()).collect();
        if first.is_empty() {
            return;
        }
        let start = format!("{}:start", self.definition.key);
        for node in first {
            self.definition.edges.push(Edge::new(format!("{start}>{node}"), start.as_str(), node));
        }
        self.definition.nodes.insert(0, Node::new(start.as_str(), Kind::Start));
        let (zh, en) = (
            "流程没有开始事件：从没有进线的节点开始",
            "the process has no start event: it begins at everything that nothing leads to",
        );
        self.note("implied_start", &start, zh, en);
    }

    /// BPMN lets a token end where nothing leads on.
    fn implied_ends(&mut self) {
        let left: HashSet<&NodeId> = self.definition.edges.iter().map(|edge| &edge.from).collect();
        let goes_on = |node: &Node| {
            let may_end = node.kind.is_gateway() || node.kind.is_activity() && node.kind != Kind::EventSubProcess;
            !may_end || node.takes_back || left.contains(&node.id)
        };
        let outer = self.definition.nodes.iter().filter(|node| node.within.is_none());
        let ends: Vec<NodeId> = outer.filter(|node| !goes_on(node)).map(|node| node.id.clone()).collect();
        for node in ends {
            let (zh, en) = ("没有出线：到此为止", "nothing leads on: a token ends here");
            self.note("implied_end", node.as_str(), zh, en);
        }
    }
}

/// The parts of an element that are called so, in BPMN's own namespace.
fn each<'x>(element: &'x Element, name: &'static str) -> impl Iterator<Item = &'x Element> {
    parts(element).filter(move |part| part.local_name() == name)
}
