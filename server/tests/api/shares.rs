use reqwest::Method;
use serde_json::json;

use crate::house::{House, refusal, refused};

#[tokio::test]
async fn a_link_shows_what_is_shared_until_it_is_revoked_or_expires() {
    let house = House::open().await;
    let instance = house.started().await;
    let ann = house.guest("ann").await;
    let shares = format!("/api/v1/instances/{instance}/shares");
    let made = ann.sent(ann.post(&shares, &json!({"label": "the rope maker", "days": 7}))).await;
    let secret = made["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    assert!(secret.len() == 64 && made["url"].as_str().unwrap().starts_with(&format!("http://{}/s/", house.at)));

    let visitor = house.visitor();
    let path = format!("/api/v1/shared/{secret}");
    let seen = visitor.read(&path).await;
    assert_eq!(seen["form"]["values"], json!({"subject": "Rope"}));
    let text = seen.to_string();
    for hidden in ["for the bell", "12.5", "Ann", "Bob", "secret"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    let page = visitor.get(&format!("/s/{secret}")).await.text().await.unwrap();
    assert!(page.contains("Rope"), "{page}");
    for hidden in ["for the bell", "12.50", "Ann", "Bob", "Gus"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }

    let listed = ann.read(&shares).await;
    assert!(!listed.to_string().contains(&secret), "the secret is told once");
    let share = listed[0]["id"].as_str().unwrap().to_owned();
    let revoked = ann.request(Method::DELETE, &format!("{shares}/{share}")).send().await.unwrap();
    assert_eq!(revoked.status(), 200);
    assert_eq!(refusal(visitor.get(&path).await).await, refused(404, "not_found"));

    let made = ann.sent(ann.post(&shares, &json!({"label": "", "days": 1}))).await;
    let secret = made["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    house.wait(25 * 3_600_000);
    assert_eq!(visitor.get(&format!("/api/v1/shared/{secret}")).await.status(), 404);
}

#[tokio::test]
async fn a_link_lasts_a_year_at_most() {
    let house = House::open().await;
    let instance = house.started().await;
    let ann = house.guest("ann").await;
    for days in [0, 366] {
        let answer = ann.post(&format!("/api/v1/instances/{instance}/shares"), &json!({"days": days})).await;
        assert_eq!(refusal(answer).await, refused(422, "fields"));
    }
}
