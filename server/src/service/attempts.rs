//! How often somebody may get a password wrong.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use flow::time::Moment;

/// Wrong passwords for one account from one address, before it has to wait.
const FOR_ONE_ACCOUNT: u32 = 10;

/// Wrong passwords from one address for any account.
const FROM_ONE_ADDRESS: u32 = 100;

/// How long wrong passwords are remembered, in milliseconds.
const REMEMBERED: i64 = 15 * 60_000;

/// How many addresses and accounts are remembered; beyond, the oldest are forgotten first.
const MOST: usize = 20_000;

/// Remembers wrong passwords. It lives in memory: a restart forgives, which costs an attacker more than it gives.
#[derive(Debug, Default)]
pub(super) struct Attempts(Mutex<HashMap<Key, Wrong>>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    address: IpAddr,
    account: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct Wrong {
    times: u32,
    since: Moment,
}

impl Attempts {
    /// Whether one more attempt is allowed now; else after how many seconds.
    pub(super) fn allow(&self, account: &str, address: IpAddr, now: Moment) -> Result<(), u32> {
        let attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = Self::keys(account, address).into_iter().filter_map(|(key, most)| {
            let wrong = attempts.get(&key).filter(|wrong| wrong.times >= most && !wrong.is_forgotten(now))?;
            Some(wrong.since.plus_millis(REMEMBERED).0 - now.0)
        });
        match wait.max() {
            None => Ok(()),
            Some(millis) => Err(u32::try_from(millis / 1000 + 1).unwrap_or(u32::MAX)),
        }
    }

    /// Remembers a wrong password.
    pub(super) fn wrong(&self, account: &str, address: IpAddr, now: Moment) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.len() >= MOST {
            attempts.retain(|_, wrong| !wrong.is_forgotten(now));
        }
        if attempts.len() >= MOST
            && let Some(oldest) = attempts.iter().min_by_key(|(_, wrong)| wrong.since).map(|(key, _)| key.clone())
        {
            attempts.remove(&oldest);
        }
        for (key, _) in Self::keys(account, address) {
            let wrong = attempts.entry(key).or_insert(Wrong { times: 0, since: now });
            if wrong.is_forgotten(now) {
                *wrong = Wrong { times: 0, since: now };
            }
            wrong.times += 1;
        }
    }

    /// Forgets the wrong passwords for an account from an address, after a right one.
    pub(super) fn right(&self, account: &str, address: IpAddr) {
        let key = Key { address, account: Some(account.to_owned()) };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }

    fn keys(account: &str, address: IpAddr) -> [(Key, u32); 2] {
        [
            (Key { address, account: Some(account.to_owned()) }, FOR_ONE_ACCOUNT),
            (Key { address, account: None }, FROM_ONE_ADDRESS),
        ]
    }
}

impl Wrong {
    fn is_forgotten(self, now: Moment) -> bool {
        now.0 - self.since.0 >= REMEMBERED
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

    #[test]
    fn an_account_waits_after_too_many_wrong_passwords_from_one_address() {
        let attempts = Attempts::default();
        for _ in 0..FOR_ONE_ACCOUNT {
            assert!(attempts.allow("ann", HERE, Moment(0)).is_ok());
            attempts.wrong("ann", HERE, Moment(0));
        }
        assert_eq!(attempts.allow("ann", HERE, Moment(1000)), Err(900));
        assert!(attempts.allow("ann", THERE, Moment(0)).is_ok(), "nobody can lock somebody out from elsewhere");
        assert!(attempts.allow("bob", HERE, Moment(0)).is_ok());
        assert!(attempts.allow("ann", HERE, Moment(REMEMBERED)).is_ok());
    }

    #[test]
    fn an_address_waits_after_trying_many_accounts() {
        let attempts = Attempts::default();
        for account in 0..FROM_ONE_ADDRESS {
            attempts.wrong(&account.to_string(), HERE, Moment(0));
        }
        assert!(attempts.allow("another", HERE, Moment(0)).is_err());
    }

    #[test]
    fn a_right_password_forgives() {
        let attempts = Attempts::default();
        for _ in 0..FOR_ONE_ACCOUNT {
            attempts.wrong("ann", HERE, Moment(0));
        }
        attempts.right("ann", HERE);
        assert!(attempts.allow("ann", HERE, Moment(0)).is_ok());
    }
}
