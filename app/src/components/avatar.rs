//! People, as a disc with their initial.

use leptos::prelude::*;

/// How large an avatar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AvatarSize {
    /// 22 px, in lines of text.
    Small,
    /// 30 px.
    #[default]
    Normal,
    /// 48 px, on a person's page.
    Large,
}

/// The disc. The name stands beside it, so it is not spoken; where it stands alone, the control around it has a label.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// The person is away; somebody stands in.
    #[prop(optional)]
    away: bool,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Small => Some("small"),
        AvatarSize::Normal => None,
        AvatarSize::Large => Some("large"),
    };
    view! {
        <span class="avatar" data-size=size data-away=away.then_some("") aria-hidden="true">
            {initial(&name)}
        </span>
    }
}

/// A person in a line of text: the disc and the name.
#[component]
pub fn Person(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// The person is away; somebody stands in.
    #[prop(optional)]
    away: bool,
) -> impl IntoView {
    view! {
        <span class="person">
            <Avatar name=name.clone() size=AvatarSize::Small away />
            {name}
        </span>
    }
}

/// The first sign of a name: the family name in Chinese, the given name's letter in Latin.
fn initial(name: &str) -> String {
    name.trim().chars().next().map(|first| first.to_uppercase().collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn names_have_initials() {
        for (name, letter) in [("曹静", "曹"), ("anna Wu", "A"), ("  ", ""), ("", "")] {
            assert_eq!(initial(name), letter);
        }
    }
}
