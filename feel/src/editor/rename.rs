use std::ops::Range;
use std::sync::Arc;

use super::Source;
use super::occurrences::{Occurrence, Path, occurrences};
use crate::check::{Declared, DeclaredNames, Signature};
use crate::syntax::Node;
use crate::{Error, ErrorCode, Type};

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the text.
    pub span: Range<usize>,
    /// What comes there.
    pub text: String,
}

/// The text with changes, which stand in its order.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::new();
    let mut end = 0;
    for edit in edits {
        changed.push_str(&text[end..edit.span.start]);
        changed.push_str(&edit.text);
        end = edit.span.end;
    }
    changed.push_str(&text[end..]);
    changed
}

/// The changes that give a field another name, everywhere it is meant and nowhere else.
///
/// # Errors
/// The text cannot be read, or means something else with the new name: where the expression itself introduces that
/// name, or where it cannot stand as a name.
pub fn rename<'t>(
    source: impl Into<Source<'t>>,
    field: &[&str],
    new: &str,
    declared: &dyn Declared,
) -> Result<Vec<Edit>, Error> {
    let source = source.into();
    let root = source.parse(&DeclaredNames::new(declared))?;
    let field: Path = field.iter().map(|name| Arc::from(*name)).collect();
    let before = occurrences(&root, source.text, declared);
    let meant: Vec<&Occurrence> = before.iter().filter(|one| one.path == field).collect();
    let edits: Vec<Edit> = meant.iter().map(|one| Edit { span: one.span.clone(), text: new.to_owned() }).collect();
    let Some(first) = edits.first() else { return Ok(edits) };
    let renamed = Renamed { declared, field: &field, new };
    let text = apply(source.text, &edits);
    let means_the_same = Source { text: &text, ..source }.parse(&DeclaredNames::new(&renamed)).is_ok_and(|after| {
        let paths = occurrences(&after, &text, &renamed).into_iter().map(|one| one.path);
        has_shape_of(&root, &after) && paths.eq(before.iter().map(|one| renamed.path(&one.path)))
    });
    if means_the_same {
        return Ok(edits);
    }
    Err(Error::new(ErrorCode::UnusableName, first.span.clone(), format!("`{new}`")))
}

/// Whether two trees consist of the same kinds of nodes.
fn has_shape_of(before: &Node, after: &Node) -> bool {
    if std::mem::discriminant(&before.kind) != std::mem::discriminant(&after.kind) {
        return false;
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    before.kind.for_each_child(&mut |child| left.push(child));
    after.kind.for_each_child(&mut |child| right.push(child));
    left.len() == right.len() && left.into_iter().zip(right).all(|(left, right)| has_shape_of(left, right))
}

/// Declarations in which a field has another name.
struct Renamed<'r> {
    declared: &'r dyn Declared,
    field: &'r [Arc<str>],
    new: &'r str,
}

impl Renamed<'_> {
    /// A path by its new names.
    fn path(&self, path: &[Arc<str>]) -> Path {
        let mut path = path.to_vec();
        if path.starts_with(self.field)
            && let Some(last) = self.field.len().checked_sub(1)
        {
            path[last] = self.new.into();
        }
        path
    }
}

impl Declared for Renamed<'_> {
    fn name(&self, name: &str) -> Option<Type> {
        self.names().into_iter().find(|(known, _)| **known == *name).map(|(_, of_type)| of_type)
    }

    fn function(&self, name: &str) -> Option<Signature> {
        self.declared.function(name)
    }

    fn names(&self) -> Vec<(Arc<str>, Type)> {
        renamed_entries(self.declared.names(), self.field, self.new)
    }

    fn functions(&self) -> Vec<(Arc<str>, Signature)> {
        self.declared.functions()
    }

    fn type_named(&self, name: &str) -> Option<Type> {
        self.declared.type_named(name)
    }
}

fn renamed_entries(
    entries: impl IntoIterator<Item = (Arc<str>, Type)>,
    field: &[Arc<str>],
    new: &str,
) -> Vec<(Arc<str>, Type)> {
    let rename = |(name, of_type): (Arc<str>, Type)| match field {
        [first] if *first == name => (new.into(), of_type),
        [first, rest @ ..] if *first == name => (name, renamed_within(&of_type, rest, new)),
        _ => (name, of_type),
    };
    entries.into_iter().map(rename).collect()
}

fn renamed_within(of_type: &Type, field: &[Arc<str>], new: &str) -> Type {
    match of_type {
        Type::Context(entries) => Type::Context(renamed_entries(entries.iter().cloned(), field, new).into()),
        Type::List(of) => renamed_within(of, field, new).list(),
        Type::Optional(of) => renamed_within(of, field, new).optional(),
        Type::Allowed(allowed) => renamed_within(&allowed.of, field, new),
        other => other.clone(),
    }
}
