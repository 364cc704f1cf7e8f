//! Writes the table of embedded files.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    println!("cargo::rerun-if-env-changed=LIANBAN_PAGE");
    println!("cargo::rerun-if-env-changed=CARGO_TARGET_DIR");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let folder = page_folder();
    // Watched as a folder that exists: cargo would take a missing path for a change, at every build.
    if fs::create_dir_all(&folder).is_ok() {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let table = table(&folder).unwrap_or_else(|| "static FILES: &[File] = &[];".to_owned());
    fs::write(out.join("files.rs"), table).expect("OUT_DIR is writable");
}

/// `LIANBAN_PAGE`, else `page` in cargo's target folder.
fn page_folder() -> PathBuf {
    // Asked when it runs: a build script that was compiled for another clone may be taken from a shared target folder.
    let crate_folder = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let workspace = Path::new(&crate_folder).join("../..");
    match (env::var_os("LIANBAN_PAGE"), env::var_os("CARGO_TARGET_DIR")) {
        (Some(page), _) => PathBuf::from(page),
        (None, Some(target)) => workspace.join(target).join("page"),
        (None, None) => workspace.join("target/page"),
    }
}

/// The Rust text of the table; none when no page has been built.
fn table(folder: &Path) -> Option<String> {
    let manifest = fs::read_to_string(folder.join("manifest.json")).ok()?;
    let manifest: BTreeMap<String, String> = serde_json::from_str(&manifest).ok()?;
    let rows = manifest.iter().map(|(name, path)| {
        let bytes = |suffix: &str| format!("include_bytes!({:?})", folder.join(format!("{path}{suffix}")));
        format!(
            "    File {{ name: {name:?}, path: {path:?}, identity: {}, brotli: {}, gzip: {} }},\n",
            bytes(""),
            bytes(".br"),
            bytes(".gz")
        )
    });
    Some(format!("static FILES: &[File] = &[\n{}];\n", rows.collect::<String>()))
}
