//! A few threads that take jobs in order. A job that panics ends alone; its thread goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

/// The threads; they end when this is dropped and their queue is empty.
pub(super) struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    /// Starts as many threads as the machine runs at once, at least two, so that a long comparison leaves one for
    /// saving. `on_panic` is called for each job that panicked.
    pub(super) fn new(on_panic: impl Fn() + Clone + Send + 'static) -> Self {
        let (jobs, queue) = mpsc::channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        let threads = thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 8);
        for number in 0..threads {
            let (queue, on_panic) = (Arc::clone(&queue), on_panic.clone());
            let work = move || {
                while let Some(job) = next(&queue) {
                    if catch_unwind(AssertUnwindSafe(job)).is_err() {
                        on_panic();
                    }
                }
            };
            // Where no thread can be started at all, the program cannot work and says so by ending here.
            thread::Builder::new()
                .name(format!("worker-{number}"))
                .spawn(work)
                .expect("a thread can be started");
        }
        Self { jobs }
    }

    pub(super) fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).expect("workers live as long as their pool");
    }
}

fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_panics_leaves_the_others_alone() {
        let (sender, results) = mpsc::channel();
        let panics = sender.clone();
        let pool = Pool::new(move || panics.send(0).unwrap());
        for _ in 0..20 {
            pool.run(|| panic!("as a test"));
        }
        pool.run(move || sender.send(1).unwrap());
        let mut seen: Vec<i32> = results.iter().take(21).collect();
        seen.sort_unstable();
        assert_eq!(seen.iter().sum::<i32>(), 1);
    }
}
