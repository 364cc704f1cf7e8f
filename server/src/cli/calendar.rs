//! `lianban calendar import`: the public holidays of a year into an organisation's file.

use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use flow::calendar::{Year, YearFormat};
use flow::file::{Format, to_json, to_yaml};
use flow::organisation::Organisation;

use super::console::Console;
use super::{Outcome, input};

/// The working calendar of an organisation's file.
#[derive(Debug, Args)]
pub(super) struct Calendar {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Import(Import),
}

/// Enters the holidays and make-up workdays of a year in an organisation's calendar, and writes its file anew, with its keys
/// in the order of the handbook. Comments are not kept. Days that the file names already become as the year says; hours of
/// single days stay.
#[derive(Debug, Args)]
struct Import {
    /// The year: `*.json` as holiday-cn writes it, `*.csv` with lines such as `2026-01-01,true`, or `*.ics`.
    #[arg(value_name = "YEAR")]
    year: PathBuf,

    /// The organisation, `*.yaml` or `*.json`.
    #[arg(long, value_name = "ORG", default_value = "org.yaml")]
    org: PathBuf,
}

impl Calendar {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        match &self.action {
            Action::Import(import) => import.run(console),
        }
    }
}

impl Import {
    fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        let Some(format) = self.year.file_name().and_then(|name| YearFormat::of(&name.to_string_lossy())) else {
            let (zh, en) =
                ("一年的节假日应为 .json、.csv 或 .ics 文件", "a year of holidays is a .json, .csv or .ics file");
            console.tell(format_args!("lianban: {}: {}", self.year.display(), console.words(zh, en)))?;
            return Ok(Outcome::Unusable);
        };
        let text = match input::text(&self.year) {
            Ok(text) => text,
            Err(wrong) => return wrong.tell(console, false, &self.year),
        };
        let year = match Year::read(&text, format) {
            Ok(year) => year,
            Err(error) => {
                console.tell(format_args!("lianban: {}: {error}", self.year.display()))?;
                return Ok(Outcome::Unwell);
            }
        };
        let (mut organisation, file_format) = match (input::read::<Organisation>(&self.org), input::format(&self.org)) {
            (Ok(read), Ok(format)) => (read.value, format),
            (Err(wrong), _) | (_, Err(wrong)) => return wrong.tell(console, false, &self.org),
        };
        let saved = organisation.calendar.with_year(&year).map_err(|error| error.to_string()).and_then(|calendar| {
            organisation.calendar = calendar;
            let written = match file_format {
                Format::Json => to_json(&organisation).map_err(|error| error.to_string()),
                Format::Yaml => to_yaml(&organisation).map_err(|error| error.to_string()),
            };
            written.and_then(|text| std::fs::write(&self.org, text).map_err(|error| error.to_string()))
        });
        match saved {
            Ok(()) => {
                let off = year.0.values().filter(|is_off| **is_off).count();
                let worked = year.0.len() - off;
                let zh = format!("已写入 {off} 天休息、{worked} 天上班");
                let en = format!("{off} days off and {worked} days of work are entered");
                console.tell(format_args!("{}: {}", self.org.display(), console.words(&zh, &en)))?;
                Ok(Outcome::Well)
            }
            Err(error) => {
                console.tell(format_args!("lianban: {}: {error}", self.org.display()))?;
                Ok(Outcome::Unusable)
            }
        }
    }
}
