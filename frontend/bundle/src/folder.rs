//! The folder that holds the page's files.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::compression::{self, Effort};

/// The name of the list of files; written last, so that its presence says that the folder is whole.
const MANIFEST: &str = "manifest.json";
/// What the folder was made from, to skip work when nothing changed.
const FINGERPRINT: &str = ".made-from";

/// The files to write, with their hashed names.
pub(crate) struct PageFolder {
    effort: Effort,
    /// Logical name to hashed name.
    manifest: BTreeMap<String, String>,
    files: Vec<(String, Vec<u8>)>,
}

impl PageFolder {
    pub(crate) fn new(effort: Effort) -> Self {
        Self { effort, manifest: BTreeMap::new(), files: Vec::new() }
    }

    /// Whether `folder` is whole and was made from the same inputs.
    pub(crate) fn is_current(folder: &Path, fingerprint: &str) -> bool {
        folder.join(MANIFEST).is_file()
            && fs::read_to_string(folder.join(FINGERPRINT)).is_ok_and(|made_from| made_from == fingerprint)
    }

    /// Takes a file in and tells its hashed name.
    pub(crate) fn add(&mut self, name: &str, content: Vec<u8>) -> Result<String> {
        let path = hashed_name(name, &content);
        let brotli = compression::brotli(&content, self.effort)?;
        let gzip = compression::gzip(&content, self.effort)?;
        eprintln!("page: {path:<32} {:>9} bytes, brotli {:>8}, gzip {:>8}", content.len(), brotli.len(), gzip.len());
        self.manifest.insert(name.to_owned(), path.clone());
        self.files.push((format!("{path}.br"), brotli));
        self.files.push((format!("{path}.gz"), gzip));
        self.files.push((path.clone(), content));
        Ok(path)
    }

    /// Replaces `folder` by these files.
    pub(crate) fn write(self, folder: &Path, fingerprint: &str) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (name, content) in self.files {
            fs::write(folder.join(&name), content).with_context(|| format!("cannot write {name}"))?;
        }
        fs::write(folder.join(FINGERPRINT), fingerprint)?;
        fs::write(folder.join(MANIFEST), serde_json::to_string_pretty(&self.manifest)?)?;
        Ok(())
    }
}

/// `lianban.js` becomes `lianban-0f1e2d3c4b5a6978.js`.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let hash = hex::encode(&Sha256::digest(content)[..8]);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Effort, PageFolder, hashed_name};

    #[test]
    fn a_name_changes_with_the_content_and_keeps_its_extension() {
        let one = hashed_name("lianban.js", b"one");
        let two = hashed_name("lianban.js", b"two");

        assert_ne!(one, two);
        assert!(one.starts_with("lianban-") && one.ends_with(".js"), "{one}");
        assert_eq!(one, hashed_name("lianban.js", b"one"));
    }

    #[test]
    fn a_written_folder_is_current_for_its_inputs_only() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let folder = scratch.path().join("page");
        fs::create_dir(&folder).expect("made");
        fs::write(folder.join("left-over.js"), "old").expect("written");

        let mut page = PageFolder::new(Effort::Draft);
        let path = page.add("lianban.css", b"body{}".to_vec()).expect("compresses");
        page.write(&folder, "inputs").expect("writes");

        assert!(PageFolder::is_current(&folder, "inputs"));
        assert!(!PageFolder::is_current(&folder, "other inputs"));
        assert!(!folder.join("left-over.js").exists());
        for suffix in ["", ".br", ".gz"] {
            assert!(folder.join(format!("{path}{suffix}")).is_file());
        }
    }
}
