//! The page of the designer: its frame, and what opens over it.

use flow::id::ProcessKey;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use leptos_meta::Title;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

use super::canvas::{Canvas, Hand};
use super::command::{Command, Commander};
use super::keeping::{Keeping, Saved};
use super::lists::{CommandList, FindList, ShortcutList};
use super::palette::Palette;
use super::panel::{ELEMENT, FINDINGS, Panel};
use super::publishing::Publishing;
use super::scene::Scene;
use super::work::{Selection, Work};
use crate::components::{
    Avatar, AvatarSize, Button, ButtonKind, Dialog, Icon, IconButton, Menu, MenuItem, MenuLine, Pill, Skeleton, State,
    Symbol, ToastRegion,
};
use crate::given::CurrentSession;
use crate::pages::loaded::{ProblemState, problem_words};
use crate::port::{Design, Problem, Session, port};
use crate::t;
use crate::text::listed;

/// What is open besides the drawing. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    work: Work,
    scene: Scene,
    hand: Hand,
    keeping: Keeping,
    pub(super) tab: RwSignal<&'static str>,
    pub(super) finding: RwSignal<bool>,
    pub(super) commands: RwSignal<bool>,
    pub(super) shortcuts: RwSignal<bool>,
    pub(super) publishing: RwSignal<bool>,
}

impl Desk {
    /// Goes to where the name of what is chosen is written.
    pub(super) fn rename(self) {
        self.tab.set(ELEMENT);
        let input = document().get_element_by_id("element-name");
        if let Some(input) = input.and_then(|input| input.dyn_into::<leptos::web_sys::HtmlInputElement>().ok()) {
            // Focus is a courtesy; a browser may refuse it.
            let _ = input.focus();
            input.select();
        }
    }

    /// Chooses an element and moves it into sight.
    pub(super) fn show(self, element: &str) {
        let drawing = self.scene.drawing();
        if let Some(area) = drawing.nodes.get(element) {
            self.work.select(Selection::node(&element.into()));
            self.hand.camera.reveal(*area);
        } else if drawing.edges.contains_key(element) {
            self.work.select(Selection::edge(&element.into()));
        }
    }

    pub(super) fn keep_now(self) {
        self.keeping.send();
    }
}

/// The page at `/design/:process`.
#[component]
pub(crate) fn DesignerPage() -> impl IntoView {
    let CurrentSession(session) = expect_context();
    match session {
        Ok(Session::SignedIn(_)) => view! { <Opening /> }.into_any(),
        Ok(Session::SignedOut(_)) => {
            let path = format!("/sign-in?to={}", use_location().pathname.get_untracked());
            view! { <Redirect path /> }.into_any()
        }
        Err(problem) => view! { <ProblemState problem /> }.into_any(),
    }
}

/// Reads the draft in the browser: without script there is nothing to draw with.
#[component]
fn Opening() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let key = ProcessKey::from(params.read_untracked().get("process").unwrap_or_default());
    let version = query.read_untracked().get("version").and_then(|version| version.parse().ok());
    let opened = RwSignal::new(None::<Result<Design, Problem>>);
    let asked = key.clone();
    Effect::new(move |_| {
        let answer = port().design(asked.clone(), version);
        leptos::task::spawn_local(async move {
            opened.try_set(Some(answer.await));
        });
    });
    let back = format!("/admin/processes/{key}");
    view! {
        <Title text=format!("{} · {}", t!("designer-title"), t!("brand")) />
        <div class="designer">
            {move || match opened.get() {
                None => view! {
                    <main class="designer-wait">
                        <h1>{t!("designer-title")}</h1>
                        <Skeleton />
                        <noscript><p>{t!("designer-needs-script")}</p></noscript>
                        <p><a href=back.clone()>{t!("designer-back")}</a></p>
                    </main>
                }.into_any(),
                Some(Err(problem)) => view! { <main class="designer-wait"><ProblemState problem /></main> }.into_any(),
                Some(Ok(design)) => view! { <Designing design fixed=version.is_some() /> }.into_any(),
            }}
        </div>
        <ToastRegion />
    }
    .into_any()
}

#[component]
fn Designing(design: Design, fixed: bool) -> impl IntoView {
    let work = Work::new(design.definition.clone(), fixed || !design.may_change);
    let in_force = design.version;
    let keeping = Keeping::of(design, work);
    let scene = Scene::of(work);
    let hand = Hand::new(work, scene);
    let desk = Desk {
        work,
        scene,
        hand,
        keeping,
        tab: RwSignal::new(ELEMENT),
        finding: RwSignal::new(false),
        commands: RwSignal::new(false),
        shortcuts: RwSignal::new(false),
        publishing: RwSignal::new(false),
    };
    let commander = Commander { work, scene, hand, desk };
    listen_to_keys(commander);
    view! {
        <TopBar commander keeping />
        <div class="designer-body">
            {(!work.fixed).then(|| view! { <Palette hand /> })}
            <main class="designer-main" id="content">
                <Canvas work scene hand />
                <Tools commander />
                <p class="visually-hidden" role="status" aria-live="polite">{move || work.said()}</p>
                <Hint hand />
            </main>
            <Panel work desk />
        </div>
        <super::menu::ContextMenu commander />
        <FindList work desk />
        <CommandList commander desk />
        <ShortcutList commander desk />
        <Publishing work keeping desk in_force />
        <Disputed keeping />
    }
    .into_any()
}

/// Name, what is safe, who else is there, and the steps that can be taken back.
#[component]
fn TopBar(commander: Commander, keeping: Keeping) -> impl IntoView {
    let Commander { work, desk, .. } = commander;
    let key = work.now().key.to_string();
    let back = format!("/admin/processes/{key}");
    let name = move || work.with(|draft| crate::form::in_words(&draft.name));
    let undo =
        move || work.last_step().map_or_else(|| t!("command-undo"), |step| t!("designer-undo", step = step.words()));
    let redo =
        move || work.next_step().map_or_else(|| t!("command-redo"), |step| t!("designer-redo", step = step.words()));
    let errors = move || {
        let findings = work.findings.get();
        let errors = findings.iter().filter(|finding| finding.severity == flow::check::Severity::Error).count();
        let (state, words) = match (errors, findings.len()) {
            (0, 0) => (State::Done, t!("designer-clean")),
            (0, all) => (State::Wait, t!("designer-remarks", count = all)),
            (errors, _) => (State::Refuse, t!("designer-errors", count = errors)),
        };
        view! { <Pill state>{words}</Pill> }
    };
    view! {
        <header class="designer-top">
            <a class="button" data-kind="ghost" data-icon-only="" href=back aria-label=t!("designer-back") title=t!("designer-back")>
                <Icon symbol=Symbol::ChevronLeft />
            </a>
            <h1>{name}</h1>
            <SavedPill keeping fixed=work.fixed />
            <Others keeping />
            <span class="push"></span>
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
            <IconButton label=t!("command-commands") symbol=Symbol::Search on:click=move |_| desk.commands.set(true) />
            <MoreMenu commander keeping />
            {(!work.fixed).then(|| view! {
                <Button kind=ButtonKind::Primary on:click=move |_| desk.publishing.set(true)>{t!("designer-publish")}</Button>
            })}
        </header>
    }
    .into_any()
}

/// What else can be done with the whole: taking it out, giving the draft up.
#[component]
fn MoreMenu(commander: Commander, keeping: Keeping) -> impl IntoView {
    let Commander { work, desk, .. } = commander;
    let key = work.now().key.to_string();
    let file = move |format: &str| format!("/api/v1/designs/{key}/file?format={format}");
    let giving_up = RwSignal::new(false);
    let give_up = move |_| {
        giving_up.set(false);
        keeping.discard();
    };
    let actions = ViewFn::from(move || {
        view! {
            <form method="dialog"><Button submit=true>{t!("cancel")}</Button></form>
            <Button kind=ButtonKind::Danger on:click=give_up>{t!("designer-discard")}</Button>
        }
    });
    view! {
        <Menu id="designer-more" label=t!("designer-more")>
            <MenuItem icon=Symbol::Warning on:click=move |_| desk.tab.set(FINDINGS)>{t!("panel-findings")}</MenuItem>
            <MenuItem icon=Symbol::Search on:click=move |_| desk.finding.set(true)>{t!("command-find")}</MenuItem>
            <MenuItem icon=Symbol::Info on:click=move |_| desk.shortcuts.set(true)>{t!("command-shortcuts")}</MenuItem>
            <MenuLine />
            <a class="menu-item" href=file("yaml") download="" rel="external"><Icon symbol=Symbol::Download /> <span>{t!("designer-as-file")}</span></a>
            <a class="menu-item" href=file("bpmn") download="" rel="external"><Icon symbol=Symbol::Download /> <span>{t!("designer-as-bpmn")}</span></a>
            {(!work.fixed).then(|| view! {
                <MenuLine />
                <MenuItem icon=Symbol::Trash danger=true on:click=move |_| giving_up.set(true)>{t!("designer-discard")}</MenuItem>
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
        let names = listed(others.iter().map(|editor| crate::form::in_words(&editor.person.name)));
        let faces = others.into_iter().map(|editor| {
            let name = crate::form::in_words(&editor.person.name);
            view! { <Avatar name size=AvatarSize::Small /> }
        });
        view! { <span class="designer-others" title=t!("designer-others", names = names)>{faces.collect_view()}</span> }
            .into_any()
    }
}

/// The buttons at the foot of the canvas.
#[component]
fn Tools(commander: Commander) -> impl IntoView {
    let act = move |command: Command| move |_| _ = commander.act(command);
    view! {
        <div class="designer-tools" role="toolbar" aria-label=t!("designer-tools")>
            <IconButton label=t!("command-farther") symbol=Symbol::Minus on:click=act(Command::Farther) />
            <IconButton label=t!("command-nearer") symbol=Symbol::Plus on:click=act(Command::Nearer) />
            <IconButton label=t!("command-show-all") symbol=Symbol::Fit on:click=act(Command::ShowAll) />
            {(!commander.work.fixed).then(|| view! {
                <IconButton label=t!("command-lay-out") symbol=Symbol::Flow on:click=act(Command::LayOutAll) />
            })}
            <IconButton label=t!("command-shortcuts") symbol=Symbol::Info on:click=act(Command::Shortcuts) />
        </div>
        <super::minimap::Minimap scene=commander.scene hand=commander.hand />
    }
}

/// What the next press does, while something is picked.
#[component]
fn Hint(hand: Hand) -> impl IntoView {
    move || {
        use super::canvas::Picked;
        let words = match hand.picked.get()? {
            Picked::New(_) => t!("designer-pick-place"),
            Picked::From(_) => t!("designer-pick-target"),
            Picked::Chosen => t!("designer-pick-where"),
        };
        Some(view! {
            <p class="designer-hint">
                {words} " " <button class="link-button" type="button" on:click=move |_| _ = hand.give_up()>{t!("cancel")}</button>
            </p>
        })
    }
}

/// Asks when two people changed the same thing.
#[component]
fn Disputed(keeping: Keeping) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(keeping.dispute.with(Option::is_some)));
    let names =
        move || keeping.dispute.with(|dispute| dispute.as_ref().map(|dispute| listed(dispute.called.iter().cloned())));
    let settle = move |mine: bool| {
        move |_| {
            keeping.settle(mine);
            open.set(false);
        }
    };
    let actions = ViewFn::from(move || {
        view! {
            <Button on:click=settle(false)>{t!("dispute-theirs")}</Button>
            <Button kind=ButtonKind::Primary on:click=settle(true)>{t!("dispute-mine")}</Button>
        }
    });
    view! {
        <Dialog id="dispute" title=t!("dispute-title") open actions>
            <p>{move || t!("dispute-what", names = names().unwrap_or_default())}</p>
        </Dialog>
    }
}

/// Keys act while nobody types, wherever the focus is.
fn listen_to_keys(commander: Commander) {
    Effect::new(move |_| {
        let down = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
            if is_elsewhere(&event) {
                return;
            }
            if event.key() == " " && is_on_canvas(&event) {
                commander.hand.holds_space.set_value(true);
                return event.prevent_default();
            }
            if commander.press(&pressed(&event)) {
                event.prevent_default();
            }
        });
        let up = window_event_listener(leptos::ev::keyup, move |event: KeyboardEvent| {
            if event.key() == " " {
                commander.hand.holds_space.set_value(false);
            }
        });
        on_cleanup(move || {
            down.remove();
            up.remove();
        });
    });
}

/// A key as the table writes it.
fn pressed(event: &KeyboardEvent) -> String {
    let key = event.key();
    let mut pressed = String::new();
    if event.ctrl_key() || event.meta_key() {
        pressed.push_str("Ctrl+");
    }
    if event.alt_key() {
        pressed.push_str("Alt+");
    }
    // A sign that needs Shift to be typed says so by itself.
    let is_letter = key.chars().count() == 1 && key.chars().all(|sign| !sign.is_alphabetic());
    if event.shift_key() && !is_letter {
        pressed.push_str("Shift+");
    }
    let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
    pressed.push_str(&if is_command && key.chars().count() == 1 { key.to_lowercase() } else { key });
    pressed
}

/// Whoever types, or is asked something, means that.
fn is_elsewhere(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within =
        |selector: &str| element.as_ref().is_some_and(|element| element.closest(selector).ok().flatten().is_some());
    let types = within("input, textarea, select, [contenteditable], dialog, .menu-list, .chooser");
    let presses = matches!(event.key().as_str(), "Enter" | " ") && within("a, button, summary");
    let moves = event.key().starts_with("Arrow") && within("[role=tablist]");
    types || presses || moves
}

fn is_on_canvas(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        element.closest(".canvas").ok().flatten().is_some()
            || element.dyn_ref::<HtmlElement>().is_some_and(|element| element.tag_name() == "BODY")
    })
}
