//! The style sheet: imports bundled, lowered for the browsers we serve, minified.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};

/// The oldest browsers served: two years back, and the web views of the approval apps on phones.
fn oldest_browsers() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        android: version(120, 0),
        chrome: version(108, 0),
        edge: version(120, 0),
        firefox: version(128, 0),
        ios_saf: version(16, 4),
        safari: version(17, 0),
        ..Browsers::default()
    })
}

/// Everything that `entry` is made of, as one short text.
pub(crate) fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let targets = oldest_browsers();
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::bundle;

    #[test]
    fn imports_come_before_what_imports_them() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        fs::write(folder.path().join("tokens.css"), ":root { --ink: #1a1a1a; }").expect("written");
        fs::write(folder.path().join("main.css"), "@import 'tokens.css';\nbody { color: var(--ink); }")
            .expect("written");

        let css = bundle(&folder.path().join("main.css")).expect("bundles");

        assert_eq!(css.trim(), ":root{--ink:#1a1a1a}body{color:var(--ink)}");
    }

    #[test]
    fn a_missing_import_names_the_sheet() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let main = folder.path().join("main.css");
        fs::write(&main, "@import 'gone.css';").expect("written");

        let error = bundle(&main).expect_err("the import is missing").to_string();

        assert!(error.contains("main.css"), "{error}");
    }
}
