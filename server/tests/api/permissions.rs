use reqwest::Method;
use serde_json::json;

use crate::house::{House, refusal, refused};

/// What may be asked for by address alone.
const READS: [&str; 15] = [
    "/api/v1/inbox",
    "/api/v1/inbox/counts",
    "/api/v1/search?words=a",
    "/api/v1/catalogue",
    "/api/v1/catalogue/P-1",
    "/api/v1/directory",
    "/api/v1/people",
    "/api/v1/departments",
    "/api/v1/posts",
    "/api/v1/roles",
    "/api/v1/definitions",
    "/api/v1/designs/P-1",
    "/api/v1/designs/P-1/file",
    "/api/v1/designs/P-1/surroundings",
    "/api/v1/live",
];

#[tokio::test]
async fn nobody_reads_anything_before_signing_in() {
    let house = House::open().await;
    let instance = house.started().await;
    let visitor = house.visitor();
    let of_instance =
        ["", "/diagram", "/shares", "/attachments/00"].map(|rest| format!("/api/v1/instances/{instance}{rest}"));
    let task = format!("/api/v1/tasks/{instance}/0");
    for path in READS.iter().map(|path| (*path).to_owned()).chain(of_instance).chain([task]) {
        assert_eq!(refusal(visitor.get(&path).await).await, refused(401, "signed_out"), "{path}");
    }
}

#[tokio::test]
async fn an_instance_is_there_for_those_who_have_to_do_with_it() {
    let house = House::open().await;
    let instance = house.started().await;
    let (path, task) = (format!("/api/v1/instances/{instance}"), format!("/api/v1/tasks/{instance}/0"));
    for (person, reads) in
        [("ann", true), ("bob", true), ("cho", true), ("dee", true), ("eve", true), ("fay", false), ("gus", true)]
    {
        let guest = house.guest(person).await;
        for path in [&path, &task] {
            let answer = guest.get(path).await;
            match reads {
                true => assert_eq!(answer.status(), 200, "{person} {path}"),
                false => assert_eq!(refusal(answer).await, refused(404, "not_found"), "{person} {path}"),
            }
        }
    }
}

#[tokio::test]
async fn nobody_completes_what_is_not_theirs() {
    let house = House::open().await;
    let instance = house.started().await;
    let decide = format!("/api/v1/tasks/{instance}/0/decide");
    for (person, expected) in [("ann", 403), ("cho", 403), ("dee", 403), ("eve", 403), ("fay", 404)] {
        let guest = house.guest(person).await;
        let answer = guest.post(&decide, &json!({"outcome": "approve"})).await;
        assert_eq!(refusal(answer).await.0, expected, "{person}");
        let draft = guest.request(Method::PUT, &format!("/api/v1/tasks/{instance}/0/draft")).json(&json!({}));
        assert_eq!(refusal(draft.send().await.unwrap()).await.0, expected, "{person}");
    }
    let task = house.guest("bob").await.read(&format!("/api/v1/tasks/{instance}/0")).await;
    assert!(task["duty"].is_object(), "it waits for Bob as before");
}

#[tokio::test]
async fn who_may_step_in_and_who_may_not() {
    let house = House::open().await;
    let instance = house.started().await;
    let act = |action: &str| format!("/api/v1/instances/{instance}/{action}");
    for (person, action, body) in [
        ("eve", "note", json!({"text": "hm"})),
        ("eve", "terminate", json!({"reason": "no"})),
        ("bob", "withdraw", json!({})),
        ("bob", "terminate", json!({"reason": "no"})),
        ("bob", "shares", json!({})),
        ("eve", "shares", json!({})),
        ("ann", "terminate", json!({"reason": "no"})),
    ] {
        let guest = house.guest(person).await;
        assert_eq!(
            refusal(guest.post(&act(action), &body).await).await,
            refused(403, "forbidden"),
            "{person} {action}"
        );
    }
    let gus = house.guest("gus").await;
    let given = json!({"to": "cho", "opinion": "Bob is away"});
    let reassigned = gus.post(&format!("/api/v1/tasks/{instance}/0/reassign"), &given).await;
    assert_eq!(reassigned.status(), 200, "the office takes no part and steps in");
    let ended = house.guest("cho").await.post(&act("terminate"), &json!({"reason": "entered twice"})).await;
    assert_eq!(ended.status(), 200);
}

#[tokio::test]
async fn administration_is_for_administrators() {
    let house = House::open().await;
    for (person, allowed) in [("ann", false), ("cho", false), ("eve", false), ("dee", true)] {
        let guest = house.guest(person).await;
        for path in ["/api/v1/people", "/api/v1/departments", "/api/v1/posts", "/api/v1/roles"] {
            assert_eq!(guest.get(path).await.status() == 200, allowed, "{person} {path}");
        }
        let gil = json!({"id": "gil", "name": "Gil"});
        let saved = guest.request(Method::PUT, "/api/v1/people/gil").json(&gil).send().await.unwrap();
        assert_eq!(saved.status() == 200, allowed, "{person}");
        let upload = guest.request(Method::PUT, "/api/v1/definitions").json(&json!({"text": "lianban: 1"}));
        assert_eq!(upload.send().await.unwrap().status() == 200, allowed, "{person}");
    }
    let eve = house.guest("eve").await;
    assert_eq!(eve.get("/api/v1/definitions").await.status(), 200, "an auditor reads");
    assert_eq!(eve.post("/api/v1/definitions/P-1/publish", &json!({})).await.status(), 403, "and changes nothing");
}

#[tokio::test]
async fn a_process_is_started_by_those_it_names() {
    let house = House::open().await;
    let start = json!({"process": "P-1", "values": {"subject": "Rope"}});
    let fay = house.guest("fay").await;
    assert_eq!(refusal(fay.post("/api/v1/instances", &start).await).await, refused(403, "forbidden"));
    assert_eq!(fay.read("/api/v1/catalogue").await["total"], 0);
    assert_eq!(house.guest("ann").await.read("/api/v1/catalogue").await["total"], 1);
}

#[tokio::test]
async fn a_hidden_field_never_leaves_the_server() {
    let house = House::open().await;
    let instance = house.started().await;
    let (bob, ann) = (house.guest("bob").await, house.guest("ann").await);
    let paths = [
        format!("/api/v1/tasks/{instance}/0"),
        format!("/api/v1/instances/{instance}"),
        format!("/api/v1/instances/{instance}/diagram"),
        "/api/v1/inbox".to_owned(),
    ];
    for path in &paths {
        let seen = bob.read(path).await.to_string();
        assert!(!seen.contains("for the bell") && !seen.contains("secret"), "{path}: {seen}");
    }
    let ahead = json!({"outcome": "approve", "values": {"secret": "x"}});
    let seen = bob.sent(bob.post(&format!("/api/v1/tasks/{instance}/0/ahead"), &ahead)).await.to_string();
    assert!(!seen.contains("for the bell"), "{seen}");
    assert!(ann.read(&paths[1]).await.to_string().contains("for the bell"));

    let decision = json!({"outcome": "approve", "values": {"secret": "overwritten"}});
    let answer = bob.post(&format!("/api/v1/tasks/{instance}/0/decide"), &decision).await;
    assert_eq!(refusal(answer).await, refused(422, "fields"), "and cannot be written");
}
