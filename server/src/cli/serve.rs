//! `lianban serve`: the server.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;
use tracing_subscriber::EnvFilter;

use super::Outcome;
use crate::http;

/// Runs the server.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The folder of the database, the attachments and the keys; made when missing.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,

    /// The address to listen on. Port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7300")]
    listen: SocketAddr,

    /// Fills an empty database with a demo organisation, and lets visitors choose who they are.
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(super) fn run(self) -> Outcome {
        if self.demo && !self.listen.ip().is_loopback() {
            eprintln!(
                "lianban: --demo signs anybody in without a password, so it listens on loopback only, not on {}",
                self.listen
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
        match runtime.block_on(self.listen()) {
            Ok(()) => Outcome::Well,
            Err(error) => {
                eprintln!("lianban: cannot serve on {}: {error}", self.listen);
                Outcome::Unusable
            }
        }
    }

    /// Serves until the process is asked to end, then finishes the requests that were accepted.
    async fn listen(&self) -> std::io::Result<()> {
        let listener = tokio::net::TcpListener::bind(self.listen).await?;
        eprintln!("lianban: http://{}", listener.local_addr()?);
        axum::serve(listener, http::router()).with_graceful_shutdown(asked_to_end()).await
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
