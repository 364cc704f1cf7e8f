use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::house::{Guest, House, PASSWORD, refusal, refused};

async fn signed_in(house: &House, name: &str, password: &str) -> Option<Guest> {
    let guest = house.visitor();
    let answer = guest.post("/api/v1/session", &json!({"with": "password", "name": name, "password": password})).await;
    (answer.status() == 200).then_some(guest)
}

async fn change(guest: &Guest, current: &str, password: &str) -> reqwest::Response {
    let body = json!({"current": current, "password": password});
    guest.request(Method::PUT, "/api/v1/session/password").json(&body).send().await.unwrap()
}

#[tokio::test]
async fn an_administrator_lets_somebody_in_and_keeps_them_out() {
    let house = House::open().await;
    let dee = house.guest("dee").await;
    let (path, reset) = ("/api/v1/people/bob/account", "/api/v1/people/bob/account/reset");
    let issued = dee.sent(dee.post(path, &json!({"name": " Bob.B "}))).await;
    assert_eq!(issued["name"], "bob.b");
    let first = issued["password"].as_str().unwrap();
    let bob = signed_in(&house, "bob.b", first).await.expect("the password opens a session");
    assert_eq!(bob.read("/api/v1/session").await["account"], "bob.b");

    assert_eq!(refusal(dee.post(path, &json!({"name": "robert"})).await).await, refused(409, "conflict"));
    let taken = dee.post("/api/v1/people/ann/account", &json!({"name": "bob.b"})).await;
    assert_eq!(refusal(taken).await, refused(422, "fields"));
    let nobody = dee.post("/api/v1/people/nobody/account", &json!({"name": "nobody"})).await;
    assert_eq!(refusal(nobody).await, refused(404, "not_found"));

    let second = dee.sent(dee.post(reset, &json!(null))).await["password"].as_str().unwrap().to_owned();
    assert_eq!(refusal(bob.get("/api/v1/inbox").await).await, refused(401, "signed_out"));
    assert!(signed_in(&house, "bob.b", first).await.is_none());
    let bob = signed_in(&house, "bob.b", &second).await.expect("the new password opens a session");

    assert_eq!(dee.request(Method::DELETE, path).send().await.unwrap().status(), 200);
    assert_eq!(refusal(bob.get("/api/v1/inbox").await).await, refused(401, "signed_out"));
    assert!(signed_in(&house, "bob.b", &second).await.is_none());
    let people: Json = dee.read("/api/v1/people?filter=bob").await;
    assert_eq!(people["rows"][0]["account"], "disabled");
    let third = dee.sent(dee.post(reset, &json!(null))).await["password"].as_str().unwrap().to_owned();
    assert!(signed_in(&house, "bob.b", &third).await.is_some(), "a new password lets in again");
}

#[tokio::test]
async fn only_administrators_make_accounts_and_none_disables_their_own() {
    let house = House::open().await;
    house.account("dee", false).await;
    for person in ["ann", "cho", "eve", "gus"] {
        let guest = house.guest(person).await;
        let path = "/api/v1/people/bob/account";
        assert_eq!(refusal(guest.post(path, &json!({"name": "bob"})).await).await, refused(403, "forbidden"));
        let reset = guest.post("/api/v1/people/dee/account/reset", &json!(null)).await;
        assert_eq!(refusal(reset).await, refused(403, "forbidden"));
        let disable = guest.request(Method::DELETE, "/api/v1/people/dee/account").send().await.unwrap();
        assert_eq!(refusal(disable).await, refused(403, "forbidden"));
    }
    let dee = house.guest("dee").await;
    let own = dee.request(Method::DELETE, "/api/v1/people/dee/account").send().await.unwrap();
    assert_eq!(refusal(own).await, refused(409, "conflict"));
}

#[tokio::test]
async fn whoever_knows_their_password_changes_it_and_is_signed_in_nowhere_else() {
    let house = House::open().await;
    house.account("ann", false).await;
    let here = signed_in(&house, "ann", PASSWORD).await.unwrap();
    let elsewhere = signed_in(&house, "ann", PASSWORD).await.unwrap();

    let wrong: Json = change(&here, "guessed", "another long password").await.json().await.unwrap();
    assert_eq!((&wrong["code"], &wrong["fields"][0]["field"]), (&json!("fields"), &json!("current")));
    let short: Json = change(&here, PASSWORD, "short").await.json().await.unwrap();
    assert_eq!(short["fields"][0]["field"], "password");
    assert_eq!(elsewhere.get("/api/v1/inbox").await.status(), 200, "nothing has changed yet");

    assert_eq!(change(&here, PASSWORD, "another long password").await.status(), 200);
    assert_eq!(here.get("/api/v1/inbox").await.status(), 200);
    assert_eq!(elsewhere.get("/api/v1/inbox").await.status(), 401);
    assert!(signed_in(&house, "ann", PASSWORD).await.is_none());
    assert!(signed_in(&house, "ann", "another long password").await.is_some());

    let bob = house.guest("bob").await;
    assert_eq!(refusal(change(&bob, "", "another long password").await).await, refused(404, "not_found"));
    let visitor = house.visitor();
    assert_eq!(refusal(change(&visitor, PASSWORD, "x").await).await, refused(401, "signed_out"));
}
