//! How the designer bears a large process: until it is drawn, and what moving one node costs, beside bpmn-js on the same
//! drawing.
//!
//! What a move costs is what the page's thread does until the drawing has its new form: script, style and layout. How soon
//! that is on a screen depends on the machine.

use fantoccini::Client;
use serde_json::{Value as Json, json};

use crate::driver::{Driver, Screen, devtools};
use crate::house::House;
use crate::reading::{ask, sign_in};
use crate::table::Table;
use crate::validation::definition;

/// How many moves; the middle one counts, and the one that is slower than all but a twentieth.
const MOVES: usize = 120;

pub(crate) async fn measure(driver: &Driver, house: &House, table: &mut Table) {
    let client = driver.browser(Screen::Desk, "en", true).await;
    sign_in(&client, house, "luxiaoman").await;
    for many in [500, 1_000] {
        let key = format!("L-{many}");
        let change = json!({"definition": definition(&key, many)});
        ask(&client, "PUT", &format!("/api/v1/designs/{key}"), change).await;
    }
    let opened = open(&client, house, "L-1000", 1_000).await;
    table.add("designer: 1,000 nodes drawn", format!("{:.2} s", opened / 1000.0), "1.0 s", String::new());
    let ours = drag(&client, OURS).await;
    open(&client, house, "L-500", 500).await;
    devtools(&client, "Emulation.setCPUThrottlingRate", json!({"rate": 4})).await;
    let slow = drag(&client, OURS).await;
    devtools(&client, "Emulation.setCPUThrottlingRate", json!({"rate": 1})).await;
    let xml = text(&client, "/api/v1/designs/L-1000/file?format=bpmn").await;
    let theirs = bpmn_js(&client, &xml).await;
    for (what, figures, goal) in [
        ("designer: move one of 1,000 nodes", ours, "8 ms"),
        ("designer: move one of 500 nodes, slow processor", slow, "24 ms"),
        ("bpmn-js: move one of 1,000 nodes", theirs, ""),
    ] {
        let (middle, most) = figures;
        table.add(what, format!("{middle:.1} ms"), goal, format!("95 of 100 below {most:.1} ms; script and layout"));
    }
    client.close().await.unwrap();
}

/// Opens a process and tells after how many milliseconds all of it was drawn.
async fn open(client: &Client, house: &House, key: &str, many: usize) -> f64 {
    client.goto(&format!("{}/design/{key}", house.origin)).await.unwrap();
    client.execute_async(DRAWN, vec![json!(many)]).await.unwrap().as_f64().unwrap()
}

/// What moves cost: the middle one, and the one that 95 of 100 are below.
async fn drag(client: &Client, moves: &str) -> (f64, f64) {
    let script = format!("{moves}\n{MEASURE}");
    let seen = client.execute_async(&script, vec![json!(MOVES)]).await.unwrap();
    let figure = |key: &str| seen[key].as_f64().unwrap_or_else(|| panic!("{seen}"));
    (figure("middle"), figure("most"))
}

async fn text(client: &Client, path: &str) -> String {
    let script = "const [path, done] = arguments; fetch(path).then((answer) => answer.text()).then(done);";
    let text = client.execute_async(script, vec![json!(path)]).await.unwrap();
    text.as_str().unwrap().to_owned()
}

/// Opens the same drawing in bpmn-js, on a page without anything else, and moves a node.
async fn bpmn_js(client: &Client, xml: &str) -> (f64, f64) {
    let path = std::env::var("LIANBAN_BPMN_JS").expect("LIANBAN_BPMN_JS names its script, as `make bench` does");
    let script = std::fs::read_to_string(path).unwrap();
    client.goto("about:blank").await.unwrap();
    client.execute(&script, Vec::new()).await.unwrap();
    let opened = client.execute_async(OPEN_THEIRS, vec![json!(xml)]).await.unwrap();
    assert_eq!(opened, Json::Null, "bpmn-js opens the drawing");
    drag(client, THEIRS).await
}

/// Waits until so many nodes are drawn.
const DRAWN: &str = "const [many, done] = arguments;
const look = () => {
  const drawn = document.querySelectorAll('[data-node]').length;
  drawn >= many ? done(performance.now()) : setTimeout(look, 10);
};
look();";

/// Takes a node and moves it step by step; after each step the drawing is laid out.
const MEASURE: &str = "const done = arguments[arguments.length - 1];
(async () => {
  const times = [];
  const from = begin();
  for (let step = 1; step <= arguments[0]; step++) {
    await new Promise((then) => setTimeout(then, 0));
    const began = performance.now();
    move(from.x + step, from.y + (step % 40));
    await null;
    settled();
    times.push(performance.now() - began);
  }
  end();
  times.sort((one, other) => one - other);
  done({middle: times[Math.floor(times.length / 2)], most: times[Math.floor(times.length * 0.95)]});
})().catch((error) => done(String(error)));";

const OURS: &str = "const canvas = document.getElementById('canvas');
const node = [...document.querySelectorAll('[data-node]')][400];
const send = (type, x, y) => (type === 'pointerdown' ? node.firstElementChild.nextElementSibling : canvas).dispatchEvent(
  new PointerEvent(type, {bubbles: true, cancelable: true, pointerId: 7, pointerType: 'mouse', isPrimary: true, button: 0, buttons: 1, clientX: x, clientY: y}));
const place = () => { const box = node.getBoundingClientRect(); return {x: box.x + box.width / 2, y: box.y + box.height / 2}; };
const begin = () => { canvas.setPointerCapture = () => {}; const at = place(); send('pointerdown', at.x, at.y); return at; };
const move = (x, y) => send('pointermove', x, y);
const settled = () => place();
const end = () => send('pointerup', 0, 0);";

const THEIRS: &str = "const canvas = window.modeler.get('canvas');
const registry = window.modeler.get('elementRegistry');
const node = registry.getGraphics(registry.filter((it) => it.type === 'bpmn:UserTask' || it.type === 'bpmn:Task')[400]);
const hit = node.querySelector('.djs-hit');
const send = (type, target, x, y) => target.dispatchEvent(
  new MouseEvent(type, {bubbles: true, cancelable: true, button: 0, buttons: 1, clientX: x, clientY: y, view: window}));
const place = () => { const box = hit.getBoundingClientRect(); return {x: box.x + box.width / 2, y: box.y + box.height / 2}; };
const begin = () => { const at = place(); send('mousedown', hit, at.x, at.y); return at; };
const move = (x, y) => send('mousemove', document, x, y);
const settled = () => document.querySelector('.djs-dragger, .djs-drag-group')?.getBoundingClientRect() ?? place();
const end = () => send('mouseup', document, 0, 0);";

const OPEN_THEIRS: &str = "const [xml, done] = arguments;
const room = document.body.appendChild(document.createElement('div'));
room.style.cssText = 'width: 1400px; height: 800px';
window.modeler = new BpmnJS({container: room});
window.modeler.importXML(xml).then(() => done(null), (error) => done(String(error)));";
