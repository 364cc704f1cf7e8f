//! The port as the server answers it: for one visitor.

use app::port::*;
use flow::difference::Difference;
use flow::id::{DepartmentId, InstanceId, PersonId, PostId, ProcessKey, RoleId};
use flow::migration::Mapping;

use super::{Service, Subject, problems};

/// Somebody who asks, signed in or not.
#[derive(Clone)]
pub struct Visitor {
    /// The application.
    pub service: Service,
    /// Who it is, when they are signed in.
    pub subject: Option<Subject>,
    /// How they want the interface, as far as their browser told.
    pub preferences: Preferences,
    /// Which browser, in two words.
    pub agent: String,
    /// An open page reads itself again.
    pub again: bool,
}

impl Visitor {
    /// That somebody has to sign in first.
    #[must_use]
    pub fn signed_out() -> Problem {
        problems::signed_out()
    }

    /// That there is no such thing, or they may not know of it.
    #[must_use]
    pub fn not_found() -> Problem {
        problems::not_found()
    }

    /// Answers a call that needs somebody to be signed in.
    fn as_me<T, F>(&self, call: impl FnOnce(Service, Subject) -> F) -> Answer<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Problem>> + Send + 'static,
    {
        match &self.subject {
            Some(me) => Box::pin(call(self.service.clone(), me.clone())),
            None => Box::pin(std::future::ready(Err(problems::signed_out()))),
        }
    }
}

/// What begins or ends a session has to set a cookie, and what tries a code comes from an address: both only the HTTP side
/// knows.
fn only_by_http<T: Send + 'static>() -> Answer<T> {
    Box::pin(std::future::ready(Err(problems::malformed("请通过 HTTP 访问", "This is done over HTTP"))))
}

impl Port for Visitor {
    fn session(&self) -> Answer<Session> {
        let Self { service, subject, preferences, .. } = self.clone();
        Box::pin(async move { service.session_of(subject.as_ref(), preferences).await })
    }

    fn sign_in(&self, _: SignIn) -> Answer<Me> {
        only_by_http()
    }

    fn set_up(&self, _: SetUp) -> Answer<Me> {
        only_by_http()
    }

    fn sign_out(&self, _: bool) -> Answer<()> {
        only_by_http()
    }

    fn change_password(&self, _: ChangePassword) -> Answer<Me> {
        only_by_http()
    }

    fn prefer(&self, preferences: Preferences) -> Answer<Preferences> {
        match &self.subject {
            Some(_) => self.as_me(move |service, me| async move { service.prefer(&me, preferences).await }),
            // A visitor's wish is kept in a cookie by the HTTP side.
            None => Box::pin(std::future::ready(Ok(preferences))),
        }
    }

    fn shared(&self, secret: String) -> Answer<SharedTimeline> {
        let Self { service, agent, again, .. } = self.clone();
        Box::pin(async move { service.shared(&secret, (!again).then_some(agent.as_str())).await })
    }

    fn inbox(&self, query: InboxQuery) -> Answer<Inbox> {
        self.as_me(move |service, me| async move { service.inbox(&me, query).await })
    }

    fn counts(&self) -> Answer<InboxCounts> {
        self.as_me(move |service, me| async move { service.counts(&me).await })
    }

    fn begin(&self, task: TaskRef, begun: bool) -> Answer<()> {
        self.as_me(move |service, me| async move { service.begin(&me, &task, begun).await })
    }

    fn search(&self, words: String) -> Answer<Vec<Hit>> {
        self.as_me(move |service, me| async move { service.search(&me, &words).await })
    }

    fn catalogue(&self, query: ListQuery) -> Answer<Catalogue> {
        self.as_me(move |service, me| async move { service.catalogue(&me, &query).await })
    }

    fn start_form(&self, start: StartRef) -> Answer<StartForm> {
        self.as_me(move |service, me| async move { service.start_form(&me, start).await })
    }

    fn ahead_of_start(&self, start: StartRef, values: Values) -> Answer<Ahead> {
        self.as_me(move |service, me| async move { service.ahead_of_start(&me, &start, &values).await })
    }

    fn start(&self, new: NewInstance, intent: String) -> Answer<Started> {
        self.as_me(move |service, me| async move { service.start(&me, new, intent).await })
    }

    fn keep_draft(&self, key: DraftKey, values: Values) -> Answer<Draft> {
        self.as_me(move |service, me| async move { service.keep_draft(&me, key, values).await })
    }

    fn drop_draft(&self, key: DraftKey) -> Answer<()> {
        self.as_me(move |service, me| async move { service.drop_draft(&me, &key).await })
    }

    fn task(&self, task: TaskRef) -> Answer<Task> {
        self.as_me(move |service, me| async move { service.task(&me, task).await })
    }

    fn ahead_of_decision(&self, task: TaskRef, decision: Decision) -> Answer<Ahead> {
        self.as_me(move |service, me| async move { service.ahead_of_decision(&me, &task, &decision).await })
    }

    fn decide(&self, task: TaskRef, decision: Decision, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.decide(&me, task, decision, intent).await })
    }

    fn send_back(&self, task: TaskRef, returning: Returning, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.send_back(&me, task, returning, intent).await })
    }

    fn transfer(&self, task: TaskRef, transfer: Transfer, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.transfer(&me, task, transfer, intent).await })
    }

    fn act(&self, task: TaskRef, act: TaskAct, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.act(&me, task, act, intent).await })
    }

    fn instance(&self, instance: InstanceId) -> Answer<Instance> {
        self.as_me(move |service, me| async move { service.instance(&me, &instance).await })
    }

    fn diagram(&self, instance: InstanceId) -> Answer<DiagramView> {
        self.as_me(move |service, me| async move { service.diagram(&me, &instance).await })
    }

    fn withdraw(&self, instance: InstanceId, reason: Option<String>, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.withdraw(&me, instance, reason, intent).await })
    }

    fn urge(&self, instance: InstanceId, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.urge(&me, instance, intent).await })
    }

    fn note(&self, instance: InstanceId, text: String, to: Vec<PersonId>, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.note(&me, instance, text, to, intent).await })
    }

    fn copy(&self, instance: InstanceId, to: Vec<PersonId>, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.copy(&me, instance, to, intent).await })
    }

    fn operate(&self, instance: InstanceId, operation: Operation, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.operate(&me, instance, operation, intent).await })
    }

    fn correction(&self, instance: InstanceId) -> Answer<FormView> {
        self.as_me(move |service, me| async move { service.correction(&me, &instance).await })
    }

    fn terminate(&self, instance: InstanceId, reason: String, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.terminate(&me, instance, reason, intent).await })
    }

    fn reassign(&self, task: TaskRef, transfer: Transfer, intent: String) -> Answer<Acted> {
        self.as_me(move |service, me| async move { service.reassign(&me, task, transfer, intent).await })
    }

    fn outside_links(&self, task: TaskRef) -> Answer<Vec<OutsideLink>> {
        self.as_me(move |service, me| async move { service.outside_links(&me, &task).await })
    }

    fn hand_out(&self, task: TaskRef, new: NewOutside) -> Answer<OutsideSecret> {
        self.as_me(move |service, me| async move { service.hand_out(&me, &task, new).await })
    }

    fn take_back_link(&self, task: TaskRef, link: String) -> Answer<()> {
        self.as_me(move |service, me| async move { service.take_back_link(&me, &task, &link).await })
    }

    fn outside_door(&self, secret: String) -> Answer<OutsideDoor> {
        let service = self.service.clone();
        Box::pin(async move { service.outside_door(&secret).await })
    }

    fn open_outside(&self, _: String, _: String) -> Answer<OutsideTask> {
        only_by_http()
    }

    fn answer_outside(&self, _: String, _: OutsideAnswer, _: String) -> Answer<OutsideDone> {
        only_by_http()
    }

    fn shares(&self, instance: InstanceId) -> Answer<Vec<Share>> {
        self.as_me(move |service, me| async move { service.shares(&me, &instance).await })
    }

    fn create_share(&self, instance: InstanceId, new: NewShare) -> Answer<ShareSecret> {
        self.as_me(move |service, me| async move { service.create_share(&me, &instance, new).await })
    }

    fn revoke_share(&self, instance: InstanceId, share: String) -> Answer<()> {
        self.as_me(move |service, me| async move { service.revoke_share(&me, &instance, &share).await })
    }

    fn directory(&self, query: ListQuery) -> Answer<Page<PersonRef>> {
        self.as_me(move |service, _| async move { Ok(service.directory(&query)) })
    }

    fn people(&self, query: ListQuery) -> Answer<Page<PersonRow>> {
        self.as_me(move |service, me| async move { service.people(&me, &query).await })
    }

    fn save_person(&self, person: PersonRow) -> Answer<PersonRow> {
        self.as_me(move |service, me| async move { service.save_person(&me, person).await })
    }

    fn open_account(&self, person: PersonId, account: NewAccount) -> Answer<Issued> {
        self.as_me(move |service, me| async move { service.open_account(&me, &person, &account.name).await })
    }

    fn reset_account(&self, person: PersonId) -> Answer<Issued> {
        self.as_me(move |service, me| async move { service.reset_account(&me, &person).await })
    }

    fn disable_account(&self, person: PersonId) -> Answer<()> {
        self.as_me(move |service, me| async move { service.disable_account(&me, &person).await })
    }

    fn departments(&self, query: ListQuery) -> Answer<Page<DepartmentRow>> {
        self.as_me(move |service, me| async move { service.departments(&me, &query) })
    }

    fn save_department(&self, department: DepartmentRow) -> Answer<DepartmentRow> {
        self.as_me(move |service, me| async move { service.save_department(&me, department).await })
    }

    fn posts(&self, query: ListQuery) -> Answer<Page<PostRow>> {
        self.as_me(move |service, me| async move { service.posts(&me, &query) })
    }

    fn save_post(&self, post: PostRow) -> Answer<PostRow> {
        self.as_me(move |service, me| async move { service.save_post(&me, post).await })
    }

    fn roles(&self, query: ListQuery) -> Answer<Page<RoleRow>> {
        self.as_me(move |service, me| async move { service.roles(&me, &query) })
    }

    fn save_role(&self, role: RoleRow) -> Answer<RoleRow> {
        self.as_me(move |service, me| async move { service.save_role(&me, role).await })
    }

    fn remove_department(&self, department: DepartmentId) -> Answer<()> {
        self.as_me(move |service, me| async move { service.remove_department(&me, &department).await })
    }

    fn remove_post(&self, post: PostId) -> Answer<()> {
        self.as_me(move |service, me| async move { service.remove_post(&me, &post).await })
    }

    fn remove_role(&self, role: RoleId) -> Answer<()> {
        self.as_me(move |service, me| async move { service.remove_role(&me, &role).await })
    }

    fn definitions(&self, query: ListQuery) -> Answer<Page<DefinitionRow>> {
        self.as_me(move |service, me| async move { service.definitions(&me, &query).await })
    }

    fn versions(&self, process: ProcessKey) -> Answer<Vec<Version>> {
        self.as_me(move |service, me| async move { service.versions(&me, &process).await })
    }

    fn definition(&self, process: ProcessKey, version: Option<u32>) -> Answer<DefinitionText> {
        self.as_me(move |service, me| async move { service.definition_text(&me, &process, version).await })
    }

    fn differences(&self, process: ProcessKey, from: u32, to: Option<u32>) -> Answer<Vec<Difference>> {
        self.as_me(move |service, me| async move { service.differences(&me, &process, from, to).await })
    }

    fn moving(&self, process: ProcessKey, mapping: Mapping) -> Answer<Moving> {
        self.as_me(move |service, me| async move { service.moving(&me, &process, &mapping).await })
    }

    fn move_all(&self, process: ProcessKey, mapping: Mapping, reason: String, intent: String) -> Answer<Moved> {
        self.as_me(move |service, me| async move { service.move_all(&me, &process, mapping, reason, &intent).await })
    }

    fn validate(&self, upload: Upload) -> Answer<Validation> {
        self.as_me(move |service, me| async move { service.validate(&me, upload).await })
    }

    fn keep_definition(&self, upload: Upload) -> Answer<Validation> {
        self.as_me(move |service, me| async move { service.keep_definition(&me, &upload).await })
    }

    fn publish(&self, process: ProcessKey) -> Answer<Version> {
        self.as_me(move |service, me| async move { service.publish(&me, &process).await })
    }

    fn publish_on(&self, process: ProcessKey, day: String) -> Answer<Version> {
        self.as_me(move |service, me| async move { service.publish_on(&me, &process, &day).await })
    }

    fn cancel_publishing(&self, process: ProcessKey) -> Answer<()> {
        self.as_me(move |service, me| async move { service.cancel_publishing(&me, &process).await })
    }

    fn design(&self, process: ProcessKey, version: Option<u32>) -> Answer<Design> {
        self.as_me(move |service, me| async move { service.design(&me, &process, version).await })
    }

    fn keep_design(&self, process: ProcessKey, change: DesignChange) -> Answer<Kept> {
        self.as_me(move |service, me| async move { service.keep_design(&me, &process, change).await })
    }

    fn design_here(&self, process: ProcessKey, here: Here) -> Answer<Others> {
        self.as_me(move |service, me| async move { service.design_here(&me, &process, here).await })
    }

    fn import_design(&self, upload: Upload) -> Answer<Imported> {
        self.as_me(move |service, me| async move { service.import_design(&me, upload).await })
    }

    fn discard_draft(&self, process: ProcessKey) -> Answer<()> {
        self.as_me(move |service, me| async move { service.discard_draft(&me, &process).await })
    }

    fn back_to_version(&self, process: ProcessKey, version: u32, replace: bool) -> Answer<Kept> {
        self.as_me(move |service, me| async move { service.back_to_version(&me, &process, version, replace).await })
    }

    fn ask_for_review(&self, process: ProcessKey, asked: AskForReview) -> Answer<Review> {
        self.as_me(move |service, me| async move { service.ask_for_review(&me, &process, asked).await })
    }

    fn answer_review(&self, process: ProcessKey, answer: AnswerReview) -> Answer<Review> {
        self.as_me(move |service, me| async move { service.answer_review(&me, &process, answer).await })
    }

    fn surroundings(&self, process: ProcessKey) -> Answer<Surroundings> {
        self.as_me(move |service, me| async move { service.surroundings(&me, &process).await })
    }

    fn runs(&self, process: ProcessKey, query: RunQuery) -> Answer<Page<Run>> {
        self.as_me(move |service, me| async move { service.runs(&me, &process, query).await })
    }

    fn replay(&self, process: ProcessKey, instance: InstanceId) -> Answer<Replay> {
        self.as_me(move |service, me| async move { service.replay(&me, &process, &instance).await })
    }
}
