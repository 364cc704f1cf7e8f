//! What dsntk does not read as it stands.

use super::{Known, Right};

pub(super) const KNOWN: &[Known] = &[
    Known {
        what: "`instance of` before `then`",
        right: Right::Here,
        why: "After `instance of number` dsntk goes on to read `then` as a part of the type. Types are names of their \
              own in the grammar (10.3.1.2), and `then` is a keyword.",
        is_it: |case| case.is_unread() && case.helps.parentheses && asks_for_type_before_then(&case.text),
    },
    Known {
        what: "`day of week` and `day of year` after a name of the expression's own",
        right: Right::Here,
        why: "Once an entry or a property of another name stood before, dsntk does not find these functions any more, as \
              in `[{a: 1}.a, day of year(null)]`. Names of functions are known everywhere (10.3.1.2).",
        is_it: |case| case.is_unread() && case.helps.another_function,
    },
    Known {
        what: "names that dsntk does not know",
        right: Right::Here,
        why: "Into a name that it does not know, dsntk takes the words and operators that follow: in `if a then {b: 1}.c \
              else null` the name is `c else null`. In the grammar (10.3.1.2) keywords and operators end a name; in \
              parentheses dsntk reads the same.",
        is_it: |case| case.helps.parentheses && (has_path(&case.text) || case.names_entries),
    },
    Known {
        what: "a filter before the end of a range",
        right: Right::Here,
        why: "dsntk does not read `[1..[2][1])`. The end of a range is any expression (10.3.1.2, 16).",
        is_it: |case| {
            let ends = ["])", "]]"];
            case.is_unread()
                && case.helps.parentheses
                && case.text.contains("..")
                && ends.iter().any(|end| case.text.ends_with(end))
        },
    },
    Known {
        what: "`and` within `between`",
        right: Right::Here,
        why: "dsntk takes an `and` in brackets after `between` for that of `between`. What stands in brackets is an \
              expression of its own (10.3.1.2).",
        is_it: |case| case.is_unread() && case.text.split(" between ").skip(1).any(has_inner_and),
    },
    Known {
        what: "a recursive function within another",
        right: Right::Here,
        why: "dsntk exhausts its stack where a function that calls itself stands in another of the same name. The inner \
              one is another scope (10.3.2.11).",
        is_it: |case| case.is_crashed() && case.text.matches("f: function(n)").count() > 1,
    },
];

/// Whether the name of a type stands right before `then`.
fn asks_for_type_before_then(text: &str) -> bool {
    let mut asked = text.split(" instance of ").skip(1);
    asked.any(|after| after.split_once(' ').is_some_and(|(_, next)| next.starts_with("then ")))
}

/// Whether the first `and` stands in brackets.
fn has_inner_and(after: &str) -> bool {
    after.split_once(" and ").is_some_and(|(low, _)| {
        let count = |bracket: &[char]| low.matches(bracket).count();
        count(&['(', '[', '{']) > count(&[')', ']', '}'])
    })
}

/// Whether a name stands after a dot.
fn has_path(text: &str) -> bool {
    text.split('.').zip(text.split('.').skip(1)).any(|(before, after)| {
        before.ends_with(|last: char| !last.is_ascii_digit() && last != '.') && after.starts_with(char::is_alphabetic)
    })
}
