//! The HTML document around the interface, which only the server renders.

use std::sync::Arc;

use leptos::{
    either::{Either, EitherOf3},
    nonce::use_nonce,
    prelude::*,
};
use leptos_meta::MetaTags;

use crate::{App, DesignerApp, Given, InboxApp, components::Sprite, module::Module, text::reader};

/// Where the browser finds the page's files. The server provides it as context for [`Document`]; without it the
/// document has neither style nor script, and still reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFiles {
    /// The address of the style sheet.
    pub style: &'static str,
    /// What runs in the browser; none for pages that are complete as they come.
    pub script: Option<PageScript>,
    /// The address of the icon.
    pub icon: &'static str,
    /// The address of the script that reloads the page after a build, in the development loop only.
    pub reload: Option<&'static str>,
}

/// What runs in the browser, and where it finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageScript {
    /// A module takes over the page.
    TakeOver {
        /// Which.
        module: Module,
        /// Where it is.
        files: ModuleFiles,
        /// What will be needed next, and may come when nothing else does.
        next: Option<ModuleFiles>,
    },
    /// A few lines read the page again whenever it changed.
    Follow(&'static str),
}

/// Where the browser finds a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModuleFiles {
    /// The address of the script that loads the module and starts it.
    pub script: &'static str,
    /// The address of the WebAssembly module, so that it loads beside the script instead of after it.
    pub module: &'static str,
}

/// Up to where in the stream of changes the page knows them; the server provides it as context. Listening from there
/// on misses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position(pub u64);

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
    let files = use_context::<PageFiles>();
    let given = use_context::<Given>().and_then(|given| given.attribute());
    let position = use_context::<Position>().map(|Position(position)| position.to_string());
    view! {
        <!DOCTYPE html>
        <html
            lang=reader.locale.tag()
            data-theme=reader.theme.attribute()
            data-now=reader.now_untracked().0.to_string()
            data-zone=reader.zone.to_string()
            data-position=position
            data-given=given
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                {files.clone().map(|files| view! { <PageLinks files /> })}
                <MetaTags />
            </head>
            <body>
                {match files.and_then(|files| files.script) {
                    Some(PageScript::TakeOver { module: Module::Inbox, .. }) => EitherOf3::A(view! { <InboxApp /> }),
                    Some(PageScript::TakeOver { module: Module::Designer, .. }) => EitherOf3::B(view! { <DesignerApp /> }),
                    _ => EitherOf3::C(view! { <App /> }),
                }}
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
        {files.script.map(|script| match script {
            PageScript::TakeOver { files: ModuleFiles { script, module }, next, .. } => Either::Left(view! {
                <link rel="preload" href=module r#as="fetch" type="application/wasm" crossorigin="anonymous" />
                <script type="module" src=script nonce=use_nonce()></script>
                {next.map(|next| view! {
                    <link rel="prefetch" href=next.module r#as="fetch" crossorigin="anonymous" />
                    <link rel="prefetch" href=next.script r#as="script" crossorigin="anonymous" />
                })}
            }),
            PageScript::Follow(script) => {
                Either::Right(view! { <script type="module" src=script nonce=use_nonce()></script> })
            }
        })}
        {files.reload.map(|script| view! { <script type="module" src=script nonce=use_nonce()></script> })}
    }
}
