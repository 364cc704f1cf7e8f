//! What handlers may do with the fields of the form: at one node, and at all of them as a matrix.

use flow::id::{FieldId, NodeId};
use flow::model::{Definition, Node, Right};
use leptos::prelude::*;

use super::called;
use super::control::told;
use super::group::Group;
use super::part::Part;
use crate::components::{Button, ButtonSize, Dialog};
use crate::designer::step::Step;
use crate::designer::work::Work;
use crate::t;

/// The rights at one node.
#[component]
pub(super) fn Rights(work: Work, node: Part<Node>) -> impl IntoView {
    let id = StoredValue::new(NodeId::from(node.id().as_str()));
    let says = node.read(|draft, node| {
        let fields = draft.form.fields.iter().map(|field| node.right_to(&field.id));
        let [edit, required] =
            [Right::Edit, Right::Required].map(|right| fields.clone().filter(|of| *of == right).count());
        t!("rights-counts", edit = edit, required = required)
    });
    let fields = Memo::new(move |_| work.with(field_ids));
    let matrix = RwSignal::new(false);
    let rows = move || {
        let rows = fields.get().into_iter().map(|field| {
            let label = work.with(|draft| called(draft, field.as_str()));
            view! { <div class="rights-row"><span>{label.clone()}</span> <RightOf work node=id field label=t!("rights-of", field = label) /></div> }
        });
        rows.collect_view()
    };
    let begin = move || {
        let has_fields = !fields.read().is_empty();
        if has_fields {
            let open = move |_| matrix.set(true);
            view! { <Button size=ButtonSize::Small on_click=open>{t!("rights-all")}</Button> }.into_any()
        } else {
            view! { <p class="quiet">{t!("data-no-fields")}</p> }.into_any()
        }
    };
    view! {
        <Group name="rights" title=t!("rights-title") says>
            <div class="rights">{rows}</div>
            {begin}
        </Group>
        <Matrix work open=matrix />
    }
    .into_any()
}

fn field_ids(draft: &Definition) -> Vec<FieldId> {
    draft.form.fields.iter().map(|field| field.id.clone()).collect()
}

/// The right to one field at one node.
#[component]
fn RightOf(work: Work, node: StoredValue<NodeId>, field: FieldId, label: String) -> impl IntoView {
    let own = StoredValue::new(field.clone());
    let right = Memo::new(move |_| {
        work.with(|draft| {
            let node = node.with_value(|id| draft.nodes.iter().find(|node| node.id == *id));
            node.map(|node| own.with_value(|field| node.right_to(field)))
        })
    });
    let choose = move |event: leptos::ev::Event| {
        let Some(chosen) = RIGHTS.into_iter().find(|right| name_of(*right) == event_target_value(&event)) else {
            return;
        };
        work.change(Step::Say, |draft| {
            let fields = field_ids(draft);
            let node = node.with_value(|id| draft.nodes.iter_mut().find(|node| node.id == *id));
            node.into_iter().for_each(|node| give(node, &own.get_value(), chosen, &fields));
        });
    };
    let options = told(work, RIGHTS).into_iter().map(|(choice, words)| {
        view! { <option value=name_of(choice) selected=move || right.get() == Some(choice)>{words}</option> }
    });
    view! {
        <select
            class="input right"
            data-right=move || right.get().map(name_of)
            aria-label=label
            disabled=work.fixed
            prop:value=move || right.get().map(name_of)
            on:change=choose
        >
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// Gives a right; the others stay what they are, also where naming the first one changes what is not named.
fn give(node: &mut Node, field: &FieldId, right: Right, all: &[FieldId]) {
    let before: Vec<Right> = all.iter().map(|field| node.right_to(field)).collect();
    node.fields.insert(field.clone(), right);
    for (other, before) in all.iter().zip(before) {
        if other != field && node.right_to(other) != before {
            node.fields.insert(other.clone(), before);
        }
    }
}

const RIGHTS: [Right; 4] = [Right::Hidden, Right::Read, Right::Edit, Right::Required];

fn name_of(right: Right) -> &'static str {
    match right {
        Right::Hidden => "hidden",
        Right::Read => "read",
        Right::Edit => "edit",
        Right::Required => "required",
    }
}

/// All nodes and all fields.
#[component]
pub(super) fn Matrix(work: Work, open: RwSignal<bool>) -> impl IntoView {
    let table = move || {
        if !open.get() {
            return ().into_any();
        }
        let (nodes, fields) = work.with(|draft| {
            let nodes = draft.nodes.iter().filter(|node| node.is_before_people());
            (nodes.map(|node| node.id.clone()).collect::<Vec<_>>(), field_ids(draft))
        });
        let name = move |id: &str| work.with(|draft| called(draft, id));
        let heads = nodes.iter().map(|node| view! { <th scope="col">{name(node.as_str())}</th> }).collect_view();
        let rows = fields.into_iter().map(|field| {
            let label = name(field.as_str());
            let cells = nodes.iter().map(|node| {
                let label = t!("rights-cell", field = label.clone(), step = name(node.as_str()));
                view! { <td><RightOf work node=StoredValue::new(node.clone()) field=field.clone() label /></td> }
            });
            view! { <tr><th scope="row">{label.clone()}</th>{cells.collect_view()}</tr> }
        });
        view! {
            <div class="rights-frame" tabindex="0" role="group" aria-label=t!("rights-all")>
                <table class="rights-matrix">
                    <thead><tr><th scope="col">{t!("rights-field")}</th>{heads}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <Dialog id="rights-matrix" title=t!("rights-all") open large=true>{table}</Dialog> }.into_any()
}

#[cfg(test)]
mod tests {
    use flow::model::Kind;

    use super::*;

    #[test]
    fn naming_the_first_right_at_a_start_leaves_the_others_as_they_were() {
        let fields: Vec<FieldId> = ["amount", "reason"].map(FieldId::from).to_vec();
        let mut start = Node::new("start", Kind::Start);
        give(&mut start, &"amount".into(), Right::Required, &fields);
        assert_eq!(start.right_to(&"amount".into()), Right::Required);
        assert_eq!(start.right_to(&"reason".into()), Right::Edit);

        let mut check = Node::new("check", Kind::Approve);
        give(&mut check, &"amount".into(), Right::Hidden, &fields);
        assert_eq!(check.fields.len(), 1, "what was only read needs no mention");
    }
}
