//! What a long computation is given: a way to be cancelled and a way to say how far it is.
//! Threads, channels and the screen are not here.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Tells a computation that nobody waits for its result any more. Clones share one flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

/// The computation stopped because it was cancelled; there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

impl Cancel {
    /// Asks every holder of this token to stop soon.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// `Err` once somebody asked to stop, so that a loop can say `cancel.check()?`.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

/// How far a computation is: so many of the pieces of a stage are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The stage, as an id of the message catalogue; stages follow each other, none comes twice.
    pub stage: &'static str,
    /// Pieces done.
    pub done: usize,
    /// Pieces there are; what a piece is depends on the stage.
    pub total: usize,
}

/// Told how far a computation is; clones share one listener, and without a listener saying something costs nothing.
/// The listener is called on the threads that work, a few hundred times a computation: it should be quick.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Progress {
    /// Calls `listener` with each step.
    #[must_use]
    pub fn new(listener: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// Calls `listener` with the first step of each stage, and then no more often than `pace`: for what is shown to people.
    #[must_use]
    pub fn paced(pace: Duration, listener: impl Fn(Step) + Send + 'static) -> Self {
        // The lock also keeps steps in order where the listener is for one thread at a time.
        let last = Mutex::new((None::<(Instant, &str)>, listener));
        Self::new(move |step| {
            let Ok(mut guard) = last.lock() else { return };
            let (last, listener) = &mut *guard;
            if last.is_some_and(|(at, stage)| stage == step.stage && at.elapsed() < pace) {
                return;
            }
            *last = Some((Instant::now(), step.stage));
            listener(step);
        })
    }

    /// Says how far a stage is.
    pub fn say(&self, stage: &'static str, done: usize, total: usize) {
        if let Some(listener) = &self.0 {
            listener(Step { stage, done, total });
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_one_flag() {
        let token = Cancel::default();
        let other = token.clone();
        assert_eq!(other.check(), Ok(()));
        token.cancel();
        assert_eq!(other.check(), Err(Cancelled));
    }

    #[test]
    fn steps_reach_the_listener_from_any_clone() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let progress = Progress::new({
            let heard = Arc::clone(&heard);
            move |step| heard.lock().unwrap().push((step.stage, step.done, step.total))
        });
        progress.clone().say("stage", 1, 2);
        Progress::default().say("stage", 2, 2);
        assert_eq!(*heard.lock().unwrap(), [("stage", 1, 2)]);
    }

    #[test]
    fn a_paced_listener_hears_the_first_step_of_each_stage_and_few_others() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let progress = Progress::paced(Duration::from_hours(1), {
            let heard = Arc::clone(&heard);
            move |step| heard.lock().unwrap().push((step.stage, step.done))
        });
        for (stage, done) in [("one", 0), ("one", 1), ("two", 0), ("two", 1)] {
            progress.say(stage, done, 2);
        }
        assert_eq!(*heard.lock().unwrap(), [("one", 0), ("two", 0)]);
    }
}
