//! The file formats as JSON Schema, made from the types that read them, for editors and other tools.
//!
//! The doc comments of the types are the descriptions, so they speak to whoever writes a file.

mod written;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

use crate::model::Definition;
use crate::organisation::Organisation;
use crate::scenario::ScenarioFile;

pub(crate) use written::{Clock, Day, DayOrMoment, Offset, ResultWord, Week};

/// A format that people write files in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// A process, `*.flow.yaml`.
    Definition,
    /// The scenarios of a process, `*.test.yaml`.
    Scenarios,
    /// An organisation, `org.yaml`.
    Organisation,
}

impl Document {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Definition, Self::Scenarios, Self::Organisation];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Scenarios => "scenarios",
            Self::Organisation => "organisation",
        }
    }

    /// The name of the file in which its schema is published.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Definition => "flow.schema.json",
            Self::Scenarios => "test.schema.json",
            Self::Organisation => "org.schema.json",
        }
    }

    /// Its schema (JSON Schema 2020-12).
    pub fn schema(self) -> Schema {
        match self {
            Self::Definition => schema_of::<Definition>("Definition of a process, *.flow.yaml"),
            Self::Scenarios => schema_of::<ScenarioFile>("Scenarios of a process, *.test.yaml"),
            Self::Organisation => schema_of::<Organisation>("Organisation, org.yaml"),
        }
    }
}

fn schema_of<T: JsonSchema>(title: &str) -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_links));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema
}

/// Links of the code's documentation lead nowhere in a schema.
fn without_links(schema: &mut Schema) {
    if let Some(serde_json::Value::String(text)) = schema.get_mut("description") {
        *text = text.replace("[`", "`").replace("`]", "`");
    }
}
