//! What one fills in.

use leptos::prelude::*;

use super::{Section, sample};
use crate::{
    components::{
        Button, ButtonKind, ButtonSize, Checkbox, Choice, DateInput, DateKind, FieldGroup, FileInput, FileLine,
        IconButton, MoneyInput, NumberInput, PersonPicker, RadioGroup, Select, Symbol, TextArea, TextInput, TextKind,
    },
    t,
};

#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Section title=t!("gallery-fields")>
            <article class="card" data-padding="large">
                <form class="form" novalidate>
                    <Texts />
                    <Numbers />
                    <Choices />
                    <Handed />
                    <div class="form-actions">
                        <Button kind=ButtonKind::Primary icon=Symbol::Send>
                            {t!("gallery-submit")}
                        </Button>
                        <Button>{t!("gallery-keep-draft")}</Button>
                    </div>
                </form>
            </article>
        </Section>
    }
    .into_any()
}

#[component]
fn Texts() -> impl IntoView {
    let customer = RwSignal::new(t!("gallery-customer"));
    view! {
        <div class="form-row">
            <TextInput
                name="customer"
                label=t!("gallery-customer-label")
                value=customer
                on_input=move |words| customer.set(words)
                required=true
            />
            <TextInput
                name="phone"
                label=t!("gallery-phone-label")
                kind=TextKind::Telephone
                hint=t!("gallery-phone-hint")
                placeholder="138 0000 0000"
            />
            <TextInput
                name="contract"
                label=t!("gallery-contract-label")
                value="HT-2026-"
                error=Some(t!("gallery-contract-error"))
                required=true
            />
            <TextInput name="number" label=t!("gallery-number-label") value="O-02-20260302-017" readonly=true />
            <TextInput name="grade" label=t!("gallery-grade-label") value=t!("gallery-grade") disabled=true />
        </div>
        <TextArea
            name="opinion"
            label=t!("gallery-opinion-label")
            hint=t!("gallery-opinion-hint")
            placeholder=t!("gallery-opinion-placeholder")
        />
    }
    .into_any()
}

#[component]
fn Numbers() -> impl IntoView {
    let amount = RwSignal::new("480000".to_owned());
    view! {
        <div class="form-row">
            <MoneyInput
                name="amount"
                label=t!("gallery-amount-label")
                value=amount
                on_input=move |value| amount.set(value)
                hint=t!("gallery-amount-words")
                required=true
            />
            <NumberInput name="days" label=t!("gallery-days-label") value="2.5" suffix=t!("gallery-days-unit") />
            <NumberInput
                name="quantity"
                label=t!("gallery-quantity-label")
                value="-12"
                suffix=t!("gallery-quantity-unit")
                error=Some(t!("gallery-quantity-error"))
            />
            <DateInput name="delivery" label=t!("gallery-delivery-label") value="2026-04-30" required=true />
            <DateInput name="meeting" label=t!("gallery-meeting-label") kind=DateKind::Moment value="2026-03-04T14:30" />
        </div>
    }
    .into_any()
}

#[component]
fn Choices() -> impl IntoView {
    let urgency = vec![
        Choice::new("normal", t!("gallery-urgency-normal")).detail(t!("gallery-urgency-normal-detail")),
        Choice::new("urgent", t!("gallery-urgency-urgent")).detail(t!("gallery-urgency-urgent-detail")),
        Choice::new("none", t!("gallery-urgency-none")).disabled(true),
    ];
    let chosen = RwSignal::new(sample::people().into_iter().take(1).collect::<Vec<_>>());
    view! {
        <div class="form-row">
            <Select
                name="department"
                label=t!("gallery-department-label")
                choices=vec![Choice::new("sales", t!("gallery-department-sales"))]
                empty=t!("gallery-choose")
                hint=t!("gallery-department-hint")
            />
            <Select
                name="currency"
                label=t!("gallery-currency-label")
                choices=vec![Choice::new("CNY", t!("gallery-currency"))]
                disabled=true
            />
            <PersonPicker
                name="reviewers"
                label=t!("gallery-reviewers-label")
                candidates=Signal::stored(sample::people())
                chosen
                several=true
                hint=t!("gallery-reviewers-hint")
            />
        </div>
        <div class="form-row">
            <RadioGroup
                name="urgency"
                label=t!("gallery-urgency-label")
                choices=urgency
                value="normal"
                required=true
            />
            <RadioGroup
                name="accept"
                label=t!("gallery-accept-label")
                choices=vec![
                    Choice::new("yes", t!("gallery-accept")),
                    Choice::new("no", t!("gallery-refuse")),
                ]
                inline=true
                error=Some(t!("gallery-accept-error"))
            />
            <FieldGroup id="checks" label=t!("gallery-checks-label")>
                <div class="choices">
                    <Checkbox name="drawings" label=t!("gallery-check-drawings") checked=true />
                    <Checkbox name="samples" label=t!("gallery-check-samples") detail=t!("gallery-check-samples-detail") />
                    <Checkbox name="archive" label=t!("gallery-check-archive") checked=true disabled=true />
                </div>
            </FieldGroup>
        </div>
    }
    .into_any()
}

#[component]
fn Handed() -> impl IntoView {
    view! {
        <div class="form-row">
            <FileInput
                name="certificate"
                label=t!("gallery-certificate-label")
                hint=t!("gallery-certificate-hint")
                several=true
                accept="application/pdf,image/*"
            />
            <div class="file-list">
                <FileLine name=t!("gallery-file-one") size=348_000 href="#">
                    <IconButton label=t!("gallery-remove") symbol=Symbol::Close size=ButtonSize::Small />
                </FileLine>
                <FileLine name=t!("gallery-file-two") size=2_410_000 href="#" />
            </div>
        </div>
    }
    .into_any()
}
