//! Files: kept once under the hash of their content, never overwritten, seen only with the instance.

use std::io;
use std::path::{Path, PathBuf};

use app::port::{Attachment, FormView, Problem, Values};
use flow::id::InstanceId;
use flow::process::Process;
use sha2::{Digest, Sha256};

use super::naming::Names;
use super::sight::Sight;
use super::{Service, Subject, forms, problems, values};
use crate::store::private;
use crate::store::sharing::AttachmentRow;

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 25 * 1024 * 1024;

/// A file to hand out.
pub struct Download {
    /// What it was called.
    pub name: String,
    /// Where its content is.
    pub path: PathBuf,
}

impl Service {
    /// Keeps a file for somebody who is about to put it into a form.
    ///
    /// # Errors
    /// When it is too large or cannot be kept.
    pub async fn keep_file(&self, me: &Subject, name: &str, content: Vec<u8>) -> Result<Attachment, Problem> {
        if content.len() > LARGEST_FILE {
            return Err(Problem::new(413, app::port::Code::TOO_LARGE, "A file has at most 25 MiB"));
        }
        let (hash, size) = (hex::encode(Sha256::digest(&content)), content.len() as u64);
        let path = self.place_of(&hash);
        let kept = tokio::task::spawn_blocking(move || keep(&path, &content)).await;
        kept.map_err(problems::internal)?.map_err(problems::internal)?;
        let row = AttachmentRow { hash, by: me.person.clone(), name: plain(name), size, at: self.now() };
        self.store().note_attachment(&row).await.map_err(problems::store)?;
        let organisation = self.organisation();
        Ok(attachment(&row, Names::new(&organisation, self.now())))
    }

    /// A file of an instance, for whoever may see a field that names it; and one that the subject uploaded to put it
    /// there.
    ///
    /// # Errors
    /// There is no such file in what the subject may see.
    pub async fn file(&self, me: &Subject, instance: &InstanceId, hash: &str) -> Result<Download, Problem> {
        let sight = self.see(me, instance).await?;
        let names = Names::new(&sight.organisation, sight.now);
        let form = sight.with_scope(|scope| forms::of_instance(sight.process(), &sight.fields, scope, names));
        let named = files(&form).into_iter().find(|(known, _, _)| known == hash);
        match named {
            Some((hash, name, _)) => Ok(Download { name, path: self.place_of(&hash) }),
            None => self.own_file(me, hash).await,
        }
    }

    /// A file that the subject uploaded and may not have sent yet.
    ///
    /// # Errors
    /// They uploaded no such file.
    pub async fn own_file(&self, me: &Subject, hash: &str) -> Result<Download, Problem> {
        let row = self.store().attachment_of(hash, &me.person).await.map_err(problems::store)?;
        let row = row.ok_or_else(problems::not_found)?;
        Ok(Download { name: row.name, path: self.place_of(&row.hash) })
    }

    /// Refuses values that name a file which the subject neither uploaded nor may see in the instance: otherwise
    /// whoever guesses a hash could read what is not theirs.
    pub(super) async fn check_files(
        &self,
        me: &Subject,
        process: &Process,
        given: &Values,
        sight: Option<&Sight>,
    ) -> Result<(), Problem> {
        for (hash, _, _) in values::files_in(&process.definition().form.fields, given) {
            let own = self.store().attachment_of(&hash, &me.person).await.map_err(problems::store)?;
            if own.is_none() && !sight.is_some_and(|sight| shows(sight, &hash)) {
                return Err(problems::field("files", "unknown", "没有这个附件", "There is no such file"));
            }
        }
        Ok(())
    }

    /// The files that a form names.
    pub(super) async fn attachments_in(&self, form: &FormView, names: Names<'_>) -> Result<Vec<Attachment>, Problem> {
        let mut attachments = Vec::new();
        for (hash, name, size) in files(form) {
            let row = self.store().attachment(&hash).await.map_err(problems::store)?;
            let by = row.as_ref().map(|row| names.person(&row.by));
            attachments.push(Attachment { hash, name, size, by, at: row.map(|row| row.at) });
        }
        Ok(attachments)
    }

    fn place_of(&self, hash: &str) -> PathBuf {
        // A hash is hexadecimal wherever it comes from the store; the two levels keep folders small.
        self.settings().attachments.join(&hash[..2]).join(hash)
    }
}

fn shows(sight: &Sight, hash: &str) -> bool {
    let names = Names::new(&sight.organisation, sight.now);
    let form = sight.with_scope(|scope| forms::of_instance(sight.process(), &sight.fields, scope, names));
    files(&form).iter().any(|(known, _, _)| known == hash)
}

fn files(form: &FormView) -> Vec<(String, String, u64)> {
    let fields: Vec<_> = form.fields.iter().map(|view| view.field.clone()).collect();
    let is_hash = |hash: &str| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    values::files_in(&fields, &form.values).into_iter().filter(|(hash, _, _)| is_hash(hash)).collect()
}

/// Writes a file whole or not at all: what stands under a hash is always its content.
fn keep(path: &Path, content: &[u8]) -> io::Result<()> {
    use std::io::Write;
    if path.exists() {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    private::make_folder(folder)?;
    let half = folder.join(format!(".{}", uuid::Uuid::now_v7()));
    let mut file = private::new_file(&half)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&half, path)?;
    std::fs::File::open(folder)?.sync_all()
}

/// A file's name without folders and control characters.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|letter| !letter.is_control()).take(200).collect();
    if name.trim().is_empty() { "file".to_owned() } else { name }
}

fn attachment(row: &AttachmentRow, names: Names<'_>) -> Attachment {
    Attachment {
        hash: row.hash.clone(),
        name: row.name.clone(),
        size: row.size,
        by: Some(names.person(&row.by)),
        at: Some(row.at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_folder_and_no_control_characters() {
        assert_eq!(plain("../../etc/passwd"), "passwd");
        assert_eq!(plain("C:\\a\\报告.pdf"), "报告.pdf");
        assert_eq!(plain("a\r\nb"), "ab");
        assert_eq!(plain("/"), "file");
    }

    #[test]
    fn what_is_kept_is_not_overwritten() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("ab").join("abc");
        keep(&path, b"first").unwrap();
        keep(&path, b"second").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
    }
}
