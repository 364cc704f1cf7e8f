//! Renders the gallery into files, in both languages and both themes, to look at and to check without a server:
//!
//! ```sh
//! cargo run -p app --features ssr --example gallery -- target/gallery
//! ```

use std::{env, error::Error, fs, path::PathBuf};

use app::{
    components::Sprite,
    gallery::{ApprovalSample, Gallery, InboxSample, ShareSample},
    text::{Locale, Reader, Theme, Zone},
};
use flow::time::Moment;
use leptos::prelude::*;

/// Wednesday, 4 March 2026, 16:00 in Shanghai: the day on the drawings.
const NOW: Moment = Moment(1_772_611_200_000);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("which folder shall the files go to?")?);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("style.css"), style()?)?;
    for locale in Locale::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            for (name, page) in pages() {
                let file = format!("{name}-{}-{}.html", locale.tag(), theme.name());
                fs::write(folder.join(file), document(locale, theme, page))?;
            }
        }
    }
    Ok(())
}

type RenderPage = fn() -> AnyView;

fn pages() -> [(&'static str, RenderPage); 4] {
    [
        ("components", || view! { <Gallery /> }.into_any()),
        ("inbox", || view! { <InboxSample /> }.into_any()),
        ("share", || view! { <ShareSample /> }.into_any()),
        ("approval", || view! { <ApprovalSample /> }.into_any()),
    ]
}

fn document(locale: Locale, theme: Theme, page: RenderPage) -> String {
    let body = Owner::new().with(|| {
        provide_context(Reader::new(locale, theme, Zone::default(), NOW));
        let page = page();
        view! {
            {page}
            <Sprite />
        }
        .to_html()
    });
    format!(
        "<!doctype html><html lang=\"{}\" data-theme=\"{}\"><head><meta charset=\"utf-8\"><title>Lianban</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"style.css\"></head><body>{body}</body></html>",
        locale.tag(),
        theme.name(),
    )
}

/// The style sheets in the order of `style/main.css`. Each names its own layer, so they can stand in one file.
fn style() -> Result<String, Box<dyn Error>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../style");
    let mut bundle = String::new();
    for line in fs::read_to_string(folder.join("main.css"))?.lines() {
        match line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";")) {
            Some(file) => bundle.push_str(&fs::read_to_string(folder.join(file))?),
            None => bundle.push_str(line),
        }
        bundle.push('\n');
    }
    Ok(bundle)
}
