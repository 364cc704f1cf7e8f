//! What a person without an account is asked by a link, and what the link keeps to itself.

use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::house::{Guest, House, refusal, refused};

/// Bob looks after what the customer confirms; Fay has nothing to do with it.
const CONFIRMED: &str = "
lianban: 1
key: P-4
name: {zh: 合同, en: Contract}
about: {owner: 'dept:yard'}
starters: {union: [{department: yard}]}
form:
  fields:
    - {id: subject, type: text}
    - {id: customer, type: text}
    - {id: price, type: money}
    - {id: secret, type: text}
    - {id: remark, type: text}
    - {id: letter, type: files}
nodes:
  - {id: start, kind: start}
  - id: confirm
    kind: external
    name: {zh: 客户确认, en: Confirmed by the customer}
    requirement: {zh: 请确认价格。, en: Please confirm the price.}
    who: {person: bob}
    contact: {name: customer, phone: '\"139\"'}
    fields: {subject: read, price: read, remark: edit}
    outcomes: [{id: 'yes', kind: agree}, {id: 'no', kind: refuse}]
  - {id: ship, kind: handle, who: {person: bob}}
  - {id: end, kind: end}
edges: [{id: e1, from: start, to: confirm}, {id: e2, from: confirm, to: ship}, {id: e3, from: ship, to: end}]
";

struct Matter {
    house: House,
    instance: String,
    bob: Guest,
}

/// What Bob tells the customer.
struct Told {
    secret: String,
    code: String,
}

impl Matter {
    async fn begun() -> Self {
        let house = House::open().await;
        house.publish(CONFIRMED).await;
        let ann = house.guest("ann").await;
        let values = json!({"subject": "Rope", "customer": "Mr. Sun", "price": "12.50", "secret": "we pay 8"});
        let start = json!({"process": "P-4", "values": values});
        let started = ann.sent(ann.post("/api/v1/instances", &start)).await;
        let bob = house.guest("bob").await;
        Self { instance: started["instance"].as_str().unwrap().to_owned(), bob, house }
    }

    fn task(&self) -> String {
        format!("/api/v1/tasks/{}/0", self.instance)
    }

    fn links(&self) -> String {
        format!("{}/outside", self.task())
    }

    async fn handed_out(&self) -> Told {
        let made = self.bob.sent(self.bob.post(&self.links(), &json!({}))).await;
        let url = made["url"].as_str().unwrap();
        assert!(url.starts_with(&format!("http://{}/o/", self.house.at)), "{url}");
        let (secret, code) = (url.rsplit('/').next().unwrap().to_owned(), made["code"].as_str().unwrap().to_owned());
        assert!(secret.len() == 64 && code.len() == 6, "{made}");
        Told { secret, code }
    }

    /// The state of each link, the newest first.
    async fn states(&self) -> Vec<String> {
        let links = self.bob.read(&self.links()).await;
        links.as_array().unwrap().iter().map(|link| link["state"]["state"].as_str().unwrap().to_owned()).collect()
    }

    /// The tasks that Bob has.
    async fn to_do(&self) -> u64 {
        self.bob.read("/api/v1/inbox").await["columns"][0]["total"].as_u64().unwrap()
    }
}

impl Told {
    fn door(&self) -> String {
        format!("/api/v1/outside/{}", self.secret)
    }

    async fn open(&self, visitor: &Guest, code: &str) -> reqwest::Response {
        visitor.post(&format!("{}/open", self.door()), &json!({"code": code})).await
    }

    async fn answer(&self, visitor: &Guest, more: Json) -> reqwest::Response {
        self.answer_once(visitor, more, "").await
    }

    async fn answer_once(&self, visitor: &Guest, more: Json, intent: &str) -> reqwest::Response {
        let mut body = json!({"code": self.code, "outcome": "yes"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let request = visitor.request(Method::POST, &format!("{}/answer", self.door())).json(&body);
        let request = if intent.is_empty() { request } else { request.header("idempotency-key", intent) };
        request.send().await.unwrap()
    }

    /// A code that is not the one.
    fn another(&self) -> &'static str {
        if self.code == "000000" { "000001" } else { "000000" }
    }
}

#[tokio::test]
async fn the_right_code_opens_what_the_step_names_and_the_answer_goes_on() {
    let matter = Matter::begun().await;
    let task = matter.bob.read(&matter.task()).await;
    assert_eq!((&task["outside"]["name"], &task["outside"]["phone"]), (&json!("Mr. Sun"), &json!("139")));
    assert_eq!(task["duty"]["outcomes"], json!([]), "Bob does not answer it himself");
    let himself = matter.bob.post(&format!("{}/decide", matter.task()), &json!({"outcome": "yes"})).await;
    assert_eq!(refusal(himself).await, refused(403, "answered_outside"));

    let told = matter.handed_out().await;
    let visitor = matter.house.visitor();
    let door = visitor.read(&told.door()).await;
    assert_eq!((&door["organisation"], &door["process"]["en"]), (&json!("Yard"), &json!("Contract")));
    for hidden in ["Rope", "12.5", "Sun", "Bob", "Confirmed"] {
        assert!(!door.to_string().contains(hidden), "{hidden}: {door}");
    }
    let seen = visitor.sent(told.open(&visitor, &told.code)).await;
    assert_eq!(seen["form"]["values"], json!({"subject": "Rope", "price": "12.5", "remark": null}));
    assert!(!seen.to_string().contains("we pay 8") && !seen.to_string().contains("secret"), "{seen}");

    let done = told.answer(&visitor, json!({"values": {"remark": "by Friday"}, "opinion": "fine"})).await;
    assert_eq!(done.status(), 200, "{}", done.text().await.unwrap());
    let story = matter.bob.read(&format!("/api/v1/instances/{}", matter.instance)).await["timeline"].clone();
    let decided = story.as_array().unwrap().iter().find(|entry| entry["what"]["what"] == "decided").unwrap();
    assert_eq!(decided["what"]["outside"]["name"], "Mr. Sun");
    assert_eq!(decided["actors"][0]["person"]["id"], "bob", "who handed the link over");
    assert_eq!(matter.to_do().await, 1, "what comes next");
    assert_eq!(matter.bob.read(&format!("{}/outside", matter.task())).await[0]["opened"], 1);
}

#[tokio::test]
async fn a_second_use_is_refused_and_the_same_click_twice_is_one() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    let visitor = matter.house.visitor();
    assert_eq!(told.answer_once(&visitor, json!({}), "click-1").await.status(), 200);
    assert_eq!(told.answer_once(&visitor, json!({}), "click-1").await.status(), 200, "the same click");
    assert_eq!(refusal(told.answer(&visitor, json!({"outcome": "no"})).await).await, refused(410, "outside_answered"));
    let again = told.answer_once(&visitor, json!({"outcome": "no", "opinion": "x"}), "click-2").await;
    assert_eq!(refusal(again).await, refused(410, "outside_answered"));
    let gone = visitor.get(&told.door()).await;
    assert_eq!(gone.status(), 410);
    assert!(gone.text().await.unwrap().contains("It has been answered on 2026-03-02"));
    assert_eq!(refusal(told.open(&visitor, &told.code).await).await, refused(410, "outside_answered"));
    assert_eq!(matter.states().await, ["answered"]);
}

#[tokio::test]
async fn five_wrong_codes_lock_a_link_and_a_right_one_in_time_forgives() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    let visitor = matter.house.visitor();
    for _ in 0..4 {
        assert_eq!(refusal(told.open(&visitor, told.another()).await).await, refused(403, "wrong_code"));
    }
    assert_eq!(told.open(&visitor, &told.code).await.status(), 200);
    for _ in 0..4 {
        let wrong = json!({"code": told.another()});
        assert_eq!(refusal(told.answer(&visitor, wrong).await).await, refused(403, "wrong_code"));
    }
    assert_eq!(refusal(told.open(&visitor, told.another()).await).await, refused(423, "outside_locked"));
    assert_eq!(
        refusal(told.open(&visitor, &told.code).await).await,
        refused(423, "outside_locked"),
        "the right one too"
    );
    assert_eq!(refusal(told.answer(&visitor, json!({})).await).await, refused(423, "outside_locked"));
    assert_eq!(matter.states().await, ["locked"]);
    assert_eq!(matter.to_do().await, 1, "it still waits");

    let new = matter.handed_out().await;
    assert_eq!(new.answer(&visitor, json!({})).await.status(), 200);
}

#[tokio::test]
async fn many_tries_at_once_are_all_counted() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    let visitor = matter.house.visitor();
    let tries = futures::future::join_all((0..12).map(|_| told.open(&visitor, told.another()))).await;
    let mut wrong = 0;
    for answer in tries {
        wrong += u32::from(answer.status() == 403);
    }
    assert_eq!(wrong, 4, "the fifth and all later ones find it locked");
}

#[tokio::test]
async fn a_link_ends_by_time_by_hand_and_by_another() {
    let mut matter = Matter::begun().await;
    let visitor = matter.house.visitor();
    let first = matter.handed_out().await;
    let second = matter.handed_out().await;
    assert_eq!(refusal(visitor.get(&first.door()).await).await, refused(410, "outside_revoked"));
    assert_eq!(visitor.get(&second.door()).await.status(), 200);

    let id = matter.bob.read(&matter.links()).await[0]["id"].as_str().unwrap().to_owned();
    matter.bob.sent(matter.bob.post(&format!("{}/{id}/revoke", matter.links()), &json!({}))).await;
    assert_eq!(refusal(second.open(&visitor, &second.code).await).await, refused(410, "outside_revoked"));
    assert_eq!(refusal(second.answer(&visitor, json!({})).await).await, refused(410, "outside_revoked"));

    let third = matter.handed_out().await;
    matter.house.wait(7 * 86_400_000);
    assert_eq!(refusal(visitor.get(&third.door()).await).await, refused(410, "outside_expired"));
    assert_eq!(refusal(third.answer(&visitor, json!({})).await).await, refused(410, "outside_expired"));
    matter.bob = matter.house.guest("bob").await;
    assert_eq!(matter.states().await, ["expired", "revoked", "revoked"]);
    for days in [0, 91] {
        let answer = matter.bob.post(&matter.links(), &json!({"days": days})).await;
        assert_eq!(refusal(answer).await, refused(422, "fields"));
    }
}

#[tokio::test]
async fn only_who_has_the_task_hands_out_sees_and_takes_back_links() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    let id = matter.bob.read(&matter.links()).await[0]["id"].as_str().unwrap().to_owned();
    // Ann began it, Cho looks after the process, Dee administers, Eve audits; Fay has nothing to do with it.
    for (person, status, code) in
        [("ann", 403, "forbidden"), ("cho", 403, "forbidden"), ("dee", 403, "forbidden"), ("fay", 404, "not_found")]
    {
        let other = matter.house.guest(person).await;
        assert_eq!(refusal(other.post(&matter.links(), &json!({})).await).await, refused(status, code), "{person}");
        assert_eq!(refusal(other.get(&matter.links()).await).await, refused(status, code), "{person}");
        let revoke = format!("{}/{id}/revoke", matter.links());
        assert_eq!(refusal(other.post(&revoke, &json!({})).await).await, refused(status, code), "{person}");
    }
    let listed = matter.bob.read(&matter.links()).await.to_string();
    assert!(!listed.contains(&told.secret) && !listed.contains(&told.code), "told once: {listed}");
    let nobody = matter.house.visitor();
    assert_eq!(refusal(nobody.post(&matter.links(), &json!({})).await).await, refused(401, "signed_out"));
    assert_eq!(refusal(nobody.get("/api/v1/outside/0000").await).await, refused(404, "not_found"));
}

#[tokio::test]
async fn what_is_hidden_or_only_read_cannot_be_written_from_outside() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    let visitor = matter.house.visitor();
    for values in [json!({"secret": "x"}), json!({"price": "1.00"}), json!({"nothing": 1})] {
        let answer = told.answer(&visitor, json!({"values": values})).await;
        assert_eq!(refusal(answer).await, refused(422, "fields"), "{values}");
    }
    assert_eq!(refusal(told.answer(&visitor, json!({"outcome": "no"})).await).await, refused(422, "opinion_missing"));
    let made_up = told.answer(&visitor, json!({"outcome": "maybe"})).await;
    assert_eq!(refusal(made_up).await, refused(422, "no_outcome"));
    assert_eq!(told.answer(&visitor, json!({})).await.status(), 200, "after all that it still can be answered");
}

#[tokio::test]
async fn a_matter_that_ended_meanwhile_wants_no_answer() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    let ann = matter.house.guest("ann").await;
    ann.sent(ann.post(&format!("/api/v1/instances/{}/withdraw", matter.instance), &json!({}))).await;
    let visitor = matter.house.visitor();
    assert_eq!(refusal(visitor.get(&told.door()).await).await, refused(410, "outside_over"));
    assert_eq!(refusal(told.answer(&visitor, json!({})).await).await, refused(410, "outside_over"));
    assert_eq!(refusal(matter.bob.post(&matter.links(), &json!({})).await).await, refused(409, "task_closed"));
}

#[tokio::test]
async fn a_link_follows_the_task_to_whoever_has_it() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    matter.bob.sent(matter.bob.post(&format!("{}/transfer", matter.task()), &json!({"to": "cho"}))).await;
    assert_eq!(refusal(matter.bob.get(&matter.links()).await).await, refused(403, "forbidden"));
    let cho = matter.house.guest("cho").await;
    assert_eq!(cho.read(&matter.links()).await[0]["by"]["id"], "bob");
    let visitor = matter.house.visitor();
    assert_eq!(told.answer(&visitor, json!({})).await.status(), 200);
}

#[tokio::test]
async fn the_page_asks_for_the_code_and_tells_when_there_is_nothing_to_answer() {
    let matter = Matter::begun().await;
    let told = matter.handed_out().await;
    let visitor = matter.house.visitor();
    let answer = visitor.get(&format!("/o/{}", told.secret)).await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["referrer-policy"]),
        (200, &"no-referrer".parse().unwrap())
    );
    let page = answer.text().await.unwrap();
    assert!(page.contains("Yard") && page.contains("name=\"code\""), "{page}");
    for hidden in ["Rope", "Mr. Sun", "Bob", "we pay 8"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    assert_eq!(told.answer(&visitor, json!({})).await.status(), 200);
    let page = visitor.get(&format!("/o/{}", told.secret)).await;
    assert_eq!(page.status(), 410);
    assert!(page.text().await.unwrap().contains("2026-03-02"));
    assert_eq!(visitor.get("/o/0000").await.status(), 404);
}

#[tokio::test]
async fn whoever_enters_the_answer_adds_their_evidence_and_the_person_outside_cannot() {
    let house = House::open().await;
    let on_behalf = CONFIRMED.replace("remark: edit}", "remark: edit, letter: edit}\n    on_behalf: true");
    house.publish(&on_behalf.replace("key: P-4", "key: P-5")).await;
    let ann = house.guest("ann").await;
    let start = json!({"process": "P-5", "values": {"customer": "Mr. Sun"}});
    let started = ann.sent(ann.post("/api/v1/instances", &start)).await;
    let (instance, bob) = (started["instance"].as_str().unwrap().to_owned(), house.guest("bob").await);
    let matter = Matter { house, instance, bob };
    let told = matter.handed_out().await;
    let visitor = matter.house.visitor();
    let seen = visitor.sent(told.open(&visitor, &told.code)).await;
    let fields = seen["form"]["fields"].as_array().unwrap();
    let letter = fields.iter().find(|field| field["field"]["id"] == "letter").unwrap();
    assert_eq!(letter["right"], "read");

    let upload = matter.bob.request(Method::POST, "/api/v1/attachments?name=letter.pdf").body("yes").send();
    let file: Json = upload.await.unwrap().json().await.unwrap();
    let values = json!({"letter": [{"name": "letter.pdf", "size": 3, "hash": file["hash"]}]});
    let outside = told.answer(&visitor, json!({"values": values})).await;
    assert_eq!(refusal(outside).await, refused(422, "fields"));
    let decide = format!("{}/decide", matter.task());
    let silent = matter.bob.post(&decide, &json!({"outcome": "yes", "values": values})).await;
    assert_eq!(refusal(silent).await, refused(422, "opinion_missing"));
    let entered = json!({"outcome": "yes", "values": values, "opinion": "by letter of 2 March"});
    assert_eq!(matter.bob.post(&decide, &entered).await.status(), 200);
    assert_eq!(refusal(told.answer(&visitor, json!({})).await).await, refused(410, "outside_over"));
}
