//! Whatever people do in random processes, the server and a page come to the same log and the same state.

use std::cell::RefCell;
use std::sync::Arc;

use flow::kernel::{Command, Start};
use flow::process::Process;
use probe::Script;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};

use crate::drawing;
use crate::playing;
use crate::wasm::Wasm;

const CASES: u32 = 60;

fn organisation() -> Json {
    let person = |name: &str| json!({"name": name, "department": "finance"});
    json!({
        "name": "E",
        "people": {"zhou": person("周衡"), "wang": person("王芳"), "li": person("李青"), "qian": person("钱卓"),
            "sun": person("孙莉"), "zhao": person("赵六")},
        "departments": {"finance": {"name": "财务部", "head": "qian"}},
    })
}

/// What people do who choose so, beginning with a start.
fn script(definition: Json, choices: &[u32]) -> Script {
    let definition = Arc::new(serde_json::from_value(definition).expect("the definition is well written"));
    let process = Process::new(Arc::clone(&definition)).expect("the definition can be run");
    let data = playing::flags(choices[0]).into_iter().map(|(field, value)| (field.as_str().into(), value)).collect();
    let start = Command::Start(Start::by("li".into(), 1, data));
    let organisation = serde_json::from_value(organisation()).expect("the organisation is well written");
    let mut script = Script { definition, organisation, commands: vec![start] };
    for choice in choices {
        let state = script.play().state;
        script.commands.extend(playing::step(&process, &state, *choice));
    }
    script
}

#[test]
fn random_processes_lead_to_the_same_bytes() {
    let wasm = RefCell::new(Wasm::load());
    let cases = (drawing::block(), prop::collection::vec(any::<u32>(), 1..30));
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let compared = TestRunner::new(config).run(&cases, |(block, choices)| {
        let script = script(drawing::definition(&block), &choices);
        let written = serde_json::to_vec(&script).expect("a script can be written");
        let native = probe::play(&written);
        let in_wasm = wasm.borrow_mut().answer(Wasm::PLAYED, &written);
        prop_assert!(in_wasm == native, "{}\n{}", String::from_utf8_lossy(&in_wasm), String::from_utf8_lossy(&native));
        Ok(())
    });
    compared.expect("native and WebAssembly agree");
}
