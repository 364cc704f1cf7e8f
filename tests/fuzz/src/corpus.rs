//! The inputs that are kept for each target: a file with a line for each, as JSON has a text, so that a change of them
//! can be read. A fuzzer wants a folder of files instead, and a dictionary.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::{Target, text_of};

/// The longest input that is kept, in bytes.
const LONGEST: usize = 1024;

/// Where the kept inputs of a target stand.
fn file(target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name).with_extension("jsonl")
}

/// The kept inputs of a target.
///
/// # Errors
/// The file cannot be read, or a line of it is no text.
pub fn kept(target: &Target) -> io::Result<Vec<String>> {
    fs::read_to_string(file(target))?.lines().map(|line| serde_json::from_str(line).map_err(io::Error::from)).collect()
}

/// Writes the kept inputs of a target as files into a folder.
///
/// # Errors
/// They cannot be read or written.
pub fn unpack(target: &Target, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let inputs = kept(target)?;
    inputs.iter().enumerate().try_for_each(|(at, input)| fs::write(folder.join(format!("kept-{at}")), input))
}

/// Keeps the files of a folder as the inputs of a target, instead of those that are kept now.
///
/// # Errors
/// They cannot be read or written.
pub fn pack(target: &Target, folder: &Path) -> io::Result<()> {
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder)? {
        inputs.push(text_of(&fs::read(entry?.path())?));
    }
    inputs.retain(|input| input.len() <= LONGEST);
    inputs.sort_unstable();
    inputs.dedup();
    let lines: Vec<String> = inputs.iter().map(|input| format!("{}\n", serde_json::Value::from(&**input))).collect();
    fs::write(file(target), lines.concat())
}

/// The words of a target as a dictionary for libFuzzer.
pub fn dictionary(target: &Target) -> String {
    let escaped = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        other => format!("\\x{other:02X}"),
    };
    let line = |word: String| format!("\"{}\"\n", word.bytes().map(escaped).collect::<String>());
    (target.words)().into_iter().map(line).collect()
}
