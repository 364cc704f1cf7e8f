use std::ops::Range;
use std::sync::Arc;

use super::Source;
use super::occurrences::occurrences;
use crate::check::Declared;

/// The field that is meant at a position: a declared name, and what is asked of it by dots. A name that the expression
/// itself introduces is none.
pub fn definition<'t>(
    source: impl Into<Source<'t>>,
    position: usize,
    declared: &dyn Declared,
) -> Option<Vec<Arc<str>>> {
    let source = source.into();
    let root = source.parse_declared(declared)?;
    let found = occurrences(&root, source.text, declared);
    found.into_iter().find(|one| (one.span.start..=one.span.end).contains(&position)).map(|one| one.path)
}

/// All places where a field is meant, in the order of the text.
pub fn references<'t>(source: impl Into<Source<'t>>, field: &[&str], declared: &dyn Declared) -> Vec<Range<usize>> {
    let source = source.into();
    let Some(root) = source.parse_declared(declared) else { return Vec::new() };
    let is_meant = |path: &[Arc<str>]| path.iter().map(|name| &**name).eq(field.iter().copied());
    occurrences(&root, source.text, declared)
        .into_iter()
        .filter(|one| is_meant(&one.path))
        .map(|one| one.span)
        .collect()
}
