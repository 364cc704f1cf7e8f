//! The probe in an interpreter.

use wasmi::{Engine, Instance, Linker, Memory, Module, Store, TypedFunc};

/// The probe, compiled to WebAssembly.
pub(crate) struct Wasm {
    store: Store<()>,
    memory: Memory,
    instance: Instance,
    room_for: TypedFunc<u32, u32>,
    run: TypedFunc<(), u32>,
}

impl Wasm {
    /// What plays a script.
    pub(crate) const PLAYED: &str = "played";
    /// What evaluates expressions.
    pub(crate) const EVALUATED: &str = "evaluated";

    pub(crate) fn load() -> Self {
        let path = std::env::var("LIANBAN_PROBE").expect("LIANBAN_PROBE names the compiled probe, as `make test` does");
        let bytes = std::fs::read(path).expect("the probe can be read");
        let engine = Engine::default();
        let module = Module::new(&engine, &bytes).expect("the probe is a module");
        let mut store = Store::new(&engine, ());
        let instance: Instance =
            Linker::new(&engine).instantiate_and_start(&mut store, &module).expect("the probe needs nothing around it");
        let memory = instance.get_memory(&store, "memory").expect("the probe shows its memory");
        Self {
            room_for: instance.get_typed_func(&store, "room_for").expect("the probe takes a script"),
            run: instance.get_typed_func(&store, "run").expect("the probe shows the run"),
            instance,
            store,
            memory,
        }
    }

    /// What one of its functions answers to a question.
    pub(crate) fn answer(&mut self, function: &str, question: &[u8]) -> Vec<u8> {
        let length = u32::try_from(question.len()).expect("a question is small");
        let place = self.room_for.call(&mut self.store, length).expect("there is room");
        self.memory.write(&mut self.store, place as usize, question).expect("the room is in its memory");
        let asked: TypedFunc<(), u32> = self.instance.get_typed_func(&self.store, function).expect("the probe has it");
        let length = asked.call(&mut self.store, ()).expect("the question can be answered");
        let place = self.run.call(&mut self.store, ()).expect("the answer is somewhere");
        let mut answer = vec![0; length as usize];
        self.memory.read(&self.store, place as usize, &mut answer).expect("the answer is in its memory");
        answer
    }
}
