//! Turns the compiled page and its styles into the files a browser asks for.
//!
//! Every file gets a name with a hash of its content, so that it can be cached for ever, and lies beside its brotli
//! and gzip forms, so that the server never compresses anything. `manifest.json` tells the hashed names; crate `page`
//! embeds the folder into the server.

mod compression;
mod folder;
mod glue;
mod optimizer;
mod styles;
mod tables;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::Parser;
use sha2::{Digest, Sha256};

use crate::{compression::Effort, folder::PageFolder};

/// Builds the page's files from what cargo compiled.
#[derive(Debug, Parser)]
struct Arguments {
    /// A compiled module and what the page calls it: `lianban=…/wasm32-unknown-unknown/PROFILE/frontend.wasm`.
    #[arg(long = "module", value_name = "NAME=WASM", value_parser = module)]
    modules: Vec<(String, PathBuf)>,
    /// The style sheet to begin with; what it imports is bundled into it.
    #[arg(long)]
    style: PathBuf,
    /// Folders of files that are served as they are, such as the icon.
    #[arg(long)]
    plain: Vec<PathBuf>,
    /// The folder to write; what an earlier run left there is replaced.
    #[arg(long)]
    out: PathBuf,
    /// Builds fast instead of small: no optimiser, light compression.
    #[arg(long)]
    draft: bool,
}

fn main() -> ExitCode {
    match build(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("page: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn build(arguments: &Arguments) -> Result<()> {
    let effort = if arguments.draft { Effort::Draft } else { Effort::Release };

    let modules = arguments.modules.iter().map(|(name, path)| Ok((name.clone(), read(path)?)));
    let modules = modules.collect::<Result<Vec<_>>>()?;
    let style = styles::bundle(&arguments.style)?;
    let plain = plain_files(&arguments.plain)?;

    let fingerprint = fingerprint(effort, &style, &[&modules[..], &plain[..]].concat())?;
    if PageFolder::is_current(&arguments.out, &fingerprint) {
        eprintln!("page: up to date in {}", arguments.out.display());
        return Ok(());
    }

    let mut folder = PageFolder::new(effort);
    for (name, compiled) in modules {
        let glue::Bound { script, wasm } = glue::bind(&name, compiled)?;
        let wasm = match effort {
            Effort::Draft => wasm,
            Effort::Release => tables::restored(&wasm, optimizer::shrink(&wasm)?)?,
        };
        let wasm_path = folder.add(&format!("{name}.wasm"), wasm)?;
        folder.add(&format!("{name}.js"), glue::starting(&script, &wasm_path).into_bytes())?;
    }
    folder.add("lianban.css", style.into_bytes())?;
    for (name, content) in plain {
        folder.add(&name, content)?;
    }
    folder.write(&arguments.out, &fingerprint)
}

/// `NAME=WASM`, taken apart.
fn module(argument: &str) -> Result<(String, PathBuf), String> {
    let (name, path) = argument.split_once('=').ok_or("a module is given as NAME=WASM")?;
    Ok((name.to_owned(), path.into()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The files of these folders by name, in the order of their names.
fn plain_files(folders: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                files.push((entry.file_name().to_string_lossy().into_owned(), read(&entry.path())?));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What the folder's content depends on: the inputs, the effort and this very program.
fn fingerprint(effort: Effort, style: &str, files: &[(String, Vec<u8>)]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(read(&std::env::current_exe()?)?);
    hash.update(format!("{effort:?}"));
    hash.update(Sha256::digest(style));
    for (name, content) in files {
        hash.update(Sha256::digest(name));
        hash.update(Sha256::digest(content));
    }
    Ok(hex::encode(hash.finalize()))
}
