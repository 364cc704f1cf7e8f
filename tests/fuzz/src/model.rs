//! Models of decisions as XML: what is read and written is read as the same, and everything in it can be evaluated. A
//! text that declares no namespace is what stands within the element at the top.

use std::borrow::Cow;

use feel::Lang;
use feel::dmn::{Library, Model};

use crate::host::{self, HOST, limits, were_kept};

pub(crate) fn run(text: &str) {
    let read = Model::read(&file(text));
    let model = match read {
        Ok(model) => model,
        Err(error) => {
            assert!(!error.message(Lang::En).is_empty() && !error.message(Lang::Zh).is_empty());
            return;
        }
    };
    let written = model.write();
    assert_eq!(Model::read(&written).as_ref(), Ok(&model), "{written}");

    let library = Library::new(&[model]);
    for problem in library.problems() {
        assert!(!problem.message(Lang::En).is_empty() && !problem.message(Lang::Zh).is_empty());
    }
    for invocable in library.invocables() {
        let mut limits = limits();
        let decided = library.evaluate(&invocable.name, HOST.context(), &*HOST, &mut limits);
        assert!(decided.is_some(), "{} is there", invocable.name);
        were_kept(&limits);
    }
}

/// The text as a file.
fn file(text: &str) -> Cow<'_, str> {
    if text.contains("xmlns") {
        return Cow::Borrowed(text);
    }
    let top = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:feel="f" namespace="m">"#;
    Cow::Owned(format!("{top}{text}</definitions>"))
}

pub(crate) fn words() -> Vec<String> {
    include_str!("../words/model.txt").lines().map(str::to_owned).chain(host::words()).collect()
}
