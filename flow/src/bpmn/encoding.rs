//! The characters of a file, which says itself how they are written.

use crate::check::Finding;
use crate::text::Text;

/// The text of an XML file, by its byte order mark or the encoding that it declares.
///
/// # Errors
/// It is written in an encoding that is not read, or is not written in the one that it declares.
pub fn decode(bytes: &[u8]) -> Result<String, Finding> {
    let declared = declared(bytes).unwrap_or_default().to_ascii_lowercase();
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => match declared.as_str() {
            "" | "utf-8" | "utf8" | "us-ascii" | "ascii" => std::str::from_utf8(bytes).map(str::to_owned).ok(),
            "iso-8859-1" | "latin1" => Some(bytes.iter().copied().map(char::from).collect()),
            _ => None,
        },
    };
    text.ok_or_else(|| {
        let named = if declared.is_empty() { "UTF-8" } else { &declared };
        let zh = format!("文件的文字无法按「{named}」读取；请另存为 UTF-8");
        let en = format!("the characters of the file cannot be read as {named}; save it as UTF-8");
        Finding { element: None, ..Finding::error("encoding", "", Text::each(zh, en)) }
    })
}

/// The encoding that the first line names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split_once("?>")?.0.to_owned();
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start().to_owned();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().copied().map(unit)).collect::<Result<_, _>>().ok()
}
