//! `lianban calendar import`.

use std::fs;

use super::{lianban, words};

#[test]
fn a_year_of_holidays_is_entered_in_an_organisations_file() {
    let scratch = tempfile::tempdir().unwrap();
    let path = |name: &str| scratch.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("org.yaml"), "name: E\ncalendar: {holidays: [2027-01-10]}\npeople: {ann: {name: Ann}}\n").unwrap();
    fs::write(path("2027.csv"), "date,off\n2027-01-01,true\n2027-01-10,false\n").unwrap();
    let import = |year: &str| lianban(&["calendar", "import", &path(year), "--org", &path("org.yaml")]);
    let done = import("2027.csv");
    assert_eq!(done.status.code(), Some(0), "{}", words(&done));
    assert!(words(&done).contains("1 days off and 1 days of work"), "{}", words(&done));
    let written: serde_json::Value = {
        let text = fs::read_to_string(path("org.yaml")).unwrap();
        let read = flow::file::read::<flow::organisation::Organisation>(&text, flow::file::Format::Yaml).unwrap();
        serde_json::to_value(read.value).unwrap()
    };
    assert_eq!(written["calendar"]["holidays"], serde_json::json!(["2027-01-01"]));
    assert_eq!(written["calendar"]["workdays"], serde_json::json!(["2027-01-10"]));
    assert_eq!(written["people"]["ann"]["name"], "Ann");

    fs::write(path("wrong.csv"), "2027-01-01,maybe\n").unwrap();
    let refused = import("wrong.csv");
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused).contains("line 1"), "{}", words(&refused));
    assert_eq!(import("org.yaml").status.code(), Some(2), "that is no year");
}
