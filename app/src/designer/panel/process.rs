//! What holds for the whole process.

use flow::design::add_lane;
use flow::model::{Definition, NamesShown, RestDay, SamePerson, SelfApproval, Withdraw};
use flow::text::Text;
use leptos::prelude::*;

use super::control::{choose, name, told, words};
use super::group::Group;
use super::limit::LimitOf;
use super::part::Part;
use super::people::WhoRule;
use super::{Head, NameField};
use crate::components::{Button, TextArea};
use crate::designer::step::Step;
use crate::designer::work::{House, Selection, Work};
use crate::t;

#[component]
pub(super) fn ProcessPanel(work: Work) -> impl IntoView {
    let key = work.now().key.to_string();
    let process: Part<Definition> = Part::new(work, key, |draft, _| Some(draft), |draft, _| Some(draft));
    let name = process.text(
        "name of process",
        Step::Name,
        |draft| Some(&draft.name),
        |draft, name| draft.name = name.unwrap_or_default(),
    );
    let (purpose, tell) = process.text(
        "purpose",
        Step::Say,
        |draft| draft.about.purpose.as_ref(),
        |draft, purpose| draft.about.purpose = purpose,
    );
    let counts = move || work.with(|draft| t!("panel-counts", steps = draft.nodes.len(), ways = draft.edges.len()));
    let add_lane = move |_| {
        let id = work.change(Step::Lane, |draft| add_lane(draft, Text::from(t!("panel-new-lane").as_str())));
        work.select(Selection::lane(&id));
    };
    let limit =
        process.edit("limit", |draft| draft.settings.limit.clone(), |draft, limit| draft.settings.limit = limit);
    view! {
        <Head kind=t!("panel-process") id=process.id() />
        <NameField label=t!("panel-name") name readonly=work.fixed />
        <TextArea name="purpose" label=t!("panel-purpose") value=purpose on_input=tell rows=3 readonly=work.fixed />
        <p class="quiet">{counts}</p>
        <Beginning work process />
        <Naming process />
        <Owner work process />
        <LimitOf work limit />
        <Conduct work process />
        {(!work.fixed).then(|| view! { <Button on_click=add_lane>{t!("panel-add-lane")}</Button> })}
    }
    .into_any()
}

/// Who may start it.
#[component]
fn Beginning(work: Work, process: Part<Definition>) -> impl IntoView {
    let starters = process.edit("starters", |draft| draft.starters.clone(), |draft, who| draft.starters = who);
    let is_narrowed = starters.is_some();
    let narrowed = starters.part(Option::is_some, |starters, narrowed| {
        if starters.is_some() != narrowed {
            *starters = narrowed.then(|| flow::model::Who::Role("".into()));
        }
    });
    let says = process.read(move |draft, process| {
        process.starters.as_ref().map_or_else(|| t!("starters-everybody"), |who| work.told(draft, who))
    });
    let choices = vec![(false, t!("starters-everybody")), (true, t!("starters-some"))];
    view! {
        <Group name="starters" title=t!("starters-title") says>
            {choose("starters", t!("starters-title"), narrowed, choices.clone())}
            {move || is_narrowed.get().then(|| view! { <WhoRule work who=starters path="starters-rule" /> })}
        </Group>
    }
    .into_any()
}

/// How instances are called and numbered.
#[component]
fn Naming(process: Part<Definition>) -> impl IntoView {
    let title = process.edit("title", |draft| draft.title.clone(), |draft, title| draft.title = title);
    let summary = process.edit("summary", |draft| draft.summary.clone(), |draft, summary| draft.summary = summary);
    let number = process.edit(
        "number",
        |draft| draft.number.clone().unwrap_or_default(),
        |draft, number| draft.number = (!number.trim().is_empty()).then_some(number),
    );
    let says = number.read(Clone::clone);
    view! {
        <Group name="naming" title=t!("naming-title") says>
            {words("title-of-instances", t!("naming-instance"), title)}
            {words("summary-of-instances", t!("naming-summary"), summary)}
            {name("number-of-instances", t!("naming-number"), Some(t!("naming-number-hint")), number)}
            <p class="field-hint">{t!("naming-hint")}</p>
        </Group>
    }
    .into_any()
}

/// The department that answers for the process.
#[component]
fn Owner(work: Work, process: Part<Definition>) -> impl IntoView {
    let owner = process.edit("owner", |draft| draft.about.owner.clone(), |draft, owner| draft.about.owner = owner);
    let departments = move || {
        let departments = work.in_house(House::departments).into_iter();
        departments.map(|(id, words)| (Some(format!("dept:{id}")), words)).collect::<Vec<_>>()
    };
    let says = Signal::derive(move || {
        let owner = owner.get();
        departments().into_iter().find(|(id, _)| *id == owner).map(|(_, words)| words).unwrap_or_default()
    });
    view! {
        <Group name="owner" title=t!("owner-title") says>
            {move || choose("owner", t!("owner-department"), owner, departments())}
        </Group>
    }
    .into_any()
}

/// What holds at every step.
#[component]
fn Conduct(work: Work, process: Part<Definition>) -> impl IntoView {
    let settings =
        process.edit("settings", |draft| draft.settings.clone(), |draft, settings| draft.settings = settings);
    let withdraw = settings.part(|settings| settings.withdraw, |settings, withdraw| settings.withdraw = withdraw);
    let own = settings.part(|settings| settings.self_approval, |settings, own| settings.self_approval = own);
    let same = settings.part(|settings| settings.same_person, |settings, same| settings.same_person = same);
    let rest = settings.part(|settings| settings.rest_day, |settings, rest| settings.rest_day = rest);
    let names = settings.part(|settings| settings.share.names, |settings, names| settings.share.names = names);
    let says = Signal::derive(String::new);
    view! {
        <Group name="conduct" title=t!("conduct-title") says>
            {choose("withdraw", t!("withdraw-title"), withdraw, told(work, [Withdraw::BeforeFirstDecision, Withdraw::UntilEnd]))}
            {choose("self-approval", t!("self-title"), own, told(work, [SelfApproval::Superior, SelfApproval::Head, SelfApproval::Allow, SelfApproval::Pass]))}
            {choose("same-person", t!("same-title"), same, told(work, [SamePerson::Kept, SamePerson::PassIfUnchanged, SamePerson::PassIfAdjacent]))}
            {choose("rest-day", t!("rest-title"), rest, told(work, [RestDay::Stays, RestDay::NextWorkingDay]))}
            {choose("share-names", t!("share-names-title"), names, told(work, [NamesShown::None, NamesShown::Posts, NamesShown::Names]))}
        </Group>
    }
    .into_any()
}
