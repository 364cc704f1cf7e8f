//! The HTML document around the interface, which only the server renders.

use std::sync::Arc;

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

use crate::{App, components::Sprite, text::reader};

/// Where the browser finds the page's files. The server provides it as context for [`Document`]; without it the
/// document has neither style nor script, and still reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFiles {
    /// The address of the style sheet.
    pub style: &'static str,
    /// What takes over the page in the browser; none for pages that are complete as they come.
    pub script: Option<PageScript>,
    /// The address of the icon.
    pub icon: &'static str,
    /// The address of the script that reloads the page after a build, in the development loop only.
    pub reload: Option<&'static str>,
}

/// Where the browser finds what takes over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageScript {
    /// The address of the script that loads the module and starts it.
    pub script: &'static str,
    /// The address of the WebAssembly module, so that it loads beside the script instead of after it.
    pub module: &'static str,
}

/// Sets the HTTP status of the answer that is being rendered; the server provides it as context.
#[derive(Clone)]
pub struct AnswerStatus(Arc<dyn Fn(u16) + Send + Sync>);

impl AnswerStatus {
    /// Wraps what the server does to set a status.
    pub fn new(set: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self(Arc::new(set))
    }

    /// Sets the status of the current answer, where there is one.
    pub(crate) fn set(status: u16) {
        if let Some(Self(set)) = use_context() {
            set(status);
        }
    }
}

/// The whole document.
#[component]
pub fn Document() -> impl IntoView {
    let reader = reader();
    view! {
        <!DOCTYPE html>
        <html
            lang=reader.locale.tag()
            data-theme=reader.theme.attribute()
            data-now=reader.now_untracked().0.to_string()
            data-zone=reader.zone.to_string()
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                {use_context::<PageFiles>().map(|files| view! { <PageLinks files /> })}
                <MetaTags />
            </head>
            <body>
                <App />
                <Sprite />
            </body>
        </html>
    }
}

/// The links to the page's files. The script carries the nonce that the policy of this answer names.
#[component]
fn PageLinks(files: PageFiles) -> impl IntoView {
    view! {
        <link rel="stylesheet" href=files.style />
        <link rel="icon" href=files.icon type="image/svg+xml" />
        {files.script.map(|PageScript { script, module }| view! {
            <link rel="preload" href=module r#as="fetch" type="application/wasm" crossorigin="anonymous" />
            <script type="module" src=script nonce=use_nonce()></script>
        })}
        {files.reload.map(|script| view! { <script type="module" src=script nonce=use_nonce()></script> })}
    }
}
