//! This implementation, with a look at what happens within an expression.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use feel::{Context, Error, Expression, Limits, Scope, Value};

use crate::answers::plain;

/// The name by which an expression tells the value of one of its parts.
const PROBE: &str = "probe";

/// An expression as it was evaluated.
pub(crate) struct Part {
    /// Where it stands in the expression around it.
    pub(crate) span: Range<usize>,
    /// Its text with the values that its names had, and its value; one for each time that it was evaluated otherwise.
    pub(crate) instances: Vec<(String, Value)>,
}

/// What a scope, and an expression in it, mean here.
pub(crate) struct Here<'s> {
    pub(crate) scope: &'s Context,
    names: BTreeSet<String>,
}

impl<'s> Here<'s> {
    pub(crate) fn new(scope: &'s Context) -> Here<'s> {
        let inner = scope.iter().filter_map(|(_, value)| value.as_context()).flat_map(Context::iter);
        let names = scope.iter().chain(inner).map(|(name, _)| name.to_owned()).collect();
        Here { scope, names }
    }

    pub(crate) fn read(&self, text: &str) -> Result<Expression, Error> {
        feel::parse(text, &self.names)
    }

    fn value(&self, text: &str) -> Result<Value, Error> {
        self.read(text)?.evaluate(self.scope, &mut Limits::default())
    }

    /// The answer to an expression.
    pub(crate) fn answer(&self, text: &str) -> String {
        self.value(text).map_or_else(|error| format!("error: {error}"), |value| plain(&value))
    }

    /// The parts of an expression that were evaluated, as large as they can stand by themselves.
    pub(crate) fn parts(&self, text: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        self.collect_parts(text, 0..text.len(), &mut parts);
        parts
    }

    /// Every part, the outer ones first, and what can stand in its place: its value, or null where it has no single one.
    pub(crate) fn all_parts(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut parts = Vec::new();
        self.collect_all_parts(text, 0..text.len(), &mut parts);
        parts
    }

    fn collect_all_parts(&self, text: &str, within: Range<usize>, found: &mut Vec<(Range<usize>, String)>) {
        let Ok(whole) = self.read(&text[within.clone()]) else { return };
        for span in whole.parts() {
            let span = within.start + span.start..within.start + span.end;
            if is_called(text, &span) {
                continue;
            }
            let value = self.instances(text, span.clone()).map(|instances| match &*instances {
                [(_, value)] => literal(value),
                _ => "null".to_owned(),
            });
            // A function has no literal.
            found.extend(value.map(|value| (span.clone(), value)));
            self.collect_all_parts(text, span, found);
        }
    }

    /// The expression with every part of it in parentheses.
    pub(crate) fn parenthesised(&self, text: &str) -> String {
        let parts = self.read(text).map(|read| read.parts()).unwrap_or_default();
        let mut result = text.to_owned();
        for span in parts.into_iter().rev() {
            if !is_called(text, &span) {
                result.replace_range(span.clone(), &format!("({})", self.parenthesised(&text[span])));
            }
        }
        result
    }

    fn collect_parts(&self, text: &str, within: Range<usize>, found: &mut Vec<Part>) {
        let Ok(whole) = self.read(&text[within.clone()]) else { return };
        for span in whole.parts() {
            let span = within.start + span.start..within.start + span.end;
            match self.instances(text, span.clone()) {
                Some(instances) if instances.is_empty() => {}
                Some(instances) => found.push(Part { span, instances }),
                None => self.collect_parts(text, span, found),
            }
        }
    }

    /// A part as it was evaluated; none where it, or a name in it, is a function.
    fn instances(&self, text: &str, span: Range<usize>) -> Option<Vec<(String, Value)>> {
        let part = &text[span.clone()];
        let around = self.read(text).ok()?.free_names();
        let mut names = self.read(part).ok()?.free_names();
        // What may be an entry of an element stays as it is.
        names.retain(|name| !name.in_filter || around.iter().all(|outer| outer.name != name.name));
        let arguments: String = names.iter().map(|name| format!(", {}", name.name)).collect();
        let probed = format!("{}{PROBE}({part}{arguments}){}", &text[..span.start], &text[span.end..]);
        let probe = Probe { scope: self.scope, seen: RefCell::default() };
        _ = self.read(&probed).ok()?.evaluate(&probe, &mut Limits::default());

        let mut instances: Vec<(String, Value)> = Vec::new();
        for seen in probe.seen.into_inner() {
            let (value, values) = seen.split_first()?;
            if seen.iter().any(holds_function) {
                return None;
            }
            let mut instance = part.to_owned();
            for (name, value) in names.iter().zip(values).rev() {
                instance.replace_range(name.span.clone(), &literal(value));
            }
            let is_same = self.value(&instance).is_ok_and(|alone| plain(&alone) == plain(value));
            if is_same && instances.iter().all(|(known, _)| *known != instance) {
                instances.push((instance, value.clone()));
            }
        }
        Some(instances)
    }
}

/// A scope that notes the values of parts.
struct Probe<'s> {
    scope: &'s Context,
    seen: RefCell<Vec<Vec<Value>>>,
}

impl Scope for Probe<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        self.scope.get(name).cloned()
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
        let value = arguments.first().filter(|_| name == PROBE)?;
        self.seen.borrow_mut().push(arguments.to_vec());
        Some(Ok(value.clone()))
    }
}

/// A value as text that can stand anywhere in an expression.
pub(crate) fn literal(value: &Value) -> String {
    match value {
        Value::Number(number) if number.to_string().starts_with('-') => format!("({number})"),
        other => other.to_string(),
    }
}

/// Whether a part is the name of a function that is called: that stands as it is.
fn is_called(text: &str, part: &Range<usize>) -> bool {
    text[part.end..].starts_with('(')
}

fn holds_function(value: &Value) -> bool {
    match value {
        Value::Function(_) => true,
        Value::List(elements) => elements.iter().any(holds_function),
        Value::Context(entries) => entries.iter().any(|(_, entry)| holds_function(entry)),
        _ => false,
    }
}
