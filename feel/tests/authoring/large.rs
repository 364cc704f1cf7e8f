//! No text makes checking or editing take long, or exhausts the stack.

use std::time::{Duration, Instant};

use feel::check::{DeclaredNames, check};
use feel::editor::{complete, format, hover, rename};
use feel::parse;

use crate::declarations;

fn repeated(count: usize, write: impl Fn(usize) -> String) -> String {
    (0..count).map(write).collect()
}

/// Without optimisation every level takes more of the stack than a thread of the tests has.
#[test]
fn large_texts_are_looked_at_in_no_time() {
    let looked = std::thread::Builder::new().stack_size(16 << 20).spawn(look_at_large_texts);
    looked.expect("a thread").join().expect("no text is too much");
}

fn look_at_large_texts() {
    let doubling = repeated(60, |n| format!("a{}: [a{n}, a{n}, {{x: a{n}, y: a{n}}}], ", n + 1));
    let texts = [
        format!("{{a0: 1, {doubling}last: 1}}"),
        format!("flag{}", repeated(20_000, |_| " and price != null".to_owned())),
        format!("{{{}z: 1}}", repeated(10_000, |n| format!("e{n}: {n}, "))),
        format!("{{e0: 1, {}z: 1}}", repeated(10_000, |n| format!("e{}: e{n}, ", n + 1))),
        format!("{{{}z: 1}}", repeated(10_000, |n| format!("e{n}: e{n}, "))),
        format!("for {}z in numbers return z", repeated(10_000, |n| format!("e{n} in numbers, "))),
        format!("{}amount{}", "(".repeat(190), ")".repeat(190)),
        format!("{}amount{}", "[".repeat(190), "]".repeat(190)),
        format!("{}1", "if flag then 1 else ".repeat(190)),
        format!("[{}1]", repeated(20_000, |n| format!("amount + {n}, "))),
        format!("amount{}", repeated(190, |_| " + amount".to_owned())),
        format!("{}amount{}", "lines[cost > ".repeat(60), "]".repeat(60)),
        repeated(3_000, |_| "unknwon + ".to_owned()),
    ];
    let declared = declarations();
    let names = DeclaredNames::new(&declared);
    for text in &texts {
        let started = Instant::now();
        if let Ok(expression) = parse(text, &names) {
            check(&expression, &declared, None);
        }
        complete(text.as_str(), text.len(), &declared);
        complete(text.as_str(), text.find("amount").unwrap_or_default(), &declared);
        hover(text.as_str(), text.len() / 2, &declared);
        format(text.as_str(), 80, &names);
        // Whether it can be done does not matter here.
        let _ = rename(text.as_str(), &["amount"], "total", &declared);
        assert!(started.elapsed() < Duration::from_secs(60), "{text:.60}: {:?}", started.elapsed());
    }
}
