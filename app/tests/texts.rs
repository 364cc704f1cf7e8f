//! The interface says nothing that is not in the Fluent files, and the Fluent files hold nothing that is not said.
//!
//! That both languages have the same messages with the same arguments, and that code names only messages that exist, is
//! checked when the crate is compiled: by `build.rs` and by `t!`.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// Attributes and properties whose words a person reads.
const READ_BY_PEOPLE: [&str; 8] = ["label", "title", "placeholder", "hint", "alt", "text", "caption", "consequence"];

#[test]
fn no_text_stands_in_the_code() {
    let mut findings = Vec::new();
    for (file, tokens) in sources() {
        let mut literals = Literals::default();
        literals.collect(tokens, false);
        for (literal, place) in literals.found {
            let text = literal.to_string();
            let shown = place == Place::Shown && has_a_word(&text);
            if text.starts_with('"') && (shown || text.chars().any(is_chinese)) {
                findings.push(format!("{}:{}: {text}", file.display(), literal.span().start().line));
            }
        }
    }
    assert!(findings.is_empty(), "texts belong into app/locales/*/*.ftl:\n{}", findings.join("\n"));
}

#[test]
fn every_message_is_said() {
    let mut said = BTreeSet::new();
    for (_, tokens) in sources() {
        collect_said(tokens, &mut said);
    }
    let mut written = BTreeSet::new();
    for file in files(&root().join("locales/zh-CN"), "ftl") {
        for line in read(&file).lines() {
            let key = line.split_once(" =").map(|(key, _)| key);
            written
                .extend(key.filter(|key| key.starts_with(|sign: char| sign.is_ascii_lowercase())).map(str::to_owned));
            said.extend(references(line));
        }
    }
    assert!(written.len() > 50, "the files were not read");
    let silent: Vec<_> = written.difference(&said).collect();
    assert!(silent.is_empty(), "nobody says these messages; remove them: {silent:?}");
}

/// The messages that a line of a Fluent file includes: `{ date }`.
fn references(line: &str) -> impl Iterator<Item = String> {
    line.split('{').skip(1).filter_map(|rest| {
        let inside = rest.split('}').next()?.trim();
        inside.starts_with(|sign: char| sign.is_ascii_lowercase()).then(|| inside.to_owned())
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In an element, or in an attribute that people read.
    Shown,
    Elsewhere,
}

#[derive(Default)]
struct Literals {
    found: Vec<(Literal, Place)>,
}

impl Literals {
    fn collect(&mut self, tokens: TokenStream, in_view: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Punct(sign) if sign.as_char() == '#' => {
                    at = after_attribute(&tokens, at);
                    continue;
                }
                TokenTree::Group(group) => {
                    let is_view = at >= 2 && is_punct(&tokens[at - 1], '!') && is_ident(&tokens[at - 2], "view");
                    let behind_element = at >= 1 && in_view && is_punct(&tokens[at - 1], '>');
                    match single_literal(group).filter(|_| behind_element) {
                        // `<p>{"words"}`
                        Some(literal) => self.found.push((literal, Place::Shown)),
                        None => {
                            self.collect(group.stream(), is_view || in_view && group.delimiter() == Delimiter::Brace)
                        }
                    }
                }
                TokenTree::Literal(literal) => self.found.push((literal.clone(), place(&tokens, at, in_view))),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }
}

/// Behind an attribute (documentation is one); behind `#[cfg(test)]` the item after it is passed over too.
fn after_attribute(tokens: &[TokenTree], at: usize) -> usize {
    let attribute = tokens.get(at + 1).map(ToString::to_string).unwrap_or_default();
    let behind = at + 2;
    if attribute.replace(' ', "") != "[cfg(test)]" {
        return behind;
    }
    let is_body = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let body = tokens.iter().skip(behind).position(is_body);
    body.map_or(tokens.len(), |body| behind + body + 1)
}

fn single_literal(group: &Group) -> Option<Literal> {
    let mut tokens = group.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(literal)), None) => Some(literal),
        _ => None,
    }
}

fn place(tokens: &[TokenTree], at: usize, in_view: bool) -> Place {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let shown = match before {
        None => false,
        // `label="words"`, `aria-label="words"`
        Some(sign) if is_punct(sign, '=') => {
            at >= 2 && READ_BY_PEOPLE.iter().any(|name| is_ident(&tokens[at - 2], name))
        }
        // `<p>"words"`, `{value} "words"`
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) => in_view,
        Some(sign) => in_view && is_punct(sign, '>'),
    };
    if shown { Place::Shown } else { Place::Elsewhere }
}

fn collect_said(tokens: TokenStream, said: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let by_macro = at >= 2 && is_punct(&tokens[at - 1], '!') && is_ident(&tokens[at - 2], "t");
        let by_name = at >= 1 && is_ident(&tokens[at - 1], "checked");
        if let Some(TokenTree::Literal(key)) = group.stream().into_iter().next().filter(|_| by_macro || by_name) {
            said.insert(key.to_string().trim_matches('"').to_owned());
        }
        collect_said(group.stream(), said);
    }
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

fn is_chinese(sign: char) -> bool {
    matches!(sign, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// Two letters in a row are a word; a sign, a number or a code is not.
fn has_a_word(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_alphabetic))
}

fn sources() -> impl Iterator<Item = (PathBuf, TokenStream)> {
    files(&root().join("src"), "rs").into_iter().map(|file| {
        let tokens = read(&file).parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file, tokens)
    })
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.expect("a folder lists its entries").path()) {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found
}
