//! Ends a test that waits for something that never comes. It is no limit on speed: on a busy machine, too, what is
//! waited for comes long before.

use std::fmt::Debug;
use std::time::{Duration, Instant};

/// Time after which waiting is a hang.
const LIMIT: Duration = Duration::from_mins(10);

/// Guards a loop that waits.
pub(crate) struct Hang(Instant);

impl Hang {
    pub(crate) fn guard() -> Self {
        Self(Instant::now())
    }

    /// To be called in each turn of the loop.
    ///
    /// # Panics
    ///
    /// With `waited_for` once the wait is a hang.
    #[track_caller]
    pub(crate) fn check(&self, waited_for: impl Debug) {
        assert!(self.0.elapsed() < LIMIT, "still waiting for {waited_for:?}");
    }
}
