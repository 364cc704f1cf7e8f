//! Whom a rule would ask now, for a matter that one makes up.

use flow::assignment::{Candidate, Found};
use flow::design::would_ask;
use flow::id::{FieldId, NodeId};
use flow::kernel::{Context, Facts};
use flow::model::{Formula, Who};
use flow::process::HostNames;
use leptos::prelude::*;

use crate::designer::panel::sample::{SampleFields, SampleInitiator, Samples};
use crate::designer::work::Work;
use crate::form::in_words;
use crate::t;
use crate::text::reader;

/// Whom the node would ask, and why.
#[component]
pub(super) fn AskedNow(work: Work, node: StoredValue<String>) -> impl IntoView {
    let samples: Samples = expect_context();
    let spoken_of = Memo::new(move |_| {
        work.with(|draft| {
            let who = draft.nodes.iter().find(|other| node.with_value(|id| other.id.as_str() == id));
            who.and_then(|node| node.who.as_ref()).map(|who| fields_of(who, draft)).unwrap_or_default()
        })
    });
    let found = Memo::new(move |_| {
        let house = work.house.get()?;
        let draft = work.draft();
        let facts = Facts::default();
        let context = Context { now: reader().now_untracked(), organisation: &house.organisation, facts: &facts };
        let sample = samples.sample(&draft);
        let id = NodeId::from(node.get_value().as_str());
        Some(sample.and_then(|sample| would_ask(&draft, &id, &sample, &context)))
    });
    let answer = move || match found.get() {
        None => view! { <p class="quiet">{t!("play-wait")}</p> }.into_any(),
        Some(Err(why)) => view! { <p class="quiet">{in_words(&why)}</p> }.into_any(),
        Some(Ok(found)) => asked(work, found),
    };
    let initiator = move || work.house.get().map(|house| view! { <SampleInitiator house=StoredValue::new(house) /> });
    view! {
        <div class="asked-now">
            <h4>{t!("now-title")}</h4>
            {initiator}
            <SampleFields work fields=spoken_of.into() path="asked" />
            <div class="asked-now-answer" role="status">{answer}</div>
        </div>
    }
    .into_any()
}

/// The people who would be asked, each with the reason.
fn asked(work: Work, found: Found) -> AnyView {
    let note = match &found {
        Found::Pass => Some(t!("now-pass")),
        Found::Refuse => Some(t!("now-refuse")),
        Found::Nobody => Some(t!("now-nobody")),
        Found::FellBack(_) => Some(t!("now-fell-back")),
        Found::Places(_) => None,
    };
    let people = found.into_candidates().into_iter().map(|Candidate { person, why, .. }| {
        let name = work.house.with_untracked(|house| {
            let person = house.as_ref().and_then(|house| house.organisation.people.get(&person));
            person.map(|person| in_words(&person.name))
        });
        let name = name.unwrap_or_else(|| person.to_string());
        view! { <li><strong>{name}</strong> <span class="quiet">{in_words(&why)}</span></li> }
    });
    view! {
        {note.map(|note| view! { <p class="quiet">{note}</p> })}
        <ul class="asked-now-people">{people.collect_view()}</ul>
    }
    .into_any()
}

/// The fields that a rule speaks of, in the order of the form.
fn fields_of(who: &Who, draft: &flow::model::Definition) -> Vec<FieldId> {
    let names = HostNames::of(draft);
    let mut spoken = Vec::<String>::new();
    let mut hear = |formula: &Formula| {
        if let Ok(expression) = feel::parse(&formula.0, names.names()) {
            spoken.extend(expression.free_names().into_iter().map(|reference| reference.name.to_string()));
        }
    };
    who.each(&mut |who| {
        who.formulas().iter().for_each(&mut hear);
        if let Who::Field(field) = who {
            hear(&Formula::from(field.as_str()));
        }
    });
    let fields = draft.form.fields.iter().map(|field| field.id.clone());
    fields.filter(|field| spoken.iter().any(|name| name == field.as_str())).collect()
}
