//! Chromium, driven by its own driver.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use url::{ParseError, Url};

/// A driver of its own; one for each test, so that no test disturbs another.
pub(crate) struct Driver {
    process: Child,
    address: String,
    /// Where its browsers keep their profiles.
    _profiles: TempDir,
}

/// What somebody looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    /// A desk: 1440 × 900, with a mouse.
    Desk,
    /// A small phone: 360 × 780, with a finger.
    Phone,
}

impl Screen {
    /// Width and height in CSS pixels.
    pub(crate) fn size(self) -> (u32, u32) {
        match self {
            Self::Desk => (1440, 900),
            Self::Phone => (360, 780),
        }
    }

    /// Its name, for pictures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Phone => "phone",
        }
    }
}

impl Driver {
    pub(crate) fn start() -> Self {
        let mut command = Command::new("chromedriver");
        let profiles = tempfile::tempdir().expect("a folder for profiles");
        command
            .arg("--port=0")
            .env("TMPDIR", profiles.path())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command.spawn().expect("chromedriver starts; .ci/install/browser.sh installs it");
        let mut lines = BufReader::new(process.stdout.take().expect("its words are piped")).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        // Nobody listens to the rest, and the driver must not wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let port = port.expect("chromedriver says its port");
        Self { process, address: format!("http://127.0.0.1:{port}"), _profiles: profiles }
    }

    /// A new browser with a profile of its own, for a reader of this language, such as `zh-CN`.
    pub(crate) async fn browser(&self, screen: Screen, language: &str, script: bool) -> Client {
        let mut options = json!({
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb",
                format!("--accept-lang={language}"), format!("--lang={language}"),
            ],
            "prefs": {"intl.accept_languages": language},
        });
        if !script {
            options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let (width, height) = screen.size();
        if screen == Screen::Phone {
            let metrics = json!({"width": width, "height": height, "pixelRatio": 2, "touch": true, "mobile": true});
            options["mobileEmulation"] = json!({"deviceMetrics": metrics});
        }
        let wanted = json!({"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}});
        let Json::Object(wanted) = wanted else { unreachable!("it is written as an object above") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(wanted).connect(&self.address).await.expect("Chromium starts");
        if screen == Screen::Desk {
            fit(&client, screen).await;
        }
        client
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Its browsers are of its group; killed alone, it would leave them behind. They may be gone, which is as well.
        let group = format!("kill -KILL -{}", self.process.id());
        let _ = Command::new("sh").args(["-c", &group]).status();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Something that only Chromium's driver knows.
#[derive(Debug)]
struct Special {
    path: &'static str,
    body: Json,
}

impl WebDriverCompatibleCommand for Special {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Makes the tab that is looked at as large as a screen.
pub(crate) async fn fit(client: &Client, screen: Screen) {
    let (width, height) = screen.size();
    let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    devtools(client, "Emulation.setDeviceMetricsOverride", metrics).await;
}

/// Asks the browser's developer tools for something.
pub(crate) async fn devtools(client: &Client, method: &str, parameters: Json) -> Json {
    let body = json!({"cmd": method, "params": parameters});
    let asked = client.issue_cmd(Special { path: "goog/cdp/execute", body }).await;
    asked.unwrap_or_else(|error| panic!("{method}: {error}"))
}

/// What the page and the browser complained about since it was asked last.
pub(crate) async fn complaints(client: &Client) -> Vec<String> {
    let told = client.issue_cmd(Special { path: "se/log", body: json!({"type": "browser"}) }).await;
    let told = told.expect("the log can be read");
    let entries = told.as_array().map(Vec::as_slice).unwrap_or_default();
    let bad = entries.iter().filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")));
    bad.map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
}
