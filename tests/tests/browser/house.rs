//! A server of its own, as an operator starts one.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use tempfile::TempDir;

/// Where the server's binary is told.
const BINARY: &str = "LIANBAN_BINARY";

/// A running server with its own data.
pub(crate) struct House {
    process: Child,
    /// What it wrote so far.
    said: Arc<Mutex<Vec<String>>>,
    /// Where it is reached, such as `http://127.0.0.1:40123`.
    pub(crate) origin: String,
    _data: TempDir,
}

impl House {
    /// With the demo organisation, its processes and what goes on in them.
    pub(crate) fn demo() -> Self {
        Self::start(&["--demo"])
    }

    /// With nothing in it, not even somebody who may sign in.
    pub(crate) fn empty() -> Self {
        Self::start(&[])
    }

    fn start(more: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a folder for the data");
        let mut command = Command::new(binary());
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data.path()).args(more);
        // A test that fails says why; a line for each request would bury it.
        command.env("LIANBAN_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the server starts");
        let mut lines = BufReader::new(process.stderr.take().expect("its words are piped"));
        let said = Arc::new(Mutex::new(Vec::new()));
        let origin = origin_in(&mut lines, &said);
        let heard = said.clone();
        thread::spawn(move || {
            lines.lines().map_while(Result::ok).for_each(|line| heard.lock().expect("no test holds it").push(line));
        });
        Self { process, said, origin, _data: data }
    }

    /// What the server wrote that contains this.
    fn said(&self, part: &str) -> Option<String> {
        let said = self.said.lock().expect("no test holds it");
        said.iter().find(|line| line.contains(part)).cloned()
    }

    /// The word with which the first administrator is set up.
    pub(crate) fn set_up_word(&self) -> String {
        let line = self.said("set up the first administrator").expect("the server says how to begin");
        line.rsplit(' ').next().unwrap_or_default().to_owned()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // It may be gone already, which is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits until the server says where it is reached.
fn origin_in(lines: &mut BufReader<ChildStderr>, said: &Mutex<Vec<String>>) -> String {
    loop {
        let mut line = String::new();
        let read = lines.read_line(&mut line).expect("the server's words can be read");
        let mut said = said.lock().expect("no test holds it");
        assert!(read > 0, "the server ended:\n{}", said.join("\n"));
        if let Some(origin) = line.trim().strip_prefix("lianban: http://") {
            return format!("http://{origin}");
        }
        said.push(line.trim().to_owned());
    }
}

fn binary() -> PathBuf {
    let told = std::env::var_os(BINARY).map(PathBuf::from);
    told.unwrap_or_else(|| panic!("{BINARY} names no server; `make test` builds one and sets it"))
}
