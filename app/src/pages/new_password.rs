//! A new password, typed twice.

use leptos::prelude::*;

use crate::components::{FieldError, TextInput, TextKind};
use crate::t;

/// What was typed, both times. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct NewPassword {
    password: RwSignal<String>,
    again: RwSignal<String>,
}

impl NewPassword {
    pub(crate) fn new() -> Self {
        Self { password: RwSignal::new(String::new()), again: RwSignal::new(String::new()) }
    }

    /// Whether it was typed twice, and differently.
    pub(crate) fn differs(self) -> Signal<bool> {
        Signal::derive(move || *self.password.read() != *self.again.read() && !self.again.read().is_empty())
    }

    /// The password, as it is to be sent.
    pub(crate) fn to_send(self) -> String {
        self.password.get_untracked()
    }

    /// Forgets it.
    pub(crate) fn clear(self) {
        self.password.set(String::new());
        self.again.set(String::new());
    }
}

/// The two fields.
#[component]
pub(crate) fn NewPasswordEntry(new: NewPassword, label: String, error: FieldError) -> impl IntoView {
    let NewPassword { password, again } = new;
    let differs = new.differs();
    let unequal = Signal::derive(move || differs.get().then(|| t!("set-up-again-wrong")));
    view! {
        <TextInput name="password" label kind=TextKind::Password autocomplete="new-password" hint=t!("set-up-password-hint")
            value=password on_input=move |words| password.set(words) error required=true />
        <TextInput name="again" label=t!("set-up-again") kind=TextKind::Password autocomplete="new-password"
            value=again on_input=move |words| again.set(words) error=unequal required=true />
    }
    .into_any()
}
