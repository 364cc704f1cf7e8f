//! Drafts that come into force on a day.

use flow::id::PersonId;
use flow::organisation::Organisation;
use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::house::{Guest, House, refusal, refused};

const DAY: i64 = 86_400_000;

const PUBLISH: &str = "/api/v1/definitions/P-1/publish";

/// Keeps a draft of the process under another name.
async fn draft(guest: &Guest, name: &str) -> reqwest::Response {
    let design = guest.read("/api/v1/designs/P-1").await;
    let mut definition = design["definition"].clone();
    definition["name"] = json!(name);
    let change = json!({"revision": design["revision"], "definition": definition});
    guest.request(Method::PUT, "/api/v1/designs/P-1").json(&change).send().await.unwrap()
}

async fn on(guest: &Guest, day: &str) -> Json {
    guest.sent(guest.post(&format!("{PUBLISH}?from={day}"), &json!({}))).await
}

/// Lets time pass and what is due be done. Dee has to sign in again by then.
async fn passes(house: &House, millis: i64) -> Guest {
    house.wait(millis);
    house.service.runtime().do_what_is_due("test").await.unwrap();
    house.guest("dee").await
}

/// Whether there is a draft, the version in force, and what that is called.
async fn stands(guest: &Guest) -> (bool, u64, String) {
    let design = guest.read("/api/v1/designs/P-1").await;
    let version = design["version"].as_u64().unwrap();
    let in_force = guest.read(&format!("/api/v1/designs/P-1?version={version}")).await;
    (design["is_draft"] == true, version, in_force["definition"]["name"].as_str().unwrap().to_owned())
}

/// It is Monday, 2 March 2026, 9 o'clock where the organisation is.
#[tokio::test]
async fn a_draft_comes_into_force_when_its_day_begins() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    assert_eq!(
        refusal(dee.post(&format!("{PUBLISH}?from=2026-03-04"), &json!({})).await).await,
        refused(404, "not_found")
    );
    draft(&dee, "Tomorrow").await;
    for day in ["2026-03-02", "2026-02-01", "2040-01-01", "999999999-01-01", "soon", ""] {
        let answer = dee.post(&format!("{PUBLISH}?from={day}"), &json!({})).await;
        assert_eq!(refusal(answer).await, refused(422, "fields"), "{day}");
    }
    let planned = on(&dee, "2026-03-04").await;
    let at = planned["comes_into_force"].as_i64().unwrap();
    assert_eq!((&planned["version"], &planned["published"]), (&json!(2), &json!(at)));
    assert_eq!(dee.read("/api/v1/designs/P-1").await["comes_into_force"], at);
    assert_eq!(dee.read("/api/v1/definitions").await["rows"][0]["comes_into_force"], at);

    let until = at - house.service.runtime().now().0;
    let dee = passes(&house, until - 1).await;
    assert_eq!(stands(&dee).await, (true, 1, "Purchase".to_owned()));
    let dee = passes(&house, 1).await;
    assert_eq!(stands(&dee).await, (false, 2, "Tomorrow".to_owned()));
    let version = &dee.read("/api/v1/definitions/P-1/versions").await[0];
    assert_eq!((&version["published"], &version["by"]["id"]), (&json!(at), &json!("dee")));
    assert_eq!(version.get("comes_into_force"), None);
    assert_eq!(draft(&dee, "Later").await.status(), 200);
}

#[tokio::test]
async fn a_draft_that_comes_into_force_is_not_changed_before_that_is_cancelled() {
    let house = House::open().await;
    let (dee, eve) = (house.guest("dee").await, house.guest("eve").await);
    draft(&dee, "Planned").await;
    let denied = eve.post(&format!("{PUBLISH}?from=2026-03-04"), &json!({})).await;
    assert_eq!(refusal(denied).await, refused(403, "forbidden"));
    on(&dee, "2026-03-04").await;
    let text = dee.read("/api/v1/definitions/P-1").await["text"].clone();
    let upload = dee.request(Method::PUT, "/api/v1/definitions").json(&json!({"text": text})).send().await.unwrap();
    let discard = dee.post("/api/v1/designs/P-1/discard", &json!({})).await;
    let back = dee.post("/api/v1/definitions/P-1/back/1?replace=true", &json!({})).await;
    for refused_one in [draft(&dee, "Changed").await, upload, discard, back] {
        assert_eq!(refusal(refused_one).await, refused(409, "scheduled"));
    }

    let cancel = format!("{PUBLISH}/cancel");
    assert_eq!(refusal(eve.post(&cancel, &json!({})).await).await, refused(403, "forbidden"));
    assert_eq!(dee.post(&cancel, &json!({})).await.status(), 200);
    assert_eq!(refusal(dee.post(&cancel, &json!({})).await).await, refused(404, "not_found"));
    assert_eq!(draft(&dee, "Changed").await.status(), 200);
    let dee = passes(&house, 9 * DAY).await;
    assert_eq!(stands(&dee).await, (true, 1, "Purchase".to_owned()), "it was cancelled");
}

#[tokio::test]
async fn another_day_takes_the_place_of_the_first_and_publishing_at_once_of_both() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    draft(&dee, "Planned").await;
    on(&dee, "2026-03-04").await;
    on(&dee, "2026-03-10").await;
    let dee = passes(&house, 3 * DAY).await;
    assert_eq!(stands(&dee).await, (true, 1, "Purchase".to_owned()));
    dee.sent(dee.post(PUBLISH, &json!({}))).await;
    assert_eq!(stands(&dee).await, (false, 2, "Planned".to_owned()));
    draft(&dee, "Next").await;
    let dee = passes(&house, 9 * DAY).await;
    assert_eq!(stands(&dee).await, (true, 2, "Planned".to_owned()), "the plan was about the draft before");
}

#[tokio::test]
async fn what_has_errors_by_then_stays_a_draft() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    draft(&dee, "Planned").await;
    on(&dee, "2026-03-04").await;
    let runtime = house.service.runtime();
    let mut organisation = Organisation::clone(&runtime.organisation());
    organisation.people.remove(&PersonId::from("bob"));
    runtime.set_organisation(organisation.clone());
    let dee = passes(&house, 3 * DAY).await;
    assert_eq!(stands(&dee).await, (true, 1, "Purchase".to_owned()), "Bob, who decides, is not there any more");
    assert_eq!(dee.read("/api/v1/designs/P-1").await.get("comes_into_force"), None);
    let answer = dee.post(&format!("{PUBLISH}?from=2026-03-20"), &json!({})).await;
    assert_eq!(refusal(answer).await, refused(422, "findings"));
    assert_eq!(draft(&dee, "Mended").await.status(), 200);
}

#[tokio::test]
async fn what_somebody_sent_back_meanwhile_stays_a_draft() {
    let house = House::open().await;
    let (dee, gus) = (house.guest("dee").await, house.guest("gus").await);
    draft(&dee, "Planned").await;
    let about = json!({"revision": dee.read("/api/v1/designs/P-1").await["revision"]});
    dee.sent(dee.post("/api/v1/designs/P-1/review", &about)).await;
    on(&dee, "2026-03-04").await;
    let back = json!({"revision": about["revision"], "agrees": false, "remark": "Not yet"});
    gus.sent(gus.post("/api/v1/designs/P-1/review/answer", &back)).await;
    let dee = passes(&house, 3 * DAY).await;
    assert_eq!(stands(&dee).await, (true, 1, "Purchase".to_owned()));
    assert_eq!(draft(&dee, "Mended").await.status(), 200);
}
