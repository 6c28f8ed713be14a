//! Threads that take jobs in order. A job that panics does not end its thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

type Work = Box<dyn FnOnce() + Send>;

/// A job, and the answer if it panics.
struct Job {
    work: Work,
    on_panic: Work,
}

/// The threads. They end when the pool is dropped and the queue is empty.
pub(super) struct Pool {
    /// `None` once the pool is finished.
    jobs: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    /// Starts threads, each named with `name` and a number.
    pub(super) fn new(name: &str, threads: usize) -> Self {
        let (jobs, queue) = mpsc::channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        let start = |number: usize| {
            let queue = Arc::clone(&queue);
            let work = move || {
                while let Some(Job { work, on_panic }) = next(&queue) {
                    if catch_unwind(AssertUnwindSafe(work)).is_err() {
                        on_panic();
                    }
                }
            };
            // Without threads the program cannot work.
            thread::Builder::new()
                .name(format!("{name}-{number}"))
                .spawn(work)
                .expect("a thread can be started")
        };
        Self { jobs: Some(jobs), threads: (0..threads).map(start).collect() }
    }

    /// Runs `work` on one of the threads, and `on_panic` if it panics.
    pub(super) fn run(&self, work: impl FnOnce() + Send + 'static, on_panic: impl FnOnce() + Send + 'static) {
        let job = Job { work: Box::new(work), on_panic: Box::new(on_panic) };
        let jobs = self.jobs.as_ref().expect("nothing is begun after the end");
        jobs.send(job).expect("workers live as long as their pool");
    }

    /// Waits until all jobs are done; no job can be started afterwards.
    pub(super) fn finish(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            // A thread panics only if `on_panic` does.
            let _ = thread.join();
        }
    }
}

fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_panics_is_answered_and_does_not_affect_others() {
        let (sender, results) = mpsc::channel();
        let mut pool = Pool::new("test", 2);
        for number in 0..20 {
            let sender = sender.clone();
            pool.run(|| panic!("as a test"), move || sender.send(number).unwrap());
        }
        pool.run(move || sender.send(20).unwrap(), || {});
        pool.finish();
        let mut seen: Vec<i32> = results.iter().collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..=20).collect::<Vec<_>>());
    }

    #[test]
    fn one_thread_keeps_the_order_and_finishes_its_queue() {
        let (sender, results) = mpsc::channel();
        let mut pool = Pool::new("test", 1);
        for number in 0..100 {
            let sender = sender.clone();
            pool.run(move || sender.send(number).unwrap(), || {});
        }
        drop(sender);
        pool.finish();
        assert!(results.iter().eq(0..100));
    }
}
