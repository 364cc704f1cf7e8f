//! The page's built files, embedded into whatever depends on this crate.
//!
//! Crate `bundle` makes them (`make page`); the build script takes them from `target/page`, or from the folder that
//! `LIANBAN_PAGE` names. Without them this crate is empty and still compiles: the server then renders pages without
//! script or style, and they stay readable.
//!
//! It is a crate of its own so that a change of the page costs the server a new link, not a new compilation.

mod encoding;
mod media;

pub use encoding::{AcceptedEncodings, Encoding};
pub use media::media_type;

/// One file of the page.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// What the page calls it, such as `lianban.js`.
    pub name: &'static str,
    /// What it is served as: the name with a hash of the content, such as `lianban-0f1e2d3c4b5a6978.js`.
    pub path: &'static str,
    identity: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));

impl File {
    /// The file that is served under this path.
    #[must_use]
    pub fn at(path: &str) -> Option<&'static Self> {
        FILES.iter().find(|file| file.path == path)
    }

    /// The file that the page calls by this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FILES.iter().find(|file| file.name == name)
    }

    /// The content type to serve it with.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        media_type(self.name)
    }

    /// The bytes in this encoding.
    #[must_use]
    pub fn content(&self, encoding: Encoding) -> &'static [u8] {
        match encoding {
            Encoding::Brotli => self.brotli,
            Encoding::Gzip => self.gzip,
            Encoding::Identity => self.identity,
        }
    }
}
