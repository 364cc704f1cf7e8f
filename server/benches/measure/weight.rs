//! What a browser loads once to show a page: every route is shown by the same module, script and styles.

use page::{Encoding, File};

use crate::table::Table;

pub(crate) fn measure(table: &mut Table) {
    let weight = |ending: &str| {
        let files = File::all().iter().filter(|file| file.name.ends_with(ending));
        files.map(|file| file.content(Encoding::Brotli).len()).sum::<usize>()
    };
    let (module, script, styles) = (weight(".wasm"), weight(".js"), weight(".css"));
    if module == 0 {
        return table.add("page weight", "unknown".to_owned(), "350 kB", "built without the page".to_owned());
    }
    let remark = format!("brotli; module {}, script {}; styles besides {}", kilo(module), kilo(script), kilo(styles));
    table.add("script of every route", kilo(module + script), "350 kB", remark);
}

fn kilo(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}
