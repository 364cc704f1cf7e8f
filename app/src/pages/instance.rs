//! An instance: its story, its diagram, its data, and what one may do with it.

mod actions;
mod correcting;
mod operating;
mod sharing;

use flow::id::InstanceId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::desk::Desk;
use super::diagram::Diagram;
use super::files::FileOf;
use super::loaded::Loaded;
use super::story::{Leads, Story, ended};
use crate::components::{Banner, DuePill, Pill, SkeletonKind, State, When};
use crate::form::{Filling, Readings, in_words};
use crate::live::Live;
use crate::port::{Answer, DiagramView, Instance, Problem, Share, port};
use crate::t;
use crate::text::{listed, moment, reader};
use actions::Actions;
use sharing::Sharing;

/// The page at `/instances/:instance`.
#[component]
pub(crate) fn InstancePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| InstanceId::from(params.read().get("instance").unwrap_or_default()));
    let answer = Resource::new(move || id.get(), load);
    let diagram = Resource::new(move || id.get(), |id| port().diagram(id));
    Live::refresh(answer, Some(id.get_untracked()));
    Live::refresh(diagram, Some(id.get_untracked()));
    view! {
        <Desk title=t!("instance-title")>
            <Loaded answer skeleton=SkeletonKind::Lines children=Callback::new(move |(instance, shares)| {
                view! { <Whole instance shares diagram /> }.into_any()
            }) />
        </Desk>
    }
}

/// The instance, and its share links for those who may make them.
fn load(id: InstanceId) -> Answer<(Instance, Option<Vec<Share>>)> {
    let port = port();
    Box::pin(async move {
        let instance = port.instance(id.clone()).await?;
        let shares = if instance.actions.share { Some(port.shares(id).await?) } else { None };
        Ok((instance, shares))
    })
}

#[component]
fn Whole(
    instance: Instance,
    shares: Option<Vec<Share>>,
    diagram: Resource<Result<DiagramView, Problem>>,
) -> impl IntoView {
    let filling = Filling::new(instance.form.clone());
    let id = instance.id.clone();
    let shares = shares.map(|shares| view! { <Sharing instance=id.clone() shares /> });
    let attachments = instance.attachments.clone();
    view! {
        <div class="instance">
            <Head instance=instance.clone() />
            <Actions instance=instance.clone() />
            <section class="sheet instance-diagram" aria-label=t!("instance-diagram")>
                <Loaded answer=diagram skeleton=SkeletonKind::Card children=Callback::new(|diagram| view! { <Diagram diagram /> }.into_any()) />
            </section>
            <section class="sheet">
                <h2>{t!("task-story")}</h2>
                <Story entries=instance.timeline />
            </section>
            <section class="sheet">
                <h2>{t!("instance-data")}</h2>
                <Readings filling wide=true />
                {attachments.into_iter().map(|file| view! { <FileOf file instance=id.clone() /> }).collect_view()}
            </section>
            {shares}
        </div>
    }
}

#[component]
fn Head(instance: Instance) -> impl IntoView {
    let state = instance.state;
    let stands = match (&instance.ended, instance.now.first()) {
        (Some((_, how)), _) => ended(*how),
        (None, Some(step)) => in_words(&step.name),
        (None, None) => t!("instance-running"),
    };
    let people = instance.now.iter().flat_map(|step| &step.people).map(|person| in_words(&person.name));
    let people = listed(people);
    let started = t!("task-started-by", name = in_words(&instance.initiator.name));
    let above = instance.caller.map(|other| (other, t!("instance-called-by")));
    let before = instance.follows.map(|other| (other, t!("instance-follows")));
    let after = instance.followed_by.into_iter().map(|other| (other, t!("instance-followed-by")));
    let others = above.into_iter().chain(before).chain(after);
    let others = others.map(|((to, title), words)| view! { <Leads to title words /> }).collect_view();
    let called = instance.called.into_iter().map(|(id, title)| {
        view! {
            <li><a href=format!("/instances/{id}")>{in_words(&title)}</a></li>
        }
    });
    view! {
        <header class="sheet sheet-head">
            <p class="sheet-bar">
                <Pill state>{stands}</Pill>
                {instance.due.map(|due| view! { <DuePill at=due /> })}
                <span class="quiet">{instance.number.unwrap_or_default()}</span>
            </p>
            {instance.suspended.map(|since| view! {
                <Banner state=State::Wait title=t!("instance-suspended", since = moment(&reader(), since)) />
            })}
            <h2>{in_words(&instance.title)}</h2>
            {instance.summary.as_ref().map(|summary| view! { <p>{in_words(summary)}</p> })}
            <p class="quiet">
                {format!("{} · {started} · ", in_words(&instance.process.1))}
                <When at=instance.started />
            </p>
            {(!people.is_empty()).then(|| view! { <p>{t!("inbox-waits-for", names = people)}</p> })}
            {others}
            <ul class="instance-called">{called.collect_view()}</ul>
        </header>
    }
}
