//! The address that the server is reached at, and who may speak to it from where.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::{HeaderMap, Uri, header};
use tokio::sync::watch;

use crate::service::Service;

/// What every handler knows.
#[derive(Clone)]
pub struct Site {
    /// The application.
    pub service: Service,
    /// Where the server is reached.
    pub address: Arc<Address>,
    /// Turns true when the server ends; open streams end then.
    pub ending: watch::Receiver<bool>,
}

/// Where the server is reached: its public address, the names it answers to, and the proxy in front of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host and port, such as `https://bpm.example.com`.
    pub origin: String,
    hosts: Vec<String>,
    proxy: Option<IpAddr>,
}

/// Why an address is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no public address; write scheme and host, such as https://bpm.example.com")]
pub struct NoAddress(String);

impl Address {
    /// The address of a server that listens at `listen` and is known by `url`, when it has a public name.
    ///
    /// # Errors
    /// When the public name has not the form of one.
    pub fn new(url: Option<&str>, listen: SocketAddr, proxy: Option<IpAddr>) -> Result<Self, NoAddress> {
        let port = listen.port();
        // Names that a browser can only resolve to this machine: no foreign site can take them.
        let mut hosts = vec![format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")];
        let origin = match url {
            Some(url) => {
                let wrong = || NoAddress(url.to_owned());
                let uri: Uri = url.parse().map_err(|_| wrong())?;
                let (scheme, host) = uri.scheme_str().zip(uri.authority()).ok_or_else(wrong)?;
                if !matches!(scheme, "http" | "https") || uri.path().len() > 1 {
                    return Err(wrong());
                }
                hosts.push(host.as_str().to_lowercase());
                format!("{scheme}://{}", host.as_str().to_lowercase())
            }
            None => {
                if !listen.ip().is_unspecified() {
                    hosts.push(listen.to_string());
                }
                format!("http://{}", if listen.ip().is_unspecified() { hosts[1].clone() } else { listen.to_string() })
            }
        };
        Ok(Self { origin, hosts, proxy })
    }

    /// Whether browsers reach it over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// Whether a request is for this server: with another name in it, a foreign site may be behind it.
    #[must_use]
    pub fn answers_to(&self, host: &str) -> bool {
        self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
    }

    /// Whether a page of this server's sent a request.
    #[must_use]
    pub fn is_own_origin(&self, origin: &str) -> bool {
        let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        origin == self.origin || rest.is_some_and(|host| origin.starts_with("http://") && self.is_local(host))
    }

    fn is_local(&self, host: &str) -> bool {
        self.hosts.iter().take(3).any(|known| known == host) || (!self.is_secure() && self.answers_to(host))
    }

    /// The address that a request came from, before the proxy when there is one.
    #[must_use]
    pub fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if self.proxy != Some(peer) {
            return peer;
        }
        let forwarded = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
        let last = forwarded.and_then(|addresses| addresses.rsplit(',').next()?.trim().parse().ok());
        last.unwrap_or(peer)
    }
}

/// The host that a request names.
pub(super) fn host_of<'r>(headers: &'r HeaderMap, uri: &'r Uri) -> Option<&'r str> {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    named.or_else(|| uri.authority().map(|authority| authority.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen() -> SocketAddr {
        "127.0.0.1:7300".parse().unwrap()
    }

    #[test]
    fn a_server_answers_to_its_own_names_alone() {
        let local = Address::new(None, listen(), None).unwrap();
        assert!(local.answers_to("127.0.0.1:7300") && local.answers_to("localhost:7300"));
        for foreign in ["evil.example:7300", "127.0.0.1:80", "localhost", "", "127.0.0.1.nip.io:7300"] {
            assert!(!local.answers_to(foreign), "{foreign}");
        }
        let public = Address::new(Some("https://bpm.example.com"), listen(), None).unwrap();
        assert!(public.answers_to("BPM.example.com") && public.is_secure());
        assert!(!public.answers_to("example.com"));
    }

    #[test]
    fn only_its_own_pages_may_write() {
        let public = Address::new(Some("https://bpm.example.com"), listen(), None).unwrap();
        assert!(public.is_own_origin("https://bpm.example.com") && public.is_own_origin("http://127.0.0.1:7300"));
        for foreign in ["http://bpm.example.com", "https://evil.example", "null", "https://127.0.0.1:7300", ""] {
            assert!(!public.is_own_origin(foreign), "{foreign}");
        }
    }

    #[test]
    fn only_the_named_proxy_tells_who_called() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let address = Address::new(None, listen(), Some(proxy)).unwrap();
        let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), "1.1.1.1, 2.2.2.2".parse().unwrap())]);
        assert_eq!(address.caller(proxy, &headers).to_string(), "2.2.2.2");
        assert_eq!(address.caller("9.9.9.9".parse().unwrap(), &headers).to_string(), "9.9.9.9");
    }

    #[test]
    fn a_public_address_has_scheme_and_host() {
        for wrong in ["bpm.example.com", "ftp://x", "https://x/path", ""] {
            assert!(Address::new(Some(wrong), listen(), None).is_err(), "{wrong}");
        }
    }
}
