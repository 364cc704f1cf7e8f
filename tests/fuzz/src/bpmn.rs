//! BPMN as XML: whatever the text, it is read or told what is wrong; what is read holds as any definition does, and can be
//! written and read again. A text that declares no namespace is what stands within a process.

use std::borrow::Cow;

use flow::bpmn::{read, write};

use crate::{definition, host};

pub(crate) fn run(text: &str) {
    match read(&file(text), None) {
        Ok(reading) => {
            definition::are_told(&reading.findings);
            let written = write(&reading.definition);
            if let Err(findings) = read(&written, None) {
                panic!("{findings:?}\n{written}");
            }
            definition::look_at(reading.definition);
        }
        Err(findings) => definition::are_told(&findings),
    }
}

/// The text as a file.
fn file(text: &str) -> Cow<'_, str> {
    if text.contains("xmlns") {
        return Cow::Borrowed(text);
    }
    let top = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t"><process id="p" isExecutable="true">"#;
    Cow::Owned(format!("{top}{text}</process></definitions>"))
}

pub(crate) fn words() -> Vec<String> {
    include_str!("../words/bpmn.txt").lines().map(str::to_owned).chain(host::words()).collect()
}
