use std::fmt;

#[cfg(feature = "xml")]
use crate::xml::{XmlError, XmlErrorKind};
use crate::{Error, Lang};

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelError {
    /// What kind of thing is wrong.
    pub kind: ModelErrorKind,
    /// What it is about: a part of the model, by its name.
    pub subject: String,
}

/// What is wrong with a model.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelErrorKind {
    /// The file is no XML that is read.
    #[cfg(feature = "xml")]
    Xml(XmlErrorKind),
    /// The file is XML, and no model of decisions.
    NoModel,
    /// A part lacks something.
    Missing,
    /// A piece of logic of a kind that the standard does not have.
    UnknownLogic,
    /// A hit policy or aggregation that the standard does not have.
    UnknownHitPolicy,
    /// A rule has not as many cells as the table has columns.
    Uneven,
    /// Nothing is called so.
    Unknown,
    /// It requires itself, by way of others.
    Circular,
    /// An expression cannot be read.
    Expression(Error),
}

impl ModelError {
    pub(super) fn new(kind: ModelErrorKind, subject: impl Into<String>) -> ModelError {
        ModelError { kind, subject: subject.into() }
    }

    #[cfg(feature = "xml")]
    pub(super) fn of_xml(error: &XmlError) -> ModelError {
        ModelError::new(ModelErrorKind::Xml(error.kind.clone()), error.to_string())
    }

    /// The message, for a person.
    pub fn message(&self, lang: Lang) -> String {
        let subject = &self.subject;
        match (&self.kind, lang) {
            #[cfg(feature = "xml")]
            (ModelErrorKind::Xml(_), Lang::En) => format!("the file cannot be read: {subject}"),
            #[cfg(feature = "xml")]
            (ModelErrorKind::Xml(_), Lang::Zh) => format!("无法读取文件:{subject}"),
            (ModelErrorKind::NoModel, Lang::En) => format!("the file is no DMN model, its root is {subject}"),
            (ModelErrorKind::NoModel, Lang::Zh) => format!("文件不是 DMN 模型,根元素为 {subject}"),
            (ModelErrorKind::Missing, Lang::En) => format!("something is missing: {subject}"),
            (ModelErrorKind::Missing, Lang::Zh) => format!("缺少内容:{subject}"),
            (ModelErrorKind::UnknownLogic, Lang::En) => format!("{subject} is no kind of logic that DMN has"),
            (ModelErrorKind::UnknownLogic, Lang::Zh) => format!("DMN 中没有 {subject} 这种逻辑"),
            (ModelErrorKind::UnknownHitPolicy, Lang::En) => format!("{subject} is no hit policy that DMN has"),
            (ModelErrorKind::UnknownHitPolicy, Lang::Zh) => format!("DMN 中没有命中策略 {subject}"),
            (ModelErrorKind::Uneven, Lang::En) => {
                format!("a rule of {subject} has not as many cells as the table has columns")
            }
            (ModelErrorKind::Uneven, Lang::Zh) => format!("{subject} 中有规则的单元格数与表的列数不符"),
            (ModelErrorKind::Unknown, Lang::En) => format!("nothing is called {subject}"),
            (ModelErrorKind::Unknown, Lang::Zh) => format!("没有名为 {subject} 的项"),
            (ModelErrorKind::Circular, Lang::En) => format!("{subject} requires itself, by way of others"),
            (ModelErrorKind::Circular, Lang::Zh) => format!("{subject} 间接地依赖自身"),
            (ModelErrorKind::Expression(error), lang) => format!("{subject}: {}", error.message(lang)),
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for ModelError {}
