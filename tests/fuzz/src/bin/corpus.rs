//! Between the kept inputs of a target and what a fuzzer wants.
//!
//!     corpus unpack TARGET FOLDER     writes the kept inputs as files
//!     corpus pack TARGET FOLDER       keeps the files instead
//!     corpus dictionary TARGET FILE   writes the words of the target's texts

use std::path::Path;
use std::{env, fs, io};

use fuzz::{Target, corpus};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [command, name, path] = *arguments else { return Err(io::Error::other("what, which target, and where?")) };
    let target = Target::named(name).ok_or_else(|| io::Error::other(format!("there is no target {name}")))?;
    let path = Path::new(path);
    match command {
        "unpack" => corpus::unpack(target, path),
        "pack" => corpus::pack(target, path),
        "dictionary" => fs::write(path, corpus::dictionary(target)),
        other => Err(io::Error::other(format!("there is no command {other}"))),
    }
}
