//! Every page, in both languages, light and dark, on a desk and on a phone: no barrier, no complaint, nothing that
//! sticks out.

use serde_json::json;

use crate::driver::{Driver, Screen, devtools};
use crate::house::House;
use crate::window::Window;

/// A way to look at the pages. Together they show each language, theme and screen, and every pair of them.
struct Look {
    screen: Screen,
    language: &'static str,
    theme: &'static str,
}

#[tokio::test]
async fn pages_have_no_barriers_on_a_desk_in_chinese() {
    look_at_all(&Look { screen: Screen::Desk, language: "zh-CN", theme: "light" }).await;
}

#[tokio::test]
async fn pages_have_no_barriers_on_a_desk_in_english_and_dark() {
    look_at_all(&Look { screen: Screen::Desk, language: "en", theme: "dark" }).await;
}

#[tokio::test]
async fn pages_have_no_barriers_on_a_phone_in_chinese_and_dark() {
    look_at_all(&Look { screen: Screen::Phone, language: "zh-CN", theme: "dark" }).await;
}

#[tokio::test]
async fn pages_have_no_barriers_on_a_phone_in_english() {
    look_at_all(&Look { screen: Screen::Phone, language: "en", theme: "light" }).await;
}

async fn look_at_all(look: &Look) {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::for_reader(&driver, &house, look.screen, look.language).await;
    let mut found = Vec::new();
    window.go("/sign-in").await;
    prefer(&window, &house, look.theme).await;
    for (name, path) in [("sign-in", "/sign-in"), ("gallery", "/dev/components")] {
        found.extend(look_at(&window, look, name, path).await);
    }
    sign_in_as(&window, "caojing").await;
    let order = window.link_to("/instances/", "江北供电").await;
    let task = window.link_to("/tasks/", "江北供电").await;
    let shared = share(&window, &order).await;
    for (name, path) in [
        ("inbox", "/inbox"),
        ("inbox-list", "/inbox?layout=list"),
        ("inbox-nothing", "/inbox?q=nothing-is-called-so"),
        ("inbox-copied", "/inbox?view=copied"),
        ("inbox-open", window.open_address(&task).as_str()),
        ("mine", "/mine"),
        ("start", "/start"),
        ("start-order", "/start/O-01"),
        ("start-leave", "/start/S-01"),
        ("start-expenses", "/start/C-10"),
        ("search", "/search?q=%E6%B1%9F"),
        ("search-nothing", "/search?q=nothing-is-called-so"),
        ("me", "/me"),
        ("task", &task),
        ("instance", &order),
        ("shared", &shared),
        ("shared-nothing", "/s/nothing"),
        ("missing", "/nowhere"),
        ("forbidden", "/admin"),
    ] {
        found.extend(look_at(&window, look, name, path).await);
    }
    sign_in_as(&window, "xunuo").await;
    for person in ["caojing", "xunuo"] {
        open_account(&window, person).await;
    }
    // A new password ends the sessions there are.
    sign_in_as(&window, "xunuo").await;
    for (name, path) in [
        ("me-account", "/me"),
        ("instance-operated", &order),
        ("admin", "/admin"),
        ("people", "/admin/people"),
        ("person", "/admin/people/caojing"),
        ("person-without-account", "/admin/people/liqing"),
        ("new-person", "/admin/people/new"),
        ("departments", "/admin/departments"),
        ("department", "/admin/departments/smc"),
        ("posts", "/admin/posts"),
        ("post", "/admin/posts/smc.dir"),
        ("roles", "/admin/roles"),
        ("processes", "/admin/processes"),
        ("process", "/admin/processes/S-01"),
        ("new-process", "/admin/processes/new"),
    ] {
        found.extend(look_at(&window, look, name, path).await);
    }
    found.extend(look_at_part(&window, look, "designer", "/design/O-02", "[data-node]").await);
    window.keys("?").await;
    window.sight("dialog[open] kbd").await;
    found.extend(barriers_of(&window, look, "designer-keys").await);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Opens a page, keeps a picture of it and says what is wrong with it.
async fn look_at(window: &Window, look: &Look, name: &str, path: &str) -> Vec<String> {
    look_at_part(window, look, name, path, "main").await
}

/// The same once a part of it is there.
async fn look_at_part(window: &Window, look: &Look, name: &str, path: &str, part: &str) -> Vec<String> {
    window.go(path).await;
    window.sight(part).await;
    barriers_of(window, look, name).await
}

/// Keeps a picture of what is open and says what is wrong with it.
async fn barriers_of(window: &Window, look: &Look, name: &str) -> Vec<String> {
    let language = look.language.split('-').next().unwrap_or_default();
    window.picture(&format!("{name}-{}-{language}-{}", look.screen.name(), look.theme)).await;
    let mut found = window.barriers().await;
    found.extend(window.overflow().await.into_iter().map(|what| format!("sticks out: {what}")));
    // The address of a page that is not there, and of one that may not be read, is answered by its status.
    let complaints = window.complaints().await.into_iter().filter(|complaint| !complaint.contains("status of 40"));
    found.extend(complaints.map(|complaint| format!("complains: {complaint}")));
    found
        .into_iter()
        .map(|what| format!("{name} ({} {} {}): {what}", look.screen.name(), look.language, look.theme))
        .collect()
}

async fn prefer(window: &Window, house: &House, theme: &str) {
    let cookie = json!({"name": "theme", "value": theme, "url": house.origin});
    devtools(&window.client, "Network.setCookie", cookie).await;
}

/// Signs in without leaving the theme behind.
async fn sign_in_as(window: &Window, person: &str) {
    let sign_in = "const [person, done] = arguments;
        fetch('/api/v1/session', {method: 'POST', headers: {'content-type': 'application/json'},
          body: JSON.stringify({with: 'demo', person})}).then((answer) => done(answer.status));";
    let status = window.client.execute_async(sign_in, vec![json!(person)]).await.unwrap();
    assert_eq!(status, 200, "{person}");
}

/// Lets somebody sign in by a password.
async fn open_account(window: &Window, person: &str) {
    let open = "const [person, done] = arguments;
        fetch(`/api/v1/people/${person}/account`, {method: 'POST', headers: {'content-type': 'application/json'},
          body: JSON.stringify({name: person})}).then((answer) => done(answer.status));";
    let status = window.client.execute_async(open, vec![json!(person)]).await.unwrap();
    assert_eq!(status, 200, "{person}");
}

/// Makes a share link of an instance; its path.
async fn share(window: &Window, instance: &str) -> String {
    let id = instance.rsplit('/').next().unwrap_or_default();
    let make = "const [id, done] = arguments;
        fetch(`/api/v1/instances/${id}/shares`, {method: 'POST', headers: {'content-type': 'application/json'},
          body: JSON.stringify({label: '', days: 7})}).then((answer) => answer.json()).then((made) => done(made.url));";
    let url = window.client.execute_async(make, vec![json!(id)]).await.unwrap();
    let url = url.as_str().unwrap_or_else(|| panic!("no link for {instance}")).to_owned();
    url[url.find("/s/").expect("a link to a shared page")..].to_owned()
}
