use reqwest::Method;
use serde_json::json;

use crate::house::{House, PASSWORD, refusal, refused};

const HOUR: i64 = 3_600_000;

#[tokio::test]
async fn name_and_password_open_a_session() {
    let house = House::open().await;
    house.account("ann", false).await;
    let ann = house.visitor();
    let answer = ann.post("/api/v1/session", &json!({"with": "password", "name": " Ann ", "password": PASSWORD})).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    assert_eq!(answer.json::<serde_json::Value>().await.unwrap()["person"]["id"], "ann");
    assert_eq!(ann.read("/api/v1/session").await["session"], "signed_in");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_look_alike() {
    let house = House::open().await;
    house.account("ann", false).await;
    house.account("bob", true).await;
    let visitor = house.visitor();
    for (name, password) in [("ann", "wrong"), ("nobody", "wrong"), ("bob", PASSWORD), ("", "")] {
        let answer =
            visitor.post("/api/v1/session", &json!({"with": "password", "name": name, "password": password})).await;
        assert_eq!(refusal(answer).await, refused(401, "wrong_credentials"), "{name}");
    }
}

#[tokio::test]
async fn too_many_wrong_passwords_have_to_wait() {
    let house = House::open().await;
    house.account("ann", false).await;
    let visitor = house.visitor();
    let attempt = |password: &str| {
        visitor.post("/api/v1/session", &json!({"with": "password", "name": "ann", "password": password}))
    };
    for _ in 0..10 {
        assert_eq!(attempt("wrong").await.status(), 401);
    }
    let answer = attempt(PASSWORD).await;
    assert!(answer.headers().contains_key("retry-after"));
    assert_eq!(refusal(answer).await, refused(429, "busy"));
    house.wait(HOUR);
    assert_eq!(attempt(PASSWORD).await.status(), 200);
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_after_two_weeks_in_any_case() {
    let house = House::open().await;
    let (idle, busy) = (house.guest("ann").await, house.guest("bob").await);
    for _ in 0..13 * 2 {
        house.wait(12 * HOUR);
        assert_eq!(busy.get("/api/v1/inbox").await.status(), 200);
    }
    assert_eq!(refusal(idle.get("/api/v1/inbox").await).await, refused(401, "signed_out"));
    house.wait(23 * HOUR);
    assert_eq!(busy.get("/api/v1/inbox").await.status(), 200);
    house.wait(2 * HOUR);
    assert_eq!(refusal(busy.get("/api/v1/inbox").await).await, refused(401, "signed_out"));
}

#[tokio::test]
async fn one_signs_out_here_or_everywhere() {
    let house = House::open().await;
    let (one, two, three) = (house.guest("ann").await, house.guest("ann").await, house.guest("ann").await);
    assert_eq!(one.request(Method::DELETE, "/api/v1/session").send().await.unwrap().status(), 204);
    assert_eq!(one.get("/api/v1/inbox").await.status(), 401);
    assert_eq!(two.get("/api/v1/inbox").await.status(), 200);
    two.request(Method::DELETE, "/api/v1/session?everywhere=true").send().await.unwrap();
    assert_eq!(three.get("/api/v1/inbox").await.status(), 401);
}

#[tokio::test]
async fn a_forged_token_opens_nothing() {
    let house = House::open().await;
    for token in ["", "x", &"0".repeat(64), &"a".repeat(10_000)] {
        let request =
            house.visitor().request(Method::GET, "/api/v1/inbox").header("cookie", format!("lianban={token}"));
        assert_eq!(request.send().await.unwrap().status(), 401);
    }
}

#[tokio::test]
async fn choosing_who_one_is_works_in_a_demo_alone() {
    let house = House::empty(false).await;
    let answer = house.visitor().post("/api/v1/session", &json!({"with": "demo", "person": "ann"})).await;
    assert_eq!(refusal(answer).await, refused(401, "wrong_credentials"));
}

#[tokio::test]
async fn the_first_administrator_is_made_once_with_the_word_that_was_printed() {
    let house = House::empty(false).await;
    let word = house.service.set_up_word().unwrap();
    let visitor = house.visitor();
    assert_eq!(visitor.read("/api/v1/session").await["set_up_needed"], true);
    let with = |word: &str, password: &str| json!({"token": word, "name": "root", "display_name": "Root", "password": password, "organisation": "Yard"});
    assert_eq!(visitor.post("/api/v1/set-up", &with("guess", PASSWORD)).await.status(), 403);
    assert_eq!(visitor.post("/api/v1/set-up", &with(&word, "short")).await.status(), 422);
    let me = visitor.sent(visitor.post("/api/v1/set-up", &with(&word, PASSWORD))).await;
    assert!(me["permissions"].as_array().unwrap().contains(&json!("manage_organisation")), "{me}");
    assert_eq!(house.visitor().post("/api/v1/set-up", &with(&word, PASSWORD)).await.status(), 403);

    let again = house.visitor();
    let signed_in = again.post("/api/v1/session", &json!({"with": "password", "name": "root", "password": PASSWORD}));
    assert_eq!(signed_in.await.status(), 200);
    assert_eq!(again.get("/api/v1/people").await.status(), 200);
}

#[tokio::test]
async fn what_somebody_prefers_follows_them_to_another_browser() {
    let house = House::open().await;
    let page = async |guest: &crate::house::Guest| guest.get("/").await.text().await.unwrap();
    let (here, there) = (house.guest("ann").await, house.guest("ann").await);
    assert!(page(&there).await.contains("lang=\"zh-CN\""), "nothing was said yet");
    let wanted = json!({"language": "en", "theme": "dark"});
    let kept = here.request(Method::PUT, "/api/v1/preferences").json(&wanted).send().await.unwrap();
    assert_eq!(kept.status(), 200);
    let shown = page(&there).await;
    assert!(shown.contains("lang=\"en\"") && shown.contains("data-theme=\"dark\""), "{}", &shown[..300]);

    let light = there.request(Method::POST, "/preferences").form(&[("theme", "light")]).send().await.unwrap();
    assert_eq!(light.status(), 303);
    let shown = page(&there).await;
    assert!(shown.contains("lang=\"en\"") && shown.contains("data-theme=\"light\""), "{}", &shown[..300]);
}
