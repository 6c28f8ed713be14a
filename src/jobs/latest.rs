//! Cancellation of superseded jobs: of several jobs of one kind only the latest result is used.

use crate::task::Cancel;

/// The latest job of one kind.
#[derive(Default)]
pub(super) struct Latest(Cancel);

impl Latest {
    /// Cancels the previous job and returns the handle of the next one.
    pub(super) fn start(&mut self) -> Cancel {
        self.cancel();
        self.0.clone()
    }

    /// Cancels the latest job.
    pub(super) fn cancel(&mut self) {
        std::mem::take(&mut self.0).cancel();
    }

    /// The handle of jobs that run together and are cancelled together.
    pub(super) fn join(&self) -> Cancel {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_job_cancels_the_one_before_and_joined_jobs_share_a_handle() {
        let mut latest = Latest::default();
        let (first, joined) = (latest.start(), latest.join());
        let second = latest.start();
        assert!(first.is_cancelled() && joined.is_cancelled() && !second.is_cancelled());
        latest.cancel();
        assert!(second.is_cancelled() && !latest.join().is_cancelled());
    }
}
