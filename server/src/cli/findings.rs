//! How findings are printed.

use std::io;
use std::path::Path;

use flow::check::{Finding, Severity};
use flow::id::NodeId;
use serde::Serialize;

use super::console::Console;

/// A finding as a line of JSON; the order of the keys is part of the contract.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a Path,
    severity: Severity,
    code: &'a str,
    element: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a [NodeId]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

/// Prints a finding about a file.
pub(super) fn print(console: &mut Console<'_>, json: bool, file: &Path, finding: &Finding) -> io::Result<()> {
    let language = console.language;
    let message = finding.message.in_language(language);
    let repair = finding.repair.as_ref().map(|repair| repair.text.in_language(language));
    if json {
        let Finding { severity, code, element, path, line, .. } = finding;
        let (severity, element, path, line) = (*severity, element.as_deref(), path.as_deref(), *line);
        return console.json(&Line { file, severity, code, element, message, path, repair, line });
    }
    let place = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let element = finding.element.as_ref().map(|element| format!(" {element}:")).unwrap_or_default();
    console.tell(format_args!("{}{place}: {severity}[{}]{element} {message}", file.display(), finding.code))?;
    if let Some(path) = &finding.path {
        let path: Vec<&str> = path.iter().map(NodeId::as_str).collect();
        console.tell(format_args!("    {}", path.join(" → ")))?;
    }
    match repair {
        Some(repair) => console.tell(format_args!("    = {repair}")),
        None => Ok(()),
    }
}
