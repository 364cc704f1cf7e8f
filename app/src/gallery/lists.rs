//! What lists and lays out.

use leptos::prelude::*;

use super::{
    Section,
    inbox::{Matter, MatterPanel},
    sample::hours,
};
use crate::{
    components::{
        Align, Breadcrumb, Cell, Column, DuePill, Fact, KeyValue, Pager, Person, Pill, Row, State, Tab, TabLink,
        TabPanel, TabPanels, Table, Tabs, TabsKind,
    },
    port::Order,
    t,
    text::{DueWording, money},
};

#[component]
pub fn Lists() -> impl IntoView {
    view! {
        <Section title=t!("gallery-lists")>
            <Breadcrumb
                above=vec![
                    ("#".to_owned(), t!("place-administration")),
                    ("#".to_owned(), t!("gallery-people")),
                ]
                here=t!("gallery-person-cao")
            />
            <Views />
            <Matters />
            <Pager total=1_234 page=5 page_size=50 href=|(page, size): (usize, usize)| format!("?page={page}&size={size}") />
            <Pager total=0 page=1 page_size=20 href=|_: (usize, usize)| String::new() />
        </Section>
        <Section title=t!("gallery-cards")>
            <div class="gallery-grid">
                <Matter current=true />
                <Matter current=false />
                <Facts />
            </div>
        </Section>
        <Section title=t!("gallery-panel")>
            <div class="gallery-panel">
                <MatterPanel />
            </div>
        </Section>
    }
    .into_any()
}

#[component]
fn Views() -> impl IntoView {
    let selected = RwSignal::new("work");
    view! {
        <Tabs label=t!("gallery-tabs")>
            <TabLink href="#" current=true count=Some(9)>
                {t!("gallery-tab-todo")}
            </TabLink>
            <TabLink href="#" count=Some(3)>
                {t!("gallery-tab-read")}
            </TabLink>
            <TabLink href="#">{t!("gallery-tab-done")}</TabLink>
        </Tabs>
        <Tabs label=t!("gallery-tabs-lines") kind=TabsKind::Line>
            <TabLink href="#" current=true>
                {t!("gallery-tab-todo")}
            </TabLink>
            <TabLink href="#">{t!("gallery-tab-read")}</TabLink>
        </Tabs>
        <TabPanels
            id="gallery-tabs"
            label=t!("gallery-tabs-panels")
            selected
            tabs=vec![
                Tab { id: "work", label: t!("gallery-tab-work") },
                Tab { id: "limit", label: t!("gallery-tab-limit") },
            ]
        >
            <TabPanel tab="work">{t!("gallery-requirement")}</TabPanel>
            <TabPanel tab="limit">{t!("gallery-limit")}</TabPanel>
        </TabPanels>
    }
    .into_any()
}

#[component]
fn Matters() -> impl IntoView {
    let columns = vec![
        Column::new(t!("gallery-column-matter")).sortable("?sort=matter", None),
        Column::new(t!("gallery-column-from")),
        Column::new(t!("gallery-column-state")),
        Column::new(t!("gallery-column-due")).sortable("?sort=due", Some(Order::Ascending)),
        Column::new(t!("gallery-amount-label")).numeric(),
    ];
    let row =
        |title: String, who: String, state: State, words: String, due: i64, amount: &'static str, current: bool| {
            view! {
                <Row current>
                    <Cell label=t!("gallery-column-matter") head=true>
                        {title}
                    </Cell>
                    <Cell label=t!("gallery-column-from")>
                        <Person name=who />
                    </Cell>
                    <Cell label=t!("gallery-column-state")>
                        <Pill state>{words}</Pill>
                    </Cell>
                    <Cell label=t!("gallery-column-due")>
                        <DuePill at=hours(due) wording=DueWording::Short />
                    </Cell>
                    <Cell label=t!("gallery-amount-label") align=Align::End>
                        {money(amount)}
                    </Cell>
                </Row>
            }
        };
    view! {
        <Table
            caption=t!("gallery-table")
            columns
            foot=|| {
                view! {
                    <Row>
                        <Cell label=t!("gallery-table") span=4_u32>{t!("gallery-total")}</Cell>
                        <Cell label=t!("gallery-amount-label") align=Align::End>
                            {money("1852900")}
                        </Cell>
                    </Row>
                }
            }
        >
            {row(
                t!("gallery-matter-stock"),
                t!("gallery-person-zheng"),
                State::Refuse,
                t!("gallery-pill-refuse"),
                -2,
                "86400",
                false,
            )}
            {row(
                t!("gallery-matter"),
                t!("gallery-person-cao"),
                State::Wait,
                t!("gallery-pill-wait"),
                1,
                "480000",
                true,
            )}
            {row(
                t!("gallery-matter-ducts"),
                t!("gallery-person-cao"),
                State::Run,
                t!("gallery-pill-run"),
                50,
                "1286500",
                false,
            )}
        </Table>
    }
    .into_any()
}

#[component]
fn Facts() -> impl IntoView {
    view! {
        <article class="card" data-padding="large">
            <KeyValue>
                <Fact name=t!("gallery-fact-reason")>{t!("gallery-fact-reason-words")}</Fact>
                <Fact name=t!("gallery-fact-certificate")>
                    <Pill state=State::Done>{t!("gallery-fact-attached")}</Pill>
                    " "
                    <small>{t!("gallery-fact-needed")}</small>
                </Fact>
                <Fact name=t!("gallery-amount-label")>
                    {money("480000")} <small>{t!("gallery-amount-words")}</small>
                </Fact>
            </KeyValue>
        </article>
    }
    .into_any()
}
