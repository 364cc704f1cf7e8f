//! Who is asked: the rule, whom it would ask now, how several decide together, who must not, and what if there is nobody.

mod kind;
mod now;
mod rule;
mod table;

use flow::model::{Kind, Mode, Nobody, Node, Vote, Who};
use leptos::prelude::*;

use super::called;
use super::control::{choose, member, number, told};
use super::edited::Edited;
use super::group::Group;
use super::part::Part;
use super::sample::everybody;
use crate::components::{Candidate, PersonPicker};
use crate::designer::work::Work;
use crate::t;
use now::AskedNow;
use rule::RuleBlock;
pub(super) use rule::WhoRule;

/// What a node says about people.
#[component]
pub(super) fn People(work: Work, node: Part<Node>, kind: Kind) -> impl IntoView {
    let who = node.edit("who", |node| node.who.clone(), |node, who| node.who = who);
    let mode = node.edit("mode", |node| node.mode.clone(), |node, mode| node.mode = mode);
    let not = node.edit("not", |node| node.not.clone(), |node, not| node.not = not);
    let nobody = node.edit("nobody", |node| node.nobody.clone(), |node, nobody| node.nobody = nobody);
    let says =
        node.read(move |draft, node| node.who.as_ref().map_or_else(|| t!("panel-nobody"), |who| work.told(draft, who)));
    let id = StoredValue::new(node.id());
    view! {
        <Group name="people" title=t!("panel-who") says>
            <WhoRule work who path="who" />
            <AskedNow work node=id />
            {(kind != Kind::Cc).then(|| view! {
                <ModeOf work mode />
                <NotOf work node=id not />
            })}
            <NobodyOf work nobody />
        </Group>
    }
    .into_any()
}

/// How several people decide together.
#[component]
fn ModeOf(work: Work, mode: Edited<Option<Mode>>) -> impl IntoView {
    let mode = mode.held(Mode::Any);
    let is_vote = mode.read(|mode| matches!(mode, Mode::Vote(_)));
    let vote = mode.part(
        |mode| if let Mode::Vote(vote) = mode { vote.clone() } else { usual_vote() },
        |mode, vote| *mode = Mode::Vote(vote),
    );
    // A vote is offered as one choice, whatever it says about how many.
    let sort = mode.part(
        |mode| if matches!(mode, Mode::Vote(_)) { Mode::Vote(usual_vote()) } else { mode.clone() },
        |mode, chosen| *mode = chosen,
    );
    let mut choices = told(work, [Mode::Any, Mode::All, Mode::Sequential, Mode::Collect]);
    choices.push((Mode::Vote(usual_vote()), t!("mode-vote")));
    let how_many = move || {
        is_vote.get().then(|| {
            let share = vote.part(|vote| vote.share, |vote, share| vote.share = share);
            let count = vote.part(|vote| vote.count, |vote, count| vote.count = count);
            view! {
                <div class="panel-pair">
                    {number("mode-share", t!("mode-share"), Some(t!("percent")), share)}
                    {number("mode-count", t!("mode-count"), None, count)}
                </div>
            }
        })
    };
    view! { {choose("mode", t!("panel-mode"), sort, choices)} {how_many} }.into_any()
}

fn usual_vote() -> Vote {
    Vote { share: Some(50), count: None, weights: Vec::new() }
}

/// Who must not handle it.
#[component]
fn NotOf(work: Work, node: StoredValue<String>, not: Edited<Vec<String>>) -> impl IntoView {
    let others = Memo::new(move |_| {
        work.with(|draft| {
            let others = draft.nodes.iter().filter(|other| other.kind.is_human());
            let others = others.filter(|other| node.with_value(|id| other.id.as_str() != id));
            others.map(|other| (other.id.to_string(), called(draft, other.id.as_str()))).collect::<Vec<_>>()
        })
    });
    let boxes = move || {
        let initiator = ("initiator".to_owned(), t!("not-initiator"));
        let all = std::iter::once(initiator).chain(others.get());
        let boxes = all.map(|(who, label)| member(format!("not-{who}"), label, not, who));
        boxes.collect_view()
    };
    view! {
        <fieldset class="panel-boxes">
            <legend>{t!("panel-not")}</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}

/// What happens when nobody is found.
#[component]
fn NobodyOf(work: Work, nobody: Edited<Nobody>) -> impl IntoView {
    let names_people = nobody.read(|nobody| matches!(nobody, Nobody::People(_)));
    let sort = nobody.part(
        |nobody| if matches!(nobody, Nobody::People(_)) { Nobody::People(Vec::new()) } else { nobody.clone() },
        |nobody, chosen| *nobody = chosen,
    );
    let people = nobody.part(
        |nobody| if let Nobody::People(people) = nobody { people.clone() } else { Vec::new() },
        |nobody, people| *nobody = Nobody::People(people),
    );
    let mut choices = told(work, [Nobody::Fallback, Nobody::Pass, Nobody::Refuse]);
    choices.push((Nobody::People(Vec::new()), t!("nobody-people")));
    let named = move || names_people.get().then(|| view! { <NamedPeople work path="nobody" people /> });
    view! { {choose("nobody", t!("panel-if-nobody"), sort, choices)} {named} }.into_any()
}

/// People by name.
#[component]
fn NamedPeople(work: Work, #[prop(into)] path: String, people: Edited<Vec<flow::id::PersonId>>) -> impl IntoView {
    let all = Memo::new(move |_| work.house.with(|house| house.as_deref().map(everybody).unwrap_or_default()));
    let known = move |id: &flow::id::PersonId| {
        let found = all.with(|all| all.iter().find(|person| person.id == *id.as_str()).cloned());
        found.unwrap_or_else(|| Candidate {
            id: id.to_string(),
            name: id.to_string(),
            detail: String::new(),
            initials: String::new(),
            away: false,
        })
    };
    let chosen = RwSignal::new(Vec::<Candidate>::new());
    let ids = move |chosen: &[Candidate]| chosen.iter().map(|person| person.id.as_str().into()).collect::<Vec<_>>();
    Effect::new(move |_| {
        let named: Vec<Candidate> = people.with(|people| people.iter().map(known).collect());
        if chosen.with_untracked(|chosen| *chosen != named) {
            chosen.set(named);
        }
    });
    Effect::watch(
        move || chosen.with(|chosen| ids(chosen)),
        move |now, _, _| {
            if people.now() != *now {
                people.set(now.clone());
            }
        },
        false,
    );
    view! { <PersonPicker name=format!("{path}-people") label=t!("rule-people") candidates=all chosen several=true /> }
        .into_any()
}

/// A rule to begin with.
pub(super) fn usual() -> Who {
    Who::Superior(flow::model::Superior { of: None, level: 1 })
}
