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
    /// Begins an attempt, which counts as wrong until [`right`](Self::right) says otherwise: attempts at the same time
    /// must not all pass before the first of them is counted. When there were too many: after how many seconds one may
    /// try again.
    pub(super) fn begin(&self, account: &str, address: IpAddr, now: Moment) -> Result<(), u32> {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = Self::keys(account, address).into_iter().filter_map(|(key, most)| {
            let wrong = attempts.get(&key).filter(|wrong| wrong.times >= most && !wrong.is_forgotten(now))?;
            Some(wrong.since.plus_millis(REMEMBERED).0 - now.0)
        });
        match wait.max() {
            None => Self::count(&mut attempts, account, address, now),
            Some(millis) => return Err(u32::try_from(millis / 1000 + 1).unwrap_or(u32::MAX)),
        }
        Ok(())
    }

    fn count(attempts: &mut HashMap<Key, Wrong>, account: &str, address: IpAddr, now: Moment) {
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

    /// The attempt was right: forgets the wrong passwords for the account from the address, and that this counted.
    pub(super) fn right(&self, account: &str, address: IpAddr) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [(own, _), (any, _)] = Self::keys(account, address);
        attempts.remove(&own);
        if let Some(wrong) = attempts.get_mut(&any) {
            wrong.times = wrong.times.saturating_sub(1);
        }
    }

    fn keys(account: &str, address: IpAddr) -> [(Key, u32); 2] {
        let address = network_of(address);
        [
            (Key { address, account: Some(account.to_owned()) }, FOR_ONE_ACCOUNT),
            (Key { address, account: None }, FROM_ONE_ADDRESS),
        ]
    }
}

/// Whoever has an address of the newer kind has a whole network of them, 64 bits wide: they count as one.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
        older => older,
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
            assert!(attempts.begin("ann", HERE, Moment(0)).is_ok());
        }
        assert_eq!(attempts.begin("ann", HERE, Moment(1000)), Err(900));
        assert!(attempts.begin("ann", THERE, Moment(0)).is_ok(), "nobody can lock somebody out from elsewhere");
        assert!(attempts.begin("bob", HERE, Moment(0)).is_ok());
        assert!(attempts.begin("ann", HERE, Moment(REMEMBERED)).is_ok());
    }

    #[test]
    fn an_address_waits_after_trying_many_accounts() {
        let attempts = Attempts::default();
        for account in 0..FROM_ONE_ADDRESS {
            assert!(attempts.begin(&account.to_string(), HERE, Moment(0)).is_ok());
        }
        assert!(attempts.begin("another", HERE, Moment(0)).is_err());
    }

    #[test]
    fn a_network_of_addresses_is_one() {
        let attempts = Attempts::default();
        let address = |last: u16| IpAddr::V6([0x2001, 0xdb8, 0, 0, 0, 0, 0, last].into());
        for last in 0..10 {
            assert!(attempts.begin("ann", address(last), Moment(0)).is_ok());
        }
        assert!(attempts.begin("ann", address(99), Moment(0)).is_err());
    }

    #[test]
    fn a_right_password_forgives() {
        let attempts = Attempts::default();
        for _ in 0..2 * FROM_ONE_ADDRESS {
            assert!(attempts.begin("ann", HERE, Moment(0)).is_ok());
            attempts.right("ann", HERE);
        }
    }
}
