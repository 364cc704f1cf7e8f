//! Whether one person can sign in, and what changes that.

use flow::id::PersonId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::components::{Banner, Button, Confirm, FieldError, State, Symbol, TextInput};
use crate::pages::admin::people::AccountPill;
use crate::pages::loaded::{problem_words, wrong_with};
use crate::port::{Account, Answer, Issued, NewAccount, PersonRow, Problem, port};
use crate::t;

/// The account of a person. A password is shown once, when it is made.
#[component]
pub(super) fn AccountSection(person: PersonRow) -> impl IntoView {
    let who = StoredValue::new(person.id.clone());
    let account = RwSignal::new(person.account);
    let (issued, problem) = (RwSignal::new(None::<Issued>), RwSignal::new(None::<Problem>));
    let issue = move |answer: Answer<Issued>| {
        problem.set(None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(new) => {
                    account.set(Account::Active);
                    issued.set(Some(new));
                }
                Err(wrong) => problem.set(Some(wrong)),
            }
        });
    };
    let open = Callback::new(move |name: String| issue(port().open_account(who.get_value(), NewAccount { name })));
    let reset = Callback::new(move |()| issue(port().reset_account(who.get_value())));
    let disable = Callback::new(move |()| {
        let answer = port().disable_account(who.get_value());
        problem.set(None);
        issued.set(None);
        leptos::task::spawn_local(async move {
            match answer.await {
                Ok(()) => account.set(Account::Disabled),
                Err(wrong) => problem.set(Some(wrong)),
            }
        });
    });
    view! {
        <section class="sheet admin-form" id="account">
            <h2>{t!("admin-account")} " " {move || view! { <AccountPill account=account.get() /> }}</h2>
            {move || problem.get().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
            {move || issued.get().map(|new| view! {
                <Banner state=State::Done title=t!("admin-account-issued", name = new.name)>
                    <input class="input" readonly value=new.password aria-label=t!("sign-in-password") />
                    <p>{t!("admin-account-issued-why")}</p>
                </Banner>
            })}
            {move || match account.get() {
                Account::None => view! { <OpenAccount person=who.get_value() open error=wrong_with(problem, "name") /> }.into_any(),
                Account::Disabled => view! { <Reset reset /> }.into_any(),
                Account::Active => view! {
                    <div class="sheet-bar">
                        <Reset reset />
                        <Confirm id="disable-account" action=t!("admin-account-disable")
                            consequence=t!("admin-account-disable-what") icon=Symbol::Lock on_confirm=disable />
                    </div>
                }
                .into_any(),
            }}
        </section>
    }
    .into_any()
}

#[component]
fn OpenAccount(person: PersonId, open: Callback<String>, error: FieldError) -> impl IntoView {
    let name = RwSignal::new(person.to_string());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        open.run(name.get_untracked());
    };
    view! {
        <form class="inline-form" method="post" on:submit=submit>
            <TextInput name="account" label=t!("sign-in-name") autocomplete="off" value=name
                on_input=move |words| name.set(words) error required=true />
            <Button submit=true icon=Symbol::Plus>{t!("admin-account-open")}</Button>
        </form>
    }
    .into_any()
}

#[component]
fn Reset(reset: Callback<()>) -> impl IntoView {
    view! {
        <Confirm id="reset-account" action=t!("admin-account-reset") consequence=t!("admin-account-reset-what") on_confirm=reset />
    }
}
