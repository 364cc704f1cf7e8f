//! Expressions of other tools: what is simple in them means the same in FEEL.

mod simple;

use std::collections::BTreeSet;

/// Whether and how an expression is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Understood {
    /// It is FEEL.
    Feel(String),
    /// It is in another language and too much for a translation.
    Foreign,
}

/// The FEEL that an expression means. `language` is what the file says of it; `names` are those that FEEL may speak of
/// beside single words.
pub(super) fn understand(text: &str, language: Option<&str>, names: &BTreeSet<String>) -> Understood {
    let text = text.trim();
    let said = language.unwrap_or_default().to_ascii_lowercase();
    if let Some(feel) = text.strip_prefix('=') {
        return Understood::Feel(feel.trim().to_owned());
    }
    if let Some(inner) = unified(text) {
        return simply(inner);
    }
    if said.contains("feel") {
        return Understood::Feel(text.to_owned());
    }
    match simply(text) {
        // XPath is what a file says that says nothing.
        Understood::Foreign if (said.is_empty() || said.contains("xpath")) && feel::parse(text, names).is_ok() => {
            Understood::Feel(text.to_owned())
        }
        understood => understood,
    }
}

/// What stands between the braces of `${…}` or `#{…}`, if that is all.
fn unified(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("${").or_else(|| text.strip_prefix("#{"))?.strip_suffix('}')?;
    (!inner.contains(['{', '}'])).then_some(inner.trim())
}

fn simply(text: &str) -> Understood {
    simple::translate(text).map_or(Understood::Foreign, Understood::Feel)
}

/// Whether a text has the form of an expression rather than of a name.
pub(super) fn is_expression(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('=') || text.contains("${") || text.contains("#{")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feel(text: &str) -> String {
        match understand(text, None, &BTreeSet::new()) {
            Understood::Feel(feel) => feel,
            Understood::Foreign => "foreign".to_owned(),
        }
    }

    #[test]
    fn comparisons_and_what_joins_them_mean_the_same() {
        for (text, meant) in [
            ("${amount > 1000 && approved}", "amount > 1000 and approved"),
            ("#{a == 'x' || b != \"y\"}", "a = \"x\" or b != \"y\""),
            ("${!approved}", "not(approved)"),
            ("${not (a eq 1 and b lt 2)}", "not(a = 1 and b < 2)"),
            ("${(a || b) && c}", "(a or b) and c"),
            ("${empty name}", "name = null or name = \"\""),
            ("${total / 2 + 1 >= limit}", "total / 2 + 1 >= limit"),
            ("${count % 2 == 0}", "modulo(count, 2) = 0"),
            ("${a - (b - c) > 0}", "a - (b - c) > 0"),
            ("${ok ? 1 : 2}", "if ok then 1 else 2"),
            ("${order.total > 5}", "order.total > 5"),
            (
                "${nrOfCompletedInstances / nrOfInstances >= 0.5}",
                "numberOfCompletedInstances / numberOfInstances >= 0.5",
            ),
            ("bpmn:getDataObject('clarified') = 'yes'", "clarified = \"yes\""),
            ("not(getDataObject(\"approved\"))", "not(approved)"),
            ("${execution.getVariable('x') == 1}", "x = 1"),
            ("x == 1 && y", "x = 1 and y"),
            ("= a > 1", "a > 1"),
            ("count(list) > 2", "count(list) > 2"),
            ("x in (\"a\", \"b\")", "x in (\"a\", \"b\")"),
        ] {
            assert_eq!(feel(text), meant, "{text}");
        }
    }

    #[test]
    fn what_calls_other_code_stays_foreign() {
        for text in
            ["${bean.check(x)}", "${a == 1} and ${b}", "${list.size() > 2}", "a && ", "x ==", "${a b}", "", "${}"]
        {
            assert_eq!(feel(text), "foreign", "{text}");
        }
    }

    #[test]
    fn the_language_that_is_said_counts() {
        let understood = |language| understand("a == 1", Some(language), &BTreeSet::new());
        assert_eq!(understood("http://www.omg.org/spec/FEEL/20140401"), Understood::Feel("a == 1".to_owned()));
        assert_eq!(understood("groovy"), Understood::Feel("a = 1".to_owned()));
        assert_eq!(understand("a.size()", Some("groovy"), &BTreeSet::new()), Understood::Foreign);
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        assert_eq!(feel(&format!("${{{}a{}}}", "(".repeat(100_000), ")".repeat(100_000))), "foreign");
        assert_eq!(feel(&format!("${{{}a}}", "!".repeat(100_000))), "foreign");
    }
}
