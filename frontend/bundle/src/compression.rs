//! The encodings a browser may ask for.

use std::io::Write;

use anyhow::Result;

/// How much time to spend on small files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// While somebody waits for the page to reload.
    Draft,
    /// For files that are built once and downloaded often.
    Release,
}

/// The brotli form.
pub(crate) fn brotli(content: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let quality = match effort {
        Effort::Draft => 1,
        Effort::Release => 11,
    };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 24);
    writer.write_all(content)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

/// The gzip form, for what still stands between some companies and the net.
pub(crate) fn gzip(content: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let level = match effort {
        Effort::Draft => flate2::Compression::fast(),
        Effort::Release => flate2::Compression::best(),
    };
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
