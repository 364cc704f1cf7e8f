//! Numbers and amounts. They are text fields with the keyboard of numbers: a browser's own number field loses what one
//! typed when it does not like it, and turns with the mouse wheel.

use leptos::prelude::*;

use super::field::{Field, FieldError, Hint, described_by, invalid};
use crate::text::{currency_sign, number};

/// A number. Its value is the plain decimal number, without separators for thousands.
#[component]
pub fn NumberInput(
    /// The name in the form; also the id, unless `id` says otherwise.
    #[prop(into)]
    name: String,
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// The id, where a name occurs more than once on a page.
    #[prop(optional, into)]
    id: Option<String>,
    /// The value.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change, without separators for thousands.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// What stands before the number, such as a currency.
    #[prop(optional, into)]
    prefix: Option<String>,
    /// What stands after the number, such as a unit.
    #[prop(optional, into)]
    suffix: Option<String>,
    /// Shows separators for thousands while the field is not being edited.
    #[prop(optional)]
    grouped: bool,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// It has to be filled in.
    #[prop(optional)]
    required: bool,
    /// It can be read but not changed.
    #[prop(optional)]
    readonly: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, hint.is_some(), error);
    let editing = RwSignal::new(false);
    let shown = move || {
        let value = value.get();
        if grouped && !editing.get() { number(value) } else { value }
    };
    view! {
        <Field id=id.clone() label hint error required>
            <div
                class="input-frame"
                data-invalid=move || error.read().is_some().then_some("")
                data-disabled=move || disabled.get().then_some("")
            >
                {prefix.map(|prefix| view! { <span aria-hidden="true">{prefix}</span> })}
                <input
                    class="input"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    data-numeric=""
                    id=id
                    name=name
                    value=untrack(shown)
                    prop:value=shown
                    required=required
                    readonly=readonly
                    disabled=disabled
                    aria-describedby=described
                    aria-invalid=invalid(error)
                    on:focus=move |_| editing.set(true)
                    on:blur=move |_| editing.set(false)
                    on:input=move |event| {
                        if let Some(hear) = on_input {
                            hear.run(plain(&event_target_value(&event)));
                        }
                    }
                /> {suffix.map(|suffix| view! { <span aria-hidden="true">{suffix}</span> })}
            </div>
        </Field>
    }
    .into_any()
}

/// An amount of money.
#[component]
pub fn MoneyInput(
    /// The name in the form; also the id.
    #[prop(into)]
    name: String,
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// The amount, a plain decimal number.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears every change, without separators for thousands.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Its currency; the house's when it says nothing.
    #[prop(optional_no_strip)]
    currency: Option<String>,
    /// How to fill it in; also the place for the amount in words.
    #[prop(optional, into)]
    hint: Hint,
    /// What is wrong.
    #[prop(optional, into)]
    error: FieldError,
    /// It has to be filled in.
    #[prop(optional)]
    required: bool,
    /// It can be read but not changed.
    #[prop(optional)]
    readonly: bool,
    /// It cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let hear = Callback::new(move |amount| {
        if let Some(hear) = on_input {
            hear.run(amount);
        }
    });
    view! {
        <NumberInput
            name
            label
            value
            on_input=hear
            prefix=currency_sign(currency.as_deref())
            grouped=true
            hint
            error
            required
            readonly
            disabled
        />
    }
    .into_any()
}

/// What one typed as a plain number: without separators and spaces, with the full-width signs of a Chinese keyboard
/// made half-width.
fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(|sign| !matches!(sign, ',' | '，' | ' ' | '\u{3000}'))
        .map(|sign| match sign {
            '０'..='９' => char::from(b'0' + (u32::from(sign) - u32::from('０')) as u8),
            '．' | '。' => '.',
            '－' => '-',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn chinese_keyboards_type_numbers_too() {
        assert_eq!(plain("１，２８６，５００．５"), "1286500.5");
        assert_eq!(plain("-1 000,00"), "-100000");
        assert_eq!(plain("12a"), "12a");
    }
}
