//! What the pages share on which one thing of the organisation is changed.

mod entries;
mod finding;
mod saving;

use flow::text::Text;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Serialize, de::DeserializeOwned};

use super::section::{NEW, Section, SectionDesk, SectionPath};
use crate::components::{Banner, Button, ButtonKind, ButtonLink, Confirm, State, Symbol};
use crate::pages::loaded::{Loaded, problem_words};
use crate::port::Answer;
use crate::t;

pub(super) use entries::{DepartmentEntry, IdEntry, NameEntries, Naming, PeopleEntry, chosen, ids, optional};
pub(super) use finding::{every, free, one, opened};
pub(super) use saving::Saving;

/// The page on which one thing of a section is changed, or made.
#[component]
pub(super) fn EditorPage<T>(
    /// The section.
    section: Section,
    /// Asks for what the form needs, by the id in the address; none for something new.
    load: fn(Option<String>) -> Answer<T>,
    /// What that is called; nothing while it is new.
    called: fn(&T) -> Option<&Text>,
    /// The form.
    form: fn(T) -> AnyView,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").filter(|id| id != NEW));
    let answer = Resource::new(move || id.get(), load);
    let children = Callback::new(move |opened: T| {
        view! {
            <SectionPath section called=called(&opened).cloned() />
            {form(opened)}
        }
        .into_any()
    });
    view! {
        <SectionDesk section reading=true>
            <Loaded answer children />
        </SectionDesk>
    }
    .into_any()
}

/// The form of an editor, with what saves it; below it, what removes the thing.
#[component]
pub(super) fn EditorForm(
    /// How it is saved.
    saving: Saving,
    /// Saves it.
    save: Callback<()>,
    /// Removes it, where that can be done.
    #[prop(optional_no_strip)]
    remove: Option<Callback<()>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save.run(());
    };
    let back = saving.section().href();
    let pending = saving.pending();
    view! {
        <form class="sheet admin-form" method="post" on:submit=submit>
            // Where script runs, what is inside is not parsed: there is nothing to take over.
            <noscript class="quiet" inner_html=t!("admin-needs-script") />
            {move || saving.problem().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
            {children()}
            <footer class="sheet-foot">
                <Button kind=ButtonKind::Primary submit=true pending>{t!("admin-save")}</Button>
                <ButtonLink href=back>{t!("admin-back")}</ButtonLink>
            </footer>
        </form>
        {remove.map(|remove| view! {
            <div class="admin-section">
                <Confirm id="remove" action=t!("admin-remove") consequence=t!("admin-remove-what") icon=Symbol::Trash on_confirm=remove />
            </div>
        })}
    }
    .into_any()
}
