//! Content types of the kinds of files a page is made of.

/// The content type for a file name; unknown endings are bytes that no browser will run.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn a_browser_compiles_the_module_while_it_arrives_only_under_its_own_type() {
        assert_eq!(media_type("lianban.wasm"), "application/wasm");
    }

    #[test]
    fn an_unknown_ending_is_plain_bytes() {
        assert_eq!(media_type("lianban.exe"), "application/octet-stream");
        assert_eq!(media_type("lianban"), "application/octet-stream");
    }
}
