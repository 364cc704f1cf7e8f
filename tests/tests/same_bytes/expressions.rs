//! Whatever is computed, the server and a page come to the same text.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::json;

use crate::generator::{Choices, expression, values};
use crate::wasm::Wasm;

/// How many expressions are compared; `LIANBAN_EXPRESSIONS` names another number.
const EXPRESSIONS: usize = 1_500;

/// How many are asked at once.
const AT_ONCE: usize = 250;

#[test]
fn random_expressions_yield_the_same_text() {
    let wanted = std::env::var("LIANBAN_EXPRESSIONS").ok().and_then(|wanted| wanted.parse().ok());
    let mut wasm = Wasm::load();
    let mut runner = TestRunner::default();
    let choices = prop::collection::vec(any::<u16>(), 0..400);
    let mut draw = || choices.new_tree(&mut runner).expect("choices can be drawn").current();
    let mut left = wanted.unwrap_or(EXPRESSIONS);
    while left > 0 {
        let count = left.min(AT_ONCE);
        left -= count;
        let scope = values(&mut Choices::new(&draw())).to_string();
        let expressions: Vec<String> = (0..count).map(|_| expression(&mut Choices::new(&draw()))).collect();
        let question = serde_json::to_vec(&json!({"scope": scope, "expressions": expressions})).expect("it is text");
        let (native, in_wasm) = (probe::evaluate(&question), wasm.answer(Wasm::EVALUATED, &question));
        if native != in_wasm {
            let read = |bytes: &[u8]| serde_json::from_slice::<Vec<String>>(bytes).expect("an answer is a list");
            for ((text, native), in_wasm) in expressions.iter().zip(read(&native)).zip(read(&in_wasm)) {
                assert_eq!(native, in_wasm, "{text}\nin {scope}");
            }
        }
    }
}
