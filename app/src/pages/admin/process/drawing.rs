//! A new process that is drawn: its name and its key, then the designer.

use flow::design::blank;
use flow::id::ProcessKey;
use flow::text::Text;
use leptos::prelude::*;

use crate::asking::Asking;
use crate::components::{Banner, Button, ButtonKind, State, TextInput};
use crate::module::lead_to;
use crate::pages::loaded::{problem_words, wrong_with};
use crate::port::{DesignChange, port};
use crate::t;

/// The form.
#[component]
pub(super) fn NewDrawing() -> impl IntoView {
    let (name, key) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asking = Asking::new();
    let Asking { pending, problem } = asking;
    let lead_to = lead_to();
    let draw = move |_| {
        let key = ProcessKey::from(key.get_untracked().trim());
        let definition = blank(key.clone(), Text::from(name.get_untracked().trim()));
        let answer = port().keep_design(key.clone(), DesignChange { revision: None, definition });
        let lead_to = lead_to.clone();
        asking.ask(answer, move |_| lead_to(&format!("/design/{key}")));
    };
    let incomplete = Signal::derive(move || name.read().trim().is_empty() || key.read().trim().is_empty());
    view! {
        <section class="sheet admin-form">
            <header class="sheet-head"><h2>{t!("admin-draw")}</h2></header>
            <TextInput name="drawing-name" label=t!("admin-draw-name") value=name on_input=move |words| name.set(words) required=true />
            <TextInput
                name="drawing-key"
                label=t!("admin-draw-key")
                hint=t!("admin-draw-key-hint")
                value=key
                on_input=move |words| key.set(words)
                error=wrong_with(problem, "key")
                required=true
            />
            {move || problem.get().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary pending disabled=incomplete on_click=draw>{t!("admin-design")}</Button>
            </div>
        </section>
    }
    .into_any()
}
