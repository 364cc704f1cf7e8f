//! Choosing people by name or by the initials of its pinyin.

use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys,
};

use super::{
    Avatar, Icon, IconSize, Symbol,
    avatar::AvatarSize,
    field::{Field, FieldError, Hint, described_by, invalid},
};
use crate::t;

/// Somebody one may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What the form sends.
    pub id: String,
    /// The name.
    pub name: String,
    /// Department and post, to tell people of one name apart.
    pub detail: String,
    /// The initials of the pinyin, lower case: `cj` for 曹静.
    pub initials: String,
    /// Absent; somebody stands in.
    pub away: bool,
}

impl Candidate {
    /// Whether what one typed means this person.
    fn answers(&self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        self.name.to_lowercase().contains(&typed) || self.initials.starts_with(&typed) || self.detail.contains(&typed)
    }
}

/// The name in the form under which goes what was typed and not chosen.
pub fn typed_name(name: &str) -> String {
    format!("{name}-typed")
}

/// One or several people. Type a part of the name or the initials, choose with the arrows and Enter.
///
/// The form sends each chosen id under `name`; what was typed and not chosen goes under [`typed_name`], so that without
/// script the server can look the name up.
#[component]
pub fn PersonPicker(
    /// The name in the form; also the id.
    #[prop(into)]
    name: String,
    /// Whom to choose.
    #[prop(into)]
    label: String,
    /// Who may be chosen: everybody who is near, or what the server found for [`on_search`](#structfield.on_search).
    #[prop(into)]
    candidates: Signal<Vec<Candidate>>,
    /// Who is chosen.
    chosen: RwSignal<Vec<Candidate>>,
    /// Hears what is typed, to look for more candidates.
    #[prop(optional, into)]
    on_search: Option<Callback<String>>,
    /// More than one person may be chosen.
    #[prop(optional)]
    several: bool,
    /// Whom to choose, in more words.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// Somebody has to be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let field = NodeRef::<html::Input>::new();

    // Whoever was looked for elsewhere answers to what was typed, maybe by something that is not known here.
    let looked_for = on_search.is_some();
    let offered = Memo::new(move |_| {
        let (typed, chosen) = (typed.read(), chosen.read());
        let free = |candidate: &&Candidate| chosen.iter().all(|other| other.id != candidate.id);
        let answers = |candidate: &&Candidate| looked_for || candidate.answers(&typed);
        candidates.read().iter().filter(free).filter(answers).take(20).cloned().collect()
    });
    let choose = move |candidate: Candidate| {
        chosen.update(|chosen| {
            if !several {
                chosen.clear();
            }
            chosen.push(candidate);
        });
        typed.set(String::new());
        open.set(several);
        active.set(0);
        if let Some(field) = field.get_untracked() {
            // Focus is a courtesy; a browser may refuse it.
            let _ = field.focus();
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        let offers: Vec<Candidate> = offered.get_untracked();
        let last = offers.len().saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" if open.get_untracked() => active.update(|at| *at = (*at + 1).min(last)),
            "ArrowDown" => open.set(true),
            "ArrowUp" => active.update(|at| *at = at.saturating_sub(1)),
            "Escape" if open.get_untracked() => open.set(false),
            "Enter" if open.get_untracked() => {
                if let Some(candidate) = offers.into_iter().nth(active.get_untracked()) {
                    choose(candidate);
                }
            }
            "Backspace" if typed.read_untracked().is_empty() => {
                chosen.update(|chosen| {
                    chosen.pop();
                });
                return;
            }
            _ => return,
        }
        event.prevent_default();
    };

    let list_id = format!("{name}-options");
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };
    let described = described_by(&name, hint.is_some(), error);
    let active_id = {
        let option_id = option_id.clone();
        move || (open.get() && !offered.read().is_empty()).then(|| option_id(active.get()))
    };
    let hidden_name = name.clone();
    let options = {
        move || {
            let option_id = option_id.clone();
            offered
                .get()
                .into_iter()
                .enumerate()
                .map(move |(index, candidate)| {
                    let selected = move || if active.get() == index { "true" } else { "false" };
                    let taken = candidate.clone();
                    view! {
                        <div
                            class="option"
                            role="option"
                            id=option_id(index)
                            aria-selected=selected
                            // Before the field loses the focus.
                            on:pointerdown=move |event| {
                                event.prevent_default();
                                choose(taken.clone());
                            }
                        >
                            <Avatar name=candidate.name.clone() size=AvatarSize::Small away=candidate.away />
                            <span>{candidate.name}</span>
                            <span class="option-detail">{candidate.detail}</span>
                        </div>
                    }
                })
                .collect_view()
        }
    };

    view! {
        <Field id=name.clone() label hint error required>
            <div class="person-picker" on:focusout=move |event| {
                if left(&event) {
                    open.set(false);
                }
            }>
                <div class="input-frame" data-invalid=move || error.read().is_some().then_some("")>
                    <For each=move || chosen.get() key=|person| person.id.clone() let:person>
                        <Chosen name=hidden_name.clone() person chosen />
                    </For>
                    <input
                        class="input"
                        type="text"
                        role="combobox"
                        autocomplete="off"
                        node_ref=field
                        id=name.clone()
                        name=typed_name(&name)
                        placeholder=t!("person-picker-search")
                        aria-autocomplete="list"
                        aria-expanded=move || if open.get() { "true" } else { "false" }
                        aria-controls=list_id.clone()
                        aria-activedescendant=active_id
                        aria-describedby=described
                        aria-invalid=invalid(error)
                        aria-required=required.then_some("true")
                        prop:value=typed
                        on:focus=move |_| {
                            open.set(true);
                            if let (Some(search), true) = (on_search, candidates.read_untracked().is_empty()) {
                                search.run(typed.get_untracked());
                            }
                        }
                        on:keydown=on_keydown
                        on:input=move |event| {
                            let words = event_target_value(&event);
                            if let Some(search) = on_search {
                                search.run(words.clone());
                            }
                            typed.set(words);
                            active.set(0);
                            open.set(true);
                        }
                    />
                </div>
                <div class="options" role="listbox" id=list_id aria-label=t!("person-picker-people") hidden=move || !open.get()>
                    {options}
                    {move || {
                        offered
                            .read()
                            .is_empty()
                            .then(|| view! { <div class="options-empty" role="option" aria-disabled="true">{t!("person-picker-nobody")}</div> })
                    }}
                </div>
            </div>
        </Field>
    }
    .into_any()
}

/// Somebody chosen, with the way to take the choice back.
#[component]
fn Chosen(name: String, person: Candidate, chosen: RwSignal<Vec<Candidate>>) -> impl IntoView {
    let id = person.id.clone();
    let remove = move |_| chosen.update(|chosen| chosen.retain(|other| other.id != id));
    view! {
        <span class="chosen">
            <input type="hidden" name=name value=person.id />
            <Avatar name=person.name.clone() size=AvatarSize::Small away=person.away />
            {person.name.clone()}
            <button type="button" aria-label=t!("person-picker-remove", name = person.name) on:click=remove>
                <Icon symbol=Symbol::Close size=IconSize::Small />
            </button>
        </span>
    }
    .into_any()
}

/// Whether the focus went out of the element that listens.
fn left(event: &FocusEvent) -> bool {
    let inside = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    inside.is_none_or(|inside| !inside.contains(next.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::Candidate;

    #[test]
    fn people_answer_to_their_name_initials_and_department() {
        let person = Candidate {
            id: "caojing".into(),
            name: "曹静".into(),
            detail: "销售一部 · 客户经理".into(),
            initials: "cj".into(),
            away: false,
        };
        for typed in ["", "曹", "静 ", "c", "CJ", "销售"] {
            assert!(person.answers(typed), "{typed}");
        }
        for typed in ["j", "王", "cjx"] {
            assert!(!person.answers(typed), "{typed}");
        }
    }
}
