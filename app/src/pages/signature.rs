//! Signing a form: by hand on a pad, or by a name that is typed and written there.

use flow::model::Field;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Canvas;
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, js_sys::Array};
use serde_json::Value as Json;

use super::files::Chosen;
use crate::components::{Button, ButtonSize, FieldGroup, Symbol, TextInput, Thumbnail};
use crate::form::{Filling, in_words};
use crate::t;

/// The dots of a signature, whatever it looks like on the page.
const WIDTH: u32 = 960;
const HEIGHT: u32 = 320;
/// How thick a line is drawn, in these dots.
const THICKNESS: f64 = 5.0;
/// How a typed name is written.
const FONT: &str = "italic 120px 'Segoe Script', 'STXingkai', 'KaiTi', 'Kaiti SC', cursive";

/// A signature: the one that is there, or the pad to give it.
#[component]
pub(crate) fn SignatureEntry(
    /// The form.
    filling: Filling,
    /// The field.
    field: Field,
    /// Whether the form does not go on without.
    required: bool,
    /// Uploads the picture.
    upload: Callback<Chosen>,
) -> impl IntoView {
    let id = field.id.clone();
    let signed = Memo::new(move |_| filling.value(&id).as_array().and_then(|files| files.first().cloned()));
    let problem = filling.problem(&field.id);
    let wrong = RwSignal::new(None::<String>);
    let error = Signal::derive(move || wrong.get().or_else(|| problem.get()));
    let own = field.id.clone();
    let sign = Callback::new(move |files: Vec<Json>| filling.write(&own, Json::Array(files)));
    let own = field.id.clone();
    let take_back = move |_| filling.write(&own, Json::Null);
    let name = field.id.to_string();
    let body = move || match signed.get() {
        Some(file) => {
            let part = |part: &str| file.get(part).and_then(Json::as_str).unwrap_or_default().to_owned();
            let href = filling.address_of_file(&part("hash"));
            view! {
                <div class="signature-given">
                    <Thumbnail name=part("name") href />
                    <Button size=ButtonSize::Small icon=Symbol::Edit on_click=take_back.clone()>
                        {t!("signature-again")}
                    </Button>
                </div>
            }
            .into_any()
        }
        None => view! { <Pad name=name.clone() sign wrong upload /> }.into_any(),
    };
    let label = field.label.as_ref().map_or_else(|| field.id.to_string(), in_words);
    view! {
        <div class="form-files">
            <FieldGroup id=field.id.to_string() label hint=field.hint.as_ref().map(in_words) error required>
                {body}
            </FieldGroup>
        </div>
    }
}

/// The pad, and the way for whoever does not draw.
#[component]
fn Pad(
    name: String,
    sign: Callback<Vec<Json>>,
    wrong: RwSignal<Option<String>>,
    upload: Callback<Chosen>,
) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let is_drawn = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let draws = StoredValue::new(false);
    let begin = move |event: PointerEvent| {
        let Some(pad) = canvas.get_untracked() else { return };
        // The line goes on where the pointer leaves the pad for a moment; a browser may refuse to follow it.
        let _ = pad.set_pointer_capture(event.pointer_id());
        event.prevent_default();
        draws.set_value(true);
        if let Some(pen) = pen_of(&pad) {
            let (x, y) = place(&pad, &event);
            pen.begin_path();
            pen.move_to(x, y);
            // A dot is a line that has no length yet.
            pen.line_to(x, y);
            pen.stroke();
        }
        is_drawn.set(true);
        wrong.set(None);
    };
    let go_on = move |event: PointerEvent| {
        let Some(pad) = canvas.get_untracked().filter(|_| draws.get_value()) else { return };
        if let Some(pen) = pen_of(&pad) {
            let (x, y) = place(&pad, &event);
            pen.line_to(x, y);
            pen.stroke();
        }
    };
    let end = move |_: PointerEvent| draws.set_value(false);
    let clear = move |_| {
        if let Some(pen) = canvas.get_untracked().as_ref().and_then(pen_of) {
            pen.clear_rect(0.0, 0.0, f64::from(WIDTH), f64::from(HEIGHT));
        }
        is_drawn.set(false);
    };
    let hand_in = move || {
        if let Some(pad) = canvas.get_untracked() {
            as_file(&pad, move |file| upload.run((vec![file], sign, wrong)));
        }
    };
    let take = move |_| {
        if is_drawn.get_untracked() {
            hand_in();
        } else {
            wrong.set(Some(t!("signature-empty")));
        }
    };
    let write = move || {
        let name = typed.get_untracked();
        let Some(pad) = canvas.get_untracked().filter(|_| !name.trim().is_empty()) else {
            wrong.set(Some(t!("signature-empty")));
            return;
        };
        if let Some(pen) = pen_of(&pad) {
            pen.clear_rect(0.0, 0.0, f64::from(WIDTH), f64::from(HEIGHT));
            pen.set_font(FONT);
            pen.set_text_align("center");
            pen.set_text_baseline("middle");
            let (w, h) = (f64::from(WIDTH), f64::from(HEIGHT));
            // What cannot be written is seen: the pad stays empty.
            let _ = pen.fill_text_with_max_width(name.trim(), w / 2.0, h / 2.0, w * 0.9);
        }
        hand_in();
    };
    let keep_typed = Callback::new(move |words| typed.set(words));
    view! {
        <div class="signature">
            <canvas
                class="signature-pad"
                node_ref=canvas
                width=WIDTH
                height=HEIGHT
                role="img"
                aria-label=t!("signature-pad")
                on:pointerdown=begin
                on:pointermove=go_on
                on:pointerup=end
                on:pointercancel=end
            ></canvas>
            <div class="signature-acts">
                <span class="field-hint">{t!("signature-here")}</span>
                <Button size=ButtonSize::Small on_click=clear>{t!("signature-clear")}</Button>
                <Button size=ButtonSize::Small icon=Symbol::Check on_click=take>{t!("signature-use")}</Button>
            </div>
            // Enter signs; the form around it is sent by its own button.
            <div
                class="signature-acts"
                on:keydown=move |event: KeyboardEvent| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        write();
                    }
                }
            >
                <TextInput
                    name=format!("{name}-typed")
                    label=t!("signature-typed")
                    value=typed
                    on_input=keep_typed
                    autocomplete="name"
                />
                <Button size=ButtonSize::Small on_click=move |_| write()>{t!("signature-typed-use")}</Button>
            </div>
        </div>
    }
}

/// What draws on a pad, in the ink that its style says.
fn pen_of(pad: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let pen = pad.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let style = window().get_computed_style(pad).ok()??;
    let ink = style.get_property_value("color").ok()?;
    pen.set_stroke_style_str(&ink);
    pen.set_fill_style_str(&ink);
    pen.set_line_width(THICKNESS);
    pen.set_line_cap("round");
    pen.set_line_join("round");
    Some(pen)
}

/// Where a pointer is on a pad, in its dots.
fn place(pad: &HtmlCanvasElement, event: &PointerEvent) -> (f64, f64) {
    let area = pad.get_bounding_client_rect();
    let scale = |at: f64, from: f64, length: f64, dots: u32| (at - from) * f64::from(dots) / length.max(1.0);
    (
        scale(f64::from(event.client_x()), area.left(), area.width(), WIDTH),
        scale(f64::from(event.client_y()), area.top(), area.height(), HEIGHT),
    )
}

/// What is drawn, as a file.
fn as_file(pad: &HtmlCanvasElement, then: impl FnOnce(File) + 'static) {
    let take = Closure::once_into_js(move |drawn: JsValue| {
        let Ok(drawn) = drawn.dyn_into::<Blob>() else { return };
        if let Ok(file) = File::new_with_blob_sequence(&Array::of1(&drawn), &t!("signature-file")) {
            then(file);
        }
    });
    // A pad always has dots to make a picture of.
    let _ = pad.to_blob(take.unchecked_ref());
}
