use crate::{Context, DateTime, Error, Value, Zone};

/// What an expression can ask of its host.
pub trait Scope {
    /// The value of a name, if the host has one.
    fn get(&self, name: &str) -> Option<Value>;

    /// The present moment, for `now()` and `today()`. A host without one makes them null; the machine's clock is never
    /// asked, so that the same expression gives the same answer again.
    fn now(&self) -> Option<DateTime> {
        None
    }

    /// Calls a function of the host, such as one that counts working days. `None` when there is no such function.
    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
        let _ = (name, arguments);
        None
    }

    /// The zone of a name such as `Asia/Shanghai`; where a host says nothing, what [`Zone::named`] knows.
    fn zone(&self, name: &str) -> Option<Zone> {
        Zone::named(name)
    }
}

/// Nothing has a name.
impl Scope for () {
    fn get(&self, _: &str) -> Option<Value> {
        None
    }
}

/// The entries of a context are the names.
impl Scope for Context {
    fn get(&self, name: &str) -> Option<Value> {
        Context::get(self, name).cloned()
    }
}
