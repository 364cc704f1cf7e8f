//! The inbox by keyboard: j and k walk, Enter opens, a approves, r returns, t hands over, ? tells.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::address::Address;
use crate::components::Toasts;
use crate::keys::on_key;
use crate::module::lead_to;
use crate::port::TaskRef;
use crate::t;

/// Listens while the board or the list is in sight.
pub(super) fn on_keys(tasks: Vec<TaskRef>, address: Memo<Address>) {
    let lead = lead_to();
    let toasts = Toasts::here();
    on_key(move |key| {
        let open = |task: &TaskRef| lead(&address.get_untracked().with_open(task.clone()).to_string());
        match key {
            "j" => step(&tasks, address, 1).map(open).unwrap_or_default(),
            "k" => step(&tasks, address, -1).map(open).unwrap_or_default(),
            "Enter" => return enter(address, &lead),
            "a" => press(".decision-buttons button"),
            "r" => unfold("return"),
            "t" => unfold("transfer"),
            "?" => toasts.done(t!("inbox-keys")),
            _ => return false,
        }
        true
    });
}

/// Opens the task beside the inbox as a page; without one, Enter is for whatever has the focus.
fn enter(address: Memo<Address>, lead: &impl Fn(&str)) -> bool {
    let Some(task) = address.read_untracked().open.clone() else { return false };
    lead(&format!("/tasks/{}/{}", task.instance, task.no));
    true
}

/// The task so many places after the one that is open; the first when none is.
fn step(tasks: &[TaskRef], address: Memo<Address>, by: isize) -> Option<&TaskRef> {
    let open = address.read_untracked().open.clone();
    let at = open.and_then(|open| tasks.iter().position(|task| *task == open));
    match at {
        None => tasks.first(),
        Some(at) => tasks.get(at.checked_add_signed(by)?),
    }
}

fn press(selector: &str) {
    if let Ok(Some(button)) = document().query_selector(selector)
        && let Ok(button) = button.dyn_into::<HtmlElement>()
    {
        // The first press shows what it leads to; pressing it decides.
        let _ = button.focus();
    }
}

/// Unfolds a way of acting, where the task offers it.
fn unfold(way: &str) {
    if let Ok(Some(details)) = document().query_selector(&format!("details[data-way={way}]")) {
        let _ = details.set_attribute("open", "");
        if let Ok(Some(first)) = details.query_selector("input, textarea")
            && let Ok(first) = first.dyn_into::<HtmlElement>()
        {
            let _ = first.focus();
        }
    }
}
