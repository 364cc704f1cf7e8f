//! The drawing as a picture for other documents: SVG with all it needs within, or PNG.
//!
//! What is on the canvas is taken as it looks there, in light colours, so that nothing is drawn by a second rule.

use super::page::Desk;

/// What a picture is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Svg,
    Png,
}

/// Saves the drawing as a picture under the name of the process.
#[cfg(feature = "hydrate")]
pub(super) fn save(desk: Desk, format: Format) {
    use leptos::prelude::*;

    use super::page::View;
    use super::work::Selection;

    desk.view.set(View::Canvas);
    desk.work.select(Selection::default());
    // What is chosen is shown so until the page is drawn again.
    request_animation_frame(move || {
        leptos::task::spawn_local(async move {
            if browser::save(desk, format).await.is_err() {
                desk.work.toasts.failed(crate::t!("picture-failed"));
            }
        });
    });
}

/// Nobody saves pictures on the server.
#[cfg(not(feature = "hydrate"))]
pub(super) fn save(_: Desk, _: Format) {}

#[cfg(feature = "hydrate")]
mod browser {
    use std::collections::BTreeSet;
    use std::time::Duration;

    use flow::layout::Area;
    use leptos::prelude::*;
    use leptos::wasm_bindgen::{JsCast, JsValue};
    use leptos::web_sys::{
        Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlAnchorElement, HtmlCanvasElement,
        HtmlImageElement, Node, NodeList, Url, XmlSerializer, js_sys::Array,
    };
    use wasm_bindgen_futures::JsFuture;

    use super::{Desk, Format};
    use crate::form::in_words;

    const SVG: &str = "http://www.w3.org/2000/svg";
    /// What an element of the drawing gets from the style sheets.
    const STYLES: [&str; 11] = [
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linejoin",
        "paint-order",
        "font-family",
        "font-size",
        "font-weight",
        "color",
    ];
    /// What is only there for pointers.
    const TOOLS: &str = ".way-reach, .way-handle, .way-bend, .way-words-reach, .lane-grip, .shape-grip, .shape-close, .shape-close *, .shape-fold-reach, [class^='over-']";
    /// What a copy of it is known by.
    const TOOL: &str = "data-tool";
    /// Room around the drawing.
    const ROOM: i32 = 24;
    /// How large a dot of the drawing is in a PNG, and how large its longer side may be: browsers draw no larger ones.
    const SCALE: f64 = 2.0;
    const LONGEST: f64 = 8_000.0;

    /// How long a picture is kept for the browser to fetch.
    const KEPT_FOR: Duration = Duration::from_secs(60);

    pub(super) async fn save(desk: Desk, format: Format) -> Result<(), JsValue> {
        let area = desk.work.drawing().area;
        let area = Area { x: area.x - ROOM, y: area.y - ROOM, w: area.w + 2 * ROOM, h: area.h + 2 * ROOM };
        let name = desk.work.with(|draft| in_words(&draft.name));
        let address = address_of(&in_light(|| drawn(area))?)?;
        let saved = match format {
            Format::Svg => offer(&address, &format!("{name}.svg")),
            Format::Png => match dots(&address, area).await {
                Ok(dots) => offer(&dots, &format!("{name}.png")),
                Err(error) => Err(error),
            },
        };
        // The browser fetches what is offered in its own time.
        let forget = move || _ = Url::revoke_object_url(&address);
        set_timeout(forget, KEPT_FOR);
        saved
    }

    /// Does something while the page has its light colours; nothing is drawn meanwhile.
    fn in_light<T>(make: impl FnOnce() -> Result<T, JsValue>) -> Result<T, JsValue> {
        let root = document().document_element().ok_or(JsValue::NULL)?;
        let before = root.get_attribute("data-theme");
        root.set_attribute("data-theme", "light")?;
        let made = make();
        match before {
            Some(theme) => root.set_attribute("data-theme", &theme)?,
            None => root.remove_attribute("data-theme")?,
        }
        made
    }

    /// The drawing as the text of an SVG file.
    fn drawn(area: Area) -> Result<String, JsValue> {
        let canvas = document().query_selector(".canvas > g")?.ok_or(JsValue::NULL)?;
        let picture = document().create_element_ns(Some(SVG), "svg")?;
        let view = format!("{} {} {} {}", area.x, area.y, area.w, area.h);
        for (name, value) in [("viewBox", view), ("width", area.w.to_string()), ("height", area.h.to_string())] {
            picture.set_attribute(name, &value)?;
        }
        let ground = ground(area)?;
        picture.append_child(&ground)?;
        let parts = document().create_element_ns(Some(SVG), "defs")?;
        for part in parts_of(&canvas)? {
            parts.append_child(&part)?;
        }
        picture.append_child(&parts)?;
        let copy = copied(&canvas)?;
        copy.remove_attribute("transform")?;
        for tool in elements(&copy.query_selector_all(&format!("[{TOOL}]"))?) {
            tool.remove();
        }
        picture.append_child(&copy)?;
        XmlSerializer::new()?.serialize_to_string(&picture)
    }

    fn ground(area: Area) -> Result<Element, JsValue> {
        let ground = document().create_element_ns(Some(SVG), "rect")?;
        let sides = [("x", area.x), ("y", area.y), ("width", area.w), ("height", area.h)];
        for (name, value) in sides {
            ground.set_attribute(name, &value.to_string())?;
        }
        ground.set_attribute("fill", "#fff")?;
        Ok(ground)
    }

    /// What the drawing refers to by address: symbols, and the heads of lines.
    fn parts_of(drawing: &Element) -> Result<Vec<Node>, JsValue> {
        let mut parts = Vec::new();
        if let Some(arrow) = document().query_selector("#way-arrow")? {
            parts.push(copied(&arrow)?.into());
        }
        let used = elements(&drawing.query_selector_all("use[href]")?);
        let symbols: BTreeSet<String> = used.iter().filter_map(|used| used.get_attribute("href")).collect();
        for address in symbols {
            // A symbol has its colours from where it is used.
            if let Some(symbol) = document().query_selector(&address)? {
                parts.push(symbol.clone_node_with_deep(true)?);
            }
        }
        Ok(parts)
    }

    /// A copy that looks the same without style sheets.
    fn copied(element: &Element) -> Result<Element, JsValue> {
        let copy: Element = element.clone_node_with_deep(true)?.unchecked_into();
        settle(element, &copy)?;
        let originals = elements(&element.query_selector_all("*")?);
        for (original, copy) in originals.iter().zip(elements(&copy.query_selector_all("*")?)) {
            settle(original, &copy)?;
        }
        Ok(copy)
    }

    fn settle(original: &Element, copy: &Element) -> Result<(), JsValue> {
        if original.matches(TOOLS)? {
            copy.set_attribute(TOOL, "")?;
        }
        let Some(style) = window().get_computed_style(original)? else { return Ok(()) };
        for name in STYLES {
            copy.set_attribute(name, &style.get_property_value(name)?)?;
        }
        copy.remove_attribute("class")
    }

    fn elements(list: &NodeList) -> Vec<Element> {
        (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
    }

    fn address_of(svg: &str) -> Result<String, JsValue> {
        let kind = BlobPropertyBag::new();
        kind.set_type("image/svg+xml");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &kind)?;
        Url::create_object_url_with_blob(&blob)
    }

    /// The picture at an address as a PNG, as an address of its own.
    async fn dots(address: &str, area: Area) -> Result<String, JsValue> {
        let image = HtmlImageElement::new()?;
        image.set_src(address);
        JsFuture::from(image.decode()).await?;
        let (w, h) = (f64::from(area.w), f64::from(area.h));
        let scale = SCALE.min(LONGEST / w.max(h));
        let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
        canvas.set_width(whole(w * scale));
        canvas.set_height(whole(h * scale));
        let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into::<CanvasRenderingContext2d>();
        context.scale(scale, scale)?;
        context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, w, h)?;
        canvas.to_data_url()
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a picture has few thousand dots a side"
    )]
    fn whole(length: f64) -> u32 {
        length.round() as u32
    }

    fn offer(address: &str, name: &str) -> Result<(), JsValue> {
        let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
        link.set_href(address);
        link.set_download(name);
        link.click();
        Ok(())
    }
}
