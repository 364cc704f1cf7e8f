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
    /// The compiled page, as cargo leaves it: `…/wasm32-unknown-unknown/PROFILE/frontend.wasm`.
    #[arg(long)]
    wasm: PathBuf,
    /// The style sheet to begin with; what it imports is bundled into it.
    #[arg(long)]
    style: PathBuf,
    /// A folder of files that are served as they are, such as the icon.
    #[arg(long)]
    brand: PathBuf,
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

    let compiled = read(&arguments.wasm)?;
    let style = styles::bundle(&arguments.style)?;
    let brand = brand_files(&arguments.brand)?;

    let fingerprint = fingerprint(effort, &compiled, &style, &brand)?;
    if PageFolder::is_current(&arguments.out, &fingerprint) {
        eprintln!("page: up to date in {}", arguments.out.display());
        return Ok(());
    }

    let mut folder = PageFolder::new(effort);
    let glue::Bound { script, wasm } = glue::bind(compiled)?;
    let wasm = match effort {
        Effort::Draft => wasm,
        Effort::Release => tables::restored(&wasm, optimizer::shrink(&wasm)?)?,
    };
    let wasm_path = folder.add("lianban.wasm", wasm)?;
    folder.add("lianban.js", glue::starting(&script, &wasm_path).into_bytes())?;
    folder.add("lianban.css", style.into_bytes())?;
    for (name, content) in brand {
        folder.add(&name, content)?;
    }
    folder.write(&arguments.out, &fingerprint)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The files of the brand folder by name, in the order of their names.
fn brand_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push((entry.file_name().to_string_lossy().into_owned(), read(&entry.path())?));
        }
    }
    files.sort();
    Ok(files)
}

/// What the folder's content depends on: the inputs, the effort and this very program.
fn fingerprint(effort: Effort, wasm: &[u8], style: &str, brand: &[(String, Vec<u8>)]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(read(&std::env::current_exe()?)?);
    hash.update(format!("{effort:?}"));
    hash.update(Sha256::digest(wasm));
    hash.update(Sha256::digest(style));
    for (name, content) in brand {
        hash.update(Sha256::digest(name));
        hash.update(Sha256::digest(content));
    }
    Ok(hex::encode(hash.finalize()))
}
