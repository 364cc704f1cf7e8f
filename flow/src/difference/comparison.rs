//! How a difference is put into words.

use super::words::{Reader, Say};
use super::{Change, Difference, Weight};
use crate::model::Definition;
use crate::text::{Language, Text};

/// What something is called, in Chinese and in English.
pub(super) type Noun = (&'static str, &'static str);

/// What a difference is about.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// The id of the element; none for the process as a whole.
    pub(super) element: Option<String>,
    /// What it is called in a sentence.
    pub(super) name: Text,
}

impl Subject {
    /// The process as a whole.
    pub(super) fn process() -> Self {
        Self { element: None, name: Text::each("流程", "the process") }
    }

    /// A part of it, such as an outcome of a node.
    pub(super) fn part(&self, (zh, en): Noun, name: &Text) -> Self {
        let (whole_zh, whole_en) = (self.name.in_language(Language::Chinese), self.name.in_language(Language::English));
        let (part_zh, part_en) = (name.in_language(Language::Chinese), name.in_language(Language::English));
        let zh = format!("{whole_zh}的{zh}「{part_zh}」");
        let en = format!("{en} “{part_en}” of {whole_en}");
        Self { element: self.element.clone(), name: Text::each(zh, en) }
    }
}

/// Two definitions side by side, and what is different so far.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Definition,
    pub(super) new: &'a Definition,
    pub(super) found: Vec<Difference>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Definition, new: &'a Definition) -> Self {
        Self { old, new, found: Vec::new() }
    }

    /// What a part of the old definition says.
    pub(super) fn was(&self, what: &impl Say) -> Text {
        words(self.old, what)
    }

    /// What a part of the new definition says.
    pub(super) fn is(&self, what: &impl Say) -> Text {
        words(self.new, what)
    }

    /// A key that may say something else now.
    pub(super) fn key<T: Say + PartialEq>(&mut self, of: &Subject, weight: Weight, noun: Noun, old: &T, new: &T) {
        if old != new {
            let was = old.is_said().then(|| self.was(old));
            let is = new.is_said().then(|| self.is(new));
            self.changed(of, weight, noun, was, is);
        }
    }

    /// The same for texts, of which only counts what is read.
    pub(super) fn text<T: Say + PartialEq>(&mut self, of: &Subject, weight: Weight, noun: Noun, old: &T, new: &T) {
        if self.was(old) != self.is(new) || old.is_said() != new.is_said() {
            self.key(of, weight, noun, old, new);
        }
    }

    /// A key says something else now.
    pub(super) fn changed(
        &mut self,
        of: &Subject,
        weight: Weight,
        (noun_zh, noun_en): Noun,
        old: Option<Text>,
        new: Option<Text>,
    ) {
        let sentence = |language: Language| {
            let name = of.name.in_language(language);
            let old = old.as_ref().map(|old| old.in_language(language));
            let new = new.as_ref().map(|new| new.in_language(language));
            match (language, old, new) {
                (Language::Chinese, Some(old), Some(new)) => format!("{name}的{noun_zh}：{old} → {new}"),
                (Language::Chinese, None, Some(new)) => format!("{name}新增{noun_zh}：{new}"),
                (Language::Chinese, Some(old), None) => format!("{name}去掉{noun_zh}（原为 {old}）"),
                (Language::Chinese, None, None) => format!("{name}的{noun_zh}有变化"),
                (Language::English, Some(old), Some(new)) => format!("{name}, {noun_en}: {old} → {new}"),
                (Language::English, None, Some(new)) => format!("{name}, {noun_en} added: {new}"),
                (Language::English, Some(old), None) => format!("{name}, {noun_en} removed (it was {old})"),
                (Language::English, None, None) => format!("{name}, {noun_en} changed"),
            }
        };
        let message = Text::each(sentence(Language::Chinese), sentence(Language::English));
        self.tell(of, Change::Changed, weight, message, (old, new));
    }

    /// A part of an element is new.
    pub(super) fn came(&mut self, of: &Subject, weight: Weight, said: Text) {
        let name = |language| of.name.in_language(language);
        let message =
            Text::each(format!("新增{}", name(Language::Chinese)), format!("{} added", name(Language::English)));
        self.tell(of, Change::Added, weight, message, (None, Some(said)));
    }

    /// A part of an element is gone.
    pub(super) fn went(&mut self, of: &Subject, weight: Weight, said: Text) {
        let name = |language| of.name.in_language(language);
        let message =
            Text::each(format!("删除{}", name(Language::Chinese)), format!("{} removed", name(Language::English)));
        self.tell(of, Change::Removed, weight, message, (Some(said), None));
    }

    pub(super) fn tell(
        &mut self,
        of: &Subject,
        change: Change,
        weight: Weight,
        message: Text,
        (old, new): (Option<Text>, Option<Text>),
    ) {
        self.found.push(Difference { element: of.element.clone(), change, weight, message, old, new });
    }
}

/// What something says, in both languages.
fn words(definition: &Definition, what: &impl Say) -> Text {
    let say = |language| what.say(Reader { definition, organisation: None, language });
    Text::each(say(Language::Chinese), say(Language::English))
}
