//! Having somebody else look at the draft before it comes into force.

use leptos::prelude::*;

use super::keeping::{Keeping, Saved};
use super::work::Work;
use crate::asking::Asking;
use crate::components::{Banner, Button, State, TextArea};
use crate::form::in_words;
use crate::pages::loaded::{problem_words, wrong_with};
use crate::port::{Answer, AnswerReview, AskForReview, Review, port};
use crate::t;
use crate::text::{moment, reader};

/// The review of a draft. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Reviewing {
    work: Work,
    keeping: Keeping,
    review: RwSignal<Option<Review>>,
    /// What is written to go with the question, or with the answer.
    words: RwSignal<String>,
    asking: Asking,
}

impl Reviewing {
    pub(super) fn of(review: Option<Review>, work: Work, keeping: Keeping) -> Self {
        Self {
            work,
            keeping,
            review: RwSignal::new(review),
            words: RwSignal::new(String::new()),
            asking: Asking::new(),
        }
    }

    /// The review, as long as the draft is what it is about.
    fn that_holds(self) -> Option<Review> {
        let is_kept = self.keeping.saved.get() == Saved::There;
        self.review.get().filter(|review| is_kept && review.revision == self.keeping.revision())
    }

    /// Whether the draft was sent back as it is.
    pub(super) fn is_sent_back(self) -> bool {
        self.that_holds().and_then(|review| review.answer).is_some_and(|answer| !answer.agrees)
    }

    fn ask(self) {
        let asked = AskForReview { revision: self.keeping.revision(), note: Some(self.words.get_untracked()) };
        self.send(port().ask_for_review(self.work.now().key.clone(), asked), t!("review-was-asked"));
    }

    fn answer(self, agrees: bool) {
        let remark = Some(self.words.get_untracked());
        let answer = AnswerReview { revision: self.keeping.revision(), agrees, remark };
        self.send(port().answer_review(self.work.now().key.clone(), answer), t!("review-was-answered"));
    }

    fn send(self, answer: Answer<Review>, done: String) {
        self.asking.ask(answer, move |review| {
            self.review.try_set(Some(review));
            self.words.try_set(String::new());
            self.work.toasts.done(done);
        });
    }
}

/// Where the review stands, and what one can do about it.
#[component]
pub(super) fn ReviewPart(reviewing: Reviewing) -> impl IntoView {
    let Reviewing { words, asking: Asking { pending, problem }, .. } = reviewing;
    let told = move || reviewing.that_holds().map(|review| view! { <Standing review /> });
    let doing = move || match reviewing.that_holds() {
        Some(review) if review.may_answer => view! {
            <TextArea
                name="review-remark"
                label=t!("review-remark")
                value=words
                on_input=move |typed| words.set(typed)
                error=wrong_with(problem, "remark")
                rows=2
            />
            <div class="row">
                <Button pending on_click=move |_| reviewing.answer(true)>{t!("review-agree")}</Button>
                <Button pending on_click=move |_| reviewing.answer(false)>{t!("review-send-back")}</Button>
            </div>
        }
        .into_any(),
        // Who has asked waits for somebody else; what was answered holds until the draft is changed.
        Some(_) => ().into_any(),
        None => view! {
            <TextArea
                name="review-note"
                label=t!("review-note")
                hint=t!("review-note-hint")
                value=words
                on_input=move |typed| words.set(typed)
                error=wrong_with(problem, "note")
                rows=2
            />
            <div class="row"><Button pending on_click=move |_| reviewing.ask()>{t!("review-ask")}</Button></div>
        }
        .into_any(),
    };
    view! {
        <h3>{t!("review-title")}</h3>
        {told}
        {doing}
        {move || problem.get().map(|problem| view! { <Banner state=State::Refuse title=problem_words(&problem) /> })}
    }
    .into_any()
}

#[component]
fn Standing(review: Review) -> impl IntoView {
    let by = in_words(&review.by.name);
    let asked = t!("review-asked", by = by, at = moment(&reader(), review.at));
    let (state, title, words) = match review.answer {
        None => (State::Wait, t!("review-waits"), None),
        Some(answer) => {
            let by = in_words(&answer.by.name);
            let at = moment(&reader(), answer.at);
            match answer.agrees {
                true => (State::Done, t!("review-agreed", by = by, at = at), answer.remark),
                false => (State::Refuse, t!("review-sent-back", by = by, at = at), answer.remark),
            }
        }
    };
    view! {
        <Banner state title>
            {words.map(|words| view! { <p class="said">{words}</p> })}
            <p>{asked}</p>
            {review.note.map(|note| view! { <p class="said">{note}</p> })}
        </Banner>
    }
    .into_any()
}
