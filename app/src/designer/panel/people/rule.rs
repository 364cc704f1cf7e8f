//! A rule that says who, as blocks in one another.

use flow::id::DepartmentId;
use flow::model::{Chain, Formula, Post, PostWithin, Superior, UpTo, Who};
use leptos::prelude::*;

use super::kind::{Sort, handlers, people_fields};
use super::table::TableOf;
use super::{NamedPeople, usual};
use crate::components::{Button, ButtonSize, Symbol};
use crate::designer::panel::called;
use crate::designer::panel::control::{acts, choose};
use crate::designer::panel::edited::Edited;
use crate::designer::panel::formula::FormulaInput;
use crate::designer::work::{House, Work};
use crate::t;

/// A rule that may be missing.
#[component]
pub(in crate::designer) fn WhoRule(work: Work, who: Edited<Option<Who>>, path: &'static str) -> impl IntoView {
    let is_there = who.is_some();
    move || match is_there.get() {
        true => view! { <RuleBlock work who=who.held(usual()) path=path.to_owned() /> }.into_any(),
        false => {
            let begin = move |_| who.set(Some(usual()));
            view! {
                <p class="quiet">{t!("panel-nobody")}</p>
                {(!who.fixed).then(|| view! { <Button on_click=begin>{t!("rule-begin")}</Button> })}
            }
            .into_any()
        }
    }
}

/// One rule: what sort it is, and what that sort asks for.
#[component]
pub(super) fn RuleBlock(work: Work, who: Edited<Who>, path: String) -> impl IntoView {
    let sort = who.part(Sort::of, move |who, sort| {
        if Sort::of(who) != sort {
            *who = sort.begun(who, work);
        }
    });
    let choices = Sort::ALL.into_iter().map(|sort| (sort, sort.words())).collect();
    let now = sort.read(|sort| *sort);
    let own = StoredValue::new(path.clone());
    let asks = move || own.with_value(|path| asked_for(now.get(), work, who, path));
    view! {
        <div class="rule-block">
            {choose(format!("{path}-sort"), t!("rule-sort"), sort, choices)}
            {asks}
        </div>
    }
    .into_any()
}

/// What a sort of rule asks for.
fn asked_for(sort: Sort, work: Work, who: Edited<Who>, path: &str) -> AnyView {
    match sort {
        Sort::Initiator => ().into_any(),
        Sort::Superior => superior(work, who, path),
        Sort::Chain => chain(work, who, path),
        Sort::Head => {
            let of = who.part(
                |who| if let Who::Head(of) = who { of.0.clone() } else { String::new() },
                |who, of| *who = Who::Head(Formula(of)),
            );
            view! { <InDepartment work path=path.to_owned() of /> }.into_any()
        }
        Sort::Department => {
            let id = who.part(
                |who| if let Who::Department(id) = who { id.clone() } else { DepartmentId::from("") },
                |who, id| *who = Who::Department(id),
            );
            choose(format!("{path}-department"), t!("rule-which-department"), id, work.in_house(House::departments))
        }
        Sort::People => {
            let people = who.part(
                |who| match who {
                    Who::Person(person) => vec![person.clone()],
                    Who::People(people) => people.clone(),
                    _ => Vec::new(),
                },
                |who, people| *who = Who::People(people),
            );
            view! { <NamedPeople work path=path.to_owned() people /> }.into_any()
        }
        Sort::Post => post(work, who, path),
        Sort::Role => {
            let id = who.part(
                |who| if let Who::Role(id) = who { id.clone() } else { "".into() },
                |who, id| *who = Who::Role(id),
            );
            let roles = work.in_house(House::roles);
            choose(format!("{path}-role"), t!("rule-which-role"), id, roles)
        }
        Sort::Field => {
            let id = who.part(
                |who| if let Who::Field(id) = who { id.clone() } else { "".into() },
                |who, id| *who = Who::Field(id),
            );
            let fields = people_fields(work).into_iter();
            let fields = fields.map(|id| (id.clone(), work.with(|draft| called(draft, id.as_str())))).collect();
            choose(format!("{path}-field"), t!("rule-which-field"), id, fields)
        }
        Sort::Handler => {
            let id = who.part(
                |who| if let Who::Handler(id) = who { id.clone() } else { "".into() },
                |who, id| *who = Who::Handler(id),
            );
            let nodes = handlers(work).into_iter();
            let nodes = nodes.map(|id| (id.clone(), work.with(|draft| called(draft, id.as_str())))).collect();
            choose(format!("{path}-step"), t!("rule-which-step"), id, nodes)
        }
        Sort::Table => view! { <TableOf work who path=path.to_owned() /> }.into_any(),
        Sort::Expression => {
            let formula = who.part(
                |who| if let Who::Expression(formula) = who { formula.0.clone() } else { String::new() },
                |who, text| *who = Who::Expression(Formula(text)),
            );
            view! {
                <FormulaInput work name=format!("{path}-expression") label=t!("rule-expression") hint=t!("rule-expression-hint") formula />
            }
            .into_any()
        }
        Sort::First | Sort::All | Sort::Any | Sort::Union | Sort::Minus | Sort::LeastLoaded | Sort::RoundRobin => {
            view! { <Several work who path=path.to_owned() /> }.into_any()
        }
    }
}

/// The rules that one combines.
#[component]
fn Several(work: Work, who: Edited<Who>, path: String) -> impl IntoView {
    let rules = who.part(
        |who| who.combined().cloned().unwrap_or_default(),
        |who, rules| {
            if let Some(there) = who.combined_mut() {
                *there = rules;
            }
        },
    );
    let count = rules.count();
    let path = StoredValue::new(path);
    let blocks = move || {
        let count = count.get();
        let blocks = (0..count).filter_map(|at| {
            let rule = rules.item(at)?;
            let remove = (count > 1).then(|| t!("rule-remove"));
            Some(view! {
                <li>
                    <RuleBlock work who=rule path=path.with_value(|path| format!("{path}-{at}")) />
                    {acts(rules, at, Some(t!("rule-raise")), remove)}
                </li>
            })
        });
        blocks.collect_view()
    };
    let add = move |_| rules.push(usual());
    view! {
        <ol class="rule-parts">{blocks}</ol>
        {(!rules.fixed).then(|| view! { <Button size=ButtonSize::Small icon=Symbol::Plus on_click=add>{t!("rule-add")}</Button> })}
    }
    .into_any()
}

fn superior(work: Work, who: Edited<Who>, path: &str) -> AnyView {
    let superior = who.part(
        |who| if let Who::Superior(superior) = who { superior.clone() } else { Superior { of: None, level: 1 } },
        |who, superior| *who = Who::Superior(superior),
    );
    let of = superior
        .part(|superior| superior.of.as_deref().cloned(), |superior, of| superior.of = of.map(std::boxed::Box::new));
    let level = superior.part(|superior| superior.level, |superior, level| superior.level = level);
    view! {
        <Of work of path=path.to_owned() />
        {choose(format!("{path}-level"), t!("rule-level"), level, levels())}
    }
    .into_any()
}

fn chain(work: Work, who: Edited<Who>, path: &str) -> AnyView {
    let chain = who.part(
        |who| if let Who::Chain(chain) = who { chain.clone() } else { Chain { of: None, up_to: UpTo::Level(2) } },
        |who, chain| *who = Who::Chain(chain),
    );
    let of = chain.part(|chain| chain.of.as_deref().cloned(), |chain, of| chain.of = of.map(std::boxed::Box::new));
    let up_to = chain.part(|chain| chain.up_to.clone(), |chain, up_to| chain.up_to = up_to);
    let ends: Vec<(UpTo, String)> = levels().into_iter().map(|(level, words)| (UpTo::Level(level), words)).collect();
    let posts = work
        .in_house(House::posts)
        .into_iter()
        .map(|(id, words)| (UpTo::Post(id), t!("rule-up-to-post", post = words)));
    view! {
        <Of work of path=path.to_owned() />
        {choose(format!("{path}-up-to"), t!("rule-up-to"), up_to, ends.into_iter().chain(posts).collect())}
    }
    .into_any()
}

/// Whose superior it is.
#[component]
fn Of(work: Work, of: Edited<Option<Who>>, path: String) -> impl IntoView {
    let is_other = of.is_some();
    let other = of.part(Option::is_some, |of, other| {
        if of.is_some() != other {
            *of = other.then_some(Who::Initiator);
        }
    });
    let choices = vec![(false, t!("rule-of-initiator")), (true, t!("rule-of-others"))];
    let own = StoredValue::new(format!("{path}-of"));
    view! {
        {choose(own.get_value() + "-whom", t!("rule-of"), other, choices)}
        {move || is_other.get().then(|| view! { <RuleBlock work who=of.held(Who::Initiator) path=own.get_value() /> })}
    }
    .into_any()
}

fn post(work: Work, who: Edited<Who>, path: &str) -> AnyView {
    let id = who.part(
        |who| match who {
            Who::Post(Post::Anywhere(id)) | Who::Post(Post::Within(PostWithin { id, .. })) => id.clone(),
            _ => "".into(),
        },
        |who, id| match who {
            Who::Post(Post::Within(post)) => post.id = id,
            _ => *who = Who::Post(Post::Anywhere(id)),
        },
    );
    let within = who.part(
        |who| if let Who::Post(Post::Within(post)) = who { Some(post.within.0.clone()) } else { None },
        |who, within| {
            let Who::Post(post) = who else { return };
            let id = match &*post {
                Post::Anywhere(id) | Post::Within(PostWithin { id, .. }) => id.clone(),
            };
            *post = match within {
                Some(within) => Post::Within(PostWithin { id, within: Formula(within) }),
                None => Post::Anywhere(id),
            };
        },
    );
    let is_within = within.is_some();
    let where_held = within.part(Option::is_some, |within, inside| {
        if within.is_some() != inside {
            *within = inside.then(|| INITIATORS.to_owned());
        }
    });
    let choices = vec![(false, t!("rule-anywhere")), (true, t!("rule-in-one"))];
    let own = StoredValue::new(path.to_owned());
    view! {
        {choose(format!("{path}-post"), t!("rule-which-post"), id, work.in_house(House::posts))}
        {choose(format!("{path}-where"), t!("rule-where"), where_held, choices)}
        {move || is_within.get().then(|| {
            view! { <InDepartment work path=own.get_value() of=within.held(INITIATORS.to_owned()) /> }
        })}
    }
    .into_any()
}

/// The expression that yields the department of whoever begins.
const INITIATORS: &str = "initiator.department";

/// Which department: that of whoever begins, a named one, or what an expression yields.
#[component]
fn InDepartment(work: Work, path: String, of: Edited<String>) -> impl IntoView {
    let known: Vec<(String, String)> =
        work.in_house(House::departments).into_iter().map(|(id, words)| (format!("\"{id}\""), words)).collect();
    let others = known.iter().map(|(text, _)| text.clone());
    let listed = StoredValue::new(std::iter::once(INITIATORS.to_owned()).chain(others).collect::<Vec<_>>());
    let is_listed = move |text: &String| listed.with_value(|listed| listed.contains(text));
    let is_free = of.read(move |text| !is_listed(text));
    let sort =
        of.part(move |text| is_listed(text).then(|| text.clone()), |text, chosen| *text = chosen.unwrap_or_default());
    let mut choices = vec![(Some(INITIATORS.to_owned()), t!("rule-initiators-department"))];
    choices.extend(known.into_iter().map(|(text, words)| (Some(text), words)));
    choices.push((None, t!("rule-expression")));
    let own = StoredValue::new(path.clone());
    view! {
        {choose(format!("{path}-department"), t!("rule-which-department"), sort, choices)}
        {move || is_free.get().then(|| {
            let name = own.with_value(|path| format!("{path}-department-text"));
            view! { <FormulaInput work name label=t!("rule-expression") hint=t!("rule-department-hint") formula=of /> }
        })}
    }
    .into_any()
}

fn levels() -> Vec<(u8, String)> {
    (1..=5).map(|level| (level, t!("rule-levels", level = level))).collect()
}
