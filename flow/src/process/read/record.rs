//! What is put on record: receipts, and rows of registers.

use feel::NumberPattern;

use super::Reader;
use crate::check::Finding;
use crate::id::NodeId;
use crate::model::Node;
use crate::process::step::{Entry, FilingStep, LedgerStep};
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

    pub(super) fn ledger(&mut self, node: &Node) -> Option<LedgerStep> {
        let Some(ledger) = &node.ledger else {
            self.missing(&node.id, "ledger");
            return None;
        };
        let element = node.id.as_str();
        let entry = match &ledger.reverses {
            Some(reversed) => {
                let is_ledger =
                    |other: &&Node| other.ledger.as_ref().is_some_and(|other| other.register == ledger.register);
                match self.node(reversed).filter(is_ledger).is_some() && ledger.row.is_empty() {
                    true => Entry::Reversal(reversed.clone()),
                    false => return self.wrong_reversal(node, reversed),
                }
            }
            None if ledger.row.is_empty() => {
                self.missing(&node.id, "ledger.row");
                return None;
            }
            None => Entry::Row(self.formulas(&ledger.row, element)),
        };
        Some(LedgerStep { register: ledger.register.clone(), entry })
    }

    fn wrong_reversal(&mut self, node: &Node, reversed: &NodeId) -> Option<LedgerStep> {
        let zh = format!("冲销的须是登记到同一台账的节点，且不能同时登记新的一行：「{reversed}」");
        let en = format!(
            "what is taken back are rows of a node that enters the same register, and no row is entered with it: `{reversed}`"
        );
        self.findings.push(Finding::error("wrong_reversal", node.id.as_str(), Text::each(zh, en)));
        None
    }
}
