//! Deciding about one task after the other without leaving the page.

use crate::driver::{Driver, Screen};
use crate::house::House;
use crate::window::Window;

/// Two approvals by the same person, one after the other.
const TWICE: &str = "
lianban: 1
key: T-01
name: 两次审批
nodes:
  - {id: start, kind: start}
  - {id: first, kind: approve, name: 初审, who: {person: tianye}}
  - {id: second, kind: approve, name: 复审, who: {person: tianye}}
  - {id: end, kind: end}
edges:
  - {id: e1, from: start, to: first}
  - {id: e2, from: first, to: second}
  - {id: e3, from: second, to: end}
";

#[tokio::test]
async fn whoever_has_the_next_task_of_a_matter_decides_about_it_where_they_are() {
    let (house, driver) = (House::demo(), Driver::start());
    let window = Window::open(&driver, &house, Screen::Desk).await;
    window.sign_in("陆小满").await;
    window.put_in_force("T-01", TWICE).await;

    window.sign_in("李青").await;
    window.go("/start/T-01").await;
    window.press("提交").await;
    window.at("/instances/").await;
    let story = window.path().await;
    window.sign_in("田野").await;
    window.press_in("初审", "两次审批").await;
    window.see_in("办理", "初审").await;
    window.press("同意").await;
    window.see_in("办理", "复审").await;
    window.press("同意").await;
    window.at("/inbox").await;
    window.go(&story).await;
    window.see("已完成").await;
}
