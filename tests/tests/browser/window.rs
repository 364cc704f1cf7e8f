//! Somebody at a window: what they look for, press and fill in, by the words that stand there.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::actions::{InputSource, PointerAction, TouchActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use serde_json::{Value as Json, json};

use crate::driver::{Driver, Screen, complaints, devtools, fit};
use crate::house::House;

/// How long somebody waits for what should be there before they give up.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often they look.
const GLANCE: Duration = Duration::from_millis(40);

/// The key of an element in what a script answers, by the WebDriver standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Looks at the page by the words on it.
const EYES: &str = include_str!("eyes.js");

/// A browser window at a server.
pub(crate) struct Window {
    pub(crate) client: Client,
    pub(crate) screen: Screen,
    /// Whether pages run their script.
    scripted: bool,
    origin: String,
}

impl Window {
    /// A window of a browser of its own, for a Chinese reader.
    pub(crate) async fn open(driver: &Driver, house: &House, screen: Screen) -> Self {
        Self::for_reader(driver, house, screen, "zh-CN").await
    }

    /// A window for a reader of a language.
    pub(crate) async fn for_reader(driver: &Driver, house: &House, screen: Screen, language: &str) -> Self {
        let client = driver.browser(screen, language, true).await;
        Self { client, screen, scripted: true, origin: house.origin.clone() }
    }

    /// A window that runs no script.
    pub(crate) async fn without_script(driver: &Driver, house: &House, screen: Screen) -> Self {
        let client = driver.browser(screen, "zh-CN", false).await;
        devtools(&client, "Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
        Self { client, screen, scripted: false, origin: house.origin.clone() }
    }

    /// Opens another tab of the same browser beside this one, and looks at it.
    pub(crate) async fn open_tab(&self) {
        let tab = self.client.new_window(true).await.expect("a browser has tabs").handle;
        self.client.switch_to_window(tab).await.expect("it was just opened");
        fit(&self.client, self.screen).await;
    }

    /// Looks at the tab that was opened first.
    pub(crate) async fn first_tab(&self) {
        let tabs = self.client.windows().await.expect("a browser knows its tabs");
        self.client.switch_to_window(tabs[0].clone()).await.expect("it is still there");
    }

    /// Goes to an address of the server.
    pub(crate) async fn go(&self, path: &str) {
        let address = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.origin) };
        self.client.goto(&address).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Signs in as somebody of the demo; whoever was signed in before goes.
    pub(crate) async fn sign_in(&self, name: &str) {
        self.client.delete_all_cookies().await.expect("cookies can be removed");
        self.go("/sign-in").await;
        self.press(name).await;
        self.at("/inbox").await;
    }

    /// Waits until the page is at an address that begins so.
    pub(crate) async fn at(&self, start: &str) {
        self.look("place", json!([start]), &format!("the page at {start}")).await;
    }

    /// Puts a definition into force, as whoever is signed in.
    pub(crate) async fn put_in_force(&self, process: &str, text: &str) {
        let put_in_force = "const [text, process, done] = arguments;
            const send = (method, path, body) =>
                fetch(path, {method, headers: {'content-type': 'application/json'}, body: JSON.stringify(body)});
            (async () => {
                const kept = await send('PUT', '/api/v1/definitions', {text});
                const published = await send('POST', `/api/v1/definitions/${process}/publish`, {});
                done([kept.status, published.status, await published.text()]);
            })();";
        let answers = self.client.execute_async(put_in_force, vec![json!(text), json!(process)]).await.unwrap();
        assert_eq!((&answers[0], &answers[1]), (&json!(200), &json!(200)), "{answers}");
    }

    /// The path of the page.
    pub(crate) async fn path(&self) -> String {
        let address = self.client.current_url().await.expect("a page has an address");
        address[url::Position::BeforePath..].to_owned()
    }

    /// Waits until these words can be read.
    pub(crate) async fn see(&self, words: &str) {
        self.look("words", json!([words, null]), &format!("the words “{words}”")).await;
    }

    /// Waits until these words can be read in a part of the page.
    pub(crate) async fn see_in(&self, part: &str, words: &str) {
        self.look("words", json!([words, part]), &format!("the words “{words}” in “{part}”")).await;
    }

    /// Waits until these words are gone.
    pub(crate) async fn see_no(&self, words: &str) {
        self.look("silence", json!([words]), &format!("no word of “{words}”")).await;
    }

    /// Presses a button or a link.
    pub(crate) async fn press(&self, name: &str) {
        self.touch("button", json!([name, null]), &format!("a button “{name}”")).await;
    }

    /// Presses a button or a link in a part of the page.
    pub(crate) async fn press_in(&self, part: &str, name: &str) {
        self.touch("button", json!([name, part]), &format!("a button “{name}” in “{part}”")).await;
    }

    /// Whether there is such a button now.
    pub(crate) async fn offers(&self, name: &str) -> bool {
        !self.glance("button", &json!([name, null])).await.is_null()
    }

    /// Writes into a field instead of what is there.
    pub(crate) async fn fill(&self, label: &str, value: &str) {
        self.fill_at(label, None, value).await;
    }

    /// Writes into a field of a part of the page.
    pub(crate) async fn fill_in(&self, part: &str, label: &str, value: &str) {
        self.fill_at(label, Some(part), value).await;
    }

    async fn fill_at(&self, label: &str, part: Option<&str>, value: &str) {
        let sought = format!("a field “{label}” that can be written into");
        self.with("control", json!([label, part]), &sought, async |control| self.write(&control, value).await).await;
    }

    async fn write(&self, control: &Element, value: &str) -> Result<(), CmdError> {
        let kind = control.attr("type").await?.unwrap_or_default();
        if matches!(kind.as_str(), "date" | "time" | "datetime-local") {
            // How such a control is typed into depends on the browser's language; this is what it does then.
            let set = "const [control, value] = arguments; control.focus(); control.value = value;
                for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind, {bubbles: true}));";
            self.client.execute(set, vec![reference(control), json!(value)]).await.map(drop)
        } else {
            let begin = "arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus(); arguments[0].select();";
            self.client.execute(begin, vec![reference(control)]).await?;
            control.send_keys(value).await
        }
    }

    /// What a field holds.
    pub(crate) async fn value(&self, label: &str) -> String {
        let value = async |control: Element| control.prop("value").await;
        self.with("control", json!([label, null]), &format!("a field “{label}”"), value).await.unwrap_or_default()
    }

    /// Ticks a box, or takes its tick away.
    pub(crate) async fn tick(&self, label: &str) {
        self.touch("control", json!([label, null]), &format!("a box “{label}”")).await;
    }

    /// Chooses an answer: one of the buttons, or of the list.
    pub(crate) async fn choose(&self, question: &str, answer: &str) {
        self.choose_at(question, answer, None).await;
    }

    /// Chooses an answer in a part of the page.
    pub(crate) async fn choose_in(&self, part: &str, question: &str, answer: &str) {
        self.choose_at(question, answer, Some(part)).await;
    }

    async fn choose_at(&self, question: &str, answer: &str, part: Option<&str>) {
        let sought = format!("a question “{question}” with the answer “{answer}”");
        let is_list = self.wait(&sought, async || {
            if !self.glance("answer", &json!([question, answer, part])).await.is_null() {
                return Some(false);
            }
            (!self.glance("control", &json!([question, part])).await.is_null()).then_some(true)
        });
        if is_list.await {
            let select = async |list: Element| list.select_by_label(answer).await;
            self.with("control", json!([question, part]), &sought, select).await;
        } else {
            self.touch("answer", json!([question, answer, part]), &sought).await;
        }
    }

    /// Looks somebody up by what is typed and chooses them.
    pub(crate) async fn pick(&self, label: &str, typed: &str, name: &str) {
        self.fill(label, typed).await;
        self.press(name).await;
    }

    /// Types keys at whatever has the focus.
    pub(crate) async fn keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.unwrap_or_else(|error| panic!("{keys}: {error}"));
    }

    /// Opens the page again, as after a crash.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.expect("a page can be opened again");
    }

    /// An element without words, by a selector.
    pub(crate) async fn sight(&self, selector: &str) -> Element {
        self.find("element", json!([selector]), selector).await
    }

    /// The address that the card of a matter in the inbox leads to: of its task, or of the whole.
    pub(crate) async fn link_to(&self, start: &str, title: &str) -> String {
        self.go("/inbox").await;
        self.see(title).await;
        let find = "const [start, title] = arguments;
            const card = [...document.querySelectorAll('.board-card')].find((card) => card.innerText.includes(title));
            return [...card.querySelectorAll('a')].map((link) => link.getAttribute('href')).find((href) => href.startsWith(start));";
        let found = self.run(find, vec![json!(start), json!(title)]).await;
        found.as_str().unwrap_or_else(|| panic!("no link to {start} at {title}")).to_owned()
    }

    /// The inbox with a task open beside it.
    pub(crate) fn open_address(&self, task: &str) -> String {
        format!("/inbox?open={}", task.trim_start_matches("/tasks/").replace('/', "."))
    }

    /// Runs a script of the test's own.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Json>) -> Json {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Presses something with what the screen has: a mouse or a finger.
    async fn touch(&self, what: &str, how: Json, sought: &str) {
        let press = async |element: Element| {
            self.bring_to_rest(&element).await;
            match self.screen {
                Screen::Desk => element.click().await,
                Screen::Phone => {
                    let finger = TouchActions::new("finger".to_owned())
                        .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
                        .then(PointerAction::Down { button: 0 })
                        .then(PointerAction::Up { button: 0 });
                    self.client.perform_actions(finger).await
                }
            }
        };
        self.with(what, how, sought, press).await;
    }

    /// Brings an element into sight and waits until it stays where it is: nobody presses what still moves.
    async fn bring_to_rest(&self, element: &Element) {
        let at_rest = "const [element, done] = arguments;
            element.scrollIntoView({block: 'center', behavior: 'instant'});
            const place = () => JSON.stringify(element.getBoundingClientRect());
            const wait = (before) => requestAnimationFrame(() => (place() === before ? done(true) : wait(place())));
            wait(place());";
        let begin = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'});";
        // Whoever presses an element that is gone meanwhile is told so.
        let _ = match self.scripted {
            true => self.client.execute_async(at_rest, vec![reference(element)]).await,
            // A page without script has no frames to wait for, and nothing that moves by itself.
            false => self.client.execute(begin, vec![reference(element)]).await,
        };
    }

    /// What the page and the browser complained about since this was asked last.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        complaints(&self.client).await
    }

    /// Keeps a picture of what can be seen, below the target folder.
    pub(crate) async fn picture(&self, name: &str) {
        let picture = self.client.screenshot().await.expect("a page can be seen");
        let folder = pictures();
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("the picture can be kept");
    }

    async fn find(&self, what: &str, how: Json, sought: &str) -> Element {
        let found = self.look(what, how, sought).await;
        self.element(&found)
    }

    /// Does something with an element as soon as it is there. What the page draws anew between the look and the hand
    /// is looked for again.
    async fn with<T>(
        &self,
        what: &str,
        how: Json,
        sought: &str,
        act: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> T {
        self.wait(sought, async || {
            let found = self.glance(what, &how).await;
            if found.is_null() {
                return None;
            }
            match act(self.element(&found)).await {
                Ok(done) => Some(done),
                Err(error) if error.is_stale_element_reference() => None,
                Err(error) => self.give_up(&format!("{sought}: {error}")).await,
            }
        })
        .await
    }

    fn element(&self, found: &Json) -> Element {
        let id = found[ELEMENT].as_str().unwrap_or_else(|| panic!("an element, not {found}"));
        Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()))
    }

    async fn look(&self, what: &str, how: Json, sought: &str) -> Json {
        self.wait(sought, async || {
            let found = self.glance(what, &how).await;
            (!found.is_null()).then_some(found)
        })
        .await
    }

    async fn glance(&self, what: &str, how: &Json) -> Json {
        let mut arguments = vec![json!(self.scripted), json!(what)];
        arguments.extend(how.as_array().cloned().unwrap_or_default());
        // A page that is just going away cannot be asked; the next one can.
        self.client.execute(EYES, arguments).await.unwrap_or_default()
    }

    /// Waits for a condition; says what is there instead when it does not come true.
    pub(crate) async fn wait<T>(&self, sought: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                self.give_up(sought).await;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    async fn give_up(&self, sought: &str) -> ! {
        self.picture("given-up").await;
        let address = self.path().await;
        let shown = self.client.execute("return document.body.innerText", Vec::new()).await.unwrap_or_default();
        let shown = shown.as_str().unwrap_or_default().to_owned();
        let complaints = self.complaints().await.join("\n");
        panic!("{sought}: not found at {address}\n--- the page says\n{shown}\n--- the browser says\n{complaints}");
    }
}

/// How a script is given an element.
pub(crate) fn reference(element: &Element) -> Json {
    json!({ELEMENT: element.element_id().to_string()})
}

/// Where pictures are kept.
fn pictures() -> PathBuf {
    let target = std::env::var_os("LIANBAN_PICTURES").map(PathBuf::from);
    target.unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures"))
}
