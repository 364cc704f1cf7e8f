//! Running instances that keep an earlier version: whether they can move to the one in force, and moving them.

use flow::id::ProcessKey;
use flow::migration::Mapping;
use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonKind, Cell, Column, Confirm, Pill, Row, State, Table, TextArea, Toasts};
use crate::form::{in_words, said};
use crate::intent::intent;
use crate::pages::loaded::problem_words;
use crate::port::{Moving, MovingInstance, port};
use crate::t;

/// The instances, asked for when somebody wants to know.
#[component]
pub(super) fn MovingOn(process: ProcessKey, again: Callback<()>) -> impl IntoView {
    let (found, problem) = (RwSignal::new(None::<Moving>), RwSignal::new(None::<String>));
    let pending = RwSignal::new(false);
    let asked = process.clone();
    let look = move |_| {
        pending.set(true);
        let answer = port().moving(asked.clone(), Mapping::default());
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(moving) => found.set(Some(moving)),
                Err(wrong) => problem.set(Some(problem_words(&wrong))),
            }
            pending.set(false);
        });
    };
    view! {
        <section class="admin-section">
            <h2>{t!("admin-moving")}</h2>
            <p class="quiet">{t!("admin-moving-what")}</p>
            {move || problem.get().map(|words| view! { <Banner state=State::Refuse title=words /> })}
            {move || match found.get() {
                Some(moving) => view! { <Found process=process.clone() moving found again /> }.into_any(),
                None => ().into_any(),
            }}
            <Button kind=ButtonKind::Plain pending on_click=look>{t!("admin-moving-look")}</Button>
        </section>
    }
    .into_any()
}

#[component]
fn Found(process: ProcessKey, moving: Moving, found: RwSignal<Option<Moving>>, again: Callback<()>) -> impl IntoView {
    let Moving { version, total, instances } = moving;
    if instances.is_empty() {
        return view! { <p>{t!("admin-moving-none")}</p> }.into_any();
    }
    let free = instances.iter().any(|instance| instance.obstacles.is_empty());
    let shown = instances.len();
    let columns = vec![
        Column::new(t!("admin-moving-instance")),
        Column::new(t!("admin-version")),
        Column::new(t!("admin-moving-whether")),
    ];
    let rows = instances.into_iter().map(line).collect_view();
    view! {
        <p>{t!("admin-moving-total", total = total, shown = shown)}</p>
        <Table caption=t!("admin-moving") columns>{rows}</Table>
        {free.then(|| view! { <Move process version found again /> })}
    }
    .into_any()
}

fn line(instance: MovingInstance) -> AnyView {
    let href = format!("/instances/{}", instance.instance);
    let name = in_words(&instance.title);
    let number = instance.number.unwrap_or_default();
    let obstacles = instance.obstacles.iter().map(|obstacle| in_words(&obstacle.message)).collect::<Vec<_>>();
    let whether = match obstacles.is_empty() {
        true => view! { <Pill state=State::Done>{t!("admin-moving-can")}</Pill> }.into_any(),
        false => view! {
            <ul class="together">{obstacles.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
        }
        .into_any(),
    };
    view! {
        <Row>
            <Cell label=t!("admin-moving-instance") head=true><a href=href>{name}</a> " " <span class="quiet">{number}</span></Cell>
            <Cell label=t!("admin-version")>{t!("admin-version-no", version = instance.version)}</Cell>
            <Cell label=t!("admin-moving-whether")>{whether}</Cell>
        </Row>
    }
    .into_any()
}

/// Moving those that can.
#[component]
fn Move(process: ProcessKey, version: u32, found: RwSignal<Option<Moving>>, again: Callback<()>) -> impl IntoView {
    let (why, toasts) = (RwSignal::new(String::new()), Toasts::here());
    let intent = StoredValue::new(intent());
    let confirm = Callback::new(move |()| {
        let Some(reason) = said(why) else { return toasts.failed(t!("problem-opinion-missing")) };
        let answer = port().move_all(process.clone(), Mapping::default(), reason, intent.get_value());
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(moved) => {
                    toasts.done(t!("admin-moved", moved = moved.moved, left = moved.left.len()));
                    found.set(None);
                    again.run(());
                }
                Err(wrong) => toasts.failed(problem_words(&wrong)),
            }
        });
    });
    view! {
        <Confirm id="move" action=t!("admin-move", version = version) consequence=t!("admin-move-what") on_confirm=confirm>
            <TextArea name="move-why" label=t!("operate-why") value=why on_input=move |words| why.set(words) rows=2 required=true />
        </Confirm>
    }
    .into_any()
}
