//! What an interpreter or a browser calls: it asks for a place, puts the script there, has it played, and reads the run.
//! Or it puts a definition or expressions there and has them checked or evaluated.
//!
//! Addresses go out as numbers and are never followed here, so nothing in this module can go astray; only the exported
//! names are what the compiler cannot vouch for.

#![allow(unsafe_code, reason = "exported names must be unique in the module, and they are")]

use std::sync::{Arc, Mutex};

use flow::check::{Surroundings, check};
use flow::model::Definition;

static SCRIPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static RUN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Makes room for a script of so many bytes, and tells where.
#[unsafe(no_mangle)]
extern "C" fn room_for(length: usize) -> *const u8 {
    let mut script = SCRIPT.lock().expect("there is one thread");
    *script = vec![0; length];
    script.as_ptr()
}

/// Plays the script, and tells how long its run is.
#[unsafe(no_mangle)]
extern "C" fn played() -> usize {
    let mut run = RUN.lock().expect("there is one thread");
    *run = crate::play(&SCRIPT.lock().expect("there is one thread"));
    run.len()
}

/// Evaluates the script as a question of expressions, and tells how long the answer is.
#[unsafe(no_mangle)]
extern "C" fn evaluated() -> usize {
    let mut run = RUN.lock().expect("there is one thread");
    *run = crate::evaluate(&SCRIPT.lock().expect("there is one thread"));
    run.len()
}

/// Tells where the run is.
#[unsafe(no_mangle)]
extern "C" fn run() -> *const u8 {
    RUN.lock().expect("there is one thread").as_ptr()
}

static DEFINITION: Mutex<Option<Arc<Definition>>> = Mutex::new(None);

/// Reads the script as a definition, and tells whether it is one.
#[unsafe(no_mangle)]
extern "C" fn defined() -> bool {
    let read = serde_json::from_slice(&SCRIPT.lock().expect("there is one thread")).ok().map(Arc::new);
    let mut definition = DEFINITION.lock().expect("there is one thread");
    *definition = read;
    definition.is_some()
}

/// Checks the definition that was read, and tells how many findings there are.
#[unsafe(no_mangle)]
extern "C" fn checked() -> usize {
    let definition = DEFINITION.lock().expect("there is one thread");
    definition.as_ref().map_or(0, |definition| check(definition, &Surroundings::default()).len())
}
