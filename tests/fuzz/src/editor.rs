//! An editor at every place of a text that may be incomplete: it always has an answer, and what it changes keeps its
//! meaning. A text that begins with a line end is one of unary tests.

use feel::check::{Declarations, DeclaredNames};
use feel::editor::{Source, apply, complete, definition, format, hover, references, rename};
use feel::{Names, Type, parse, parse_unary_tests};

use crate::host::declarations;

/// So many characters are looked at: all is asked at each of them.
const LONGEST: usize = 100;

pub(crate) fn run(text: &str) {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    let text = &text[..end];
    let declared = declarations();
    let source = match text.strip_prefix('\n') {
        None => Source::from(text),
        Some(tests) => Source::tests(tests, &Type::Number),
    };
    let places = source.text.char_indices().map(|(position, _)| position);
    places.chain([source.text.len()]).for_each(|position| answers_at(source, position, &declared));
    renames(source, &declared);
    formats(source, &declared);
}

/// What an editor asks at a place concerns parts of the text.
fn answers_at(source: Source<'_>, position: usize, declared: &Declarations) {
    let text = source.text;
    for completion in complete(source, position, declared) {
        assert!(text.get(completion.replaces).is_some(), "{:?} at {position} replaces no part", completion.label);
        assert!(completion.insert.is_char_boundary(completion.cursor));
    }
    if let Some(hover) = hover(source, position, declared) {
        assert!(text.get(hover.span).is_some(), "what is shown at {position} is no part");
    }
    if let Some(field) = definition(source, position, declared) {
        let field: Vec<&str> = field.iter().map(|name| &**name).collect();
        let places = references(source, &field, declared);
        assert!(places.iter().any(|place| (place.start..=place.end).contains(&position)), "{field:?} is found there");
    }
}

/// A text with another name for a value can be read where the value has that name.
fn renames(source: Source<'_>, declared: &Declarations) {
    for (field, new) in [("n", "new name"), ("rows", "x"), ("c", "a+b")] {
        let Ok(edits) = rename(source, &[field], new, declared) else { continue };
        let renamed = apply(source.text, &edits);
        let declared = declared.clone().with(new, Type::Any);
        let renamed = Source { text: &renamed, ..source };
        assert!(is_read(renamed, &DeclaredNames::new(&declared)), "{renamed:?} cannot be read");
    }
}

fn is_read(source: Source<'_>, names: &dyn Names) -> bool {
    match source.input {
        None => parse(source.text, names).is_ok(),
        Some(_) => parse_unary_tests(source.text, names).is_ok(),
    }
}

/// Laying out changes neither the meaning nor, a second time, the text.
fn formats(source: Source<'_>, declared: &Declarations) {
    let names = DeclaredNames::new(declared);
    for width in [1, 20, 100] {
        let formatted = format(source, width, &names);
        let formatted = Source { text: &formatted, ..source };
        match source.input {
            None => assert_eq!(parse(formatted.text, &names).ok(), parse(source.text, &names).ok()),
            Some(_) => {
                let (tests, before) =
                    (parse_unary_tests(formatted.text, &names), parse_unary_tests(source.text, &names));
                assert_eq!(tests.ok(), before.ok());
            }
        }
        assert_eq!(format(formatted, width, &names), formatted.text);
    }
}
