//! Files that come in and go out: drawn whole, and read by somebody else's reader of BPMN without a word of complaint.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use flow::bpmn;
use flow::model::Definition;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::script;
use crate::window::Window;

/// What is asked of the page and of the server.
const ASKS: &str = include_str!("exchange.js");

/// The reader: bpmn-moddle, which the most common editor of BPMN reads files with.
static READER: LazyLock<String> = LazyLock::new(|| script::told_by("LIANBAN_MODDLE"));

/// What the reader makes of a file.
#[derive(Debug, Deserialize)]
struct Reading {
    warnings: Vec<String>,
    nodes: Vec<String>,
    edges: Vec<String>,
    /// The nodes and the edges that the diagram draws.
    shapes: Vec<String>,
    lines: Vec<String>,
}

impl Window {
    async fn ask(&self, what: &str, how: Json) -> Json {
        let mut arguments = vec![json!(what)];
        arguments.extend(how.as_array().cloned().unwrap_or_default());
        let told = self.client.execute_async(ASKS, arguments).await.unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(told["error"].is_null(), "{what}: {}", told["error"]);
        told["answer"].clone()
    }

    /// Keeps a definition as the draft of a process, over a revision of it, and answers the new one.
    async fn keep(&self, definition: &Definition, over: Option<&str>) -> String {
        let kept = self.ask("kept", json!([definition.key, over, definition])).await;
        kept.as_str().expect("a revision").to_owned()
    }

    /// What the designer does not show of a definition, or not so that it can be read.
    async fn blemishes(&self, definition: &Definition) -> Vec<String> {
        self.go(&format!("/design/{}", definition.key)).await;
        let nodes = definition.nodes.len() + definition.attached.len();
        let wanted = json!([nodes, definition.edges.len()]);
        let sought = format!("{}: {} nodes and {} connections", definition.key, wanted[0], wanted[1]);
        self.wait(&sought, async || (self.ask("drawn", json!([])).await == wanted).then_some(())).await;
        let open: Vec<_> = definition.nodes.iter().filter_map(|node| node.within.as_ref()).collect();
        let found = self.ask("unreadable", json!([open])).await;
        serde_json::from_value(found).expect("sentences")
    }

    /// What is wrong with the file that the server writes of a definition, whose process has this id there.
    async fn misread(&self, definition: &Definition, process: &str, expected: &Expected) -> Vec<String> {
        let file = self.ask("file", json!([format!("designs/{}/file?format=bpmn", definition.key)])).await;
        let Reading { warnings, nodes, edges, shapes, lines } =
            serde_json::from_value(self.ask("read", json!([file, process])).await).expect("a reading");
        let mut wrong = warnings;
        for (what, read, wanted) in [
            ("nodes", nodes, &expected.nodes),
            ("shapes", shapes, &expected.shapes),
            ("edges", edges, &expected.edges),
            ("lines", lines, &expected.lines),
        ] {
            let (count, read) = (read.len(), read.into_iter().collect::<BTreeSet<String>>());
            if read != *wanted || count != wanted.len() {
                let others: Vec<_> = read.symmetric_difference(wanted).collect();
                wrong.push(format!("{count} {what}, not {}: {others:?}", wanted.len()));
            }
        }
        wrong
    }
}

/// What a file has of a definition.
struct Expected {
    nodes: BTreeSet<String>,
    edges: BTreeSet<String>,
    shapes: BTreeSet<String>,
    lines: BTreeSet<String>,
}

impl Expected {
    /// All of it, and all of it drawn.
    fn all(definition: &Definition) -> Self {
        let nodes: BTreeSet<_> = definition.element_ids().map(ToString::to_string).collect();
        let edges: BTreeSet<_> = definition.edges.iter().map(|edge| edge.id.to_string()).collect();
        Self { shapes: nodes.clone(), lines: edges.clone(), nodes, edges }
    }

    /// What the file has that it was read from: no id of XML has a colon, and what is implied there has one.
    fn of_file(definition: &Definition) -> Self {
        let diagram = definition.diagram.clone().unwrap_or_default();
        let is_said = |id: &String| !id.contains(':');
        let is_drawn = |id: &String| diagram.nodes.contains_key(id.as_str()) || diagram.edges.contains_key(id.as_str());
        let Self { mut nodes, mut edges, .. } = Self::all(definition);
        nodes.retain(is_said);
        edges.retain(is_said);
        let drawn = |ids: &BTreeSet<String>| ids.iter().filter(|id| is_drawn(id)).cloned().collect();
        Self { shapes: drawn(&nodes), lines: drawn(&edges), nodes, edges }
    }
}

#[tokio::test]
async fn what_comes_in_is_drawn_whole_and_what_goes_out_is_read_by_others_without_a_warning() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("陆小满").await;
    let mut wrong = Vec::new();
    for key in keys(&window).await {
        let design = window.ask("json", json!([format!("designs/{key}")])).await;
        let definition = read(design["definition"].clone());
        let found = look_at(&window, &definition, &key).await;
        wrong.extend(found.into_iter().map(|found| format!("{key}: {found}")));
    }
    for (name, text) in suite() {
        for (number, definition) in processes(&window, &text).await.into_iter().enumerate() {
            let key = format!("{}-{number}", name.trim_end_matches(".bpmn"));
            let found = look_at_file(&window, &key, definition).await;
            wrong.extend(found.into_iter().map(|found| format!("{key}: {found}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The processes of the demo.
async fn keys(window: &Window) -> Vec<String> {
    let list = window.ask("json", json!(["definitions?size=200"])).await;
    let keys = list["rows"].as_array().expect("rows").iter().map(|row| row["process"].as_str().expect("a key"));
    let keys: Vec<String> = keys.map(str::to_owned).collect();
    assert!(keys.len() > 5, "{list}");
    keys
}

/// A process in the designer and in its file.
async fn look_at(window: &Window, definition: &Definition, process: &str) -> Vec<String> {
    let mut found = window.blemishes(definition).await;
    window.run(&READER, Vec::new()).await;
    found.extend(window.misread(definition, process, &Expected::all(definition)).await);
    found
}

/// The processes of a file: as the server takes it, and the others.
async fn processes(window: &Window, text: &str) -> Vec<Definition> {
    let imported = window.ask("imported", json!([text])).await;
    let others = bpmn::processes(text).expect("it is BPMN").into_iter().skip(1);
    let others = others.map(|other| bpmn::read(text, Some(&other)).expect("it is there").definition);
    std::iter::once(read(imported["definition"].clone())).chain(others).collect()
}

/// A process of a file as a new one: in the designer, as it goes out again, with other names, and written anew.
async fn look_at_file(window: &Window, key: &str, mut definition: Definition) -> Vec<String> {
    let process = definition.key.to_string();
    definition.key = key.into();
    let revision = window.keep(&definition, None).await;
    let mut found = window.blemishes(&definition).await;
    window.run(&READER, Vec::new()).await;
    let said = Expected::of_file(&definition);
    found.extend(window.misread(&definition, &process, &said).await);

    let mut renamed = definition.clone();
    renamed.nodes.iter_mut().for_each(|node| node.name = Some("另一个名称".into()));
    window.keep(&renamed, Some(&revision)).await;
    found.extend(window.misread(&renamed, &process, &said).await.into_iter().map(|it| format!("renamed: {it}")));

    let mut anew = definition;
    anew.key = format!("{key}-anew").into();
    anew.foreign.remove(Definition::DOCUMENT);
    window.keep(&anew, None).await;
    let all = Expected::all(&anew);
    found.extend(window.misread(&anew, anew.key.as_str(), &all).await.into_iter().map(|it| format!("anew: {it}")));
    found
}

fn read(definition: Json) -> Definition {
    serde_json::from_value(definition).expect("a definition")
}

/// The files of the interchange suite, with their names; none when `BPMN_MIWG` does not say where they are.
fn suite() -> Vec<(String, String)> {
    let Some(folder) = std::env::var_os("BPMN_MIWG").map(PathBuf::from) else {
        eprintln!("without the interchange suite: BPMN_MIWG names no folder with its files");
        return Vec::new();
    };
    let entries = std::fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|it| it == "bpmn")).collect();
    files.sort();
    assert!(!files.is_empty(), "{} holds no files", folder.display());
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, bpmn::decode(&std::fs::read(&path).expect("the file is read")).expect("its characters are known"))
    };
    files.into_iter().map(read).collect()
}
