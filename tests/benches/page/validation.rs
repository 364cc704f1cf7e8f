//! Every finding of a large definition: natively, and by the same code in a page.

use std::sync::Arc;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flow::check::{Surroundings, check};
use flow::model::Definition;
use serde_json::{Value as Json, json};

use crate::driver::{Driver, Screen};
use crate::table::Table;

const NODES: usize = 500;
/// How often; the middle one counts.
const ROUNDS: usize = 21;

pub(crate) async fn measure(driver: &Driver, table: &mut Table) {
    let definition = definition("large", NODES);
    let native = natively(&Arc::new(serde_json::from_value(definition.clone()).unwrap()));
    let path = std::env::var("LIANBAN_PROBE").expect("LIANBAN_PROBE names the compiled probe, as `make bench` does");
    let module = STANDARD.encode(std::fs::read(path).unwrap());
    let client = driver.browser(Screen::Desk, "en", true).await;
    let arguments = vec![json!(module), json!(definition.to_string()), json!(ROUNDS)];
    let seen = client.execute_async(CHECK, arguments).await.unwrap();
    let in_page = seen["middle"].as_f64().unwrap_or_else(|| panic!("{seen}"));
    table.add("validation of 500 nodes, native", format!("{native:.1} ms"), "", String::new());
    let remark = format!("{:.1} times the native time", in_page / native);
    table.add("validation of 500 nodes, in the page", format!("{in_page:.1} ms"), "", remark);
    client.close().await.unwrap();
}

fn natively(definition: &Arc<Definition>) -> f64 {
    let round = |_| {
        let began = Instant::now();
        let findings = check(definition, &Surroundings::default());
        std::hint::black_box(findings);
        began.elapsed().as_secs_f64() * 1000.0
    };
    let mut times = (0..ROUNDS).map(round).collect::<Vec<_>>();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// Approvals in a line, with a choice after every tenth: so many nodes.
pub(crate) fn definition(key: &str, many: usize) -> Json {
    let mut nodes = vec![json!({"id": "start", "kind": "start"})];
    let mut edges = Vec::new();
    let mut last = "start".to_owned();
    for number in 0..many - 2 {
        let id = format!("n{number}");
        let choice = number % 10 == 9;
        nodes.push(match choice {
            true => json!({"id": id, "kind": "exclusive"}),
            false => {
                json!({"id": id, "kind": "approve", "name": id, "who": {"person": "bob"}, "fields": {"amount": "edit"}})
            }
        });
        edges.push(json!({"id": format!("e{number}"), "from": last, "to": id, "default": last.ends_with('9')}));
        if choice {
            edges.push(json!({"id": format!("x{number}"), "from": id, "to": "end", "when": "amount > 100"}));
        }
        last = id;
    }
    nodes.push(json!({"id": "end", "kind": "end"}));
    edges.push(json!({"id": "e", "from": last, "to": "end"}));
    let form = json!({"fields": [{"id": "amount", "type": "number"}]});
    json!({"lianban": 1, "key": key, "name": "Large", "form": form, "nodes": nodes, "edges": edges})
}

/// Puts the definition into the module and has it checked, again and again.
const CHECK: &str = "const [module, definition, rounds, done] = arguments;
(async () => {
  const bytes = Uint8Array.from(atob(module), (sign) => sign.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { memory, room_for, defined, checked } = instance.exports;
  const text = new TextEncoder().encode(definition);
  const place = room_for(text.length);
  new Uint8Array(memory.buffer).set(text, place);
  if (!defined()) throw new Error('the definition cannot be read');
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    checked();
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  done({middle: times[Math.floor(rounds / 2)]});
})().catch((error) => done(String(error)));";
