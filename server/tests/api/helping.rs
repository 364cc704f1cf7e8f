//! What people do for one another with their tasks, and what those who look after a process do.

use serde_json::{Value as Json, json};

use crate::house::{Guest, House, refusal, refused};

/// Bob decides within a day; then Cho confirms.
const TWO_STEPS: &str = "
lianban: 1
key: P-3
name: Two steps
about: {owner: 'dept:yard'}
starters: {union: [{department: yard}]}
form: {fields: [{id: subject, type: text}, {id: amount, type: number}]}
nodes:
  - {id: start, kind: start}
  - {id: decide, kind: approve, name: Decide, who: {any: [{person: bob}, {person: fay}]}, limit: {within: 1, unit: day}}
  - {id: confirm, kind: approve, name: Confirm, who: {person: gus}}
  - {id: end, kind: end}
edges: [{id: e1, from: start, to: decide}, {id: e2, from: decide, to: confirm}, {id: e3, from: confirm, to: end}]
";

struct Matter {
    house: House,
    instance: String,
}

impl Matter {
    async fn begun() -> Self {
        let house = House::open().await;
        house.publish(TWO_STEPS).await;
        let ann = house.guest("ann").await;
        let start = json!({"process": "P-3", "values": {"subject": "Rope"}});
        let started = ann.sent(ann.post("/api/v1/instances", &start)).await;
        Self { instance: started["instance"].as_str().unwrap().to_owned(), house }
    }

    fn task(&self, no: u32) -> String {
        format!("/api/v1/tasks/{}/{no}", self.instance)
    }

    fn whole(&self) -> String {
        format!("/api/v1/instances/{}", self.instance)
    }

    fn on_instance(&self, what: &str) -> String {
        format!("{}/{what}", self.whole())
    }

    async fn to_do(&self, guest: &Guest) -> u64 {
        guest.read("/api/v1/inbox").await["columns"][0]["total"].as_u64().unwrap()
    }

    async fn told(&self, guest: &Guest) -> Vec<String> {
        let instance = guest.read(&self.whole()).await;
        let entries = instance["timeline"].as_array().unwrap().clone();
        let done = entries.iter().filter(|entry| entry["doing"] == "done");
        done.filter_map(|entry| Some(entry["what"]["what"].as_str()?.to_owned())).collect()
    }
}

#[tokio::test]
async fn whoever_is_asked_first_has_the_work_and_the_asker_waits() {
    let matter = Matter::begun().await;
    let (bob, cho) = (matter.house.guest("bob").await, matter.house.guest("cho").await);
    let offers = bob.read(&matter.task(0)).await["duty"]["offers"].clone();
    for offer in ["claim", "transfer", "delegate", "add_signer", "extend"] {
        assert!(offers.as_array().unwrap().contains(&json!(offer)), "{offer} in {offers}");
    }
    let ask = json!({"act": "add", "as": "before", "people": ["cho"], "opinion": "Is it enough?"});
    bob.sent(bob.post(&format!("{}/act", matter.task(0)), &ask)).await;
    assert_eq!((matter.to_do(&bob).await, matter.to_do(&cho).await), (0, 1));
    let waiting = bob.read(&matter.task(0)).await;
    assert_eq!((&waiting["waits"], &waiting["duty"]), (&json!(true), &Json::Null));
    let asked = cho.read(&matter.task(2)).await["asked"].clone();
    assert_eq!((&asked["words"], &asked["by"]["id"]), (&json!("Is it enough?"), &json!("bob")));

    let answer = json!({"outcome": "refuse", "opinion": "too short"});
    cho.sent(cho.post(&format!("{}/decide", matter.task(2)), &answer)).await;
    let back = bob.read(&matter.task(0)).await;
    assert_eq!(back["helpers"][0]["opinion"], "too short");
    assert!(back["duty"].is_object(), "it is Bob's again");
    assert_eq!(matter.told(&bob).await, ["started", "added", "decided"]);
}

#[tokio::test]
async fn who_was_asked_is_taken_off_again() {
    let matter = Matter::begun().await;
    let (bob, cho) = (matter.house.guest("bob").await, matter.house.guest("cho").await);
    let act = format!("{}/act", matter.task(0));
    bob.sent(bob.post(&act, &json!({"act": "add", "as": "before", "people": ["cho"]}))).await;
    let stranger = cho.post(&act, &json!({"act": "drop", "seat": 1})).await;
    assert_eq!(refusal(stranger).await, refused(403, "not_yours"));
    let seat = bob.read(&matter.task(0)).await["helpers"][0]["seat"].clone();
    bob.sent(bob.post(&act, &json!({"act": "drop", "seat": seat}))).await;
    assert_eq!((matter.to_do(&bob).await, matter.to_do(&cho).await), (1, 0));
}

#[tokio::test]
async fn what_one_takes_the_others_do_not_see() {
    let matter = Matter::begun().await;
    let (bob, fay) = (matter.house.guest("bob").await, matter.house.guest("fay").await);
    assert_eq!((matter.to_do(&bob).await, matter.to_do(&fay).await), (1, 1));
    bob.sent(bob.post(&format!("{}/act", matter.task(0)), &json!({"act": "claim"}))).await;
    assert_eq!((matter.to_do(&bob).await, matter.to_do(&fay).await), (1, 0));
    let late = fay.post(&format!("{}/decide", matter.task(1)), &json!({"outcome": "approve"})).await;
    assert_eq!(refusal(late).await, refused(409, "task_waits"));
    bob.sent(bob.post(&format!("{}/act", matter.task(0)), &json!({"act": "release"}))).await;
    assert_eq!((matter.to_do(&bob).await, matter.to_do(&fay).await), (1, 1));
}

#[tokio::test]
async fn a_decision_is_taken_back_until_somebody_acts() {
    let matter = Matter::begun().await;
    let (bob, gus) = (matter.house.guest("bob").await, matter.house.guest("gus").await);
    bob.sent(bob.post(&format!("{}/decide", matter.task(0)), &json!({"outcome": "approve"}))).await;
    assert_eq!(matter.to_do(&gus).await, 1);
    assert_eq!(bob.read(&matter.whole()).await["actions"]["recall"]["no"], 0);
    let recall = json!({"act": "recall", "reason": "the wrong one"});
    bob.sent(bob.post(&format!("{}/act", matter.task(0)), &recall)).await;
    assert_eq!((matter.to_do(&bob).await, matter.to_do(&gus).await), (1, 0));
    bob.sent(bob.post(&format!("{}/decide", matter.task(0)), &json!({"outcome": "approve"}))).await;
    let no = gus.read("/api/v1/inbox").await["columns"][0]["cards"][0]["task"].as_u64().unwrap();
    gus.sent(gus.post(&format!("{}/transfer", matter.task(no as u32)), &json!({"to": "fay"}))).await;
    let late = bob.post(&format!("{}/act", matter.task(0)), &recall).await;
    assert_eq!(refusal(late).await, refused(409, "no_recall"));
}

#[tokio::test]
async fn more_time_is_granted_by_a_superior() {
    let matter = Matter::begun().await;
    let (bob, cho) = (matter.house.guest("bob").await, matter.house.guest("cho").await);
    let due = bob.read(&matter.task(0)).await["card"]["due"].as_i64().unwrap();
    let until = due + 86_400_000;
    let ask = json!({"act": "ask", "for": {"wish": "extension", "until": until}, "opinion": "a holiday"});
    bob.sent(bob.post(&format!("{}/act", matter.task(0)), &ask)).await;
    let request = cho.read(&matter.task(2)).await;
    assert_eq!(request["duty"]["outcomes"].as_array().unwrap().len(), 2);
    assert!(request["duty"].get("offers").is_none(), "a request is answered, and nothing else");
    cho.sent(cho.post(&format!("{}/decide", matter.task(2)), &json!({"outcome": "approve"}))).await;
    assert_eq!(bob.read(&matter.task(0)).await["card"]["due"], until);
    assert_eq!(matter.to_do(&bob).await, 1);
}

#[tokio::test]
async fn a_note_and_a_copy_open_the_matter_to_whom_they_name() {
    let matter = Matter::begun().await;
    let (ann, cho) = (matter.house.guest("ann").await, matter.house.guest("cho").await);
    let dee = matter.house.guest("dee").await;
    let read = matter.whole();
    ann.sent(ann.post(&matter.on_instance("note"), &json!({"text": "Have a look", "to": ["cho"]}))).await;
    ann.sent(ann.post(&matter.on_instance("copy"), &json!({"to": ["dee"]}))).await;
    for guest in [&cho, &dee] {
        assert_eq!(guest.read(&read).await["id"], matter.instance.as_str());
        assert_eq!(guest.read("/api/v1/inbox?view=copied").await["columns"][0]["total"], 1);
    }
    assert_eq!(matter.told(&ann).await, ["started", "noted", "copied"]);
}

#[tokio::test]
async fn who_looks_after_the_process_steps_in_and_nobody_else() {
    let matter = Matter::begun().await;
    let (bob, cho) = (matter.house.guest("bob").await, matter.house.guest("cho").await);
    let operate = matter.on_instance("operate");
    let suspend = json!({"operation": "suspend", "reason": "an audit"});
    assert_eq!(refusal(bob.post(&operate, &suspend).await).await, refused(403, "forbidden"));
    let silent = cho.post(&operate, &json!({"operation": "suspend", "reason": " "})).await;
    assert_eq!(refusal(silent).await, refused(422, "fields"));
    cho.sent(cho.post(&operate, &suspend)).await;
    let decide = format!("{}/decide", matter.task(0));
    assert_eq!(refusal(bob.post(&decide, &json!({"outcome": "approve"})).await).await, refused(409, "suspended"));
    cho.sent(cho.post(&operate, &json!({"operation": "resume", "reason": "it is over"}))).await;

    let form = cho.read(&matter.on_instance("correction")).await;
    assert_eq!(form["fields"][1]["right"], "edit");
    let correct = json!({"operation": "correct", "values": {"amount": 12}, "reason": "a slip"});
    cho.sent(cho.post(&operate, &correct)).await;
    let seen = cho.read(&matter.whole()).await;
    assert_eq!(seen["form"]["values"]["amount"], 12);
    let visit = seen["actions"]["tokens"][0]["visit"].clone();
    let jump = json!({"operation": "jump", "visit": visit, "to": "confirm", "reason": "agreed by telephone"});
    cho.sent(cho.post(&operate, &jump)).await;
    assert_eq!((matter.to_do(&bob).await, matter.told(&cho).await.last().cloned()), (0, Some("closed".to_owned())));
    let gus = matter.house.guest("gus").await;
    assert_eq!(matter.to_do(&gus).await, 1);
}

#[tokio::test]
async fn a_new_holiday_moves_the_limits() {
    let house = House::open().await;
    let process = TWO_STEPS.replace("unit: day", "unit: working_day").replace("P-3", "P-5");
    house.publish(&process).await;
    let (ann, bob) = (house.guest("ann").await, house.guest("bob").await);
    let start = json!({"process": "P-5", "values": {"subject": "Rope"}});
    let instance = ann.sent(ann.post("/api/v1/instances", &start)).await["instance"].clone();
    let task = format!("/api/v1/tasks/{}/0", instance.as_str().unwrap());
    let due = |task: &Json| task["card"]["due"].as_i64().unwrap();
    let before = due(&bob.read(&task).await);
    house.close_on("2026-03-03").await;
    assert_eq!(due(&bob.read(&task).await), before + 86_400_000, "Tuesday is a holiday now");
    assert_eq!(bob.read(&task).await["timeline"][1]["what"]["what"], "rescheduled");
}
