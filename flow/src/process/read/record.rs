//! What is put on record: receipts.

use feel::NumberPattern;

use super::Reader;
use crate::check::Finding;
use crate::model::Node;
use crate::process::step::FilingStep;
use crate::text::Text;

impl Reader<'_> {
    pub(super) fn filing(&mut self, node: &Node) -> Option<FilingStep> {
        let Some(filing) = &node.filing else {
            self.missing(&node.id, "filing");
            return None;
        };
        let element = node.id.as_str();
        for field in [&filing.into].into_iter().chain(&filing.on) {
            self.know_field(field, element);
        }
        if !filing.numbers.contains("{seq") {
            let message = Text::each(
                "回执编号里没有流水号，每份回执都会相同",
                "the number of a receipt has no count: all receipts would have the same",
            );
            let repair = Text::each("加上 {seq:4}，例如 BA-{yyyy}-{seq:4}", "add {seq:4}, as in BA-{yyyy}-{seq:4}");
            self.findings.push(Finding::error("number_without_count", element, message).with_repair(repair));
        }
        let (numbers, into, on) = (NumberPattern::new(&filing.numbers), filing.into.clone(), filing.on.clone());
        Some(FilingStep { numbers, into, on })
    }
}
