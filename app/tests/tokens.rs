//! The colours are readable in both themes, and dark is the same however it was chosen.

use std::collections::BTreeMap;

type Tokens = BTreeMap<String, String>;

const LIGHT: &str = ":root {";
const DARK_BY_SYSTEM: &str = ":root:not([data-theme=\"light\"]) {";
const DARK_BY_CHOICE: &str = ":root[data-theme=\"dark\"] {";

/// Ink, and the grounds on which it is written: 4.5 to 1 (WCAG 1.4.3).
const TEXT: &[(&str, &[&str])] = &[
    ("ink", &["paper", "surface", "surface-2", "brand-soft"]),
    ("ink-2", &["paper", "surface", "surface-2", "idle-bg"]),
    ("ink-3", &["paper", "surface", "surface-2"]),
    ("on-ink", &["ink"]),
    ("brand-ink", &["paper", "surface", "surface-2", "brand-soft"]),
    ("on-brand", &["brand", "brand-hover"]),
    ("on-seal", &["seal"]),
    ("refuse", &["paper", "surface", "surface-2", "refuse-bg"]),
    ("on-refuse", &["refuse"]),
    ("wait", &["surface", "wait-bg"]),
    ("run", &["surface", "run-bg"]),
    ("done", &["surface", "done-bg"]),
    ("back", &["surface", "back-bg"]),
    ("idle", &["surface", "idle-bg"]),
];

/// Edges and marks that carry a meaning, and their grounds: 3 to 1 (WCAG 1.4.11).
const MARKS: &[(&str, &[&str])] = &[
    ("edge", &["paper", "surface", "surface-2"]),
    ("focus-color", &["paper", "surface", "surface-2"]),
    ("brand", &["paper", "surface"]),
];

#[test]
fn dark_is_the_same_by_choice_and_by_system() {
    assert_eq!(tokens(DARK_BY_SYSTEM), tokens(DARK_BY_CHOICE));
}

#[test]
fn every_ink_is_readable_on_its_grounds() {
    let light = tokens(LIGHT);
    let mut dark = light.clone();
    dark.extend(tokens(DARK_BY_CHOICE));
    let mut poor = Vec::new();
    for (theme, tokens) in [("light", &light), ("dark", &dark)] {
        for (pairs, least) in [(TEXT, 4.5), (MARKS, 3.0)] {
            for (ink, grounds) in pairs {
                for ground in *grounds {
                    let contrast = contrast(luminance(&tokens[*ink]), luminance(&tokens[*ground]));
                    if contrast < least {
                        poor.push(format!("{theme}: {ink} on {ground} is {contrast:.2}, wants {least}"));
                    }
                }
            }
        }
    }
    assert!(poor.is_empty(), "{}", poor.join("\n"));
}

/// The custom properties of the block that starts with these words.
fn tokens(start: &str) -> Tokens {
    let sheet = include_str!("../../style/tokens.css");
    let (_, block) = sheet.split_once(start).unwrap_or_else(|| panic!("no block `{start}`"));
    let (block, _) = block.split_once('}').expect("blocks end");
    block
        .split(';')
        .filter_map(|declaration| {
            let (_, declaration) = declaration.split_once("--")?;
            let (name, value) = declaration.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        })
        .collect()
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of `#rrggbb`, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or_else(|_| panic!("`{colour}` is no colour"));
        let share = f64::from(value) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
