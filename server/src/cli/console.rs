use std::io::{self, Write};

use flow::text::Language;

/// Where a command writes, and in which language.
pub(super) struct Console<'a> {
    /// Standard output: what a machine may read.
    out: &'a mut dyn Write,
    /// Standard error: messages for people.
    err: &'a mut dyn Write,
    /// The language of messages.
    pub(super) language: Language,
}

impl<'a> Console<'a> {
    pub(super) fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, language: Language) -> Self {
        Self { out, err, language }
    }

    /// The words in the language of messages.
    pub(super) fn words<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    /// Writes an object as one line of JSON.
    pub(super) fn json(&mut self, line: &impl serde::Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, line)?;
        self.out.write_all(b"\n")
    }

    /// Writes what was asked for, as one line.
    pub(super) fn say(&mut self, answer: impl std::fmt::Display) -> io::Result<()> {
        writeln!(self.out, "{answer}")
    }

    /// Tells people something.
    pub(super) fn tell(&mut self, message: impl std::fmt::Display) -> io::Result<()> {
        writeln!(self.err, "{message}")
    }
}

/// The language that the environment asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`); English when it asks for neither.
pub(super) fn language_of_environment() -> Language {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    match asked.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}
