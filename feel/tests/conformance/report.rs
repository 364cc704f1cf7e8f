//! The page that tells what came of the test kit.

use std::fmt::Write;
use std::path::PathBuf;

use crate::Level;

/// The page.
pub(crate) fn page(levels: &[Level], different: &[(&str, &str, &str)]) -> String {
    let mut page =
        "# Conformance\n\nMade by `DMN_TCK=… cargo test -p feel --features xml --test conformance` from the \
                    [public test kit for DMN](https://github.com/dmn-tck/tck), version 1.5 of the standard.\n\n\
                    | level | cases | passed | share |\n| --- | --- | --- | --- |\n"
            .to_owned();
    for Level { name, cases, failures } in levels {
        let passed = cases - failures.len();
        #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
        let share = passed as f64 * 100.0 / *cases as f64;
        writeln!(page, "| {} | {cases} | {passed} | {share:.2} % |", name.trim_start_matches("compliance-level-"))
            .expect("a text takes what is written");
    }
    page.push_str("\n## Cases that come out otherwise\n\n| case | why |\n| --- | --- |\n");
    for (suite, case, why) in different {
        writeln!(page, "| {suite} {case} | {why} |").expect("a text takes what is written");
    }
    page.push_str(
        "\nA number counts as expected when it differs by less than 10⁻⁸ from what the kit writes out. Functions outside \
         of the language (Java) yield null.\n",
    );
    page
}

/// Compares the page with the one that is kept; `KEEP=1` keeps this one instead.
pub(crate) fn keep(page: &str) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "docs", "conformance.md"].iter().collect();
    if std::env::var_os("KEEP").is_some() {
        std::fs::write(&path, page).expect("the page can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "docs/conformance.md is not what came of the kit; run again with KEEP=1 to renew it");
}
