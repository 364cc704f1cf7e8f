//! A client that keeps its connection and costs next to nothing, for it shares the machine with the server.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) struct Client {
    stream: TcpStream,
    host: SocketAddr,
    cookie: String,
    buffer: Vec<u8>,
}

/// An answer: its status, its cookie and its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) cookie: Option<String>,
    pub(crate) body: String,
}

impl Client {
    pub(crate) async fn connect(host: SocketAddr, cookie: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, host, cookie: cookie.to_owned(), buffer: Vec::with_capacity(16 * 1024) })
    }

    /// Posts JSON under a key of its own.
    pub(crate) async fn post(&mut self, path: &str, body: &str, key: &str) -> io::Result<Answer> {
        let Self { host, cookie, .. } = self;
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
             content-type: application/json\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> io::Result<Answer> {
        self.buffer.clear();
        loop {
            let cut_off = || io::Error::new(io::ErrorKind::UnexpectedEof, "the answer was cut off");
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(cut_off());
            }
            let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
            let header = |name: &str| {
                let lines = head.lines().filter_map(|line| line.split_once(": "));
                lines.clone().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
            };
            let length = header("content-length").and_then(|length| length.parse::<usize>().ok()).unwrap_or(0);
            while self.buffer.len() < end + 4 + length {
                if self.stream.read_buf(&mut self.buffer).await? == 0 {
                    return Err(cut_off());
                }
            }
            let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
            let cookie = header("set-cookie").and_then(|cookie| Some(cookie.split_once(';')?.0.to_owned()));
            let body = String::from_utf8_lossy(&self.buffer[end + 4..end + 4 + length]).into_owned();
            return Ok(Answer { status, cookie, body });
        }
    }
}
