//! The last instances of a process and what happened in them on the drawing: for whom, and what is left out.

use serde_json::{Value as Json, json};

use crate::house::{Guest, House, refusal, refused};

const RUNS: &str = "/api/v1/designs/P-1/instances";

const HOUR: i64 = 3_600_000;

/// Starts an instance with a subject.
async fn start(ann: &Guest, subject: &str) -> String {
    let body = json!({"process": "P-1", "values": {"subject": subject, "amount": "12.50", "secret": "for the bell"}});
    let started = ann.sent(ann.post("/api/v1/instances", &body)).await;
    started["instance"].as_str().unwrap().to_owned()
}

/// Bob decides his first task.
async fn decide(house: &House, instance: &str, outcome: &str) {
    let bob = house.guest("bob").await;
    let opinion = "after a long look";
    let body = json!({"outcome": outcome, "opinion": opinion, "values": {}});
    bob.sent(bob.post(&format!("/api/v1/tasks/{instance}/0/decide"), &body)).await;
}

fn titles(runs: &Json) -> Vec<&str> {
    runs["rows"].as_array().unwrap().iter().map(|run| run["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_last_instances_come_newest_first_by_state_by_words_and_a_page_at_a_time() {
    let house = House::open().await;
    let ann = house.guest("ann").await;
    let mut made = Vec::new();
    for subject in ["Rope", "Anchor", "Sail"] {
        made.push(start(&ann, subject).await);
        house.wait(HOUR);
    }
    decide(&house, &made[0], "approve").await;
    decide(&house, &made[1], "refuse").await;

    let gus = house.guest("gus").await;
    let all = gus.read(RUNS).await;
    assert_eq!((titles(&all), &all["total"]), (vec!["Sail", "Anchor", "Rope"], &json!(3)));
    let rope = &all["rows"][2];
    assert_eq!(
        (&rope["instance"], &rope["state"], &rope["version"]),
        (&json!(made[0]), &json!("completed"), &json!(1))
    );
    assert_eq!(rope["initiator"]["name"], "Ann");
    assert_eq!(rope["ended"].as_i64().unwrap() - rope["began"].as_i64().unwrap(), 3 * HOUR);

    for (asked, expected) in [
        ("state=running", vec!["Sail"]),
        ("state=refused", vec!["Anchor"]),
        ("state=withdrawn", vec![]),
        ("filter=rop", vec!["Rope"]),
        ("filter=%25", vec![]),
        ("version=1&state=completed", vec!["Rope"]),
        ("version=2", vec![]),
        ("size=2&page=2", vec!["Rope"]),
        ("page=9", vec![]),
    ] {
        assert_eq!(titles(&gus.read(&format!("{RUNS}?{asked}")).await), expected, "{asked}");
    }
    assert_eq!(gus.read(&format!("{RUNS}?size=2&page=2")).await["total"], 3);
    assert_eq!(gus.read(&format!("{RUNS}?size=4000")).await["size"], 200);
    for wrong in ["state=lost", "version=x", "page=-1"] {
        assert_eq!(refusal(gus.get(&format!("{RUNS}?{wrong}")).await).await, refused(400, "malformed"), "{wrong}");
    }
}

#[tokio::test]
async fn an_instance_is_told_move_by_move_without_what_stands_in_its_form() {
    let house = House::open().await;
    let instance = start(&house.guest("ann").await, "Rope").await;
    house.wait(3 * HOUR);
    decide(&house, &instance, "approve").await;
    let replay = house.guest("eve").await.read(&format!("{RUNS}/{instance}/moves")).await;
    assert_eq!(replay["run"]["state"], "completed");
    let moves = replay["moves"].as_array().unwrap();
    let told: Vec<&str> = moves.iter().map(|known| known["move"].as_str().unwrap()).collect();
    let expected = ["began", "entered", "left", "entered", "asked", "decided", "left", "entered", "left", "ended"];
    assert_eq!(told, expected);
    assert_eq!((&moves[3]["node"], &moves[3]["edges"]), (&json!("decide"), &json!(["e1"])));
    assert_eq!(moves[4]["who"]["name"], "Bob");
    assert_eq!((&moves[5]["took"], &moves[5]["kind"]), (&json!(3 * HOUR), &json!("agree")));
    assert_eq!(moves[5]["told"]["actors"][0]["person"]["name"], "Bob");
    let text = replay.to_string();
    for hidden in ["for the bell", "12.5", "after a long look"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
}

#[tokio::test]
async fn replays_are_for_those_who_read_definitions_and_that_instance() {
    let house = House::open().await;
    let instance = start(&house.guest("ann").await, "Rope").await;
    let moves = format!("{RUNS}/{instance}/moves");
    for (person, reads) in
        [("ann", false), ("bob", false), ("cho", false), ("fay", false), ("dee", true), ("eve", true), ("gus", true)]
    {
        let guest = house.guest(person).await;
        for path in [RUNS, &moves] {
            let answer = guest.get(path).await;
            match reads {
                true => assert_eq!(answer.status(), 200, "{person} {path}"),
                false => assert_eq!(refusal(answer).await, refused(403, "forbidden"), "{person} {path}"),
            }
        }
    }
    assert_eq!(refusal(house.visitor().get(RUNS).await).await, refused(401, "signed_out"));

    // An instance is found under its own process alone.
    let dee = house.guest("dee").await;
    let new = json!({"definition": {"lianban": 1, "key": "P-2", "name": "New"}});
    dee.sent(async { dee.request(reqwest::Method::PUT, "/api/v1/designs/P-2").json(&new).send().await.unwrap() }).await;
    assert_eq!(dee.read("/api/v1/designs/P-2/instances").await["total"], 0);
    for nothing in [
        format!("/api/v1/designs/P-2/instances/{instance}/moves"),
        format!("{RUNS}/nonsense/moves"),
        format!("{RUNS}/00000000-0000-0000-0000-000000000000/moves"),
        "/api/v1/designs/P-9/instances".to_owned(),
    ] {
        assert_eq!(refusal(dee.get(&nothing).await).await, refused(404, "not_found"), "{nothing}");
    }
}
