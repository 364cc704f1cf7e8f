//! The page of the designer: its frame, and what opens over it.

use std::sync::Arc;

use flow::design::FieldPlace;
use flow::id::ProcessKey;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

use super::beside::{Earlier, SideBySide};
use super::canvas::{Canvas, DrawingParts, Hand};
use super::checking::keep_checked;
use super::command::{Command, Commander};
use super::following::Following;
use super::form::FormView;
use super::importing::Importing;
use super::keeping::Keeping;
use super::keyboard::listen_to_keys;
use super::lists::{CommandList, FindList, ShortcutList};
use super::own::{ManageFragments, NameFragment, OwnFragments};
use super::palette::Palette;
use super::panel::{ELEMENT, PLAY, Panel};
use super::play::Playing;
use super::publishing::{Planned, Publishing};
use super::replay::{OverDrawing, Replaying};
use super::reviewing::Reviewing;
use super::scene::{Mark, Scene};
use super::simple::SimpleView;
use super::top_bar::TopBar;
use super::versions::Versions;
use super::work::{House, Selection, Work};
use crate::components::{Button, ButtonKind, Dialog, IconButton, Skeleton, Symbol, ToastRegion};
use crate::given::CurrentSession;
use crate::pages::loaded::ProblemState;
use crate::port::{Design, Problem, Session, Surroundings, port};
use crate::screen::is_narrow;
use crate::t;
use crate::text::listed;

/// What is open besides the drawing. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) work: Work,
    scene: Scene,
    hand: Hand,
    keeping: Keeping,
    pub(super) tab: RwSignal<&'static str>,
    pub(super) finding: RwSignal<bool>,
    pub(super) commands: RwSignal<bool>,
    pub(super) shortcuts: RwSignal<bool>,
    pub(super) publishing: RwSignal<bool>,
    pub(super) versions: RwSignal<bool>,
    pub(super) importing: RwSignal<bool>,
    /// The parts that somebody kept.
    pub(super) own: OwnFragments,
    /// The way that is shown.
    pub(super) following: Following,
    /// Instances that are shown over the drawing.
    pub(super) replaying: Replaying,
    /// What the draft is compared with, while it is.
    pub(super) earlier: RwSignal<Option<Earlier>>,
    /// How the draft is shown.
    pub(super) view: RwSignal<View>,
}

/// The ways in which a draft is shown, all of the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// As a tree of steps.
    Tree,
    /// Drawn.
    Canvas,
    /// Its form.
    Form,
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
        let shown = self.scene.drawn_as(&element.into());
        if let Some(area) = drawing.nodes.get(&shown) {
            self.work.select(Selection::node(&element.into()));
            self.hand.camera.reveal(*area);
        } else if drawing.edges.contains_key(element) {
            self.work.select(Selection::edge(&element.into()));
        } else if self.work.now().form.fields.iter().any(|field| field.id == *element) {
            self.view.set(View::Form);
            self.work.select(Selection::field(&FieldPlace::of(&element.into())));
            return;
        }
        if self.view.get_untracked() == View::Form {
            self.view.set(View::Canvas);
        }
    }

    /// Shows the drawing whole.
    pub(super) fn show_all(self) {
        self.hand.camera.show(self.work.drawing().area);
    }

    pub(super) fn show_marks<'e>(self, marks: impl IntoIterator<Item = (&'e str, Mark)>) {
        self.scene.show_marks(marks);
    }

    pub(super) fn keep_now(self) {
        self.keeping.send();
    }
}

/// The page at `/design/:process`.
#[component]
pub(crate) fn DesignerPage() -> impl IntoView {
    view! { <ForSignedIn><Opening /></ForSignedIn> }
}

/// What those who are signed in see; others sign in first.
#[component]
pub(super) fn ForSignedIn(children: Children) -> impl IntoView {
    let CurrentSession(session) = expect_context();
    match session {
        Ok(Session::SignedIn(me)) => {
            provide_context(me);
            children()
        }
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
    let from = query.read_untracked().get("from").unwrap_or_default();
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
                Some(Ok(design)) => view! { <Designing design fixed=version.is_some() from=from.clone() /> }.into_any(),
            }}
        </div>
        <ToastRegion />
    }
    .into_any()
}

#[component]
fn Designing(
    design: Design,
    fixed: bool,
    /// The processes through which one came here.
    from: String,
) -> impl IntoView {
    let planned = design.comes_into_force.filter(|_| design.is_draft);
    let work = Work::new(design.definition.clone(), fixed || planned.is_some() || !design.may_change);
    let (in_force, may_change, review) = (design.version, design.may_change, design.review.clone());
    read_house(work);
    keep_checked(work);
    let keeping = Keeping::of(design, work);
    let reviewing = Reviewing::of(review, work, keeping);
    let scene = Scene::of(work);
    let hand = Hand::new(work, scene);
    hand.trail.read(&from);
    let replaying = Replaying::new(work);
    let playing = Playing::new(work, scene, replaying);
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
        versions: RwSignal::new(false),
        importing: RwSignal::new(false),
        own: OwnFragments::read(),
        following: Following::new(scene),
        replaying,
        earlier: RwSignal::new(None),
        view: RwSignal::new(if begins_simple(work) { View::Tree } else { View::Canvas }),
    };
    provide_context(desk.own);
    // Whoever turns to another view, or goes to play, is done with what is replayed.
    Effect::watch(move || (desk.view.get(), desk.tab.get() == PLAY), move |_, _, _| replaying.close(), false);
    let commander = Commander { work, scene, hand, desk };
    listen_to_keys(commander);
    view! {
        <TopBar commander keeping />
        {planned.map(|at| view! { <Planned work at may_cancel=may_change /> })}
        <DrawingParts />
        <div class="designer-body">
            {move || match (desk.earlier.get(), desk.replaying.shown.get()) {
                (Some(earlier), _) => view! { <SideBySide work desk earlier /> }.into_any(),
                (None, Some(shown)) => view! { <OverDrawing replaying=desk.replaying shown /> }.into_any(),
                (None, None) => view! { <AtWork commander playing /> }.into_any(),
            }}
        </div>
        <super::menu::ContextMenu commander />
        <FindList work desk />
        <CommandList commander desk />
        <ShortcutList commander desk />
        <Publishing work keeping desk reviewing in_force />
        <Versions work desk keeping />
        <Importing work desk />
        <NameFragment work own=desk.own />
        <ManageFragments own=desk.own />
        <Disputed keeping />
    }
    .into_any()
}

/// The draft, drawn or as a tree, with what it is drawn from and what is to be said about it on either side.
#[component]
fn AtWork(commander: Commander, playing: Playing) -> impl IntoView {
    let Commander { work, scene, hand, desk } = commander;
    view! {
        {move || (!work.fixed && desk.view.get() == View::Canvas).then(|| view! { <Palette hand own=desk.own /> })}
        <main class="designer-main" id="content">
            {move || match desk.view.get() {
                View::Tree => view! { <SimpleView work desk /> }.into_any(),
                View::Canvas => view! { <Canvas work scene hand /> <Tools commander /> }.into_any(),
                View::Form => view! { <FormView work /> }.into_any(),
            }}
            <p class="visually-hidden" role="status" aria-live="polite">{move || work.said()}</p>
            <Hint hand />
        </main>
        <Panel work desk playing />
    }
    .into_any()
}

/// Reads who is who: for names, and to play.
fn read_house(work: Work) {
    let answer = port().surroundings(work.now().key.clone());
    leptos::task::spawn_local(async move {
        // Without it people are told by their ids, and the draft cannot be played.
        if let Ok(Surroundings { organisation, processes }) = answer.await {
            let processes = processes.into_iter().map(|(process, _)| process).collect();
            work.house.try_set(Some(Arc::new(House { organisation: Arc::new(organisation), processes })));
        }
    });
}

/// Whether the tree is what one sees first: where there is little room, and where a tree can be drawn.
fn begins_simple(work: Work) -> bool {
    is_narrow() && flow::design::tree(&work.now()).is_ok()
}

/// The buttons at the foot of the canvas.
#[component]
fn Tools(commander: Commander) -> impl IntoView {
    let act = move |command: Command| move |_| _ = commander.act(command);
    view! {
        <div class="designer-tools" role="toolbar" aria-label=t!("designer-tools")>
            <IconButton label=t!("command-farther") symbol=Symbol::Minus on_click=act(Command::Farther) />
            <IconButton label=t!("command-nearer") symbol=Symbol::Plus on_click=act(Command::Nearer) />
            <IconButton label=t!("command-show-all") symbol=Symbol::Fit on_click=act(Command::ShowAll) />
            {(!commander.work.fixed).then(|| view! {
                <IconButton label=t!("command-lay-out") symbol=Symbol::Flow on_click=act(Command::LayOutAll) />
            })}
            <IconButton label=t!("command-shortcuts") symbol=Symbol::Info on_click=act(Command::Shortcuts) />
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
            Picked::Brought(_) => t!("designer-pick-place"),
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
            <Button on_click=settle(false)>{t!("dispute-theirs")}</Button>
            <Button kind=ButtonKind::Primary on_click=settle(true)>{t!("dispute-mine")}</Button>
        }
    });
    view! {
        <Dialog id="dispute" title=t!("dispute-title") open actions>
            <p>{move || t!("dispute-what", names = names().unwrap_or_default())}</p>
        </Dialog>
    }
}
