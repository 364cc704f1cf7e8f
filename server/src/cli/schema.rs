//! `lianban schema`: the file formats, for editors and other tools.

use std::io;

use clap::{Args, ValueEnum};
use flow::schema::Document;

use super::Outcome;
use super::console::Console;

/// Prints the JSON Schema of a file format. The schemas are also published in `docs/schema/`.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which format.
    #[arg(value_name = "FORMAT")]
    format: Format,

    /// Prints it as one line.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A process, `*.flow.yaml`.
    Definition,
    /// The scenarios of a process, `*.test.yaml`.
    Scenarios,
    /// An organisation, `org.yaml`.
    Organisation,
}

impl From<Format> for Document {
    fn from(format: Format) -> Self {
        match format {
            Format::Definition => Self::Definition,
            Format::Scenarios => Self::Scenarios,
            Format::Organisation => Self::Organisation,
        }
    }
}

impl Schema {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let schema = Document::from(self.format).schema();
        match self.json {
            true => console.json(&schema)?,
            false => console.say(serde_json::to_string_pretty(&schema)?)?,
        }
        Ok(Outcome::Well)
    }
}
