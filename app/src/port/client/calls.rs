//! Which call of the port is which request.

use flow::difference::Difference;
use flow::id::{DepartmentId, InstanceId, NodeId, PersonId, PostId, ProcessKey, RoleId};
use flow::migration::Mapping;
use serde_json::json;

use super::{Client, request::Request};
use crate::port::*;

fn get(path: &[&str]) -> Request {
    Request::new("GET", path)
}

fn post(path: &[&str]) -> Request {
    Request::new("POST", path)
}

fn put(path: &[&str]) -> Request {
    Request::new("PUT", path)
}

fn delete(path: &[&str]) -> Request {
    Request::new("DELETE", path)
}

fn on_task(make: fn(&[&str]) -> Request, task: &TaskRef, action: &[&str]) -> Request {
    let no = task.no.to_string();
    let mut path = vec!["tasks", task.instance.as_str(), &no];
    path.extend(action);
    make(&path)
}

fn on_start(make: fn(&[&str]) -> Request, start: &StartRef, action: &[&str]) -> Request {
    let mut path = vec!["catalogue", start.process.as_str()];
    path.extend(action);
    let (at, follows) = (start.at.as_ref().map(NodeId::as_str), start.follows.as_ref().map(InstanceId::as_str));
    make(&path).query(&[("at", at), ("follows", follows)])
}

fn on_draft(make: fn(&[&str]) -> Request, key: &DraftKey) -> Request {
    match key {
        DraftKey::Start(start) => on_start(make, start, &["draft"]),
        DraftKey::Task(task) => on_task(make, task, &["draft"]),
    }
}

/// The calls of [`Port`], each documented there. They are the client's own and no implementation of the trait: a module of
/// the page then holds those that its pages ask, and no others.
#[allow(missing_docs, reason = "`Port` says what each does")]
impl Client {
    pub fn session(&self) -> Answer<Session> {
        get(&["session"]).send()
    }

    pub fn sign_in(&self, with: SignIn) -> Answer<Me> {
        post(&["session"]).json(&with).send()
    }

    pub fn set_up(&self, first: SetUp) -> Answer<Me> {
        post(&["set-up"]).json(&first).send()
    }

    pub fn sign_out(&self, everywhere: bool) -> Answer<()> {
        delete(&["session"]).query(&[("everywhere", everywhere)]).send()
    }

    pub fn change_password(&self, change: ChangePassword) -> Answer<Me> {
        put(&["session", "password"]).json(&change).send()
    }

    pub fn prefer(&self, preferences: Preferences) -> Answer<Preferences> {
        put(&["preferences"]).json(&preferences).send()
    }

    pub fn inbox(&self, query: InboxQuery) -> Answer<Inbox> {
        get(&["inbox"]).query(&query).send()
    }

    pub fn counts(&self) -> Answer<InboxCounts> {
        get(&["inbox", "counts"]).send()
    }

    pub fn begin(&self, task: TaskRef, begun: bool) -> Answer<()> {
        on_task(put, &task, &["begun"]).json(&json!({ "begun": begun })).send()
    }

    pub fn search(&self, words: String) -> Answer<Vec<Hit>> {
        get(&["search"]).query(&[("words", words)]).send()
    }

    pub fn catalogue(&self, query: ListQuery) -> Answer<Catalogue> {
        get(&["catalogue"]).query(&query).send()
    }

    pub fn start_form(&self, start: StartRef) -> Answer<StartForm> {
        on_start(get, &start, &[]).send()
    }

    pub fn ahead_of_start(&self, start: StartRef, values: Values) -> Answer<Ahead> {
        on_start(post, &start, &["ahead"]).json(&values).send()
    }

    pub fn start(&self, new: NewInstance, intent: String) -> Answer<Started> {
        post(&["instances"]).json(&new).intent(intent).send()
    }

    pub fn keep_draft(&self, key: DraftKey, values: Values) -> Answer<Draft> {
        on_draft(put, &key).json(&values).send()
    }

    pub fn drop_draft(&self, key: DraftKey) -> Answer<()> {
        on_draft(delete, &key).send()
    }

    pub fn task(&self, task: TaskRef) -> Answer<Task> {
        on_task(get, &task, &[]).send()
    }

    pub fn ahead_of_decision(&self, task: TaskRef, decision: Decision) -> Answer<Ahead> {
        on_task(post, &task, &["ahead"]).json(&decision).send()
    }

    pub fn decide(&self, task: TaskRef, decision: Decision, intent: String) -> Answer<Acted> {
        on_task(post, &task, &["decide"]).json(&decision).intent(intent).send()
    }

    pub fn send_back(&self, task: TaskRef, returning: Returning, intent: String) -> Answer<Acted> {
        on_task(post, &task, &["return"]).json(&returning).intent(intent).send()
    }

    pub fn transfer(&self, task: TaskRef, transfer: Transfer, intent: String) -> Answer<Acted> {
        on_task(post, &task, &["transfer"]).json(&transfer).intent(intent).send()
    }

    pub fn act(&self, task: TaskRef, act: TaskAct, intent: String) -> Answer<Acted> {
        on_task(post, &task, &["act"]).json(&act).intent(intent).send()
    }

    pub fn instance(&self, instance: InstanceId) -> Answer<Instance> {
        get(&["instances", instance.as_str()]).send()
    }

    pub fn diagram(&self, instance: InstanceId) -> Answer<DiagramView> {
        get(&["instances", instance.as_str(), "diagram"]).send()
    }

    pub fn withdraw(&self, instance: InstanceId, reason: Option<String>, intent: String) -> Answer<Acted> {
        post(&["instances", instance.as_str(), "withdraw"]).json(&json!({ "reason": reason })).intent(intent).send()
    }

    pub fn urge(&self, instance: InstanceId, intent: String) -> Answer<Acted> {
        post(&["instances", instance.as_str(), "urge"]).intent(intent).send()
    }

    pub fn note(&self, instance: InstanceId, text: String, to: Vec<PersonId>, intent: String) -> Answer<Acted> {
        post(&["instances", instance.as_str(), "note"]).json(&json!({ "text": text, "to": to })).intent(intent).send()
    }

    pub fn copy(&self, instance: InstanceId, to: Vec<PersonId>, intent: String) -> Answer<Acted> {
        post(&["instances", instance.as_str(), "copy"]).json(&json!({ "to": to })).intent(intent).send()
    }

    pub fn operate(&self, instance: InstanceId, operation: Operation, intent: String) -> Answer<Acted> {
        post(&["instances", instance.as_str(), "operate"]).json(&operation).intent(intent).send()
    }

    pub fn correction(&self, instance: InstanceId) -> Answer<FormView> {
        get(&["instances", instance.as_str(), "correction"]).send()
    }

    pub fn terminate(&self, instance: InstanceId, reason: String, intent: String) -> Answer<Acted> {
        post(&["instances", instance.as_str(), "terminate"]).json(&json!({ "reason": reason })).intent(intent).send()
    }

    pub fn reassign(&self, task: TaskRef, transfer: Transfer, intent: String) -> Answer<Acted> {
        on_task(post, &task, &["reassign"]).json(&transfer).intent(intent).send()
    }

    pub fn outside_links(&self, task: TaskRef) -> Answer<Vec<OutsideLink>> {
        on_task(get, &task, &["outside"]).send()
    }

    pub fn hand_out(&self, task: TaskRef, new: NewOutside) -> Answer<OutsideSecret> {
        on_task(post, &task, &["outside"]).json(&new).send()
    }

    pub fn take_back_link(&self, task: TaskRef, link: String) -> Answer<()> {
        on_task(post, &task, &["outside", &link, "revoke"]).send()
    }

    pub fn outside_door(&self, secret: String) -> Answer<OutsideDoor> {
        get(&["outside", &secret]).send()
    }

    pub fn open_outside(&self, secret: String, code: String) -> Answer<OutsideTask> {
        post(&["outside", &secret, "open"]).json(&OutsideCode { code }).send()
    }

    pub fn answer_outside(&self, secret: String, answer: OutsideAnswer, intent: String) -> Answer<OutsideDone> {
        post(&["outside", &secret, "answer"]).json(&answer).intent(intent).send()
    }

    pub fn shares(&self, instance: InstanceId) -> Answer<Vec<Share>> {
        get(&["instances", instance.as_str(), "shares"]).send()
    }

    pub fn create_share(&self, instance: InstanceId, new: NewShare) -> Answer<ShareSecret> {
        post(&["instances", instance.as_str(), "shares"]).json(&new).send()
    }

    pub fn revoke_share(&self, instance: InstanceId, share: String) -> Answer<()> {
        delete(&["instances", instance.as_str(), "shares", &share]).send()
    }

    pub fn shared(&self, secret: String) -> Answer<SharedTimeline> {
        get(&["shared", &secret]).send()
    }

    pub fn directory(&self, query: ListQuery) -> Answer<Page<PersonRef>> {
        get(&["directory"]).query(&query).send()
    }

    pub fn people(&self, query: ListQuery) -> Answer<Page<PersonRow>> {
        get(&["people"]).query(&query).send()
    }

    pub fn save_person(&self, person: PersonRow) -> Answer<PersonRow> {
        put(&["people", person.id.as_str()]).json(&person).send()
    }

    pub fn open_account(&self, person: PersonId, account: NewAccount) -> Answer<Issued> {
        post(&["people", person.as_str(), "account"]).json(&account).send()
    }

    pub fn reset_account(&self, person: PersonId) -> Answer<Issued> {
        post(&["people", person.as_str(), "account", "reset"]).send()
    }

    pub fn disable_account(&self, person: PersonId) -> Answer<()> {
        delete(&["people", person.as_str(), "account"]).send()
    }

    pub fn departments(&self, query: ListQuery) -> Answer<Page<DepartmentRow>> {
        get(&["departments"]).query(&query).send()
    }

    pub fn save_department(&self, department: DepartmentRow) -> Answer<DepartmentRow> {
        put(&["departments", department.id.as_str()]).json(&department).send()
    }

    pub fn posts(&self, query: ListQuery) -> Answer<Page<PostRow>> {
        get(&["posts"]).query(&query).send()
    }

    pub fn save_post(&self, post: PostRow) -> Answer<PostRow> {
        put(&["posts", post.id.as_str()]).json(&post).send()
    }

    pub fn roles(&self, query: ListQuery) -> Answer<Page<RoleRow>> {
        get(&["roles"]).query(&query).send()
    }

    pub fn save_role(&self, role: RoleRow) -> Answer<RoleRow> {
        put(&["roles", role.id.as_str()]).json(&role).send()
    }

    pub fn remove_department(&self, department: DepartmentId) -> Answer<()> {
        delete(&["departments", department.as_str()]).send()
    }

    pub fn remove_post(&self, post: PostId) -> Answer<()> {
        delete(&["posts", post.as_str()]).send()
    }

    pub fn remove_role(&self, role: RoleId) -> Answer<()> {
        delete(&["roles", role.as_str()]).send()
    }

    pub fn definitions(&self, query: ListQuery) -> Answer<Page<DefinitionRow>> {
        get(&["definitions"]).query(&query).send()
    }

    pub fn versions(&self, process: ProcessKey) -> Answer<Vec<Version>> {
        get(&["definitions", process.as_str(), "versions"]).send()
    }

    pub fn definition(&self, process: ProcessKey, version: Option<u32>) -> Answer<DefinitionText> {
        get(&["definitions", process.as_str()]).query(&[("version", version)]).send()
    }

    pub fn differences(&self, process: ProcessKey, from: u32, to: Option<u32>) -> Answer<Vec<Difference>> {
        let request = get(&["definitions", process.as_str(), "differences"]).query(&[("from", from)]);
        match to {
            Some(to) => request.query(&[("to", to)]).send(),
            None => request.send(),
        }
    }

    pub fn moving(&self, process: ProcessKey, mapping: Mapping) -> Answer<Moving> {
        post(&["definitions", process.as_str(), "moving"]).json(&mapping).send()
    }

    pub fn move_all(&self, process: ProcessKey, mapping: Mapping, reason: String, intent: String) -> Answer<Moved> {
        let body = json!({ "mapping": mapping, "reason": reason });
        post(&["definitions", process.as_str(), "move"]).json(&body).intent(intent).send()
    }

    pub fn validate(&self, upload: Upload) -> Answer<Validation> {
        post(&["definitions", "validate"]).json(&upload).send()
    }

    pub fn keep_definition(&self, upload: Upload) -> Answer<Validation> {
        put(&["definitions"]).json(&upload).send()
    }

    pub fn publish(&self, process: ProcessKey) -> Answer<Version> {
        post(&["definitions", process.as_str(), "publish"]).send()
    }

    pub fn publish_on(&self, process: ProcessKey, day: String) -> Answer<Version> {
        post(&["definitions", process.as_str(), "publish"]).query(&[("from", day)]).send()
    }

    pub fn cancel_publishing(&self, process: ProcessKey) -> Answer<()> {
        post(&["definitions", process.as_str(), "publish", "cancel"]).send()
    }

    pub fn design(&self, process: ProcessKey, version: Option<u32>) -> Answer<Design> {
        get(&["designs", process.as_str()]).query(&[("version", version)]).send()
    }

    pub fn keep_design(&self, process: ProcessKey, change: DesignChange) -> Answer<Kept> {
        put(&["designs", process.as_str()]).json(&change).send()
    }

    pub fn design_here(&self, process: ProcessKey, here: Here) -> Answer<Others> {
        post(&["designs", process.as_str(), "here"]).json(&here).send()
    }

    pub fn import_design(&self, upload: Upload) -> Answer<Imported> {
        post(&["designs", "import"]).json(&upload).send()
    }

    pub fn discard_draft(&self, process: ProcessKey) -> Answer<()> {
        post(&["designs", process.as_str(), "discard"]).send()
    }

    pub fn back_to_version(&self, process: ProcessKey, version: u32, replace: bool) -> Answer<Kept> {
        let version = version.to_string();
        post(&["definitions", process.as_str(), "back", &version]).query(&[("replace", replace)]).send()
    }

    pub fn ask_for_review(&self, process: ProcessKey, asked: AskForReview) -> Answer<Review> {
        post(&["designs", process.as_str(), "review"]).json(&asked).send()
    }

    pub fn answer_review(&self, process: ProcessKey, answer: AnswerReview) -> Answer<Review> {
        post(&["designs", process.as_str(), "review", "answer"]).json(&answer).send()
    }

    pub fn surroundings(&self, process: ProcessKey) -> Answer<Surroundings> {
        get(&["designs", process.as_str(), "surroundings"]).send()
    }

    pub fn runs(&self, process: ProcessKey, query: RunQuery) -> Answer<Page<Run>> {
        get(&["designs", process.as_str(), "instances"]).query(&query).send()
    }

    pub fn replay(&self, process: ProcessKey, instance: InstanceId) -> Answer<Replay> {
        get(&["designs", process.as_str(), "instances", instance.as_str(), "moves"]).send()
    }
}
