//! Scripts: FEEL is ours, whatever else is kept.

use feel::xml::Element;

use super::Reader;
use crate::bpmn::document::{extensions, text_in};
use crate::bpmn::expression::{Understood, understand};
use crate::bpmn::extension::Said;
use crate::bpmn::names::{CAMUNDA, ZEEBE};
use crate::model::{Formula, Node};
use crate::text::Text;

impl<'x> Reader<'_, 'x> {
    pub(super) fn script(&mut self, node: &mut Node, element: &'x Element, said: &Said) {
        let of_zeebe = extensions(element, |namespace| namespace == ZEEBE).find(|it| it.local_name() == "script");
        if let Some((expression, result)) =
            of_zeebe.and_then(|script| Some((script.attribute("expression")?, script.attribute("resultVariable")?)))
        {
            node.script = Some(into_field(expression.trim_start_matches('=').trim(), result));
            return;
        }
        // A call of a script that the file defines for several processes is that script.
        let global = element.attribute("calledElement").and_then(|called| self.document.find(called));
        let element = global.unwrap_or(element);
        let Some(text) = text_in(element, "script").filter(|_| said.is_silent_on("script")) else { return };
        let language = element.attribute("scriptFormat").or(element.attribute("scriptLanguage")).unwrap_or_default();
        let result = self.document.foreign_attribute(element, &CAMUNDA, "resultVariable");
        let is_feel = language.to_ascii_lowercase().contains("feel");
        let simple = match (is_feel, result) {
            (false, Some(_)) if language.eq_ignore_ascii_case("juel") => understand(&text, Some(language), &self.names),
            _ => Understood::Foreign,
        };
        node.script = match (is_feel, simple, result) {
            (true, _, Some(result)) => Some(into_field(&text, result)),
            (true, _, None) => Some(Formula(text)),
            (false, Understood::Feel(feel), Some(result)) => Some(into_field(&feel, result)),
            _ => {
                self.foreign_script(node.id.as_str(), text, language);
                None
            }
        };
    }

    fn foreign_script(&mut self, id: &str, text: String, language: &str) {
        let named = if language.is_empty() { "?" } else { language };
        let zh = format!("脚本的语言是「{named}」，只能执行 FEEL");
        let en = format!("the script is in `{named}`; only FEEL is executed");
        self.refuse("foreign_script", id, Text::each(zh, en));
        let language = (!language.is_empty()).then(|| language.to_owned());
        self.definition.keep_foreign(id, |kept| {
            kept.script = Some(text);
            kept.language = language;
        });
    }
}

/// A script that writes what an expression yields to one field.
fn into_field(expression: &str, field: &str) -> Formula {
    Formula(format!("{{{field}: {expression}}}"))
}
