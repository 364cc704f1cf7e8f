//! Asking others: to decide as well, to do the work, to grant something. What became of it, and taking it back.

use flow::kernel::{Help, Part, Wish};
use leptos::prelude::*;

use super::bar::{Acting, outcome_name};
use super::of_outcome;
use crate::components::{
    Banner, Button, ButtonKind, Candidate, Choice, DateInput, DateKind, Fold, PersonPicker, Pill, RadioGroup, State,
    TextArea,
};
use crate::form::{candidates, in_words, people_in, said};
use crate::port::{Helper, Offer, PersonRef, TaskAct, port};
use crate::t;
use crate::text::{listed, moment, moment_typed, reader};

impl Acting {
    /// Does something with the task besides deciding it.
    fn act(&self, act: TaskAct, done: String) {
        self.run(port().act(self.task.clone(), act, self.intent.get_value()), done);
    }
}

/// Every way of asking that is offered, each folded.
#[component]
pub(super) fn Asking(acting: Acting, offers: Vec<Offer>) -> impl IntoView {
    let offered = |offer| offers.contains(&offer);
    let mut ways = Vec::new();
    if offered(Offer::AddSigner) {
        ways.extend([Help::Before, Help::After, Help::Beside]);
    }
    if offered(Offer::Delegate) {
        ways.push(Help::Delegate);
    }
    view! {
        {offered(Offer::Claim).then(|| view! { <Take acting=acting.clone() taken=false /> })}
        {offered(Offer::Release).then(|| view! { <Take acting=acting.clone() taken=true /> })}
        {(!ways.is_empty()).then(|| view! { <AskOthers acting=acting.clone() ways /> })}
        {offered(Offer::Extend).then(|| view! { <AskForTime acting=acting.clone() /> })}
        {offered(Offer::AskTransfer).then(|| view! { <AskToPassOn acting=acting.clone() /> })}
    }
    .into_any()
}

/// Taking a task that others could take as well, or letting it go.
#[component]
fn Take(acting: Acting, taken: bool) -> impl IntoView {
    let (words, pending) = (if taken { t!("act-release") } else { t!("act-claim") }, acting.pending);
    let press = move |_| {
        let version = Some(acting.version);
        match taken {
            true => acting.act(TaskAct::Release { version }, t!("act-released")),
            false => acting.act(TaskAct::Claim { version }, t!("act-claimed")),
        }
    };
    view! { <Button kind=ButtonKind::Ghost pending on_click=press>{words}</Button> }
}

/// Asking people to decide as well, or one to do the work.
#[component]
fn AskOthers(acting: Acting, ways: Vec<Help>) -> impl IntoView {
    let title = match ways.as_slice() {
        [Help::Delegate] => t!("act-delegate"),
        [.., Help::Delegate] => t!("act-ask-others"),
        _ => t!("act-add-signers"),
    };
    let choices = ways.iter().map(|way| Choice::new(name_of(*way), way_words(*way)).detail(way_meaning(*way)));
    let choices = choices.collect::<Vec<_>>();
    let way = RwSignal::new(ways.first().copied().unwrap_or(Help::Before));
    let (found, chosen) = (RwSignal::new(Vec::<Candidate>::new()), RwSignal::new(Vec::<Candidate>::new()));
    let why = RwSignal::new(String::new());
    let pending = acting.pending;
    let choose = move |name: String| {
        if let Some(chosen) = ways.iter().find(|way| name_of(**way) == name) {
            way.set(*chosen);
        }
    };
    let send = move |()| {
        let people = people_in(chosen);
        if people.is_empty() {
            return acting.problem.set(Some(t!("act-ask-nobody")));
        }
        let names = listed(chosen.get_untracked().into_iter().map(|person| person.name));
        let (role, opinion) = (way.get_untracked(), said(why));
        acting
            .act(TaskAct::Add { people, role, opinion, version: Some(acting.version) }, t!("act-asked", names = names));
    };
    view! {
        <Fold way="ask" title=title on_submit=send>
            <RadioGroup name="way" label=t!("act-ask-way") choices value=Signal::derive(move || name_of(way.get()).to_owned()) on_change=choose />
            <PersonPicker name="people" label=t!("act-ask-whom") candidates=found chosen on_search=move |typed| candidates(typed, found) several=true required=true />
            <TextArea name="words" id="ask-words" label=t!("act-ask-words") value=why on_input=move |words| why.set(words) rows=2 />
            <Button submit=true pending>{t!("act-ask-send")}</Button>
        </Fold>
    }
    .into_any()
}

/// Asking for more time.
#[component]
fn AskForTime(acting: Acting) -> impl IntoView {
    let (until, why, pending) = (RwSignal::new(String::new()), RwSignal::new(String::new()), acting.pending);
    let send = move |()| {
        let Some(moment) = moment_typed(&reader(), &until.get_untracked()) else {
            return acting.problem.set(Some(t!("problem-not-later")));
        };
        let wish = Wish::Extension { until: moment };
        ask(&acting, wish, why);
    };
    view! {
        <Fold way="extend" title=t!("act-extend") on_submit=send>
            <DateInput name="until" kind=DateKind::Moment label=t!("act-extend-until") value=until on_input=move |typed| until.set(typed) required=true />
            <TextArea name="words" id="extend-words" label=t!("act-wish-why") value=why on_input=move |words| why.set(words) rows=2 required=true />
            <Button submit=true pending>{t!("act-wish-send")}</Button>
        </Fold>
    }
    .into_any()
}

/// Asking that the task goes to somebody else.
#[component]
fn AskToPassOn(acting: Acting) -> impl IntoView {
    let (found, chosen) = (RwSignal::new(Vec::<Candidate>::new()), RwSignal::new(Vec::<Candidate>::new()));
    let (why, pending) = (RwSignal::new(String::new()), acting.pending);
    let send = move |()| {
        let Some(to) = people_in(chosen).into_iter().next() else { return };
        ask(&acting, Wish::Transfer { to }, why);
    };
    view! {
        <Fold way="ask-transfer" title=t!("act-ask-transfer") on_submit=send>
            <PersonPicker name="whom" label=t!("act-transfer-to") candidates=found chosen on_search=move |typed| candidates(typed, found) required=true />
            <TextArea name="words" id="ask-transfer-words" label=t!("act-wish-why") value=why on_input=move |words| why.set(words) rows=2 required=true />
            <Button submit=true pending>{t!("act-wish-send")}</Button>
        </Fold>
    }
    .into_any()
}

fn ask(acting: &Acting, wish: Wish, why: RwSignal<String>) {
    match said(why) {
        Some(opinion) => {
            acting.act(TaskAct::Ask { wish, opinion, version: Some(acting.version) }, t!("act-wish-sent"));
        }
        None => acting.problem.set(Some(t!("problem-opinion-missing"))),
    }
}

fn name_of(way: Help) -> &'static str {
    match way {
        Help::Before => "before",
        Help::After => "after",
        Help::Beside => "beside",
        Help::Delegate => "delegate",
    }
}

fn way_words(way: Help) -> String {
    match way {
        Help::Before => t!("help-before"),
        Help::After => t!("help-after"),
        Help::Beside => t!("help-beside"),
        Help::Delegate => t!("help-delegate"),
    }
}

fn way_meaning(way: Help) -> String {
    match way {
        Help::Before => t!("help-before-means"),
        Help::After => t!("help-after-means"),
        Help::Beside => t!("help-beside-means"),
        Help::Delegate => t!("help-delegate-means"),
    }
}

/// What somebody at the node asked the reader for.
#[component]
pub(super) fn AskedFor(asked: Helper) -> impl IntoView {
    let by = in_words(&asked.by.name);
    let title = match &asked.part {
        Part::Help(Help::Before) => t!("asked-before", name = by),
        Part::Help(Help::After) => t!("asked-after", name = by),
        Part::Help(Help::Beside) => t!("asked-beside", name = by),
        Part::Help(Help::Delegate) => t!("asked-delegate", name = by),
        Part::Ask(Wish::Extension { until }) => {
            t!("asked-extension", name = by, until = moment(&reader(), *until))
        }
        Part::Ask(Wish::Transfer { .. }) => t!("asked-transfer", name = by),
    };
    view! { <Banner state=State::Run title>{asked.words.unwrap_or_default()}</Banner> }
}

/// Whom the reader asked, and what they answered. Who has not answered can be taken off again.
#[component]
pub(super) fn Helpers(helpers: Vec<Helper>, drop: Callback<u32>, pending: RwSignal<bool>) -> impl IntoView {
    (!helpers.is_empty()).then(|| {
        let line = |helper: Helper| {
            let (state, words) = match &helper.answer {
                Some(outcome) => (of_outcome(outcome.kind), outcome_name(outcome)),
                None => (State::Wait, t!("task-together-waits")),
            };
            let open = helper.answer.is_none();
            let seat = helper.seat;
            view! {
                <li>
                    <span>{names(&helper.people)}</span>
                    " "
                    <span class="quiet">{part_words(&helper.part)}</span>
                    " "
                    <Pill state>{words}</Pill>
                    {open.then(|| view! { <Button kind=ButtonKind::Ghost pending on_click=move |_| drop.run(seat)>{t!("act-drop")}</Button> })}
                    {helper.opinion.map(|words| view! { <q class="said">{words}</q> })}
                </li>
            }
        };
        view! {
            <section class="sheet-part">
                <h3>{t!("task-helpers")}</h3>
                <ul class="together">{helpers.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

fn names(people: &[PersonRef]) -> String {
    listed(people.iter().map(|person| in_words(&person.name)))
}

fn part_words(part: &Part) -> String {
    match part {
        Part::Help(way) => way_words(*way),
        Part::Ask(Wish::Extension { .. }) => t!("act-extend"),
        Part::Ask(Wish::Transfer { .. }) => t!("act-ask-transfer"),
    }
}
