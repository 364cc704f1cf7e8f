//! The two pages for people without an account, as they are drawn.

use leptos::prelude::*;

use super::{news::Story, sample::hours};
use crate::{
    components::{
        Button, ButtonKind, ButtonSize, Card, DuePill, Fact, IconButton, KeyValue, Pill, State, StepState, Steps,
        Symbol, Timeline, TimelineStep, When,
    },
    shell::{PublicActions, PublicFrame},
    t,
};

/// What a customer sees of an order.
#[component]
pub fn ShareSample() -> impl IntoView {
    use StepState::{Done, Now, Todo};
    let stages = vec![
        (t!("gallery-stage-received"), Done),
        (t!("gallery-stage-confirmed"), Done),
        (t!("gallery-stage-review"), Now),
        (t!("gallery-stage-quotation"), Todo),
        (t!("gallery-stage-order"), Todo),
    ];
    view! {
        <PublicFrame title=t!("gallery-share-title") foot=t!("gallery-share-foot")>
            <Card roomy=true>
                <div class="public-status">
                    <p class="quiet">{t!("gallery-share-order")}</p>
                    <h2 class="public-headline">{t!("gallery-share-status")}</h2>
                    <p class="quiet">{t!("gallery-share-expected")}</p>
                </div>
                <Steps label=t!("gallery-progress") stages />
            </Card>
            <Card roomy=true>
                <Timeline label=t!("gallery-timeline")>
                    <TimelineStep
                        progress=Done
                        what=t!("gallery-share-received")
                        when=|| view! { <When at=hours(-50) /> }
                    />
                    <TimelineStep
                        progress=Now
                        what=t!("gallery-share-status")
                        when=|| view! { <When at=hours(-1) /> }
                    >
                        <Pill state=State::Wait>{t!("progress-now")}</Pill>
                    </TimelineStep>
                    <TimelineStep progress=Todo what=t!("gallery-share-later") />
                </Timeline>
            </Card>
        </PublicFrame>
    }
    .into_any()
}

/// A leave request to decide on a phone.
#[component]
pub fn ApprovalSample() -> impl IntoView {
    view! {
        <PublicFrame title=t!("gallery-approval-title") actions=|| view! { <Answer /> }>
            <Card roomy=true>
                <p class="quiet">{t!("gallery-approval-process")}</p>
                <h2>{t!("gallery-approval-matter")}</h2>
                <p class="row">
                    <DuePill at=hours(1) />
                </p>
            </Card>
            <Card roomy=true>
                <KeyValue>
                    <Fact name=t!("gallery-fact-reason")>{t!("gallery-fact-reason-words")}</Fact>
                    <Fact name=t!("gallery-fact-certificate")>
                        <Pill state=State::Done>{t!("gallery-fact-attached")}</Pill>
                        " "
                        <small>{t!("gallery-fact-needed")}</small>
                    </Fact>
                </KeyValue>
            </Card>
            <Story />
        </PublicFrame>
    }
    .into_any()
}

#[component]
fn Answer() -> impl IntoView {
    view! {
        <PublicActions>
            <IconButton label=t!("more") symbol=Symbol::Dots kind=ButtonKind::Plain size=ButtonSize::Large />
            <Button kind=ButtonKind::Danger size=ButtonSize::Large>
                {t!("gallery-disagree")}
            </Button>
            <Button kind=ButtonKind::Primary size=ButtonSize::Large>
                {t!("gallery-agree")}
            </Button>
        </PublicActions>
    }
    .into_any()
}
