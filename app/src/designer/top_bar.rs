//! The bar at the top: the name, what is safe, who else is there, and what can be done with the whole.

use leptos::prelude::*;

use super::command::Commander;
use super::keeping::{Keeping, Saved};
use super::page::{Desk, View};
use super::panel::{FINDINGS, PLAY};
use super::picture::{Format, save};
use crate::components::{
    Avatar, AvatarSize, Button, ButtonKind, Dialog, Icon, IconButton, Menu, MenuItem, MenuLine, Pill, State, Symbol,
};
use crate::form::in_words;
use crate::pages::loaded::problem_words;
use crate::t;
use crate::text::listed;

/// Name, what is safe, who else is there, and the steps that can be taken back.
#[component]
pub(super) fn TopBar(commander: Commander, keeping: Keeping) -> impl IntoView {
    let Commander { work, desk, hand, .. } = commander;
    let (back, back_words) = match hand.trail.back() {
        Some((process, address)) => (address, t!("designer-back-to", process = process.to_string())),
        None => (format!("/admin/processes/{}", work.now().key), t!("designer-back")),
    };
    let back_title = back_words.clone();
    let name = move || work.with(|draft| in_words(&draft.name));
    let undo =
        move || work.last_step().map_or_else(|| t!("command-undo"), |step| t!("designer-undo", step = step.words()));
    let redo =
        move || work.next_step().map_or_else(|| t!("command-redo"), |step| t!("designer-redo", step = step.words()));
    let errors = move || {
        let all = work.findings.with(|findings| findings.as_ref().map(Vec::len));
        let (state, words) = match work.errors().zip(all) {
            None => (State::Idle, t!("designer-checking")),
            Some((0, 0)) => (State::Done, t!("designer-clean")),
            Some((0, all)) => (State::Wait, t!("designer-remarks", count = all)),
            Some((errors, _)) => (State::Refuse, t!("designer-errors", count = errors)),
        };
        view! { <Pill state>{words}</Pill> }
    };
    view! {
        <header class="designer-top">
            <a class="button" data-kind="ghost" data-icon-only="" href=back rel="external" aria-label=back_words title=back_title>
                <Icon symbol=Symbol::ChevronLeft />
            </a>
            <h1>{name}</h1>
            <SavedPill keeping fixed=work.fixed />
            <Others keeping />
            <span class="push"></span>
            <ViewSwitch desk />
            {(!work.fixed).then(|| view! {
                <button class="button" type="button" data-kind="ghost" data-icon-only="" aria-label=undo title=undo
                    disabled=move || work.last_step().is_none() on:click=move |_| work.undo()>
                    <Icon symbol=Symbol::Back />
                </button>
                <button class="button designer-redo" type="button" data-kind="ghost" data-icon-only="" aria-label=redo title=redo
                    disabled=move || work.next_step().is_none() on:click=move |_| work.redo()>
                    <Icon symbol=Symbol::Back />
                </button>
            })}
            <button class="designer-findings-button" type="button" on:click=move |_| desk.tab.set(FINDINGS)>{errors}</button>
            <IconButton label=t!("panel-play") symbol=Symbol::Play on_click=move |_| desk.tab.set(PLAY) />
            <IconButton label=t!("command-commands") symbol=Symbol::Search on_click=move |_| desk.commands.set(true) />
            <MoreMenu commander keeping />
            {(!work.fixed).then(|| view! {
                <Button kind=ButtonKind::Primary on_click=move |_| desk.publishing.set(true)>{t!("designer-publish")}</Button>
            })}
        </header>
    }
    .into_any()
}

/// The views of the one draft.
#[component]
fn ViewSwitch(desk: Desk) -> impl IntoView {
    let button = move |shown: View, label: String, symbol: Symbol| {
        let title = label.clone();
        view! {
            <button class="view-choice" type="button" aria-pressed=move || (desk.view.get() == shown).to_string() title=title
                on:click=move |_| desk.view.set(shown)>
                <Icon symbol />
                <span>{label}</span>
            </button>
        }
    };
    view! {
        <span class="view-switch" role="group" aria-label=t!("designer-view")>
            {button(View::Tree, t!("designer-simple"), Symbol::List)}
            {button(View::Canvas, t!("designer-free"), Symbol::Flow)}
            {button(View::Form, t!("designer-form"), Symbol::Edit)}
        </span>
    }
}

/// What else can be done with the whole: taking it out, giving the draft up.
#[component]
fn MoreMenu(commander: Commander, keeping: Keeping) -> impl IntoView {
    let Commander { work, desk, .. } = commander;
    let key = work.now().key.to_string();
    let sheet = format!("/design/{key}/sheet");
    let file = move |format: &str| format!("/api/v1/designs/{key}/file?format={format}");
    let giving_up = RwSignal::new(false);
    let give_up = move |_| {
        giving_up.set(false);
        keeping.discard();
    };
    let actions = ViewFn::from(move || {
        view! {
            <form method="dialog"><Button submit=true>{t!("cancel")}</Button></form>
            <Button kind=ButtonKind::Danger on_click=give_up>{t!("designer-discard")}</Button>
        }
    });
    view! {
        <Menu id="designer-more" label=t!("designer-more")>
            <MenuItem icon=Symbol::Warning on_click=move |_| desk.tab.set(FINDINGS)>{t!("panel-findings")}</MenuItem>
            <MenuItem icon=Symbol::Search on_click=move |_| desk.finding.set(true)>{t!("command-find")}</MenuItem>
            <MenuItem icon=Symbol::Info on_click=move |_| desk.shortcuts.set(true)>{t!("command-shortcuts")}</MenuItem>
            <MenuLine />
            <MenuItem icon=Symbol::Clock on_click=move |_| desk.versions.set(true)>{t!("admin-versions")}</MenuItem>
            {(!work.fixed).then(|| view! {
                <MenuItem icon=Symbol::File on_click=move |_| desk.importing.set(true)>{t!("importing-title")}</MenuItem>
            })}
            <a class="menu-item" href=sheet rel="external"><Icon symbol=Symbol::File /> <span>{t!("sheet-title")}</span></a>
            <a class="menu-item" href=file("yaml") download="" rel="external"><Icon symbol=Symbol::Download /> <span>{t!("designer-as-file")}</span></a>
            <a class="menu-item" href=file("bpmn") download="" rel="external"><Icon symbol=Symbol::Download /> <span>{t!("designer-as-bpmn")}</span></a>
            <MenuItem icon=Symbol::Download on_click=move |_| save(desk, Format::Svg)>{t!("picture-svg")}</MenuItem>
            <MenuItem icon=Symbol::Download on_click=move |_| save(desk, Format::Png)>{t!("picture-png")}</MenuItem>
            {(!work.fixed).then(|| view! {
                <MenuLine />
                <MenuItem icon=Symbol::Trash danger=true on_click=move |_| giving_up.set(true)>{t!("designer-discard")}</MenuItem>
            })}
        </Menu>
        <Dialog id="discard" title=t!("designer-discard") open=giving_up actions>
            <p>{t!("designer-discard-what")}</p>
        </Dialog>
    }
    .into_any()
}

#[component]
fn SavedPill(keeping: Keeping, fixed: bool) -> impl IntoView {
    move || {
        if fixed {
            return view! { <Pill state=State::Idle>{t!("designer-fixed")}</Pill> }.into_any();
        }
        let (state, words) = match keeping.saved.get() {
            Saved::There => (State::Done, t!("designer-kept")),
            Saved::Here => (State::Run, t!("designer-keeping")),
            Saved::Offline => (State::Wait, t!("designer-offline")),
            Saved::SignedOut => (State::Wait, t!("designer-signed-out")),
            Saved::Refused(problem) => (State::Refuse, problem_words(&problem)),
        };
        view! { <span class="designer-saved" role="status"><Pill state>{words}</Pill></span> }.into_any()
    }
}

#[component]
fn Others(keeping: Keeping) -> impl IntoView {
    move || {
        let others = keeping.others.get();
        if others.is_empty() {
            return ().into_any();
        }
        let names = listed(others.iter().map(|editor| in_words(&editor.person.name)));
        let faces = others.into_iter().map(|editor| {
            let name = in_words(&editor.person.name);
            view! { <Avatar name size=AvatarSize::Small /> }
        });
        view! { <span class="designer-others" title=t!("designer-others", names = names)>{faces.collect_view()}</span> }
            .into_any()
    }
}
