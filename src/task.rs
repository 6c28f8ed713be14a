//! Cancellation and progress of long computations.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A token that cancels a computation. Clones share one flag.
///
/// ```
/// use jiaokan::task::{Cancel, Cancelled};
///
/// let cancel = Cancel::default();
/// let sum = |numbers: &[u32]| -> Result<u32, Cancelled> {
///     let mut sum = 0;
///     for number in numbers {
///         cancel.check()?;
///         sum += number;
///     }
///     Ok(sum)
/// };
/// assert_eq!(sum(&[1, 2, 3]), Ok(6));
/// cancel.cancel();
/// assert_eq!(sum(&[1, 2, 3]), Err(Cancelled));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

/// Error of a computation that was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

impl Cancel {
    /// Cancels every computation that holds this token or a clone of it.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns whether the token was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Returns an error if the token was cancelled, so that a loop can call `cancel.check()?`.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] once [`Cancel::cancel`] was called on any clone.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

/// Progress of a computation within one of its stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Id of the stage's name in the message catalogue. Stages follow each other; none is repeated.
    pub stage: &'static str,
    /// Number of pieces done.
    pub done: usize,
    /// Number of pieces of this stage. What a piece is (a file, a pair, …) depends on the stage.
    pub total: usize,
}

/// Reports progress to a listener. Clones share the listener; without one a report costs nothing.
///
/// The listener is called on the working threads, some hundred times in a computation, and should return quickly.
///
/// ```
/// use std::sync::{Arc, Mutex};
///
/// use jiaokan::task::Progress;
///
/// let steps = Arc::new(Mutex::new(Vec::new()));
/// let listener = Arc::clone(&steps);
/// let progress = Progress::new(move |step| listener.lock().unwrap().push((step.done, step.total)));
/// progress.say("screen-stage-reading", 1, 2);
/// assert_eq!(*steps.lock().unwrap(), [(1, 2)]);
/// ```
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Progress {
    /// Calls `listener` for each step.
    #[must_use]
    pub fn new(listener: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// Calls `listener` for the first step of each stage, and for later ones at most once every `pace`.
    #[must_use]
    pub fn paced(pace: Duration, listener: impl Fn(Step) + Send + 'static) -> Self {
        // The lock also keeps the steps in order, and calls a listener that is not `Sync` from one thread at a time.
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

    /// Reports that `done` of the `total` pieces of a stage are done.
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
