//! Reviews: others look at a draft before it comes into force.

use app::port::{AnswerReview, AskForReview, Code, Problem, Review, ReviewAnswer};
use flow::id::ProcessKey;
use flow::text::Text;

use super::decisions::words_in;
use super::definitions::may;
use super::designs::changed_meanwhile;
use super::naming::Names;
use super::permission::{Action, Object, can};
use super::{Service, Subject, problems};
use crate::store::definitions::{self, DefinitionHead, Revision};
use crate::store::{Queries, Upkeep};

/// The longest words about a draft, in characters.
const LONGEST: usize = 2_000;

impl Service {
    pub(super) async fn ask_for_review(
        &self,
        me: &Subject,
        process: &ProcessKey,
        asked: AskForReview,
    ) -> Result<Review, Problem> {
        may(me, Action::Change)?;
        let draft = asked.revision.parse().map_err(|_| changed_meanwhile())?;
        let note = words_in("note", asked.note, LONGEST)?;
        let review = definitions::Review { draft, at: self.now(), by: me.person.clone(), note, answer: None };
        let is_asked = self.store().ask_for_review(process, &review).await.map_err(problems::store)?;
        if is_asked {
            return Ok(self.shown(me, review));
        }
        let sent_back = match self.latest(process).await? {
            Some(head) => self.is_sent_back(&head).await?,
            None => false,
        };
        Err(if sent_back { problem_sent_back() } else { changed_meanwhile() })
    }

    pub(super) async fn answer_review(
        &self,
        me: &Subject,
        process: &ProcessKey,
        answer: AnswerReview,
    ) -> Result<Review, Problem> {
        may(me, Action::Change)?;
        let draft: Revision = answer.revision.parse().map_err(|_| changed_meanwhile())?;
        let review = self.store().review(process).await.map_err(problems::store)?.ok_or_else(problems::not_found)?;
        if review.by == me.person {
            return Err(problems::forbidden());
        }
        let remark = words_in("remark", answer.remark, LONGEST)?;
        if !answer.agrees && remark.is_none() {
            return Err(problems::field("remark", "required", "请说明要改什么", "Say what is to be changed"));
        }
        let answer = definitions::ReviewAnswer { at: self.now(), by: me.person.clone(), agrees: answer.agrees, remark };
        let is_answered = self.store().answer_review(process, draft, &answer).await.map_err(problems::store)?;
        let answered = definitions::Review { answer: Some(answer), ..review };
        if is_answered { Ok(self.shown(me, answered)) } else { Err(changed_meanwhile()) }
    }

    /// The review of a draft, when it is about the text that the draft is.
    pub(super) async fn review_of(&self, me: &Subject, draft: &DefinitionHead) -> Result<Option<Review>, Problem> {
        let review = self.store().review(&draft.process).await.map_err(problems::store)?;
        Ok(review.filter(|review| review.is_about(draft)).map(|review| self.shown(me, review)))
    }

    /// A draft that was sent back is changed before it comes into force.
    pub(super) async fn not_sent_back(&self, draft: &DefinitionHead) -> Result<(), Problem> {
        if self.is_sent_back(draft).await? { Err(problem_sent_back()) } else { Ok(()) }
    }

    async fn is_sent_back(&self, draft: &DefinitionHead) -> Result<bool, Problem> {
        let review = self.store().review(&draft.process).await.map_err(problems::store)?;
        Ok(review.is_some_and(|review| review.sends_back(draft)))
    }

    fn shown(&self, me: &Subject, review: definitions::Review) -> Review {
        let organisation = self.organisation();
        let names = Names::new(&organisation, self.now());
        let may_answer =
            review.answer.is_none() && review.by != me.person && can(me, Action::Change, &Object::Definitions);
        let answer = review.answer.map(|answer| ReviewAnswer {
            by: names.person(&answer.by),
            at: answer.at,
            agrees: answer.agrees,
            remark: answer.remark,
        });
        Review {
            by: names.person(&review.by),
            at: review.at,
            note: review.note,
            revision: review.draft.to_string(),
            answer,
            may_answer,
        }
    }
}

fn problem_sent_back() -> Problem {
    Problem::new(409, Code::of("sent_back"), "The draft was sent back; change it first")
        .because(Text::each("草稿已被退回，请先修改", "The draft was sent back; change it first"))
}
