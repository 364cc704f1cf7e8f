//! What one presses.

use leptos::prelude::*;

use super::Section;
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, ButtonLink, ButtonSize, Confirm, Dialog, Icon, IconButton, Kbd,
        LanguageSwitch, Link, Menu, MenuHead, MenuItem, MenuLine, MenuLink, SearchBox, Symbol, ThemeSwitch,
    },
    t,
};

#[component]
pub fn Actions() -> impl IntoView {
    view! {
        <Section title=t!("gallery-buttons")>
            <ButtonRow size=ButtonSize::Normal />
            <ButtonRow size=ButtonSize::Small />
            <div class="gallery-row">
                <Button kind=ButtonKind::Primary pending=true>
                    {t!("gallery-agree")}
                </Button>
                <Button pending=true icon=Symbol::Download>
                    {t!("gallery-export")}
                </Button>
                <Button kind=ButtonKind::Primary disabled=true>
                    {t!("gallery-agree")}
                </Button>
                <Button disabled=true>{t!("gallery-export")}</Button>
                <Button kind=ButtonKind::Ghost disabled=true>
                    {t!("more")}
                </Button>
                <ButtonLink href="#" icon=Symbol::Plus>
                    {t!("place-start")}
                </ButtonLink>
                <Link href="#">{t!("gallery-link")}</Link>
                <Link href="#" quiet=true>
                    {t!("gallery-link")}
                </Link>
                <Link href="https://example.org/" external=true>
                    {t!("gallery-link")}
                </Link>
                <Kbd keys="A" />
                <Kbd keys="⌘ K" />
            </div>
            <div class="gallery-phone">
                <ButtonGroup end=true>
                    <Button kind=ButtonKind::Danger size=ButtonSize::Large>
                        {t!("gallery-refuse")}
                    </Button>
                    <Button kind=ButtonKind::Primary size=ButtonSize::Large>
                        {t!("gallery-agree")}
                    </Button>
                </ButtonGroup>
            </div>
        </Section>
        <Section title=t!("gallery-choosing")>
            <div class="gallery-row">
                <Overlays />
                <ThemeSwitch />
                <LanguageSwitch />
            </div>
            <div class="gallery-phone">
                <SearchBox
                    id="gallery-search"
                    action="/search"
                    label=t!("gallery-search")
                    placeholder=t!("search-example")
                    shortcut="/"
                />
            </div>
        </Section>
        <Section title=t!("gallery-icons")>
            <ul class="gallery-icons">
                {Symbol::ALL
                    .iter()
                    .map(|symbol| {
                        view! {
                            <li lang="en">
                                <Icon symbol=*symbol />
                                {symbol.name()}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Section>
    }
    .into_any()
}

#[component]
fn ButtonRow(size: ButtonSize) -> impl IntoView {
    view! {
        <div class="gallery-row">
            <Button kind=ButtonKind::Primary size icon=Symbol::Check shortcut="A">
                {t!("gallery-accept-conditionally")}
            </Button>
            <Button size>{t!("gallery-accept")}</Button>
            <Button kind=ButtonKind::Danger size>
                {t!("gallery-refuse")}
            </Button>
            <Button kind=ButtonKind::Ghost size icon=Symbol::Back>
                {t!("gallery-return")}
            </Button>
            <Button kind=ButtonKind::Destroy size icon=Symbol::Trash>
                {t!("gallery-revoke")}
            </Button>
            <IconButton label=t!("gallery-export") symbol=Symbol::Download size />
            <IconButton label=t!("gallery-edit") symbol=Symbol::Edit size kind=ButtonKind::Plain />
        </div>
    }
    .into_any()
}

#[component]
fn Overlays() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Menu id="gallery-menu" label=t!("more") words=true kind=ButtonKind::Plain align_start=true>
            <MenuHead>{t!("gallery-other-ways")}</MenuHead>
            <MenuItem icon=Symbol::Back shortcut="R">
                {t!("gallery-return")}
            </MenuItem>
            <MenuItem icon=Symbol::User shortcut="T">
                {t!("gallery-transfer")}
            </MenuItem>
            <MenuItem icon=Symbol::People disabled=true>
                {t!("gallery-add-signer")}
            </MenuItem>
            <MenuLink icon=Symbol::Share href="#">
                {t!("gallery-share")}
            </MenuLink>
            <MenuLine />
            <MenuItem icon=Symbol::Trash danger=true>
                {t!("gallery-revoke")}
            </MenuItem>
        </Menu>
        <Menu id="gallery-menu-dots" label=t!("gallery-more-of-card")>
            <MenuItem icon=Symbol::Check current=true>
                {t!("gallery-agree")}
            </MenuItem>
            <MenuItem icon=Symbol::Back>{t!("gallery-return")}</MenuItem>
        </Menu>
        <Button attr:command="show-modal" attr:commandfor="gallery-dialog" on_click=move |_| open.set(true)>
            {t!("gallery-dialog")}
        </Button>
        <Dialog
            id="gallery-dialog"
            title=t!("gallery-dialog-title")
            open
            actions=move || {
                view! {
                    <Button on_click=move |_| open.set(false)>{t!("cancel")}</Button>
                    <Button kind=ButtonKind::Primary on_click=move |_| open.set(false)>
                        {t!("gallery-return")}
                    </Button>
                }
            }
        >
            <p>{t!("gallery-dialog-text")}</p>
        </Dialog>
        <Confirm
            id="gallery-confirm"
            action=t!("gallery-revoke")
            consequence=t!("gallery-revoke-consequence")
            icon=Symbol::Trash
            on_confirm=|()| {}
        />
    }
    .into_any()
}
