//! The command line. One module for each command; a command answers with an [`Outcome`].

mod answer;
mod backup;
mod calendar;
mod console;
mod convert;
mod decide;
mod difference;
mod feel;
mod findings;
mod import;
mod input;
mod rebuild;
mod restore;
mod schema;
mod serve;
mod store;
mod test;
mod trace;
mod user;
mod validate;
mod verify;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use console::Console;

/// 联办 Lianban: design, run and follow business processes.
#[derive(Debug, Parser)]
#[command(name = "lianban", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Validate(validate::Validate),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Verify(verify::Verify),
    Rebuild(rebuild::Rebuild),
    User(user::User),
    Import(import::Import),
    Calendar(calendar::Calendar),
    Trace(trace::Trace),
    Test(test::Test),
    Convert(convert::Convert),
    Schema(schema::Schema),
    Feel(feel::Feel),
    Decide(decide::Decide),
    Difference(difference::Difference),
}

/// How a command ended; its number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All is well.
    Well = 0,
    /// The thing that was checked is not well.
    Unwell = 1,
    /// Wrong usage or unreadable input.
    Unusable = 2,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the command that the process was called with.
#[must_use]
pub fn run() -> ExitCode {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut console = Console::new(&mut out, &mut err, console::language_of_environment());
    let outcome = match Arguments::parse().command {
        Command::Serve(serve) => Ok(serve.run()),
        Command::Validate(validate) => validate.run(&mut console),
        Command::Backup(backup) => backup.run(&mut console),
        Command::Restore(restore) => restore.run(&mut console),
        Command::Verify(verify) => verify.run(&mut console),
        Command::Rebuild(rebuild) => rebuild.run(&mut console),
        Command::User(user) => user.run(&mut console),
        Command::Import(import) => import.run(&mut console),
        Command::Calendar(calendar) => calendar.run(&mut console),
        Command::Trace(trace) => trace.run(&mut console),
        Command::Test(test) => test.run(&mut console),
        Command::Convert(convert) => convert.run(&mut console),
        Command::Schema(schema) => schema.run(&mut console),
        Command::Feel(feel) => feel.run(&mut console),
        Command::Decide(decide) => decide.run(&mut console),
        Command::Difference(difference) => difference.run(&mut console),
    };
    outcome.unwrap_or_else(|error| could_not_write(&error)).into()
}

/// Whoever reads what we print may go away early, as `head` does: that is no trouble of ours to tell.
fn could_not_write(error: &io::Error) -> Outcome {
    if error.kind() != io::ErrorKind::BrokenPipe {
        eprintln!("lianban: {error}");
    }
    Outcome::Unusable
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
