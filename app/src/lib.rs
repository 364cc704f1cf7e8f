//! The user interface of Lianban.
