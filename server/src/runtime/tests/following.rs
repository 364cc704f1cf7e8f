//! Instances that follow earlier ones.

use flow::id::InstanceId;
use flow::kernel::{Command, Data, NoFollow, Rejection, Start};
use serde_json::json;
use uuid::Uuid;

use super::house::House;
use crate::runtime::{Done, SubmitError, Target, check_read_models};
use crate::store::{Queries, Upkeep};

async fn publish(house: &House) {
    let again = json!({
        "lianban": 1, "key": "again", "name": "again", "form": {"fields": [{"id": "size", "type": "text"}]},
        "title": {"zh": "{size}", "en": "{size}"},
        "follows": [{"process": "one", "data": {"size": "earlier.number + \", \" + earlier.data.size"}}],
        "nodes": [{"id": "start", "kind": "start"}, {"id": "do", "kind": "handle", "who": {"person": "bob"}},
            {"id": "end", "kind": "end"}],
        "edges": [{"id": "e1", "from": "start", "to": "do"}, {"id": "e2", "from": "do", "to": "end"}],
    });
    let (key, by) = ("again".into(), "ann".into());
    let draft = house.runtime.store().save_draft(&key, &again.to_string(), &by, house.runtime.now()).await.unwrap();
    assert!(house.runtime.publish(&key, draft, &by).await.unwrap());
}

async fn follow(house: &House, earlier: &str) -> Result<Done, SubmitError> {
    let start = Start { follows: Some(InstanceId::from(earlier)), ..Start::by("ann".into(), 0, Data::new()) };
    house.submit(None, Target::New("again".into()), Command::Start(start)).await
}

fn refused(why: NoFollow) -> SubmitError {
    SubmitError::Rejected(Rejection::MayNotFollow(why))
}

#[tokio::test]
async fn what_follows_knows_what_it_follows_also_after_a_restart() {
    let house = House::open().await;
    publish(&house).await;
    let earlier = house.start("one").await.instance;
    assert_eq!(follow(&house, &earlier.to_string()).await, Err(refused(NoFollow::Running)));
    house.decide(earlier, "bob", "approve").await.unwrap();
    let house = house.restarted().await;

    let later = follow(&house, &earlier.to_string()).await.unwrap().instance;

    let row = house.runtime.store().instance(later).await.unwrap().unwrap();
    assert_eq!((row.follows, row.title), (Some(earlier), "ONE-001, large".into()));
    assert_eq!(house.runtime.store().followed_by(earlier).await.unwrap()[0].id, later);
    assert_eq!(check_read_models(house.runtime.store()).await.unwrap(), [], "it follows from the events");
    let house = house.restarted().await;
    let live = house.runtime.live(later).await.unwrap().unwrap();
    let header = live.state.header.clone().unwrap();
    assert_eq!(header.follows, Some(InstanceId::from(earlier.to_string())));
}

#[tokio::test]
async fn what_is_not_there_is_not_followed() {
    let house = House::open().await;
    publish(&house).await;
    assert_eq!(follow(&house, &Uuid::nil().to_string()).await, Err(refused(NoFollow::Missing)));
    assert_eq!(follow(&house, "nothing").await, Err(refused(NoFollow::Missing)));
}
