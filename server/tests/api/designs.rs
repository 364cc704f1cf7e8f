//! Definitions as they are drawn: read, changed on top of what was read, and kept by one of two at the same time.

use std::fs;
use std::path::Path;

use flow::file::{Format, read};
use flow::model::Definition;
use reqwest::{Method, Response};
use serde_json::{Value as Json, json};
use server::store::{Queries, Upkeep};

use crate::house::{Guest, House, refusal, refused};

const AT: &str = "/api/v1/designs/P-1";

fn put(guest: &Guest, path: &str, body: &Json) -> impl Future<Output = Response> + use<> {
    let sent = guest.request(Method::PUT, path).json(body).send();
    async move { sent.await.unwrap() }
}

/// A change of what was read: another name.
fn renamed(design: &Json, name: &str) -> Json {
    let mut definition = design["definition"].clone();
    definition["name"] = json!(name);
    json!({"revision": design["revision"], "definition": definition})
}

#[tokio::test]
async fn a_design_is_read_changed_and_read_again() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let design = dee.read(AT).await;
    assert_eq!(
        (&design["process"], &design["version"], &design["is_draft"]),
        (&json!("P-1"), &json!(1), &json!(false))
    );
    assert_eq!((&design["may_change"], &design["changed"][1]["id"]), (&json!(true), &json!("dee")));

    let kept = dee.sent(put(&dee, AT, &renamed(&design, "Purchases"))).await;
    assert_eq!(kept["publishable"], true, "{kept}");
    let draft = dee.read(AT).await;
    assert_eq!((&draft["revision"], &draft["is_draft"]), (&kept["revision"], &json!(true)));
    assert_eq!((&draft["definition"]["name"], &draft["version"]), (&json!("Purchases"), &json!(1)));
    assert_eq!(dee.read(&format!("{AT}?version=1")).await["definition"], design["definition"]);
    assert_eq!(
        refusal(dee.get(&format!("{AT}?version=2")).await).await,
        refused(404, "not_found"),
        "a draft has no number"
    );

    let text = dee.read("/api/v1/definitions/P-1").await["text"].as_str().unwrap().to_owned();
    assert!(text.contains("key: P-1\nname: Purchases\n"), "people can read it: {text}");
    let again = dee.sent(put(&dee, AT, &renamed(&draft, "Buying"))).await;
    assert_ne!(again["revision"], kept["revision"]);
}

#[tokio::test]
async fn a_change_of_what_is_not_there_any_more_is_refused_and_nothing_kept() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let design = dee.read(AT).await;
    dee.sent(put(&dee, AT, &renamed(&design, "One"))).await;
    for based_on in [design["revision"].clone(), json!("nonsense"), json!("00112233445566778899aabbccddeeff")] {
        let late = json!({"revision": based_on, "definition": renamed(&design, "Two")["definition"]});
        assert_eq!(refusal(put(&dee, AT, &late).await).await, refused(409, "changed_meanwhile"));
    }
    assert_eq!(dee.read(AT).await["definition"]["name"], "One");
}

#[tokio::test]
async fn of_two_changes_at_the_same_time_one_is_kept() {
    let house = House::open().await;
    let (dee, gus) = (house.guest("dee").await, house.guest("gus").await);
    for round in 0..20 {
        let design = dee.read(AT).await;
        let names = ["dee", "gus"].map(|name| format!("{name} {round}"));
        let changes = names.each_ref().map(|name| renamed(&design, name));
        let (first, second) = futures::join!(put(&dee, AT, &changes[0]), put(&gus, AT, &changes[1]));
        let mut statuses = [first.status().as_u16(), second.status().as_u16()];
        let kept = if statuses[0] == 200 { &names[0] } else { &names[1] };
        assert_eq!(dee.read(AT).await["definition"]["name"], *kept);
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    }
}

#[tokio::test]
async fn a_process_is_made_once() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let new = json!({"revision": null, "definition": {"lianban": 1, "key": "P-2", "name": "New"}});
    let path = "/api/v1/designs/P-2";
    assert_eq!(refusal(dee.get(path).await).await, refused(404, "not_found"));
    let kept = dee.sent(put(&dee, path, &new)).await;
    assert_eq!(kept["publishable"], false, "a draft may be unfinished");
    assert!(!kept["findings"].as_array().unwrap().is_empty());
    let design = dee.read(path).await;
    assert_eq!((&design["revision"], design.get("version")), (&kept["revision"], None));
    assert_eq!(refusal(put(&dee, path, &new).await).await, refused(409, "conflict"));
    assert_eq!(refusal(put(&dee, "/api/v1/designs/P-3", &new).await).await, refused(422, "fields"), "another key");
    let unknown = json!({"revision": null, "definition": {"lianban": 1, "key": "P-3", "name": "P", "colour": "red"}});
    assert_eq!(refusal(put(&dee, "/api/v1/designs/P-3", &unknown).await).await, refused(422, "malformed"));
    let long = json!({"definition": {"lianban": 1, "key": "P-3", "name": "long ".repeat(430_000)}});
    assert_eq!(refusal(put(&dee, "/api/v1/designs/P-3", &long).await).await, refused(413, "too_large"));
}

#[tokio::test]
async fn a_text_that_cannot_be_read_has_to_be_mended_first() {
    let house = House::open().await;
    let store = house.service.runtime().store();
    store
        .save_draft(&"P-1".into(), "lianban: 1\nkey: P-1\n", &"dee".into(), house.service.runtime().now())
        .await
        .unwrap();
    let answer = house.guest("dee").await.get(AT).await;
    let problem: Json = answer.json().await.unwrap();
    assert_eq!((&problem["status"], &problem["code"]), (&json!(422), &json!("text_unreadable")));
    let detail = problem["detail"]["en"].as_str().unwrap();
    assert!(detail.starts_with("Mend the text") && detail.contains("name"), "{detail}");
}

#[tokio::test]
async fn designs_are_read_by_auditors_and_changed_by_the_process_office() {
    let house = House::open().await;
    let design = house.guest("dee").await.read(AT).await;
    for (person, reads, changes) in
        [("ann", false, false), ("cho", false, false), ("eve", true, false), ("gus", true, true)]
    {
        let guest = house.guest(person).await;
        let read = guest.get(AT).await;
        assert_eq!(read.status() == 200, reads, "{person}");
        if reads {
            assert_eq!(read.json::<Json>().await.unwrap()["may_change"], changes, "{person}");
        }
        let changed = put(&guest, AT, &renamed(&design, person)).await;
        assert_eq!(changed.status() == 200, changes, "{person}");
    }
}

/// Whatever a definition can say travels to the page and back and stands in the file as before.
#[tokio::test]
async fn nothing_of_a_definition_is_lost_on_the_way() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let files = ["content", "../docs/examples"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let files = files.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut seen = 0;
    for file in files.filter(|file| file.to_str().unwrap().ends_with(".flow.yaml")) {
        let text = fs::read_to_string(&file).unwrap();
        let definition: Definition = read(&text, Format::Yaml).unwrap().value;
        let (runtime, key) = (house.service.runtime(), &definition.key);
        runtime.store().save_draft(key, &text, &"dee".into(), runtime.now()).await.unwrap();
        let path = format!("/api/v1/designs/{key}");
        let design = dee.read(&path).await;
        let change = json!({"revision": design["revision"], "definition": design["definition"]});
        dee.sent(put(&dee, &path, &change)).await;
        let stored = runtime.store().latest_definition(key).await.unwrap().unwrap();
        let stored = runtime.store().definition(key, stored.version).await.unwrap().unwrap();
        let again: Definition = read(&stored.text, Format::Yaml).unwrap().value;
        assert_eq!(again, definition, "{}", file.display());
        seen += 1;
    }
    assert!(seen > 7, "the examples are somewhere else: {seen}");
}

#[tokio::test]
async fn people_at_the_same_definition_see_one_another_and_what_changed() {
    let house = House::open().await;
    let (dee, gus) = (house.guest("dee").await, house.guest("gus").await);
    let here = format!("{AT}/here");
    let alone = dee.sent(dee.post(&here, &json!({"editor": "d1", "element": "decide"}))).await;
    assert_eq!(alone["editors"], json!([]));
    let seen = gus.sent(gus.post(&here, &json!({"editor": "g1"}))).await;
    let expected = json!([{"person": {"id": "dee", "name": "Dee"}, "element": "decide", "editor": "d1"}]);
    assert_eq!(seen["editors"], expected);

    let design = gus.read(AT).await;
    assert_eq!(seen["revision"], design["revision"]);
    let kept = gus.sent(put(&gus, AT, &renamed(&design, "Purchases"))).await;
    house.wait(20_000);
    let heard = dee.sent(dee.post(&here, &json!({"editor": "d1"}))).await;
    assert_eq!((&heard["revision"], &heard["editors"][0]["person"]["id"]), (&kept["revision"], &json!("gus")));
    house.wait(15_000);
    let heard = dee.sent(dee.post(&here, &json!({"editor": "d1"}))).await;
    assert_eq!(heard["editors"], json!([]), "gus has said nothing for 30 seconds");
    dee.sent(dee.post(&here, &json!({"editor": "d1", "leaving": true}))).await;
    assert_eq!(gus.sent(gus.post(&here, &json!({"editor": "g1"}))).await["editors"], json!([]));

    let long = gus.post(&here, &json!({"editor": "g".repeat(41)})).await;
    assert_eq!(refusal(long).await, refused(422, "fields"));
    let eve = house.guest("eve").await;
    assert_eq!(refusal(eve.post(&here, &json!({"editor": "e"})).await).await, refused(403, "forbidden"));
    let nowhere = gus.post("/api/v1/designs/P-9/here", &json!({"editor": "g1"})).await;
    assert_eq!(refusal(nowhere).await, refused(404, "not_found"));
}

#[tokio::test]
async fn a_definition_leaves_as_a_file_and_comes_back() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let definition = dee.read(AT).await["definition"].clone();
    for (format, media_type, begins) in [
        ("yaml", "application/yaml; charset=utf-8", "\nlianban: 1"),
        ("bpmn", "application/xml; charset=utf-8", "<?xml"),
    ] {
        let file = dee.get(&format!("{AT}/file?format={format}")).await;
        assert_eq!(file.headers()["content-type"], media_type);
        let disposition = file.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert!(disposition.contains(&format!("filename=\"P-1.{format}\"")), "{disposition}");
        let text = file.text().await.unwrap();
        assert!(text.starts_with(begins), "{text}");
        let imported = dee.sent(dee.post("/api/v1/designs/import", &json!({"text": text}))).await;
        assert_eq!(imported["findings"], json!([]));
        let mut again = imported["definition"].clone();
        for whole in ["foreign", "diagram"] {
            again.as_object_mut().unwrap().remove(whole);
        }
        assert_eq!(again, definition, "{format}");
    }
    let missing = dee.get(&format!("{AT}/file?version=7")).await;
    assert_eq!(refusal(missing).await, refused(404, "not_found"));
    assert_eq!(refusal(dee.get(&format!("{AT}/file?format=doc")).await).await, refused(400, "malformed"));
}

#[tokio::test]
async fn what_is_imported_is_kept_nowhere() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let import = async |text: &str| dee.sent(dee.post("/api/v1/designs/import", &json!({"text": text}))).await;
    let read = import(r#" {"lianban": 1, "key": "P-8", "name": "JSON"}"#).await;
    assert_eq!(read["definition"]["name"], "JSON");
    for text in ["lianban: 1\nname: no key\n", "  <html/>", "{", ""] {
        let imported = import(text).await;
        assert_eq!(imported.get("definition"), None, "{text}");
        assert_eq!(imported["findings"][0]["severity"], "error", "{text}");
    }
    assert_eq!(refusal(dee.get("/api/v1/designs/P-8").await).await, refused(404, "not_found"));
    let eve = house.guest("eve").await;
    let denied = eve.post("/api/v1/designs/import", &json!({"text": "lianban: 1"})).await;
    assert_eq!(refusal(denied).await, refused(403, "forbidden"));
}

#[tokio::test]
async fn a_draft_is_given_up_and_the_version_in_force_stays() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let discard = async |path: &str| dee.post(&format!("{path}/discard"), &json!({})).await;
    assert_eq!(refusal(discard(AT).await).await, refused(404, "not_found"), "there is no draft");
    let design = dee.read(AT).await;
    dee.sent(put(&dee, AT, &renamed(&design, "Other"))).await;
    assert_eq!(discard(AT).await.status(), 200);
    assert_eq!(dee.read(AT).await, design);

    let new = json!({"definition": {"lianban": 1, "key": "P-2", "name": "New"}});
    dee.sent(put(&dee, "/api/v1/designs/P-2", &new)).await;
    let eve = house.guest("eve").await;
    let denied = eve.post("/api/v1/designs/P-2/discard", &json!({})).await;
    assert_eq!(refusal(denied).await, refused(403, "forbidden"));
    assert_eq!(dee.read("/api/v1/definitions").await["total"], 2);
    assert_eq!(discard("/api/v1/designs/P-2").await.status(), 200);
    assert_eq!(dee.read("/api/v1/definitions").await["total"], 1, "it was never published");
}

#[tokio::test]
async fn an_earlier_version_comes_back_as_the_draft() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let first = dee.read("/api/v1/definitions/P-1?version=1").await["text"].clone();
    let change = renamed(&dee.read(AT).await, "Second");
    dee.sent(put(&dee, AT, &change)).await;
    let back = "/api/v1/definitions/P-1/back/1";
    assert_eq!(refusal(dee.post(back, &json!({})).await).await, refused(409, "draft_there"));
    dee.sent(dee.post("/api/v1/definitions/P-1/publish", &json!({}))).await;
    let kept = dee.sent(dee.post(back, &json!({}))).await;
    assert_eq!(kept["publishable"], true);
    let draft = dee.read("/api/v1/definitions/P-1").await;
    assert_eq!((&draft["text"], draft.get("version")), (&first, None), "word for word");
    assert_eq!(dee.read(AT).await["revision"], kept["revision"]);

    let over = dee.sent(dee.post("/api/v1/definitions/P-1/back/2?replace=true", &json!({}))).await;
    assert_ne!(over["revision"], kept["revision"]);
    assert_eq!(dee.read(AT).await["definition"]["name"], "Second");
    for nothing in
        ["/api/v1/definitions/P-1/back/3", "/api/v1/definitions/P-1/back/x", "/api/v1/definitions/P-9/back/1"]
    {
        let answer = dee.post(&format!("{nothing}?replace=true"), &json!({})).await;
        assert_eq!(refusal(answer).await, refused(404, "not_found"), "{nothing}");
    }
    let eve = house.guest("eve").await;
    assert_eq!(refusal(eve.post(back, &json!({})).await).await, refused(403, "forbidden"));
}

#[tokio::test]
async fn what_a_definition_meets_is_told_to_those_who_may_change_it() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let path = format!("{AT}/surroundings");
    let told = dee.read(&path).await;
    assert_eq!(told["organisation"]["departments"]["yard"]["head"], "cho");
    assert_eq!(told["organisation"]["roles"]["auditors"]["people"], json!(["eve"]));
    assert_eq!(told["processes"], json!([["P-1", "Purchase"]]));
    for person in ["ann", "eve"] {
        let guest = house.guest(person).await;
        assert_eq!(refusal(guest.get(&path).await).await, refused(403, "forbidden"), "{person}");
    }
}

#[tokio::test]
async fn somebody_else_looks_at_a_draft_before_it_comes_into_force() {
    let house = House::open().await;
    let (dee, gus) = (house.guest("dee").await, house.guest("gus").await);
    let (ask, answer) = (format!("{AT}/review"), format!("{AT}/review/answer"));
    let about = |design: &Json| json!({"revision": design["revision"], "note": " for March "});
    let said = |design: &Json, agrees: bool, remark: &str| json!({"revision": design["revision"], "agrees": agrees, "remark": remark});
    let design = dee.read(AT).await;
    assert_eq!(refusal(dee.post(&ask, &about(&design)).await).await, refused(409, "changed_meanwhile"), "no draft yet");
    assert_eq!(refusal(gus.post(&answer, &said(&design, true, "")).await).await, refused(404, "not_found"));
    dee.sent(put(&dee, AT, &renamed(&design, "Other"))).await;
    let draft = dee.read(AT).await;
    let asked = dee.sent(dee.post(&ask, &about(&draft))).await;
    assert_eq!(
        (&asked["note"], &asked["by"]["id"], &asked["may_answer"]),
        (&json!("for March"), &json!("dee"), &json!(false))
    );
    assert_eq!(gus.read(AT).await["review"]["may_answer"], true);

    let own = dee.post(&answer, &said(&draft, true, "")).await;
    assert_eq!(refusal(own).await, refused(403, "forbidden"), "whoever asks does not answer");
    let eve = house.guest("eve").await;
    assert_eq!(refusal(eve.post(&answer, &said(&draft, true, "")).await).await, refused(403, "forbidden"));
    let silent = gus.post(&answer, &said(&draft, false, " ")).await;
    assert_eq!(silent.status(), 422, "what is to be changed has to be said");
    let back = gus.sent(gus.post(&answer, &said(&draft, false, "The limit is missing"))).await;
    assert_eq!((&back["answer"]["agrees"], &back["answer"]["remark"]), (&json!(false), &json!("The limit is missing")));
    let publish = "/api/v1/definitions/P-1/publish";
    assert_eq!(refusal(dee.post(publish, &json!({})).await).await, refused(409, "sent_back"));
    let again = dee.post(&ask, &about(&draft)).await;
    assert_eq!(refusal(again).await, refused(409, "sent_back"), "an answer is not asked away");

    dee.sent(put(&dee, AT, &renamed(&draft, "Better"))).await;
    let better = dee.read(AT).await;
    assert_eq!(better.get("review"), None, "it was about another text");
    dee.sent(dee.post(&ask, &about(&better))).await;
    let late = gus.post(&answer, &said(&draft, true, "")).await;
    assert_eq!(refusal(late).await, refused(409, "changed_meanwhile"));
    gus.sent(gus.post(&answer, &said(&better, true, ""))).await;
    let twice = gus.post(&answer, &said(&better, false, "No")).await;
    assert_eq!(refusal(twice).await, refused(409, "changed_meanwhile"), "it is answered once");
    assert_eq!(dee.read(AT).await["review"]["answer"]["agrees"], true);
    dee.sent(dee.post(publish, &json!({}))).await;
    assert_eq!(dee.read(AT).await.get("review"), None, "it is in force");
}
