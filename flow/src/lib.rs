//! The process kernel of Lianban.
