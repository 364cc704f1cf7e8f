//! Definitions as files: from whatever format people have, and into the one they want.

use app::port::{Imported, Problem, Upload};
use flow::bpmn::{self, Reading};
use flow::check::Finding;
use flow::file::to_yaml;
use flow::id::ProcessKey;
use flow::model::Definition;
use serde::Deserialize;

use super::definitions::may;
use super::designs::unreadable;
use super::permission::Action;
use super::{Service, Subject, problems};
use crate::runtime::definition_in;

/// How a definition is written into a file to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DesignFormat {
    /// As it is kept, with its comments.
    #[default]
    Yaml,
    /// BPMN 2.0 XML, with its diagram.
    Bpmn,
}

/// A definition as a file to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignFile {
    /// Its name.
    pub name: String,
    /// The media type of its content.
    pub media_type: &'static str,
    /// Its content.
    pub content: String,
}

impl Service {
    pub(super) async fn import_design(&self, me: &Subject, upload: Upload) -> Result<Imported, Problem> {
        may(me, Action::Change)?;
        let read = tokio::task::spawn_blocking(move || read_as_any(&upload.text)).await.map_err(problems::internal)?;
        Ok(match read {
            Ok((definition, findings)) => Imported { definition: Some(definition), findings },
            Err(findings) => Imported { definition: None, findings },
        })
    }

    /// A version as a file; without one the draft, or the version in force where there is none.
    ///
    /// # Errors
    /// There is no such version, they may not read it, or its text has to be mended first.
    pub async fn design_file(
        &self,
        me: &Subject,
        process: &ProcessKey,
        version: Option<u32>,
        format: DesignFormat,
    ) -> Result<DesignFile, Problem> {
        may(me, Action::Read)?;
        let text = self.text_of(process, version).await?.text;
        let written =
            tokio::task::spawn_blocking(move || written_as(text, format)).await.map_err(problems::internal)?;
        let (ending, media_type) = match format {
            DesignFormat::Yaml => ("yaml", "application/yaml; charset=utf-8"),
            DesignFormat::Bpmn => ("bpmn", "application/xml; charset=utf-8"),
        };
        Ok(DesignFile { name: format!("{process}.{ending}"), media_type, content: written? })
    }
}

/// XML begins with a bracket, which neither YAML nor JSON does. Of several processes of a BPMN file the first that can
/// be executed is taken, as `lianban convert` does.
fn read_as_any(text: &str) -> Result<(Definition, Vec<Finding>), Vec<Finding>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') {
        return bpmn::read(text, None).map(|Reading { definition, findings }| (definition, findings));
    }
    definition_in(text).map(|read| (read.value, Vec::new()))
}

fn written_as(text: String, format: DesignFormat) -> Result<String, Problem> {
    let is_yaml = !text.trim_start().starts_with('{');
    if format == DesignFormat::Yaml && is_yaml {
        return Ok(text);
    }
    let definition = definition_in(&text).map_err(|findings| unreadable(&findings))?.value;
    match format {
        DesignFormat::Yaml => to_yaml(&definition).map_err(problems::internal),
        DesignFormat::Bpmn => Ok(bpmn::write(&definition)),
    }
}
