//! `lianban serve`: the server.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use super::Outcome;
use crate::demo;
use crate::http::{self, Address, Site};
use crate::runtime::{Runtime, do_what_is_due, wall_clock};
use crate::service::{self, Service, Settings};
use crate::store::Store;
use crate::store::folder::Folder;

/// Sessions that are over are forgotten so often.
const TIDIED_EVERY: Duration = Duration::from_secs(3600);

/// Runs the server.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The folder of the database, the attachments and the keys; made when missing.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,

    /// The address to listen on. Port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7300")]
    listen: SocketAddr,

    /// The public address, such as https://bpm.example.com: for links, cookies, and the hosts that are answered to.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The address of the reverse proxy whose word on callers is taken.
    #[arg(long, value_name = "ADDR")]
    trust_proxy: Option<IpAddr>,

    /// Fills an empty database with a demo organisation, and lets visitors choose who they are.
    #[arg(long)]
    demo: bool,
}

/// Why the server did not run, or not to its end.
#[derive(Debug, thiserror::Error)]
enum NotServed {
    #[error(transparent)]
    Folder(#[from] crate::store::folder::NotHeld),
    #[error(transparent)]
    Address(#[from] http::NoAddress),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    #[error(transparent)]
    Demo(#[from] demo::NoDemo),
}

impl Serve {
    pub(super) fn run(self) -> Outcome {
        if self.demo && (!self.listen.ip().is_loopback() || self.trust_proxy.is_some()) {
            eprintln!(
                "lianban: --demo signs anybody in without a password, so it listens on loopback only, not on {}{}",
                self.listen,
                if self.trust_proxy.is_some() { " behind a proxy" } else { "" }
            );
            return Outcome::Unusable;
        }
        start_log();
        let runtime = match tokio::runtime::Runtime::new() {
            Ok(runtime) => runtime,
            Err(error) => {
                eprintln!("lianban: cannot start threads: {error}");
                return Outcome::Unusable;
            }
        };
        match runtime.block_on(self.serve()) {
            Ok(()) => Outcome::Well,
            Err(error) => {
                eprintln!("lianban: {error}");
                Outcome::Unusable
            }
        }
    }

    /// Serves until the process is asked to end, then finishes what was accepted.
    async fn serve(&self) -> Result<(), NotServed> {
        let folder = Folder::at(&self.data);
        let _hold = folder.hold()?;
        let key = folder.key()?;
        let listener = TcpListener::bind(self.listen).await.map_err(|error| NotServed::Listen(self.listen, error))?;
        let listen = listener.local_addr()?;
        let address = Arc::new(Address::new(self.url.as_deref(), listen, self.trust_proxy)?);

        let store = Store::open(&folder).await?;
        let organisation = service::organisation_in(&store).await?;
        let runtime = Runtime::start(store.clone(), key, organisation, wall_clock()).await?;
        let settings = Settings { url: address.origin.clone(), demo: self.demo, attachments: folder.attachments() };
        let service = Service::new(runtime.clone(), settings).await?;
        if self.demo && demo::fill(&service).await? {
            eprintln!("lianban: the demo was filled in");
        }
        if let Some(word) = service.set_up_word() {
            eprintln!(
                "lianban: nobody can sign in yet; set up the first administrator at {}/set-up with the word {word}",
                address.origin
            );
        }
        eprintln!("lianban: {}", address.origin);

        let (ends, ending) = watch::channel(false);
        let tidying = tokio::spawn(tidy(service.clone()));
        let later = tokio::spawn(do_what_is_due(runtime.clone()));
        let site = Site { service, address, ending };
        let app = http::router(site).into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, app).with_graceful_shutdown(async move {
            asked_to_end().await;
            // Open streams end now; otherwise waiting for them would never end.
            ends.send_replace(true);
        });
        served.await?;
        tidying.abort();
        later.abort();
        runtime.close().await;
        store.close().await;
        Ok(())
    }
}

/// Forgets sessions that are over, now and then.
async fn tidy(service: Service) {
    let mut every = tokio::time::interval(TIDIED_EVERY);
    loop {
        every.tick().await;
        if let Err(error) = service.forget_sessions().await {
            tracing::warn!(%error, "sessions that are over could not be forgotten");
        }
    }
}

/// Log lines go to standard error, one JSON object a line; `LIANBAN_LOG` filters them (`info` without it).
fn start_log() {
    let filter = EnvFilter::try_from_env("LIANBAN_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Ends when the process receives an interrupt or a request to terminate.
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};

    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!(%error, "cannot listen for the request to terminate; only an interrupt ends the server");
            let _ = interrupt.await;
        }
    }
}
