//! Dialogs, and the question before something that cannot be taken back.

use leptos::{ev::MouseEvent, html, prelude::*};

use super::{Button, ButtonKind, IconButton, Symbol};
use crate::t;

/// A dialog over the page: the browser's own, which keeps the focus inside and closes on Escape.
///
/// A button with `attr:command="show-modal" attr:commandfor=id` opens it even without script; `open` opens and closes it
/// from code.
#[component]
pub fn Dialog(
    /// The id; unique on the page.
    #[prop(into)]
    id: String,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Room for more than a few lines.
    #[prop(optional)]
    large: bool,
    /// The buttons at its foot: first the one that does what the dialog is for.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // It fails only while the dialog is not in the page, and then there is nothing to show.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    view! {
        <dialog
            class="dialog"
            id=id
            data-size=large.then_some("large")
            aria-labelledby=labelled_by
            closedby="any"
            node_ref=dialog
            on:close=move |_| open.set(false)
        >
            <div class="dialog-head">
                <h2 id=title_id>{title}</h2>
                <form method="dialog">
                    <IconButton label=t!("close") symbol=Symbol::Close submit=true />
                </form>
            </div>
            <div class="dialog-body">{children()}</div>
            {actions.map(|actions| view! { <div class="dialog-actions">{actions.run()}</div> })}
        </dialog>
    }
    .into_any()
}

/// A button that asks before it does something that cannot be taken back, and says what will happen.
///
/// Confirming posts to `post` (which works without script) or calls `on_confirm`.
#[component]
pub fn Confirm(
    /// The id of the question; unique on the page.
    #[prop(into)]
    id: String,
    /// The words of the button that asks, and the title of the question.
    #[prop(into)]
    action: String,
    /// What will happen, with names.
    #[prop(into)]
    consequence: String,
    /// A symbol on the button.
    #[prop(optional, into)]
    icon: Option<Symbol>,
    /// Whether it can be undone: then it is asked without alarm.
    #[prop(optional)]
    undoable: bool,
    /// Where confirming posts to.
    #[prop(optional, into)]
    post: Option<String>,
    /// What confirming does.
    #[prop(optional, into)]
    on_confirm: Option<Callback<()>>,
    /// Hidden fields or further questions inside the form.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let confirm = move |_| {
        open.set(false);
        if let Some(act) = on_confirm {
            act.run(());
        }
    };
    let (first, last) = match undoable {
        true => (ButtonKind::Plain, ButtonKind::Primary),
        false => (ButtonKind::Danger, ButtonKind::Destroy),
    };
    // Without script the browser opens the question by itself; both at once it would complain of.
    let ask = move |event: MouseEvent| {
        event.prevent_default();
        open.set(true);
    };
    let trigger = action.clone();
    let button = view! {
        <Button kind=first icon attr:command="show-modal" attr:commandfor=id.clone() on_click=ask>
            {trigger}
        </Button>
    };
    let more = children.map(|children| children());
    let form_id = format!("{id}-form");
    let words = action.clone();
    let answer = match post {
        Some(address) => {
            let form = form_id.clone();
            view! {
                <form method="post" action=address id=form_id>
                    {more}
                </form>
                <div class="dialog-actions">
                    <KeepButton />
                    <Button kind=last submit=true attr:form=form>{words}</Button>
                </div>
            }
            .into_any()
        }
        None => view! {
            {more}
            <div class="dialog-actions">
                <KeepButton />
                <Button kind=last on_click=confirm>{words}</Button>
            </div>
        }
        .into_any(),
    };
    view! {
        {button}
        <Dialog id title=action open>
            <p>{consequence}</p>
            {answer}
        </Dialog>
    }
    .into_any()
}

/// The way out of the question. It comes first in the order of the keyboard: Enter alone destroys nothing.
#[component]
fn KeepButton() -> impl IntoView {
    view! {
        <form method="dialog">
            <Button submit=true>{t!("cancel")}</Button>
        </form>
    }
    .into_any()
}
