//! The inbox as it is drawn: the yardstick for the page.

use leptos::prelude::*;

use super::sample::{self, hours};
use crate::{
    components::{
        Amount, Avatar, AvatarSize, Button, ButtonKind, Card, CardMeta, CardTitle, Cell, Column, Consequence, DuePill,
        Fact, KeyValue, Menu, MenuItem, Pill, Requirement, Row, SidePanel, State, Symbol, TabLink, Table, Tabs,
        TextInput,
    },
    shell::{Frame, PageHead, Place},
    t,
    text::{DueWording, day, money, reader},
};

/// The inbox with one matter open beside it.
#[component]
pub fn InboxSample() -> impl IntoView {
    let reader = reader();
    let today = day(&reader, reader.zone.local(reader.now_untracked()).0);
    let head = PageHead { title: t!("place-inbox"), facts: t!("gallery-inbox-facts", date = today) };
    view! {
        <Frame
            here=Place::Inbox
            head
            viewer=sample::viewer()
            counts=sample::counts()
            views=sample::views()
            beside=|| view! { <MatterPanel /> }
        >
            <div class="stack">
                <Tabs label=t!("gallery-tabs")>
                    <TabLink href="#" current=true count=Some(9)>
                        {t!("gallery-tab-todo")}
                    </TabLink>
                    <TabLink href="#" count=Some(3)>
                        {t!("gallery-tab-read")}
                    </TabLink>
                    <TabLink href="#">{t!("gallery-tab-done")}</TabLink>
                </Tabs>
                <div class="gallery-grid">
                    <Matter current=false />
                    <Matter current=true />
                    <Matter current=false />
                    <Matter current=false />
                </div>
            </div>
        </Frame>
    }
    .into_any()
}

/// A matter on the board.
#[component]
pub fn Matter(current: bool) -> impl IntoView {
    view! {
        <Card current interactive=true>
            <CardMeta>
                <DuePill at=hours(1) wording=DueWording::Short />
                <span>{t!("gallery-process")}</span>
            </CardMeta>
            <CardTitle href="#">{t!("gallery-matter")}</CardTitle>
            <CardMeta>
                <Pill state=State::Run>{t!("gallery-review")}</Pill>
                <span class="person">
                    <Avatar name=t!("gallery-person-cao") size=AvatarSize::Small />
                    {t!("gallery-person-cao")}
                </span>
                <Amount text=money("480000") />
            </CardMeta>
        </Card>
    }
    .into_any()
}

/// The matter beside the board.
#[component]
pub fn MatterPanel() -> impl IntoView {
    view! {
        <SidePanel
            title=t!("gallery-matter")
            close="#"
            bar=|| {
                view! {
                    <DuePill at=hours(1) />
                    <small>"O-02-20260302-017"</small>
                }
            }
            menu=|| {
                view! {
                    <Menu id="panel-menu" label=t!("gallery-more-of-card")>
                        <MenuItem icon=Symbol::Share>{t!("gallery-share")}</MenuItem>
                        <MenuItem icon=Symbol::User>{t!("gallery-transfer")}</MenuItem>
                    </Menu>
                }
            }
            facts=|| t!("gallery-matter-facts")
            actions=|| view! { <Decision /> }
        >
            <Requirement>{t!("gallery-requirement")}</Requirement>
            <KeyValue>
                <Fact name=t!("gallery-requested-label")>"2026-04-30"</Fact>
                <Fact name=t!("gallery-feasible-label")>
                    <b>"2026-05-09"</b>
                    " "
                    <Pill state=State::Refuse>{t!("gallery-late")}</Pill>
                </Fact>
                <Fact name=t!("gallery-amount-label")>
                    {money("480000")} <small>{t!("gallery-amount-words")}</small>
                </Fact>
            </KeyValue>
            <Opinions />
            <Consequence>
                {t!("gallery-consequence-before")} " " <b>{t!("gallery-person-zheng")}</b> " "
                {t!("gallery-consequence-after")}
            </Consequence>
        </SidePanel>
    }
    .into_any()
}

#[component]
fn Opinions() -> impl IntoView {
    let columns = [
        t!("gallery-opinion-department"),
        t!("gallery-opinion-outcome"),
        t!("gallery-opinion-label"),
        t!("gallery-opinion-days"),
    ];
    let row = |department: String, state: State, outcome: String, words: String, days: String| {
        view! {
            <Row>
                <Cell label=t!("gallery-opinion-department")>{department}</Cell>
                <Cell label=t!("gallery-opinion-outcome")>
                    <Pill state>{outcome}</Pill>
                </Cell>
                <Cell label=t!("gallery-opinion-label")>{words}</Cell>
                <Cell label=t!("gallery-opinion-days")>{days}</Cell>
            </Row>
        }
    };
    view! {
        <Table caption=t!("gallery-opinions") columns=columns.map(Column::new).to_vec()>
            {row(
                t!("gallery-opinion-technical"),
                State::Wait,
                t!("gallery-outcome-conditional"),
                t!("gallery-opinion-technical-words"),
                t!("gallery-opinion-ten-days"),
            )}
            {row(
                t!("gallery-opinion-quality"),
                State::Done,
                t!("gallery-outcome-feasible"),
                t!("gallery-opinion-quality-words"),
                "—".to_owned(),
            )}
        </Table>
    }
    .into_any()
}

#[component]
fn Decision() -> impl IntoView {
    view! {
        <TextInput name="condition" label=t!("gallery-condition-label") placeholder=t!("gallery-condition-placeholder") />
        <Button kind=ButtonKind::Primary icon=Symbol::Check shortcut="A">
            {t!("gallery-accept-conditionally")}
        </Button>
        <Button>{t!("gallery-accept")}</Button>
        <Button kind=ButtonKind::Danger>{t!("gallery-refuse")}</Button>
        <Button kind=ButtonKind::Ghost icon=Symbol::Back>
            {t!("gallery-return")}
        </Button>
    }
    .into_any()
}
