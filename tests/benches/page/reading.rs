//! What a route weighs, and how soon it can be read on a slow phone: processor four times slower, 1.6 Mbit/s.

use fantoccini::Client;
use serde_json::{Value as Json, json};

use crate::driver::{Driver, Screen, devtools};
use crate::house::House;
use crate::table::Table;

/// A route, who opens it, and how much script it may load.
struct Route {
    name: &'static str,
    person: Option<&'static str>,
    path: fn(&Paths) -> &str,
    script: &'static str,
}

/// Where the demo's matters lie.
struct Paths {
    task: String,
    instance: String,
    shared: String,
}

const ROUTES: [Route; 7] = [
    Route { name: "sign-in", person: None, path: |_| "/sign-in", script: "350 kB" },
    Route { name: "inbox", person: Some("caojing"), path: |_| "/inbox", script: "350 kB" },
    Route { name: "start form", person: Some("caojing"), path: |_| "/start/O-01", script: "350 kB" },
    Route { name: "task", person: Some("caojing"), path: |paths| &paths.task, script: "350 kB" },
    Route { name: "instance", person: Some("caojing"), path: |paths| &paths.instance, script: "350 kB" },
    Route { name: "designer", person: Some("luxiaoman"), path: |_| "/design/O-02", script: "600 kB" },
    Route { name: "shared timeline", person: None, path: |paths| &paths.shared, script: "150 kB" },
];

pub(crate) async fn measure(driver: &Driver, house: &House, table: &mut Table) {
    let paths = paths(driver, house).await;
    for route in ROUTES {
        let client = driver.browser(Screen::Phone, "zh-CN", true).await;
        if let Some(person) = route.person {
            sign_in(&client, house, person).await;
        }
        // Away from the page of the sign-in, and what it has loaded.
        client.goto("about:blank").await.unwrap();
        slow_down(&client).await;
        client.goto(&format!("{}{}", house.origin, (route.path)(&paths))).await.unwrap();
        let seen = client.execute_async(LOOK, Vec::new()).await.unwrap();
        let weight = format!("{} kB", seen["script"].as_u64().unwrap_or_default() / 1000);
        let remark = format!(
            "document {} kB, styles {} kB; brotli, nothing cached",
            seen["document"].as_u64().unwrap_or_default() / 1000,
            seen["styles"].as_u64().unwrap_or_default() / 1000
        );
        table.add(&format!("{}: script", route.name), weight, route.script, remark);
        let figure = |key: &str| seen[key].as_f64().unwrap_or_default();
        let remark = format!(
            "blocked {:.0} ms (goal 200), shift {:.3} (goal 0.05); slow phone",
            figure("blocked"),
            figure("shift")
        );
        table.add(
            &format!("{}: readable", route.name),
            format!("{:.1} s", figure("readable") / 1000.0),
            "1.5 s",
            remark,
        );
        client.close().await.unwrap();
    }
}

async fn slow_down(client: &Client) {
    devtools(client, "Network.enable", json!({})).await;
    devtools(client, "Network.clearBrowserCache", json!({})).await;
    devtools(client, "Emulation.setCPUThrottlingRate", json!({"rate": 4})).await;
    let bytes_a_second = 1_600_000 / 8;
    let conditions = json!({"offline": false, "latency": 150, "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second / 2});
    devtools(client, "Network.emulateNetworkConditions", conditions).await;
}

pub(crate) async fn sign_in(client: &Client, house: &House, person: &str) {
    client.goto(&format!("{}/sign-in", house.origin)).await.unwrap();
    ask(client, "POST", "/api/v1/session", json!({"with": "demo", "person": person})).await;
}

/// Finds a matter of the demo, and makes a link to it.
async fn paths(driver: &Driver, house: &House) -> Paths {
    let client = driver.browser(Screen::Desk, "zh-CN", true).await;
    sign_in(&client, house, "caojing").await;
    let inbox = ask(&client, "GET", "/api/v1/inbox", Json::Null).await;
    let cards = inbox["columns"].as_array().unwrap().iter().flat_map(|column| column["cards"].as_array().unwrap());
    let card = cards.into_iter().find(|card| !card["task"].is_null()).expect("somebody has something to do");
    let id = card["instance"].as_str().unwrap();
    let made = ask(&client, "POST", &format!("/api/v1/instances/{id}/shares"), json!({"label": "", "days": 1})).await;
    let url = made["url"].as_str().unwrap();
    let shared = url[url.find("/s/").unwrap()..].to_owned();
    client.close().await.unwrap();
    Paths { task: format!("/tasks/{id}/{}", card["task"]), instance: format!("/instances/{id}"), shared }
}

pub(crate) async fn ask(client: &Client, method: &str, path: &str, body: Json) -> Json {
    let script = "const [method, path, body, done] = arguments;
        const headers = {'content-type': 'application/json'};
        fetch(path, {method, headers, body: body ? JSON.stringify(body) : undefined})
          .then((answer) => answer.json()).then(done, (error) => done(String(error)));";
    client.execute_async(script, vec![json!(method), json!(path), body]).await.unwrap()
}

/// What the browser noted, once the page has been taken over and nothing has moved for a second.
const LOOK: &str = "const done = arguments[arguments.length - 1];
const seen = {readable: 0, blocked: 0, shift: 0};
const note = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true});
note('largest-contentful-paint', (entry) => { seen.readable = Math.max(seen.readable, entry.startTime); });
note('longtask', (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
note('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
const isReady = () => document.documentElement.dataset.live !== undefined;
const finish = () => {
  const weight = (entries) => entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  const files = [...new Map(performance.getEntriesByType('resource').map((entry) => [entry.name, entry])).values()];
  seen.document = weight(performance.getEntriesByType('navigation'));
  seen.script = weight(files.filter((entry) => /\\.(js|wasm)$/.test(entry.name)));
  seen.styles = weight(files.filter((entry) => /\\.css$/.test(entry.name)));
  done(seen);
};
const wait = () => (isReady() ? setTimeout(finish, 1000) : setTimeout(wait, 100));
wait();";
