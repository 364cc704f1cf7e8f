//! The rows of a condition, and the groups in it.

use feel::builder::{Condition, Field, Joined, Member, Operand, Row, Test};
use leptos::prelude::*;

use super::nothing;
use super::subject::{Sort, Subject, subjects, text_of};
use super::value::{OneValue, SeveralValues};
use crate::components::{Button, ButtonSize, Symbol};
use crate::designer::panel::control::{acts, choose};
use crate::designer::panel::edited::Edited;
use crate::designer::work::Work;
use crate::t;

/// All or any of some rows and groups.
#[component]
pub(super) fn Rows(work: Work, condition: Edited<Condition>, path: String) -> impl IntoView {
    let joined = condition.part(|condition| condition.joined, |condition, joined| condition.joined = joined);
    let members =
        condition.part(|condition| condition.members.clone(), |condition, members| condition.members = members);
    let count = members.count();
    let own = StoredValue::new(path.clone());
    let lines = move || {
        let lines = (0..count.get()).filter_map(|at| {
            let member = members.item(at)?;
            let path = own.with_value(|path| format!("{path}-{at}"));
            Some(view! {
                <li class="condition-line">
                    <OneMember work member path />
                    {acts(members, at, None, Some(t!("condition-remove")))}
                </li>
            })
        });
        lines.collect_view()
    };
    let choices = vec![(Joined::All, t!("condition-all")), (Joined::Any, t!("condition-any"))];
    let how = move || {
        (count.get() > 1).then(|| {
            choose(own.with_value(|path| format!("{path}-joined")), t!("condition-joined"), joined, choices.clone())
        })
    };
    let add = move |_| {
        if let Some(first) = subjects(work).into_iter().next() {
            members.push(Member::Row(first.begun()));
        }
    };
    let group = move |_| {
        if let Some(first) = subjects(work).into_iter().next() {
            members.push(Member::Group(Condition { members: vec![Member::Row(first.begun())], joined: Joined::Any }));
        }
    };
    view! {
        {how}
        <ul class="condition-lines">{lines}</ul>
        {(!members.fixed).then(|| view! {
            <div class="row">
                <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("condition-add")}</Button>
                <Button size=ButtonSize::Small icon=Symbol::Plus on_click=group>{t!("condition-add-group")}</Button>
            </div>
        })}
    }
    .into_any()
}

#[component]
fn OneMember(work: Work, member: Edited<Member>, path: String) -> impl IntoView {
    let is_group = member.read(|member| matches!(member, Member::Group(_)));
    let group = member.part(
        |member| if let Member::Group(group) = member { group.clone() } else { nothing() },
        |member, group| *member = Member::Group(group),
    );
    let row = member.part(
        |member| if let Member::Row(row) = member { Some(row.clone()) } else { None },
        |member, row| row.into_iter().for_each(|row| *member = Member::Row(row)),
    );
    let own = StoredValue::new(path);
    let what = move || match is_group.get() {
        true => {
            view! { <div class="condition-group"><Rows work condition=group path=own.get_value() /></div> }.into_any()
        }
        false => match row.now() {
            Some(first) => view! { <OneRow work row=row.held(first) path=own.get_value() /> }.into_any(),
            None => ().into_any(),
        },
    };
    view! { <div class="condition-member">{what}</div> }.into_any()
}

/// One row: what is looked at, how, and with what it is compared.
#[component]
fn OneRow(work: Work, row: Edited<Row>, path: String) -> impl IntoView {
    let known = subjects(work);
    let mut fields: Vec<(Field, String)> =
        known.iter().map(|subject| (subject.field.clone(), subject.words.clone())).collect();
    // A name of the host that is not usual in rows is still what the row is about.
    let own_field = row.now().field;
    if !fields.iter().any(|(field, _)| *field == own_field) {
        fields.push((own_field.clone(), text_of(&own_field)));
    }
    let known = StoredValue::new(known);
    let subject_of =
        move |field: &Field| known.with_value(|known| known.iter().find(|subject| subject.field == *field).cloned());
    let subject = Memo::new(move |_| row.with(|row| subject_of(&row.field)));
    let field = row.part(
        |row| row.field.clone(),
        move |row, field| {
            if row.field != field {
                match subject_of(&field) {
                    Some(subject) => *row = subject.begun(),
                    None => row.field = field,
                }
            }
        },
    );
    let own = StoredValue::new(path);
    let tests = move || {
        let subject = subject.get();
        let sort = subject.as_ref().map_or(Sort::Text, |subject| subject.sort);
        let how = row.part(
            |row| How::of(&row.test),
            move |row, how| {
                if How::of(&row.test) != how {
                    row.test = how.begun(&row.test, subject.as_ref());
                }
            },
        );
        let mut offered: Vec<How> = How::offered(sort).to_vec();
        let now = how.now();
        if !offered.contains(&now) {
            offered.push(now);
        }
        let offered = offered.into_iter().map(|how| (how, how.words())).collect();
        choose(own.with_value(|path| format!("{path}-how")), t!("condition-how"), how, offered)
    };
    let how = row.read(|row| How::of(&row.test));
    let compared = move || {
        let path = own.get_value();
        let (how, subject) = (how.get(), subject.get());
        how.compared_with(row, subject, &path)
    };
    view! {
        {choose(own.with_value(|path| format!("{path}-field")), t!("condition-field"), field, fields)}
        {tests}
        {compared}
    }
    .into_any()
}

/// How a field is tested, whatever with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Compare(feel::builder::Operator),
    Between,
    In,
    NotIn,
    Contains,
    StartsWith,
    IsEmpty,
    IsNotEmpty,
    IsTrue,
    IsFalse,
}

impl How {
    fn of(test: &Test) -> Self {
        match test {
            Test::Compare(operator, _) => Self::Compare(*operator),
            Test::Between(..) => Self::Between,
            Test::In(_) => Self::In,
            Test::NotIn(_) => Self::NotIn,
            Test::Contains(_) => Self::Contains,
            Test::StartsWith(_) => Self::StartsWith,
            Test::IsEmpty => Self::IsEmpty,
            Test::IsNotEmpty => Self::IsNotEmpty,
            Test::IsTrue => Self::IsTrue,
            Test::IsFalse => Self::IsFalse,
        }
    }

    /// What one tests of a sort of value.
    fn offered(sort: Sort) -> &'static [Self] {
        use feel::builder::Operator::{AtLeast, AtMost, Equal, Greater, Less, Unequal};
        const ORDERED: [How; 9] = [
            How::Compare(Greater),
            How::Compare(AtLeast),
            How::Compare(Less),
            How::Compare(AtMost),
            How::Compare(Equal),
            How::Compare(Unequal),
            How::Between,
            How::IsEmpty,
            How::IsNotEmpty,
        ];
        const TEXT: [How; 8] = [
            How::Compare(Equal),
            How::Compare(Unequal),
            How::Contains,
            How::StartsWith,
            How::In,
            How::NotIn,
            How::IsEmpty,
            How::IsNotEmpty,
        ];
        const CHOSEN: [How; 6] =
            [How::Compare(Equal), How::Compare(Unequal), How::In, How::NotIn, How::IsEmpty, How::IsNotEmpty];
        match sort {
            Sort::Number | Sort::Date => &ORDERED,
            Sort::Text => &TEXT,
            Sort::Chosen => &CHOSEN,
            Sort::Boolean => &[How::IsTrue, How::IsFalse, How::IsEmpty, How::IsNotEmpty],
            Sort::Other => &[How::IsEmpty, How::IsNotEmpty],
        }
    }

    fn words(self) -> String {
        use feel::builder::Operator::{AtLeast, AtMost, Equal, Greater, Less, Unequal};
        match self {
            Self::Compare(Equal) => t!("test-equal"),
            Self::Compare(Unequal) => t!("test-unequal"),
            Self::Compare(Less) => t!("test-less"),
            Self::Compare(AtMost) => t!("test-at-most"),
            Self::Compare(Greater) => t!("test-greater"),
            Self::Compare(AtLeast) => t!("test-at-least"),
            Self::Between => t!("test-between"),
            Self::In => t!("test-in"),
            Self::NotIn => t!("test-not-in"),
            Self::Contains => t!("test-contains"),
            Self::StartsWith => t!("test-starts-with"),
            Self::IsEmpty => t!("test-empty"),
            Self::IsNotEmpty => t!("test-not-empty"),
            Self::IsTrue => t!("test-true"),
            Self::IsFalse => t!("test-false"),
        }
    }

    /// The test to begin with; what was compared with before is kept where it can be.
    fn begun(self, before: &Test, subject: Option<&Subject>) -> Test {
        let kept = match before {
            Test::Compare(_, operand)
            | Test::Contains(operand)
            | Test::StartsWith(operand)
            | Test::Between(operand, _) => Some(operand.clone()),
            Test::In(values) | Test::NotIn(values) => values.first().cloned().map(Operand::Value),
            _ => None,
        };
        let usual = || subject.map_or_else(|| feel::builder::Literal::Text("".into()), Subject::usual);
        let operand = || kept.clone().unwrap_or_else(|| Operand::Value(usual()));
        let values = || match &kept {
            Some(Operand::Value(value)) => vec![value.clone()],
            _ => vec![usual()],
        };
        match self {
            Self::Compare(operator) => Test::Compare(operator, operand()),
            Self::Between => Test::Between(operand(), operand()),
            Self::In => Test::In(values()),
            Self::NotIn => Test::NotIn(values()),
            Self::Contains => Test::Contains(operand()),
            Self::StartsWith => Test::StartsWith(operand()),
            Self::IsEmpty => Test::IsEmpty,
            Self::IsNotEmpty => Test::IsNotEmpty,
            Self::IsTrue => Test::IsTrue,
            Self::IsFalse => Test::IsFalse,
        }
    }

    /// What the row is compared with.
    fn compared_with(self, row: Edited<Row>, subject: Option<Subject>, path: &str) -> AnyView {
        match self {
            Self::Compare(_) | Self::Contains | Self::StartsWith => {
                let operand = row.part(
                    |row| match &row.test {
                        Test::Compare(_, operand) | Test::Contains(operand) | Test::StartsWith(operand) => {
                            Some(operand.clone())
                        }
                        _ => None,
                    },
                    |row, operand| {
                        let Some(operand) = operand else { return };
                        match &mut row.test {
                            Test::Compare(_, there) | Test::Contains(there) | Test::StartsWith(there) => {
                                *there = operand
                            }
                            _ => {}
                        }
                    },
                );
                view! { <OneValue operand subject path=format!("{path}-value") /> }.into_any()
            }
            Self::Between => {
                let end = |first: bool| {
                    row.part(
                        move |row| match &row.test {
                            Test::Between(from, to) => Some(if first { from.clone() } else { to.clone() }),
                            _ => None,
                        },
                        move |row, operand| {
                            let (Some(operand), Test::Between(from, to)) = (operand, &mut row.test) else { return };
                            *(if first { from } else { to }) = operand;
                        },
                    )
                };
                view! {
                    <OneValue operand=end(true) subject=subject.clone() path=format!("{path}-from") />
                    <OneValue operand=end(false) subject path=format!("{path}-to") />
                }
                .into_any()
            }
            Self::In | Self::NotIn => {
                let values = row.part(
                    |row| match &row.test {
                        Test::In(values) | Test::NotIn(values) => values.clone(),
                        _ => Vec::new(),
                    },
                    |row, values| match &mut row.test {
                        Test::In(there) | Test::NotIn(there) => *there = values,
                        _ => {}
                    },
                );
                view! { <SeveralValues values subject path=format!("{path}-values") /> }.into_any()
            }
            Self::IsEmpty | Self::IsNotEmpty | Self::IsTrue | Self::IsFalse => ().into_any(),
        }
    }
}
