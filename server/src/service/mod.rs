//! What the application does, for whoever asks: the pages on the server, the HTTP API and the command line.
//!
//! A [`Visitor`] is somebody who asks, signed in or not, and answers the calls of the [`Port`](app::port::Port). Every
//! call goes through one check, [`permission::can`], which denies what nothing allows.
//!
//! | module | question it answers |
//! | --- | --- |
//! | [`subject`], [`permission`] | who asks, and may they? |
//! | [`sign_in`], [`accounts`], [`password`], [`attempts`], [`set_up`] | is it really them? |
//! | [`sight`] | what may somebody see of an instance? |
//! | [`inbox`], [`start`], [`task`], [`instance`], … | what do they see and do? |

mod accounts;
mod ahead;
mod attachments;
mod attempts;
mod card;
mod decisions;
mod definitions;
mod design_files;
mod designs;
mod diagram;
mod directory;
mod drafts;
mod editors;
mod forms;
mod helpers;
mod inbox;
mod instance;
mod knowledge;
mod listing;
mod live;
mod moving;
mod naming;
mod organisation;
mod outside;
mod password;
pub mod permission;
mod port;
mod problems;
mod replays;
mod reviews;
mod search;
mod secret;
mod set_up;
mod shares;
mod sight;
mod sign_in;
mod spelling;
mod start;
pub mod subject;
mod task;
mod timeline;
mod values;

use std::path::PathBuf;
use std::sync::Arc;

use flow::organisation::Organisation;
use flow::time::Moment;

pub use accounts::{Accounts, NoAccount, account_name};
pub use attachments::{Download, LARGEST_FILE};
pub use design_files::{DesignFile, DesignFormat};
pub use directory::{organisation_in, replace_in as replace_organisation_in};
pub use live::Listener;
pub use password::{NoPassword, Passwords};
pub use port::Visitor;
pub use sign_in::SignedIn;
pub use subject::Subject;

use crate::runtime::Runtime;
use crate::store::Store;

/// How the service was started.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The public address without a slash at its end, such as `https://bpm.example.com`.
    pub url: String,
    /// Whether visitors may choose who they are.
    pub demo: bool,
    /// Where attachments are kept.
    pub attachments: PathBuf,
}

/// The application. Clones share it.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

struct Inner {
    runtime: Runtime,
    settings: Settings,
    passwords: Passwords,
    attempts: attempts::Attempts,
    set_up: set_up::SetUpWord,
    editors: editors::Editors,
    /// Held while the organisation is changed, so that no change undoes another made at the same time.
    changing: tokio::sync::Mutex<()>,
}

impl Service {
    /// The application over a running runtime.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn new(runtime: Runtime, settings: Settings) -> Result<Self, crate::store::StoreError> {
        let set_up = set_up::SetUpWord::for_store(runtime.store(), settings.demo).await?;
        let passwords = Passwords::default();
        let attempts = attempts::Attempts::default();
        let editors = editors::Editors::default();
        let changing = tokio::sync::Mutex::default();
        Ok(Self(Arc::new(Inner { runtime, settings, passwords, attempts, set_up, editors, changing })))
    }

    /// The runtime that carries out commands.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.0.runtime
    }

    /// How it was started.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    fn store(&self) -> &Store {
        self.0.runtime.store()
    }

    fn organisation(&self) -> Arc<Organisation> {
        self.0.runtime.organisation()
    }

    fn now(&self) -> Moment {
        self.0.runtime.now()
    }
}
