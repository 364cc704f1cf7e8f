//! What a browser loads once to show a page: a module with its script, and the styles.

use page::{Encoding, File};

use crate::table::Table;

/// The modules, which pages each shows, and how much it may weigh.
const MODULES: [(&str, &str, &str); 2] = [("inbox", "sign-in and inbox", "350 kB"), ("lianban", "every page", "")];

pub(crate) fn measure(table: &mut Table) {
    let weight = |name: &str| File::named(name).map(|file| file.content(Encoding::Brotli).len());
    for (module, pages, goal) in MODULES {
        let (wasm, script) = (weight(&format!("{module}.wasm")), weight(&format!("{module}.js")));
        let Some((wasm, script)) = wasm.zip(script) else {
            return table.add("page weight", "unknown".to_owned(), goal, "built without the page".to_owned());
        };
        let remark = format!("brotli; module {}, script {}", kilo(wasm), kilo(script));
        table.add(&format!("script of {pages}"), kilo(wasm + script), goal, remark);
    }
    table.add("styles of every page", kilo(weight("lianban.css").unwrap_or_default()), "", "brotli".to_owned());
}

fn kilo(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}
