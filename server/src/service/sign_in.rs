//! Signing in and out: sessions in the store, each known by a random token that only the browser holds.

use std::net::IpAddr;

use app::port::{Code, Me, PersonRef, Preferences, Problem, Session, SignIn, SignInOptions};
use flow::id::PersonId;
use flow::time::Moment;

use super::accounts::account_name;
use super::naming::Names;
use super::secret::{hash_of, new_secret};
use super::{Service, Subject, Visitor, problems};
use crate::store::accounts::SessionRow;

/// A session ends when it was not used for so long, in milliseconds: a day.
const IDLE: i64 = 24 * 3_600_000;

/// A session ends after so long in any case, in milliseconds: two weeks.
const LONGEST: i64 = 14 * IDLE;

/// That a session is in use is noted at most so often, in milliseconds.
const NOTED_EVERY: i64 = 60_000;

/// Somebody has just signed in.
pub struct SignedIn {
    /// Who.
    pub me: Me,
    /// What their browser has to hold: 64 hexadecimal digits.
    pub token: String,
    /// For how many seconds it is of use.
    pub seconds: i64,
}

impl Service {
    /// Signs somebody in.
    ///
    /// # Errors
    /// Wrong name or password, too many wrong ones, or a demo person where there is no demo.
    pub async fn sign_in(&self, with: SignIn, address: IpAddr, agent: &str) -> Result<SignedIn, Problem> {
        let person = match with {
            SignIn::Password { name, password } => self.person_by_password(&name, password, address).await?,
            SignIn::Demo { person } if self.settings().demo => person,
            SignIn::Demo { .. } => return Err(wrong_credentials()),
        };
        self.begin_session(&person, agent).await
    }

    /// Begins a session for a person who is known to be it.
    pub(super) async fn begin_session(&self, person: &PersonId, agent: &str) -> Result<SignedIn, Problem> {
        let now = self.now();
        let subject = Subject::of(person, &self.organisation(), now).ok_or_else(wrong_credentials)?;
        let token = new_secret();
        let session = SessionRow {
            token: hash_of(&token),
            person: person.clone(),
            agent: agent.to_owned(),
            created: now,
            used: now,
        };
        self.store().begin_session(&session).await.map_err(problems::store)?;
        let me = self.me(&subject).await?;
        Ok(SignedIn { me, token, seconds: LONGEST / 1000 })
    }

    /// Who signs in by a name and a password.
    pub(super) async fn person_by_password(
        &self,
        name: &str,
        password: String,
        address: IpAddr,
    ) -> Result<PersonId, Problem> {
        let (name, now) = (account_name(name), self.now());
        self.0.attempts.begin(&name, address, now).map_err(too_many)?;
        let account = self.store().account(&name).await.map_err(problems::store)?;
        let account = account.filter(|account| account.disabled.is_none());
        // Without an account it takes as long, so that nobody can find out who has one.
        let hash = account.as_ref().map(|account| account.password.clone());
        let matches = self.0.passwords.verify(password, hash).await.map_err(|_| too_many(1))?;
        let account = account.filter(|_| matches).ok_or_else(wrong_credentials)?;
        self.0.attempts.right(&name, address);
        Ok(account.person)
    }

    /// Who holds a token; none when it opens nothing any more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn subject_of(&self, token: &str) -> Result<Option<Subject>, Problem> {
        let (hash, now) = (hash_of(token), self.now());
        let Some(session) = self.store().session(&hash).await.map_err(problems::store)? else { return Ok(None) };
        if is_over(&session, now) {
            return Ok(None);
        }
        if now.0 - session.used.0 >= NOTED_EVERY {
            self.store().touch_session(&hash, now).await.map_err(problems::store)?;
        }
        Ok(Subject::of(&session.person, &self.organisation(), now))
    }

    /// Ends the session of a token, or every session of its person.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn sign_out(&self, token: &str, everywhere: bool) -> Result<(), Problem> {
        let hash = hash_of(token);
        let session = self.store().session(&hash).await.map_err(problems::store)?;
        match session {
            Some(session) if everywhere => self.store().end_sessions_of(&session.person).await,
            Some(_) => self.store().end_session(&hash).await,
            None => Ok(()),
        }
        .map_err(problems::store)
    }

    /// Forgets the sessions that are over.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn forget_sessions(&self) -> Result<(), crate::store::StoreError> {
        let now = self.now();
        self.store().forget_sessions(now.plus_millis(-IDLE), now.plus_millis(-LONGEST)).await
    }

    pub(super) async fn session_of(
        &self,
        subject: Option<&Subject>,
        preferences: Preferences,
    ) -> Result<Session, Problem> {
        let Some(subject) = subject else {
            return Ok(Session::SignedOut(SignInOptions {
                set_up_needed: self.0.set_up.is_needed(),
                demo_people: if self.settings().demo { self.demo_people() } else { Vec::new() },
                preferences,
            }));
        };
        Ok(Session::SignedIn(self.me(subject).await?))
    }

    pub(super) async fn me(&self, subject: &Subject) -> Result<Me, Problem> {
        let organisation = self.organisation();
        let preferences = self.kept_preferences(subject).await?;
        let account = self.store().account_of(&subject.person).await.map_err(problems::store)?;
        Ok(Me {
            person: Names::new(&organisation, self.now()).person(&subject.person),
            permissions: subject.permissions.clone(),
            account: account.map(|account| account.name),
            preferences: preferences.unwrap_or_default(),
        })
    }

    async fn kept_preferences(&self, subject: &Subject) -> Result<Option<Preferences>, Problem> {
        let kept = self.store().preferences(&subject.person).await.map_err(problems::store)?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }

    pub(super) async fn prefer(&self, subject: &Subject, wanted: Preferences) -> Result<Preferences, Problem> {
        let body = serde_json::to_string(&wanted).map_err(problems::internal)?;
        self.store().save_preferences(&subject.person, &body).await.map_err(problems::store)?;
        Ok(wanted)
    }

    fn demo_people(&self) -> Vec<PersonRef> {
        let (organisation, now) = (self.organisation(), self.now());
        let names = Names::new(&organisation, now);
        organisation.people.keys().filter(|id| names.is_here(id)).map(|id| names.person(id)).collect()
    }
}

impl Visitor {
    /// How a signed-in visitor said, in whichever browser, that they want the interface. None also when it cannot be
    /// read: they can do without it.
    pub async fn kept_preferences(&self) -> Option<Preferences> {
        self.service.kept_preferences(self.subject.as_ref()?).await.ok().flatten()
    }
}

fn is_over(session: &SessionRow, now: Moment) -> bool {
    now.0 - session.used.0 >= IDLE || now.0 - session.created.0 >= LONGEST
}

fn wrong_credentials() -> Problem {
    Problem::new(401, Code::WRONG_CREDENTIALS, "Name or password are wrong")
}

pub(super) fn too_many(seconds: u32) -> Problem {
    let problem = Problem::new(429, Code::BUSY, "Too many wrong passwords; wait before trying again");
    Problem { retry_after: Some(seconds), ..problem }
}
