//! Turns the Fluent files under `locales/` into Rust tables, so that the page carries its texts without a parser.
//!
//! The build fails, with everything that is wrong at once, when a file does not parse, when a language lacks a
//! message, when the two languages of a message take different arguments, or when a message uses a part of Fluent
//! that the tables do not express (functions, attributes).

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};

/// The languages, in the order in which the tables hold their texts.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// The gallery shows its texts in debug builds only; a release does not carry them.
const DEBUG_ONLY: &str = "gallery.ftl";

/// The messages (or, with a leading `-`, the terms) of one language by name.
type Catalogue = BTreeMap<String, Pattern<String>>;

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=build.rs");
    let mut problems = Vec::new();
    let catalogues = LANGUAGES.map(|language| read_language(language, &mut problems));
    let table = write_table(&catalogues, &mut problems);
    if !problems.is_empty() {
        for problem in &problems {
            println!("cargo:error={problem}");
        }
        std::process::exit(1);
    }
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("messages.rs");
    fs::write(&target, table).expect("cargo's output folder can be written");
}

fn read_language(language: &str, problems: &mut Vec<String>) -> Catalogue {
    let folder = Path::new("locales").join(language);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .filter(|path| env::var_os("CARGO_CFG_DEBUG_ASSERTIONS").is_some() || !path.ends_with(DEBUG_ONLY))
        .collect();
    files.sort();
    let mut catalogue = Catalogue::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let resource = parser::parse(text).unwrap_or_else(|(resource, errors)| {
            problems.extend(errors.iter().map(|error| format!("{}: {error}", file.display())));
            resource
        });
        for entry in resource.body {
            let (name, pattern, attributes) = match entry {
                Entry::Message(message) => (message.id.name, message.value, message.attributes.len()),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes.len()),
                _ => continue,
            };
            let (Some(pattern), 0) = (pattern, attributes) else {
                problems.push(format!("{}: `{name}` must have a value and no attributes", file.display()));
                continue;
            };
            if catalogue.insert(name.clone(), pattern).is_some() {
                problems.push(format!("{}: `{name}` is written twice", file.display()));
            }
        }
    }
    catalogue
}

fn write_table(catalogues: &[Catalogue; 2], problems: &mut Vec<String>) -> String {
    let names: BTreeSet<&String> =
        catalogues.iter().flat_map(Catalogue::keys).filter(|name| !name.starts_with('-')).collect();
    let mut table = format!("pub(super) static MESSAGES: [Message; {}] = [\n", names.len());
    for name in names {
        let mut arguments: [BTreeSet<String>; 2] = Default::default();
        let mut texts: [String; 2] = Default::default();
        for (index, catalogue) in catalogues.iter().enumerate() {
            let Some(pattern) = catalogue.get(name) else {
                problems.push(format!("locales/{}: the message `{name}` is missing", LANGUAGES[index]));
                continue;
            };
            let mut writer = PatternWriter { catalogue, arguments: &mut arguments[index], depth: 0 };
            match writer.parts(pattern) {
                Ok(parts) => texts[index] = parts,
                Err(problem) => problems.push(format!("locales/{}: `{name}`: {problem}", LANGUAGES[index])),
            }
        }
        if arguments[0] != arguments[1] && catalogues.iter().all(|catalogue| catalogue.contains_key(name)) {
            problems.push(format!(
                "`{name}` takes {:?} in {} but {:?} in {}",
                arguments[0], LANGUAGES[0], arguments[1], LANGUAGES[1]
            ));
        }
        let arguments: Vec<&String> = arguments[0].iter().collect();
        writeln!(table, "Message {{ key: {name:?}, arguments: &{arguments:?}, texts: [{}, {}] }},", texts[0], texts[1])
            .expect("a String takes every write");
    }
    table + "];\n"
}

/// Writes one pattern as the Rust expression of its parts, and notes the arguments it takes.
struct PatternWriter<'a> {
    catalogue: &'a Catalogue,
    arguments: &'a mut BTreeSet<String>,
    /// How many references deep we are; a text that includes itself would never end.
    depth: usize,
}

impl PatternWriter<'_> {
    fn parts(&mut self, pattern: &Pattern<String>) -> Result<String, String> {
        let mut parts = Vec::new();
        self.collect(pattern, &mut parts)?;
        Ok(format!("&[{}]", parts.join(", ")))
    }

    fn collect(&mut self, pattern: &Pattern<String>, parts: &mut Vec<String>) -> Result<(), String> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => parts.push(format!("Part::Text({value:?})")),
                PatternElement::Placeable { expression } => self.expression(expression, parts)?,
            }
        }
        Ok(())
    }

    fn expression(&mut self, expression: &Expression<String>, parts: &mut Vec<String>) -> Result<(), String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, parts),
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                self.arguments.insert(id.name.clone());
                let mut cases = Vec::new();
                let mut otherwise = None;
                for variant in variants {
                    let text = self.parts(&variant.value)?;
                    if variant.default {
                        otherwise = Some(text);
                    } else {
                        let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
                            &variant.key;
                        cases.push(format!("({name:?}, {text})"));
                    }
                }
                let otherwise = otherwise.ok_or("a selection needs a default")?;
                parts.push(format!(
                    "Part::Choice {{ argument: {:?}, cases: &[{}], otherwise: {otherwise} }}",
                    id.name,
                    cases.join(", ")
                ));
                Ok(())
            }
            Expression::Select { .. } => Err("only an argument can select".into()),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<String>, parts: &mut Vec<String>) -> Result<(), String> {
        match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                parts.push(format!("Part::Text({value:?})"));
                Ok(())
            }
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.clone());
                parts.push(format!("Part::Argument({:?})", id.name));
                Ok(())
            }
            InlineExpression::MessageReference { id, attribute: None } => self.reference(&id.name, parts),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.reference(&format!("-{}", id.name), parts)
            }
            InlineExpression::Placeable { expression } => self.expression(expression, parts),
            _ => Err("functions, attributes and arguments of terms are not supported".into()),
        }
    }

    fn reference(&mut self, name: &str, parts: &mut Vec<String>) -> Result<(), String> {
        if self.depth > 8 {
            return Err(format!("`{name}` includes itself"));
        }
        let pattern = self.catalogue.get(name).ok_or_else(|| format!("refers to `{name}`, which does not exist"))?;
        self.depth += 1;
        self.collect(pattern, parts)?;
        self.depth -= 1;
        Ok(())
    }
}
