//! What may be written at the cursor.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::Source;
use super::incomplete::{Open, is_complete_before, marked, open_before, word_start};
use super::place::{Place, What, of_elements, place_of};
use crate::check::relate::{Fit, allowed, equality, is_unknown};
use crate::check::{Declared, DeclaredNames, properties};
use crate::syntax::Kind;
use crate::types::SIMPLE;
use crate::{Phrase, Type, documentation};

/// Something that may be written at the cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What kind of thing it is.
    pub kind: CompletionKind,
    /// What to show.
    pub label: String,
    /// What to write.
    pub insert: String,
    /// Where the cursor goes then, in bytes of what is written.
    pub cursor: usize,
    /// What it replaces, in bytes of the text.
    pub replaces: Range<usize>,
    /// The type of its value, where that is known.
    pub of_type: Option<Type>,
    /// What it does.
    pub documentation: Option<Phrase>,
}

/// What kind of thing a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompletionKind {
    /// One of the values that are allowed here.
    Value,
    /// What stands under a name in a context, or a property of a date, a time, a duration or a range.
    Property,
    /// A name that the expression itself introduces.
    Local,
    /// A name that the host declares.
    Name,
    /// A type.
    Type,
    /// A function of the host.
    HostFunction,
    /// A built-in function.
    Function,
    /// A word of the language.
    Keyword,
}

/// What may be written at a position, the best first.
///
/// ```
/// use feel::check::Declarations;
/// use feel::editor::complete;
/// use feel::Type;
///
/// let declared = Declarations::default().with("loan amount", Type::Number);
/// let completions = complete("loan", 4, &declared);
/// assert_eq!(completions[0].insert, "loan amount");
/// ```
pub fn complete<'t>(source: impl Into<Source<'t>>, position: usize, declared: &dyn Declared) -> Vec<Completion> {
    let source = source.into();
    let text = source.text;
    if !text.is_char_boundary(position) {
        return Vec::new();
    }
    let start = word_start(text, position);
    let names = DeclaredNames::new(declared);
    let Some(open) = open_before(text, start, &names) else { return Vec::new() };
    let place =
        marked(&source, position, &names).map(|repaired| place_of(&repaired.root, &repaired.text, &source, declared));
    let is_complete = is_complete_before(&source, position, &names);
    let word = &text[start..position];
    let mut list = List { replaces: start..position, typed: word.to_owned(), found: Vec::new() };
    if is_complete {
        list.add_following_words(&open);
    }
    let Some(place) = place else { return list.sorted(None) };
    // A name of several words may have begun before the word at the cursor.
    let begun = text[..start].rfind(first_word(&place.begun)).unwrap_or(start);
    if !place.begun.is_empty() {
        list.replaces = begun..position;
        list.typed = format!("{} {word}", place.begun);
    }
    list.add_names(&place, declared);
    if place.what == What::Operand && place.begun.is_empty() {
        list.add_operand_words();
    }
    list.sorted(place.beside.as_ref())
}

fn first_word(begun: &str) -> &str {
    begun.split(' ').next().unwrap_or_default()
}

/// Completions as they are found.
struct List {
    replaces: Range<usize>,
    /// What was written so far.
    typed: String,
    found: Vec<(usize, Completion)>,
}

impl List {
    fn add(&mut self, kind: CompletionKind, label: &str, insert: String, of_type: Option<Type>, said: Option<Phrase>) {
        let Some(rank) = rank(label.trim_start_matches('"'), &self.typed) else { return };
        let cursor = match kind {
            CompletionKind::Function | CompletionKind::HostFunction => insert.len() - 1,
            _ => insert.len(),
        };
        let replaces = self.replaces.clone();
        let completion =
            Completion { kind, label: label.to_owned(), insert, cursor, replaces, of_type, documentation: said };
        self.found.push((rank, completion));
    }

    fn add_words(&mut self, words: &[&str]) {
        for word in words {
            self.add(CompletionKind::Keyword, word, (*word).to_owned(), None, None);
        }
    }

    /// Words with which an operand may begin.
    fn add_operand_words(&mut self) {
        self.add_words(&["if", "for", "some", "every", "function", "true", "false", "null"]);
    }

    /// Words that may follow something complete.
    fn add_following_words(&mut self, open: &[Open]) {
        let next = open.last().and_then(|open| open.next_word());
        self.add_words(next.as_slice());
        let further = ["and", "or", "in", "between", "instance of"];
        let further: Vec<&str> = further.into_iter().filter(|word| next != Some(word)).collect();
        self.add_words(&further);
    }

    fn add_names(&mut self, place: &Place, declared: &dyn Declared) {
        match &place.what {
            What::After(of_type) => {
                for (name, of_type) in properties(of_elements(of_type)).unwrap_or_default() {
                    self.add(CompletionKind::Property, &name, name.to_string(), Some(of_type), None);
                }
            }
            What::Named => {}
            What::Type => {
                for (name, of_type) in SIMPLE {
                    self.add(CompletionKind::Type, name, name.to_owned(), None, Some(of_type.words()));
                }
            }
            What::Operand => {
                self.add_values(place);
                let mut hidden: BTreeSet<Arc<str>> = BTreeSet::new();
                for (name, of_type) in &place.locals {
                    hidden.insert(name.clone());
                    self.add(CompletionKind::Local, name, name.to_string(), Some(of_type.clone()), None);
                }
                for (name, of_type) in declared.names().into_iter().filter(|(name, _)| !hidden.contains(name)) {
                    self.add(CompletionKind::Name, &name, name.to_string(), Some(of_type), None);
                }
                self.add_functions(declared);
            }
        }
    }

    fn add_values(&mut self, place: &Place) {
        let Some(allowed) = place.beside.as_ref().and_then(allowed) else { return };
        let Kind::Tests(tests) = &allowed.tests.root().kind else { return };
        for test in tests.iter().filter(|test| matches!(test.kind, Kind::Literal(_))) {
            let literal = test.to_string();
            self.add(CompletionKind::Value, &literal, literal.clone(), Some(allowed.of.clone()), None);
        }
    }

    fn add_functions(&mut self, declared: &dyn Declared) {
        for (name, signature) in declared.functions() {
            let parameters: Vec<&str> = signature.parameters.iter().map(|parameter| &*parameter.name).collect();
            let label = format!("{name}({})", parameters.join(", "));
            let said = Some(signature.documentation.clone());
            self.add(CompletionKind::HostFunction, &label, format!("{name}()"), Some(signature.result), said);
        }
        for one in documentation() {
            let Some(built_in) = crate::functions::find(one.name) else { continue };
            let label = built_in.forms[0].heading(one.name);
            self.add(CompletionKind::Function, &label, format!("{}()", one.name), None, Some(one.text));
        }
    }

    fn sorted(mut self, beside: Option<&Type>) -> Vec<Completion> {
        // What goes with the other side of a comparison comes before what does not.
        let goes = |completion: &Completion| match (beside, &completion.of_type) {
            (Some(beside), Some(of_type)) if !is_unknown(beside) => equality(beside, of_type) == Fit::Yes,
            _ => false,
        };
        self.found.sort_by_cached_key(|(rank, one)| (*rank, Reverse(goes(one)), one.kind, one.label.clone()));
        self.found.into_iter().map(|(_, completion)| completion).collect()
    }
}

/// How well a label goes with what was typed, the best least: it begins so, it does in other letters, a word of it does,
/// it has it within.
fn rank(label: &str, typed: &str) -> Option<usize> {
    if label.starts_with(typed) {
        return Some(0);
    }
    let (label, typed) = (label.to_lowercase(), typed.to_lowercase());
    if label.starts_with(&typed) {
        return Some(1);
    }
    let begins_a_word = label.match_indices(&typed).any(|(at, _)| label[..at].ends_with(' '));
    if begins_a_word { Some(2) } else { label.contains(&typed).then_some(3) }
}
