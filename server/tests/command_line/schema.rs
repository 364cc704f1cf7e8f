//! `lianban schema`: the file formats, for editors and other tools.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{lianban, lines};

#[test]
fn the_published_schemas_are_what_the_command_prints() {
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema");
    for (format, file) in
        [("definition", "flow.schema.json"), ("scenarios", "test.schema.json"), ("organisation", "org.schema.json")]
    {
        let printed = lianban(&["schema", format]);
        assert_eq!(printed.status.code(), Some(0), "{printed:?}");
        let file = published.join(file);
        let current: Value = serde_json::from_slice(&printed.stdout).unwrap();
        let kept: Value = serde_json::from_slice(&fs::read(&file).unwrap_or_default()).unwrap_or_default();
        let file = file.display();
        assert!(kept == current, "{file} is not current; renew it: lianban schema {format} > docs/schema/…");
        assert_eq!(lines(&lianban(&["schema", format, "--json"])), [current]);
    }
    assert_eq!(lianban(&["schema", "poem"]).status.code(), Some(2));
}
