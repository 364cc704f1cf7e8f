//! What is not read at all, however well it is meant.

use super::tree::Place;
use crate::check::Finding;
use crate::text::Text;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 2 * 1024 * 1024;

/// How deep lists and maps may stand in one another.
pub(super) const DEPTH: usize = 64;

/// How many values a file may have, those that aliases repeat counted each time.
#[cfg(feature = "yaml")]
pub(super) const VALUES: usize = 200_000;

/// Why a text could not even be read as a tree.
#[derive(Debug)]
pub(super) struct Unreadable {
    place: Option<Place>,
    code: &'static str,
    message: Text,
}

impl Unreadable {
    pub(super) fn syntax(place: Place, message: String) -> Self {
        let Place { line, column } = place;
        let zh = format!("第 {line} 行第 {column} 列：语法有误（{message}）");
        let en = format!("line {line}, column {column}: {message}");
        Self { place: Some(place), code: "syntax", message: Text::each(zh, en) }
    }

    pub(super) fn too_deep(place: Place) -> Self {
        let zh = format!("嵌套超过 {DEPTH} 层");
        let en = format!("this is nested more than {DEPTH} levels deep");
        Self { place: Some(place), code: "too_deep", message: Text::each(zh, en) }
    }

    pub(super) fn too_long() -> Self {
        let zh = format!("文件超过 {} MB", LONGEST / 1024 / 1024);
        let en = format!("the file is longer than {} MB", LONGEST / 1024 / 1024);
        Self { place: None, code: "too_large", message: Text::each(zh, en) }
    }

    #[cfg(feature = "yaml")]
    pub(super) fn too_many(place: Place) -> Self {
        let zh = format!("文件的取值超过 {VALUES} 个（别名展开后）");
        let en = format!("the file has more than {VALUES} values, with aliases expanded");
        Self { place: Some(place), code: "too_large", message: Text::each(zh, en) }
    }

    pub(super) fn duplicate(place: Place, key: &str) -> Self {
        let zh = format!("键「{key}」重复");
        let en = format!("the key `{key}` is there twice");
        Self { place: Some(place), code: "duplicate_key", message: Text::each(zh, en) }
    }

    pub(super) fn finding(self) -> Finding {
        let mut finding = Finding::error(self.code, "", self.message);
        finding.element = None;
        finding.line = self.place.map(|place| place.line);
        finding
    }
}
