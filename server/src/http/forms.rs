//! The plain forms of the pages, for browsers without script: each does what the API does, then leads on with 303.
//!
//! When something is refused, what was typed is kept as a draft, and the page it came from is shown again with the
//! problem's code in its address (`?refused=code`).

mod fields;

use app::components::typed_name;
use app::port::{
    ChangePassword, Code, Decision, DraftKey, NewInstance, NewShare, Port, Preferences, Problem, Returning, SetUp,
    SignIn, TaskRef, Transfer, Values,
};
use axum::Router;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use flow::id::{InstanceId, NodeId, OutcomeId, PersonId, ProcessKey};
use serde::Deserialize;

use super::cookie::{self, set_cookies};
use super::site::Site;
use super::visitor::{Asked, Beginning, Caller, Named};
use crate::service::{SignedIn, Visitor};
use fields::Fields;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/sign-in", post(sign_in))
        .route("/set-up", post(set_up))
        .route("/sign-out", post(sign_out))
        .route("/me/password", post(change_password))
        .route("/preferences", post(prefer))
        .route("/start/{process}", post(start))
        .route("/tasks/{instance}/{no}/decide", post(decide))
        .route("/tasks/{instance}/{no}/return", post(send_back))
        .route("/tasks/{instance}/{no}/transfer", post(transfer))
        .route("/instances/{instance}/withdraw", post(withdraw))
        .route("/instances/{instance}/urge", post(urge))
        .route("/instances/{instance}/note", post(note))
        .route("/instances/{instance}/shares", post(share))
}

/// Where to go next, as long as it is a page of ours.
fn ours(to: &str) -> &str {
    if app::is_here(to) { to } else { "/" }
}

fn led_to(to: &str) -> Response {
    Redirect::to(ours(to)).into_response()
}

/// Back to a page with what was refused.
fn refused(page: &str, problem: &Problem) -> Response {
    if *problem.code.as_str() == *Code::SIGNED_OUT.as_str() {
        return led_to(&format!("/sign-in?to={page}"));
    }
    refused_for(page, problem.code.as_str())
}

/// Back to a page, which tells why.
fn refused_for(page: &str, why: &str) -> Response {
    let joint = if page.contains('?') { '&' } else { '?' };
    led_to(&format!("{page}{joint}refused={why}"))
}

#[derive(Deserialize)]
struct SigningIn {
    #[serde(default)]
    to: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    person: Option<PersonId>,
}

async fn sign_in(
    State(site): State<Site>,
    Caller(address): Caller,
    visitor: Visitor,
    Form(form): Form<SigningIn>,
) -> Response {
    let with = match form.person {
        Some(person) => SignIn::Demo { person },
        None => SignIn::Password { name: form.name, password: form.password },
    };
    match site.service.sign_in(with, address, &visitor.agent).await {
        Ok(signed_in) => signed_in_at(&site, &signed_in, &form.to),
        Err(problem) => refused("/sign-in", &problem),
    }
}

/// A form with a new password, typed twice: without script nobody else compares them.
#[derive(Deserialize)]
struct TypedTwice<T> {
    again: String,
    #[serde(flatten)]
    form: T,
}

async fn set_up(State(site): State<Site>, visitor: Visitor, Form(typed): Form<TypedTwice<SetUp>>) -> Response {
    let TypedTwice { again, form } = typed;
    if form.password != again {
        return refused_for("/set-up", app::PASSWORDS_DIFFER);
    }
    match site.service.set_up(form, &visitor.agent).await {
        Ok(signed_in) => signed_in_at(&site, &signed_in, "/admin"),
        Err(problem) => refused("/set-up", &problem),
    }
}

async fn change_password(
    State(site): State<Site>,
    Caller(address): Caller,
    visitor: Visitor,
    Form(TypedTwice { again, form }): Form<TypedTwice<ChangePassword>>,
) -> Response {
    if form.password != again {
        return refused_for("/me", app::PASSWORDS_DIFFER);
    }
    let Some(me) = visitor.subject.as_ref() else { return refused("/me", &Visitor::signed_out()) };
    match site.service.change_password(me, form, address, &visitor.agent).await {
        Ok(signed_in) => signed_in_at(&site, &signed_in, "/me?changed=password"),
        Err(problem) => refused("/me", &problem),
    }
}

fn signed_in_at(site: &Site, signed_in: &SignedIn, to: &str) -> Response {
    let mut response = led_to(to);
    set_cookies(&mut response, [cookie::holding(&signed_in.token, signed_in.seconds, &site.address)]);
    response
}

async fn sign_out(State(site): State<Site>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let everywhere = fields.text("everywhere").is_some();
    if let Some(token) = cookie::token(&headers, &site.address)
        && let Err(problem) = site.service.sign_out(token, everywhere).await
    {
        return refused("/", &problem);
    }
    let mut response = led_to("/sign-in");
    set_cookies(&mut response, [cookie::forgetting(&site.address)]);
    response
}

async fn prefer(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let kept = visitor.kept_preferences().await;
    let before = kept.map_or(visitor.preferences, |kept| cookie::preferences_or(&headers, kept));
    let wanted = Preferences {
        language: fields.text("lang").and_then(|tag| cookie::named(&tag)).unwrap_or(before.language),
        theme: fields.text("theme").and_then(|theme| cookie::named(&theme)).unwrap_or(before.theme),
    };
    // What cannot be kept with the person is still kept by the browser.
    let kept = visitor.prefer(wanted).await.unwrap_or(wanted);
    let mut response = led_to(&page_before(&headers));
    set_cookies(&mut response, cookie::preferring(kept, &site.address));
    response
}

/// The page of ours that a form was on.
fn page_before(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|address| address.parse::<axum::http::Uri>().ok());
    path.and_then(|uri| uri.path_and_query().map(|path| path.as_str().to_owned())).unwrap_or_else(|| "/".to_owned())
}

async fn start(
    visitor: Visitor,
    Named(process): Named<ProcessKey>,
    Asked(beginning): Asked<Beginning>,
    Form(fields): Form<Fields>,
) -> Response {
    let start = beginning.of(process);
    let page = app::start_page(&start);
    let form = match visitor.start_form(start.clone()).await {
        Ok(start) => start.form,
        Err(problem) => return refused(&page, &problem),
    };
    let key = DraftKey::Start(start.clone());
    let values = match fields.values(&form, &|words| visitor.people_called(words)) {
        Ok(values) => values,
        Err(unclear) => return kept_and_refused(&visitor, key, unclear, &page, &unclear_names()).await,
    };
    let new = NewInstance::new(start, values.clone());
    match visitor.start(new, fields.intent()).await {
        Ok(started) => led_to(&format!("/instances/{}", started.instance)),
        Err(problem) => kept_and_refused(&visitor, key, values, &page, &problem).await,
    }
}

#[derive(Deserialize)]
struct At {
    instance: InstanceId,
    no: u32,
}

impl At {
    fn page(&self) -> String {
        format!("/tasks/{}/{}", self.instance, self.no)
    }
}

async fn decide(visitor: Visitor, Named(at): Named<At>, Form(fields): Form<Fields>) -> Response {
    let (page, task) = (at.page(), TaskRef { instance: at.instance, no: at.no });
    let form = match visitor.task(task.clone()).await {
        Ok(task) => task.form,
        Err(problem) => return refused(&page, &problem),
    };
    let opinion = fields.text("opinion");
    let key = DraftKey::Task(task.clone());
    let values = match fields.values(&form, &|words| visitor.people_called(words)) {
        Ok(values) => values,
        Err(unclear) => {
            let kept = with_opinion(unclear, opinion);
            return kept_and_refused(&visitor, key, kept, &page, &unclear_names()).await;
        }
    };
    let decision = Decision {
        outcome: OutcomeId::from(fields.text("outcome").unwrap_or_default()),
        values: values.clone(),
        opinion: opinion.clone(),
        version: fields.number("version"),
    };
    match visitor.decide(task.clone(), decision, fields.intent()).await {
        Ok(acted) => led_to(&next_page(&acted)),
        Err(problem) => kept_and_refused(&visitor, key, with_opinion(values, opinion), &page, &problem).await,
    }
}

/// The opinion stands under the name that no field has.
fn with_opinion(mut values: Values, opinion: Option<String>) -> Values {
    values.insert(String::new(), opinion.unwrap_or_default().into());
    values
}

/// A name was typed that does not tell who is meant; the page says where.
fn unclear_names() -> Problem {
    Problem::new(422, Code::FIELDS, "Some values are missing or wrong")
}

async fn send_back(visitor: Visitor, Named(at): Named<At>, Form(fields): Form<Fields>) -> Response {
    let (page, task) = (at.page(), TaskRef { instance: at.instance, no: at.no });
    let to = fields.text("to").unwrap_or_default();
    let (node, caller) = match to.strip_prefix("caller:") {
        Some(node) => (node, true),
        None => (to.as_str(), false),
    };
    let returning = Returning {
        to: NodeId::from(node),
        caller,
        opinion: fields.text("opinion").unwrap_or_default(),
        version: fields.number("version"),
    };
    match visitor.send_back(task, returning, fields.intent()).await {
        Ok(acted) => led_to(&next_page(&acted)),
        Err(problem) => refused(&page, &problem),
    }
}

async fn transfer(visitor: Visitor, Named(at): Named<At>, Form(fields): Form<Fields>) -> Response {
    let (page, task) = (at.page(), TaskRef { instance: at.instance, no: at.no });
    let typed = fields.text(&typed_name("person")).map(|words| visitor.people_called(&words).unwrap_or_default());
    let to = match typed.as_deref() {
        Some([one]) => one.clone(),
        Some(_) => return refused(&page, &unclear_names()),
        None => PersonId::from(fields.text("person").unwrap_or_default()),
    };
    let transfer = Transfer { to, opinion: fields.text("opinion"), version: fields.number("version") };
    match visitor.transfer(task, transfer, fields.intent()).await {
        Ok(acted) => led_to(&next_page(&acted)),
        Err(problem) => refused(&page, &problem),
    }
}

/// After an action: my next task in the same matter, else the matter.
fn next_page(acted: &app::port::Acted) -> String {
    match &acted.mine {
        Some(task) => format!("/tasks/{}/{}", task.instance, task.no),
        None => format!("/instances/{}", acted.instance),
    }
}

async fn withdraw(visitor: Visitor, Named(instance): Named<InstanceId>, Form(fields): Form<Fields>) -> Response {
    let answer = visitor.withdraw(instance.clone(), fields.text("reason"), fields.intent()).await;
    after(&instance, answer)
}

async fn urge(visitor: Visitor, Named(instance): Named<InstanceId>, Form(fields): Form<Fields>) -> Response {
    let answer = visitor.urge(instance.clone(), fields.intent()).await;
    after(&instance, answer)
}

async fn note(visitor: Visitor, Named(instance): Named<InstanceId>, Form(fields): Form<Fields>) -> Response {
    let answer =
        visitor.note(instance.clone(), fields.text("text").unwrap_or_default(), Vec::new(), fields.intent()).await;
    after(&instance, answer)
}

/// Makes a share link and opens it: its address can be copied there, and is told nowhere else.
async fn share(visitor: Visitor, Named(instance): Named<InstanceId>, Form(fields): Form<Fields>) -> Response {
    let days = fields.number("days").and_then(|days| u16::try_from(days).ok());
    let new = NewShare { label: fields.text("label").unwrap_or_default(), days };
    match visitor.create_share(instance.clone(), new).await {
        Ok(made) => led_to(made.url.find("/s/").map_or("/", |path| &made.url[path..])),
        Err(problem) => refused(&format!("/instances/{instance}"), &problem),
    }
}

fn after<T>(instance: &InstanceId, answer: Result<T, Problem>) -> Response {
    let page = format!("/instances/{instance}");
    match answer {
        Ok(_) => led_to(&page),
        Err(problem) => refused(&page, &problem),
    }
}

async fn kept_and_refused(visitor: &Visitor, key: DraftKey, values: Values, page: &str, problem: &Problem) -> Response {
    if let Err(lost) = visitor.keep_draft(key, values).await {
        tracing::warn!(%lost, "what was typed could not be kept");
    }
    refused(page, problem)
}

#[cfg(test)]
mod tests {
    use super::ours;

    #[test]
    fn a_form_leads_to_our_own_pages_alone() {
        assert_eq!(ours("/tasks/1/2?a=b"), "/tasks/1/2?a=b");
        for foreign in ["https://evil.example", "//evil.example", "/\\evil.example", "", "javascript:x"] {
            assert_eq!(ours(foreign), "/", "{foreign}");
        }
    }
}
