//! What is chosen, when it is a field of the form: what it asks, when, what it computes and checks.

mod options;

use flow::design::{FieldPlace, rename_field, used_by};
use flow::model::{Check, Condition, Definition, Field, FieldType, Formula};
use flow::text::Text;
use leptos::prelude::*;

use super::condition::ConditionInput;
use super::control::{acts, choose, flag, name, number, text_of, units, words};
use super::edited::Edited;
use super::formula::FormulaInput;
use super::group::Group;
use super::part::Part;
use super::{Head, called};
use crate::components::{Button, ButtonSize, Symbol, TextInput};
use crate::designer::form::{kind_words, remove};
use crate::designer::page::Desk;
use crate::designer::step::Step;
use crate::designer::work::{Selection, Work};
use crate::t;
use options::Options;

/// That what is chosen is a column of this table: its rules may speak of the other columns.
#[derive(Clone)]
pub(super) struct InRow(pub(super) flow::id::FieldId);

#[component]
pub(super) fn FieldPanel(work: Work, desk: Desk, place: FieldPlace) -> impl IntoView {
    let field: Part<Field> = Part::new(work, address(&place), find, find_mut);
    let Some(kind) = field.now(|field| field.kind) else { return ().into_any() };
    if let Some(table) = &place.table {
        provide_context(InRow(table.clone()));
    }
    let label = field.edit("label", |field| field.label.clone(), |field, label| field.label = label);
    let hint = field.edit("hint", |field| field.hint.clone(), |field, hint| field.hint = hint);
    let section = field.edit("section", |field| field.section.clone(), |field, section| field.section = section);
    let personal = field.edit("personal", |field| field.personal, |field, personal| field.personal = personal);
    let width = field.edit("width", |field| field.width, |field, width| field.width = width);
    let own = StoredValue::new(place.clone());
    let is_column = place.table.is_some();
    let chosen = field.edit(
        "kind",
        |field| Some(field.kind),
        |field, kind| {
            field.kind = kind.unwrap_or(field.kind);
        },
    );
    let kinds = others_like(kind).into_iter().map(|kind| (Some(kind), kind_words(work, kind))).collect::<Vec<_>>();
    let used = (!is_column).then(|| view! { <UsedBy work desk field=place.field.clone() /> });
    view! {
        <Head kind=kind_words(work, kind) id=place.field.to_string() />
        {words("element-name", t!("field-label"), label)}
        <Renaming work place=own />
        {(kinds.len() > 1).then(|| choose("field-kind", t!("field-kind"), chosen, kinds))}
        {words("field-hint", t!("field-hint"), hint)}
        {(!is_column).then(|| words("field-section", t!("field-section"), section))}
        {(!is_column).then(|| choose("field-width", t!("field-width"), width, widths()))}
        <Details work field kind />
        <When work field />
        <Values work field kind />
        <Checks work field />
        {flag("field-personal", t!("field-personal"), Some(t!("field-personal-hint")), personal)}
        {used}
        {(!work.fixed).then(|| view! {
            <Button icon=Symbol::Trash on_click=move |_| remove(work, &own.get_value())>{t!("form-remove")}</Button>
        })}
    }
    .into_any()
}

fn address(place: &FieldPlace) -> String {
    format!("{}/{}", place.table.as_ref().map(ToString::to_string).unwrap_or_default(), place.field)
}

fn place_of(address: &str) -> FieldPlace {
    let (table, field) = address.split_once('/').unwrap_or(("", address));
    FieldPlace { table: (!table.is_empty()).then(|| table.into()), field: field.into() }
}

fn find<'d>(draft: &'d Definition, address: &str) -> Option<&'d Field> {
    place_of(address).find(draft)
}

fn find_mut<'d>(draft: &'d mut Definition, address: &str) -> Option<&'d mut Field> {
    place_of(address).find_mut(draft)
}

/// The kinds that a field can be without losing what it says.
fn others_like(kind: FieldType) -> Vec<FieldType> {
    const ALIKE: [&[FieldType]; 5] = [
        &[FieldType::Text, FieldType::LongText],
        &[FieldType::Number, FieldType::Money],
        &[FieldType::Date, FieldType::DateTime, FieldType::Time],
        &[FieldType::Choice, FieldType::Choices],
        &[FieldType::Person, FieldType::People],
    ];
    ALIKE.into_iter().find(|alike| alike.contains(&kind)).map(<[_]>::to_vec).unwrap_or_default()
}

fn widths() -> Vec<(Option<u8>, String)> {
    vec![
        (None, t!("width-full")),
        (Some(8), t!("width-two-thirds")),
        (Some(6), t!("width-half")),
        (Some(4), t!("width-third")),
        (Some(3), t!("width-quarter")),
    ]
}

/// Its name in rules: changed everywhere at once, when one has written it.
#[component]
fn Renaming(work: Work, place: StoredValue<FieldPlace>) -> impl IntoView {
    let typed = RwSignal::new(place.with_value(|place| place.field.to_string()));
    let rename = move || {
        let renamed =
            work.attempt(Step::RenameField, |draft| rename_field(draft, &place.get_value(), &typed.get_untracked()));
        match renamed {
            Some(now) => work.select(Selection::field(&now)),
            None => typed.set(place.with_value(|place| place.field.to_string())),
        }
    };
    let changed = move || place.with_value(|place| typed.with(|typed| typed.trim() != place.field.as_str()));
    view! {
        <form
            class="field-name"
            on:submit=move |event| {
                event.prevent_default();
                rename();
            }
        >
            <TextInput name="field-name" label=t!("field-name") hint=t!("field-name-hint") value=typed on_input=move |text: String| typed.set(text) readonly=work.fixed />
            {move || changed().then(|| view! { <Button size=ButtonSize::Small submit=true>{t!("field-rename")}</Button> })}
        </form>
    }
    .into_any()
}

/// What only some kinds have.
#[component]
fn Details(work: Work, field: Part<Field>, kind: FieldType) -> impl IntoView {
    match kind {
        FieldType::Number => {
            let scale = field.edit("scale", |field| field.scale, |field, scale| field.scale = scale);
            let unit = field.edit("unit", |field| field.unit.clone(), |field, unit| field.unit = unit);
            view! {
                <div class="panel-pair">
                    {number("field-scale", t!("field-scale"), None, scale)}
                    {words("field-unit", t!("field-unit"), unit)}
                </div>
            }
            .into_any()
        }
        FieldType::Rating => {
            let scale = field.edit("scale", |field| field.scale, |field, scale| field.scale = scale);
            number("field-scale", t!("field-stars"), None, scale)
        }
        FieldType::Duration => {
            let counts = field.edit("counts", |field| field.counts, |field, counts| field.counts = counts);
            let offered = units(work).into_iter().map(|(unit, words)| (Some(unit), words)).collect();
            choose("field-counts", t!("field-counts"), counts, offered)
        }
        FieldType::Serial => {
            let pattern = field.edit(
                "pattern",
                |field| field.pattern.clone().unwrap_or_default(),
                |field, pattern| field.pattern = (!pattern.trim().is_empty()).then_some(pattern),
            );
            name("field-pattern", t!("field-pattern"), Some(t!("filing-numbers-hint")), pattern)
        }
        FieldType::Money => {
            let capitals = field.edit("capitals", |field| field.capitals, |field, capitals| field.capitals = capitals);
            let scale = field.edit("scale", |field| field.scale, |field, scale| field.scale = scale);
            let currency = field.edit(
                "currency",
                |field| field.currency.clone().unwrap_or_default(),
                |field, currency| {
                    field.currency = (!currency.trim().is_empty()).then(|| currency.trim().to_uppercase())
                },
            );
            view! {
                <div class="panel-pair">
                    {name("field-currency", t!("field-currency"), None, currency)}
                    {number("field-scale", t!("field-scale"), None, scale)}
                </div>
                {flag("field-capitals", t!("field-capitals"), None, capitals)}
            }
            .into_any()
        }
        FieldType::Choice | FieldType::Choices | FieldType::Cascade => {
            let options =
                field.edit("options", |field| field.options.clone(), |field, options| field.options = options);
            view! { <Options work options cascade=kind == FieldType::Cascade /> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// When it is there, and when it has to be filled.
#[component]
fn When(work: Work, field: Part<Field>) -> impl IntoView {
    let show = field.edit(
        "show",
        |field| Some(field.show.clone()),
        |field, show| {
            field.show = show.unwrap_or(Condition::Fixed(true));
        },
    );
    let required = field.edit(
        "required",
        |field| Some(field.required.clone()),
        |field, required| {
            field.required = required.unwrap_or_default();
        },
    );
    let read_only = field.edit(
        "read_only",
        |field| Some(field.read_only.clone()),
        |field, read_only| {
            field.read_only = read_only.unwrap_or_default();
        },
    );
    let says = field.read(|_, field| match (&field.required, &field.show) {
        (Condition::Fixed(false), Condition::Fixed(true)) => t!("when-always-optional"),
        (Condition::Fixed(true), Condition::Fixed(true)) => t!("mark-required"),
        _ => t!("when-conditional"),
    });
    view! {
        <Group name="when" title=t!("when-title") says>
            <OneCondition work path="show" label=t!("show-title") condition=show.held(Condition::Fixed(true)) />
            <OneCondition work path="required" label=t!("required-title") condition=required.held(Condition::Fixed(false)) />
            <OneCondition work path="read-only" label=t!("read-only-title") condition=read_only.held(Condition::Fixed(false)) />
        </Group>
    }
    .into_any()
}

/// Yes, no, or under a condition.
#[component]
fn OneCondition(work: Work, #[prop(into)] path: String, label: String, condition: Edited<Condition>) -> impl IntoView {
    let is_when = condition.read(|condition| matches!(condition, Condition::When(_)));
    let sort = condition.part(
        |condition| if let Condition::Fixed(fixed) = condition { Some(*fixed) } else { None },
        |condition, fixed| match fixed {
            Some(fixed) => *condition = Condition::Fixed(fixed),
            None if matches!(condition, Condition::When(_)) => {}
            None => *condition = Condition::When(Formula::default()),
        },
    );
    let formula = condition.part(
        |condition| if let Condition::When(formula) = condition { formula.0.clone() } else { String::new() },
        |condition, text| *condition = Condition::When(Formula(text)),
    );
    let choices =
        vec![(Some(true), t!("condition-always")), (Some(false), t!("condition-never")), (None, t!("condition-when"))];
    view! {
        {choose(path.clone(), label, sort, choices)}
        {move || is_when.get().then(|| view! { <ConditionInput work name=format!("{path}-when") label=t!("condition-when") formula /> })}
    }
    .into_any()
}

/// What it computes, and what it begins with.
#[component]
fn Values(work: Work, field: Part<Field>, kind: FieldType) -> impl IntoView {
    if matches!(
        kind,
        FieldType::Table | FieldType::Files | FieldType::Picture | FieldType::Signature | FieldType::Explanation
    ) {
        return ().into_any();
    }
    let compute =
        text_of(field.edit("compute", |field| field.compute.clone(), |field, compute| field.compute = compute));
    let default =
        text_of(field.edit("default", |field| field.default.clone(), |field, default| field.default = default));
    let says = field.read(|_, field| match (&field.compute, &field.default) {
        (Some(compute), _) => compute.0.clone(),
        (None, Some(default)) => default.0.clone(),
        (None, None) => String::new(),
    });
    view! {
        <Group name="values" title=t!("values-title") says>
            <FormulaInput work name="field-compute" label=t!("field-compute") hint=t!("field-compute-hint") formula=compute />
            <FormulaInput work name="field-default" label=t!("field-default") hint=t!("field-default-hint") formula=default />
        </Group>
    }
    .into_any()
}

/// What must hold of the value.
#[component]
fn Checks(work: Work, field: Part<Field>) -> impl IntoView {
    let checks = field.edit("checks", |field| field.checks.clone(), |field, checks| field.checks = checks);
    let count = checks.count();
    let says = checks.read(|checks| t!("checks-count", count = checks.len()));
    let lines = move || {
        let lines = (0..count.get()).filter_map(|at| {
            let check = checks.item(at)?;
            let rule = check.part(|check| check.rule.0.clone(), |check, rule| check.rule = Formula(rule));
            let message = check.part(
                |check| Some(check.message.clone()),
                |check, message: Option<Text>| check.message = message.unwrap_or_default(),
            );
            Some(view! {
                <li>
                    <ConditionInput work name=format!("check-{at}") label=t!("check-rule") formula=rule />
                    {words(format!("check-{at}-message"), t!("check-message"), message)}
                    {acts(checks, at, None, Some(t!("check-remove")))}
                </li>
            })
        });
        lines.collect_view()
    };
    let add = move |_| checks.push(Check { rule: Formula::default(), message: Text::from(t!("check-usual").as_str()) });
    view! {
        <Group name="checks" title=t!("checks-title") says>
            <ol class="rule-parts">{lines}</ol>
            {(!checks.fixed).then(|| view! {
                <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("check-add")}</Button>
            })}
        </Group>
    }
    .into_any()
}

/// What has to do with it, each with the way there.
#[component]
fn UsedBy(work: Work, desk: Desk, field: flow::id::FieldId) -> impl IntoView {
    let used = Memo::new(move |_| work.with(|draft| used_by(draft, &field)));
    let says = Signal::derive(move || t!("used-count", count = used.with(Vec::len)));
    let links = move || {
        let links = used.get().into_iter().map(|element| {
            let name = work.with(|draft| called(draft, &element));
            view! { <li><button class="link-button" type="button" on:click=move |_| desk.show(&element)>{name}</button></li> }
        });
        links.collect_view()
    };
    view! {
        <Group name="used" title=t!("used-title") says>
            <ul>{links}</ul>
        </Group>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_field_leads_back_to_it() {
        for table in [None, Some("lines".into())] {
            let place = FieldPlace { table, field: "price".into() };
            assert_eq!(place_of(&address(&place)), place);
        }
    }
}
