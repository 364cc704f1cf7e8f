use feel::Expression;

use super::Reader;
use crate::check::Finding;
use crate::model::{Field, Node, Right};
use crate::process::Outside;
use crate::text::Text;

impl Reader<'_> {
    /// Whom an external node asks.
    pub(super) fn outside(&mut self, node: &Node) -> Option<Outside> {
        let Some(contact) = &node.contact else {
            self.missing(&node.id, "contact");
            return None;
        };
        self.look_for_what_is_kept_inside(node);
        let element = node.id.as_str();
        let name = self.formula(&contact.name.0, element);
        let phone = contact.phone.as_ref().and_then(|phone| self.formula(&phone.0, element));
        let email = contact.email.as_ref().and_then(|email| self.formula(&email.0, element));
        let name = name?;
        Some(Outside { keeps_name: !self.reads_personal(&name), name, phone, email, on_behalf: node.on_behalf })
    }

    /// Nobody outside uploads files, or looks for people and departments. Whoever has the task may add such when they enter
    /// the answer; nothing of the kind is asked of the person outside.
    fn look_for_what_is_kept_inside(&mut self, node: &Node) {
        let asked = if node.on_behalf { Right::Required } else { Right::Edit };
        let written = node.fields.iter().filter(|(_, right)| **right >= asked).map(|(field, _)| field);
        for id in written.chain(node.outcomes.iter().flat_map(|outcome| &outcome.opens)) {
            if self.field(id).is_some_and(Field::is_kept_inside) {
                let zh = format!("字段「{id}」要上传附件或选择内部人员、部门，外部人员无法填写");
                let en =
                    format!("the field `{id}` takes files, people or departments, which nobody outside can fill in");
                let repair = Text::each(
                    "改为 read 或 hidden，由内部人员在别的节点填写；代为填报（on_behalf）时也可用 edit",
                    "make it read or hidden, and let somebody inside fill it at another node; with `on_behalf`, edit is fine too",
                );
                let finding = Finding::error("kept_inside", node.id.as_str(), Text::each(zh, en));
                self.findings.push(finding.with_repair(repair));
            }
        }
    }

    /// Whether an expression looks at a field that holds personal data.
    fn reads_personal(&self, expression: &Expression) -> bool {
        let names = expression.free_names();
        names.iter().any(|reference| self.field(&(*reference.name).into()).is_some_and(Field::is_personal))
    }
}
