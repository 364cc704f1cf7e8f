//! What is spoken of anywhere in a definition.

use std::collections::BTreeSet;

use feel::{Expression, UnaryTests};

use crate::model::{Activate, Definition, Formula, From, Who};
use crate::process::{HostNames, Placed, Process, Purpose, Work};
use crate::template::Template;

/// Every name that something looks at: expressions, tests of tables, titles, rules that yield people, shared pages.
pub(super) fn spoken_of(process: &Process) -> BTreeSet<String> {
    let definition = process.definition();
    let names = HostNames::of(definition);
    let placed = process.placed().iter().filter(|placed| !is_about_itself(placed)).map(|placed| &placed.expression);
    let templates = process.title().into_iter().chain(process.summary()).flat_map(Template::expressions);
    let others: Vec<Expression> =
        not_placed(definition).into_iter().filter_map(|formula| feel::parse(&formula.0, names.names()).ok()).collect();
    let decided = process.steps().iter().filter_map(|step| match &step.work {
        Work::Rule(rule) => Some(&rule.table),
        _ => None,
    });
    let asked = process.people_tables().into_iter().map(|(_, people)| &people.table);
    let rows = decided.chain(asked).flat_map(|table| &table.rules);
    let of_tests = rows.flat_map(|row| &row.tests).flat_map(UnaryTests::free_names);
    let of_lanes = tests_of_lanes(definition, &names);
    let named = placed.chain(templates).chain(&others).flat_map(Expression::free_names).chain(of_tests);
    let named = named.chain(of_lanes.iter().flat_map(UnaryTests::free_names)).map(|name| name.name.to_string());
    let mut spoken: BTreeSet<String> = named.collect();
    spoken.extend(definition.settings.share.fields.iter().map(ToString::to_string));
    definition.who_rules().for_each(|who| {
        who.each(&mut |who| {
            if let Who::Field(field) = who {
                spoken.insert(field.to_string());
            }
        });
    });
    spoken
}

/// What a field has to fulfil itself does not use it.
fn is_about_itself(placed: &Placed) -> bool {
    let is_it = |name: feel::Reference| *name.name == *placed.element;
    placed.purpose == Purpose::Check && placed.expression.free_names().into_iter().all(is_it)
}

/// The expressions that a process does not look at itself: those of lanes, of the limit of the whole, and of a gateway
/// that has nothing to wait for yet.
fn not_placed(definition: &Definition) -> Vec<&Formula> {
    let mut found = Vec::new();
    lanes(definition, &mut |who| found.extend(who.formulas()));
    found.extend(definition.settings.limit.iter().filter_map(|limit| match &limit.from {
        From::Date(date) => Some(date),
        From::Entry | From::Start => None,
    }));
    found.extend(definition.nodes.iter().filter_map(|node| match &node.activate {
        Some(Activate::When(when)) => Some(when),
        Some(Activate::Count(_)) | None => None,
    }));
    found
}

fn tests_of_lanes(definition: &Definition, names: &HostNames) -> Vec<UnaryTests> {
    let mut found = Vec::new();
    lanes(definition, &mut |who| {
        if let Who::Table(table) = who {
            let tests = table.rules.iter().flat_map(|row| &row.when);
            found.extend(tests.filter_map(|test| feel::parse_unary_tests(&test.0, names.names()).ok()));
        }
    });
    found
}

fn lanes<'d>(definition: &'d Definition, look: &mut impl FnMut(&'d Who)) {
    definition.lanes.iter().flat_map(|lane| &lane.responsible).for_each(|who| who.each(look));
}
