//! A server with a small organisation and one process, and people who speak to it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use flow::file::Format;
use flow::id::PersonId;
use flow::model::Definition;
use flow::organisation::Organisation;
use flow::time::Moment;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value as Json, json};
use server::http::{Address, Site, router};
use server::runtime::Runtime;
use server::service::{Passwords, Service, Settings, replace_organisation_in};
use server::store::accounts::AccountRow;
use server::store::directory::Changer;
use server::store::folder::Folder;
use server::store::{Store, Upkeep};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Ann asks, Bob decides, Cho looks after the process, Dee administers, Eve audits, Fay has nothing to do with it, and
/// Gus is the process office.
const ORGANISATION: &str = "
name: Yard
departments:
  yard: {name: Yard, head: cho}
people:
  ann: {name: Ann, department: yard}
  bob: {name: Bob, department: yard}
  cho: {name: Cho, department: yard}
  dee: {name: Dee}
  eve: {name: Eve}
  fay: {name: Fay}
  gus: {name: Gus}
roles:
  administrators: {name: Administrators, people: [dee]}
  auditors: {name: Auditors, people: [eve]}
  process_office: {name: Process office, people: [gus]}
";

/// Bob decides without seeing the secret; a link shows the subject alone.
const PROCESS: &str = "
lianban: 1
key: P-1
name: Purchase
about: {owner: 'dept:yard'}
title: '{subject}'
starters: {union: [{department: yard}]}
form:
  fields:
    - {id: subject, type: text, required: true}
    - {id: amount, type: money}
    - {id: secret, type: text}
    - {id: papers, type: files}
nodes:
  - {id: start, kind: start}
  - {id: decide, kind: approve, name: Decide, who: {person: bob}, fields: {secret: hidden, amount: edit}}
  - {id: end, kind: end}
edges:
  - {id: e1, from: start, to: decide}
  - {id: e2, from: decide, to: end}
settings: {share: {fields: [subject], names: none}}
";

/// The password of everybody who has one.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A running server.
pub(crate) struct House {
    pub(crate) at: SocketAddr,
    pub(crate) service: Service,
    clock: Arc<AtomicI64>,
    _ends: watch::Sender<bool>,
    _scratch: tempfile::TempDir,
}

/// Somebody who speaks to it, with a cookie when they are signed in.
#[derive(Clone)]
pub(crate) struct Guest {
    client: Client,
    at: SocketAddr,
}

impl House {
    /// A demo with its organisation and process, where everybody signs in by name.
    pub(crate) async fn open() -> Self {
        let house = Self::empty(true).await;
        let organisation: Organisation = flow::file::read(ORGANISATION, Format::Yaml).unwrap().value;
        let (store, now) = (house.service.runtime().store().clone(), house.service.runtime().now());
        replace_organisation_in(&store, &organisation, &Changer { by: None, at: now }).await.unwrap();
        house.service.runtime().set_organisation(organisation);
        house.publish(PROCESS).await;
        house
    }

    /// Puts a process into force.
    pub(crate) async fn publish(&self, text: &str) {
        let runtime = self.service.runtime();
        let definition: Definition = flow::file::read(text, Format::Yaml).unwrap().value;
        let by = PersonId::from("dee");
        let draft = runtime.store().save_draft(&definition.key, text, &by, runtime.now()).await.unwrap();
        assert!(runtime.publish(&definition.key, draft, &by).await.unwrap());
    }

    /// Makes a day a holiday, and lets what follows from that be done.
    pub(crate) async fn close_on(&self, day: &str) {
        let runtime = self.service.runtime();
        let mut organisation: Organisation = flow::file::read(ORGANISATION, Format::Yaml).unwrap().value;
        organisation.calendar = serde_json::from_value(json!({"holidays": [day]})).unwrap();
        let changer = Changer { by: None, at: runtime.now() };
        replace_organisation_in(runtime.store(), &organisation, &changer).await.unwrap();
        runtime.set_organisation(organisation);
        runtime.do_what_is_due("test").await.unwrap();
    }

    /// A server with nothing in it.
    pub(crate) async fn empty(demo: bool) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let folder = Folder::at(scratch.path());
        std::mem::forget(folder.hold().unwrap());
        let key = folder.key().unwrap();
        let store = Store::open(&folder).await.unwrap();
        let clock = Arc::new(AtomicI64::new(1_772_413_200_000));
        let reading = clock.clone();
        let tells = Arc::new(move || Moment(reading.load(Ordering::Relaxed)));
        let runtime = Runtime::start(store, key, Organisation::default(), tells).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let address = Arc::new(Address::new(None, at, None).unwrap());
        let settings = Settings { url: address.origin.clone(), demo, attachments: folder.attachments() };
        let service = Service::new(runtime, settings).await.unwrap();
        let (ends, ending) = watch::channel(false);
        let app = router(Site { service: service.clone(), address, ending });
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { at, service, clock, _ends: ends, _scratch: scratch }
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::Relaxed);
    }

    /// Gives somebody an account with [`PASSWORD`].
    pub(crate) async fn account(&self, person: &str, disabled: bool) {
        let now = self.service.runtime().now();
        let password = Passwords::default().hash(PASSWORD.to_owned()).await.unwrap();
        let account =
            AccountRow { person: person.into(), name: person.to_owned(), password, disabled: disabled.then_some(now) };
        self.service.runtime().store().save_account(&account, now).await.unwrap();
    }

    /// Somebody who is not signed in.
    pub(crate) fn visitor(&self) -> Guest {
        let client = Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none());
        Guest { client: client.build().unwrap(), at: self.at }
    }

    /// Somebody who is.
    pub(crate) async fn guest(&self, person: &str) -> Guest {
        let guest = self.visitor();
        let signed_in = guest.post("/api/v1/session", &json!({"with": "demo", "person": person})).await;
        assert_eq!(signed_in.status(), StatusCode::OK, "{person}");
        guest
    }

    /// An instance that Ann started: its id.
    pub(crate) async fn started(&self) -> String {
        let ann = self.guest("ann").await;
        let values = json!({"subject": "Rope", "amount": "12.50", "secret": "for the bell"});
        let started = ann.sent(ann.post("/api/v1/instances", &json!({"process": "P-1", "values": values}))).await;
        started["instance"].as_str().unwrap().to_owned()
    }
}

impl Guest {
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.at))
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub(crate) fn post(&self, path: &str, body: &Json) -> impl Future<Output = Response> + use<> {
        let sent = self.request(Method::POST, path).json(body).send();
        async move { sent.await.unwrap() }
    }

    /// The answer to something that must succeed.
    pub(crate) async fn sent(&self, answer: impl Future<Output = Response>) -> Json {
        let answer = answer.await;
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert_eq!(status, StatusCode::OK, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    pub(crate) async fn read(&self, path: &str) -> Json {
        self.sent(self.get(path)).await
    }
}

/// The status and the code of a refusal, which must be a problem document.
pub(crate) async fn refusal(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
    let text = answer.text().await.unwrap();
    assert_eq!(kind.as_deref(), Some("application/problem+json"), "{status} {text}");
    let problem: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(problem["status"], status);
    (status, problem["code"].as_str().unwrap().to_owned())
}

/// A refusal by status and code.
pub(crate) fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
