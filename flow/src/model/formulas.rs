//! Every expression of a definition, to be changed where it stands.

use super::{
    Activate, AdHoc, Attached, Choice, Condition, Contact, DecisionTable, Definition, Each, Event, Field, Follows,
    Formula, From, Node, Who,
};
use crate::id::FieldId;

/// Where an expression stands: what its names mean there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'d> {
    /// It is an expression over the instance's data.
    Outside,
    /// It is an expression in a row of this table, whose columns hide other names.
    Row(&'d FieldId),
    /// It is tests of what this expression yields.
    Tests(&'d Formula),
    /// It is a script: what its context calls its entries are fields.
    Script,
}

impl Definition {
    /// Changes every expression over the data of an instance, each with where it stands. What comes back from another
    /// process speaks of that one's data, and is left out.
    pub fn each_formula_mut(&mut self, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
        self.form.fields.iter_mut().for_each(|field| of_field(field, None, change));
        self.nodes.iter_mut().for_each(|node| of_node(node, change));
        let ways = self.edges.iter_mut().filter_map(|edge| edge.when.as_mut());
        ways.for_each(|when| change(Standing::Outside, when));
        self.attached.iter_mut().for_each(|event| of_attached(event, change));
        self.who_rules_mut().for_each(|who| of_who(who, change));
        let limit = self.settings.limit.iter_mut();
        limit.for_each(|limit| of_moment(&mut limit.from, change));
        let taken = self.follows.iter_mut().flat_map(|Follows { data, .. }| data.values_mut());
        taken.for_each(|formula| change(Standing::Outside, formula));
    }
}

fn of_field(field: &mut Field, table: Option<&FieldId>, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
    let standing = table.map_or(Standing::Outside, Standing::Row);
    for condition in [&mut field.required, &mut field.show, &mut field.read_only] {
        of_condition(condition, standing, change);
    }
    field.options.iter_mut().for_each(|option| of_option(option, standing, change));
    let values = field.compute.iter_mut().chain(&mut field.default);
    values.chain(field.checks.iter_mut().map(|check| &mut check.rule)).for_each(|formula| change(standing, formula));
    let own = field.id.clone();
    field.fields.iter_mut().for_each(|column| of_field(column, Some(&own), change));
}

fn of_option(option: &mut Choice, standing: Standing<'_>, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
    of_condition(&mut option.show, standing, change);
    option.options.iter_mut().for_each(|option| of_option(option, standing, change));
}

fn of_condition(
    condition: &mut Condition,
    standing: Standing<'_>,
    change: &mut impl FnMut(Standing<'_>, &mut Formula),
) {
    if let Condition::When(formula) = condition {
        change(standing, formula);
    }
}

fn of_node(node: &mut Node, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
    if let Some(script) = &mut node.script {
        change(Standing::Script, script);
    }
    if let Some(table) = &mut node.table {
        of_table(table, change);
    }
    let each = node.each.iter_mut();
    let each = each.flat_map(|Each { list, until, yields, .. }| [list].into_iter().chain(until).chain(yields));
    let repeat = node.repeat.iter_mut().filter_map(|repeat| repeat.while_.as_mut());
    let ad_hoc = node.ad_hoc.iter_mut().filter_map(|AdHoc { until, .. }| until.as_mut());
    let entered = node.ledger.iter_mut().flat_map(|ledger| ledger.row.values_mut());
    let passed = node.call.iter_mut().flat_map(|call| call.input.iter_mut().flat_map(|input| input.values_mut()));
    let opens = node.activate.iter_mut().filter_map(|activate| match activate {
        Activate::When(when) => Some(when),
        Activate::Count(_) => None,
    });
    let contact = node.contact.iter_mut();
    let contact = contact.flat_map(|Contact { name, phone, email }| [name].into_iter().chain(phone).chain(email));
    let plain = node.exception.iter_mut().chain(each).chain(repeat).chain(ad_hoc).chain(entered).chain(passed);
    plain.chain(opens).chain(contact).for_each(|formula| change(Standing::Outside, formula));
    node.limit.iter_mut().for_each(|limit| of_moment(&mut limit.from, change));
    if let Some(Event { key, at, days, when, data, .. }) = &mut node.event {
        let all = key.iter_mut().chain(at).chain(days).chain(when).chain(data.values_mut());
        all.for_each(|formula| change(Standing::Outside, formula));
    }
}

fn of_attached(event: &mut Attached, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
    let all = event.key.iter_mut().chain(&mut event.at).chain(&mut event.when);
    all.for_each(|formula| change(Standing::Outside, formula));
}

fn of_moment(from: &mut From, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
    if let From::Date(formula) = from {
        change(Standing::Outside, formula);
    }
}

/// Tests are changed before what they test, whose text says what they mean.
fn of_table(table: &mut DecisionTable, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
    for rule in &mut table.rules {
        rule.when.iter_mut().zip(&table.inputs).for_each(|(test, input)| change(Standing::Tests(input), test));
        rule.then.iter_mut().for_each(|result| change(Standing::Outside, result));
    }
    table.inputs.iter_mut().chain(&mut table.otherwise).for_each(|formula| change(Standing::Outside, formula));
}

fn of_who(who: &mut Who, change: &mut impl FnMut(Standing<'_>, &mut Formula)) {
    who.each_mut(&mut |who| match who {
        Who::Table(table) => {
            for row in &mut table.rules {
                row.when.iter_mut().zip(&table.inputs).for_each(|(test, input)| change(Standing::Tests(input), test));
            }
            table.inputs.iter_mut().for_each(|formula| change(Standing::Outside, formula));
        }
        Who::Expression(formula) | Who::Head(formula) => change(Standing::Outside, formula),
        Who::Post(super::Post::Within(post)) => change(Standing::Outside, &mut post.within),
        _ => {}
    });
}
