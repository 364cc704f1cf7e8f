//! Work that is done several times.

use feel::xml::Element;

use super::Reader;
use crate::bpmn::document::{extensions, says, text_in};
use crate::bpmn::names::{CAMUNDA, ZEEBE};
use crate::model::{Each, Formula, Node, Repeat, Rest};

impl<'x> Reader<'_, 'x> {
    pub(super) fn repetition(&mut self, node: &mut Node, element: &'x Element) {
        if let Some(several) = element.first("multiInstanceLoopCharacteristics") {
            node.each = self.each(several, node.id.clone().as_str());
        }
        if let Some(standard) = element.first("standardLoopCharacteristics") {
            let id = node.id.clone();
            let most = standard.attribute("loopMaximum").map(|most| most.trim().parse::<u32>());
            if matches!(most, Some(Err(_))) {
                let (zh, en) = ("loopMaximum 不是数", "loopMaximum is no number");
                self.unsupported(id.as_str(), zh, en);
            }
            node.repeat = Some(Repeat {
                while_: self.formula_in(standard, "loopCondition", id.as_str()),
                before: says(standard, "testBefore", true),
                most: most.and_then(Result::ok),
            });
        }
    }

    fn each(&mut self, several: &'x Element, id: &str) -> Option<Each> {
        if several.attribute("behavior").is_some_and(|behavior| behavior != "All") {
            let (zh, en) = ("多实例中途引发事件（behavior）", "several instances that bring events about (behavior)");
            self.unsupported(id, zh, en);
        }
        let zeebe =
            extensions(several, |namespace| namespace == ZEEBE).find(|it| it.local_name() == "loopCharacteristics");
        let of_zeebe = |name: &str| zeebe.and_then(|zeebe| zeebe.attribute(name));
        let of_camunda = |name| self.document.foreign_attribute(several, &CAMUNDA, name);
        let data_object = text_in(several, "loopDataInputRef").map(|of| self.name_of_data(&of));
        let collection = of_camunda("collection").map(str::to_owned).or(data_object);
        let item = of_camunda("elementVariable").or(of_zeebe("inputElement")).map(str::to_owned);
        let item = item.or_else(|| several.first("inputDataItem")?.attribute("name").map(str::to_owned));
        let list = match (text_in(several, "loopCardinality"), collection, of_zeebe("inputCollection")) {
            (Some(_), ..) => self.formula_in(several, "loopCardinality", id),
            (None, Some(collection), _) => self.formula(id, &collection, None),
            (None, None, Some(collection)) => self.formula(id, collection, Some("feel")),
            (None, None, None) => {
                let (zh, en) = ("没有说明做几次，或对什么逐个做", "it does not say how often, nor for each of what");
                self.unsupported(id, zh, en);
                None
            }
        };
        let until = self.formula_in(several, "completionCondition", id);
        if let Some(gathers) = of_zeebe("outputCollection") {
            let zh = format!("结果不会汇入「{gathers}」");
            let en = format!("what comes of it is not gathered in `{gathers}`");
            self.note("not_gathered", id, zh, en);
        }
        self.tell_what_is_only_kept(several, id, &["collection", "elementVariable", "loopCharacteristics"]);
        Some(Each {
            list: list.unwrap_or_else(|| Formula::from("0")),
            item,
            in_order: says(several, "isSequential", true),
            until,
            rest: Rest::Ends,
            into: None,
            yields: None,
        })
    }

    /// What a reference to data is called in expressions.
    pub(super) fn name_of_data(&self, reference: &str) -> String {
        let found = self.document.find(reference);
        let of = found.and_then(|data| data.attribute("dataObjectRef")).and_then(|of| self.document.find(of));
        let name = found.and_then(|data| data.attribute("name")).or_else(|| of?.attribute("name"));
        name.filter(|name| feel::parse(name, &()).is_ok()).unwrap_or(reference.trim()).to_owned()
    }
}
