//! Processor time, for tests that must fail when work becomes quadratic and hold on a busy machine.

#![allow(dead_code, reason = "shared by tests, not each of which calls both")]

use std::time::Duration;

/// Counts the processor time of one thread, as [`std::time::Instant`] counts wall-clock time. It counts nothing on
/// systems other than Unix, where every limit on it holds.
pub(crate) struct ThreadClock(Duration);

impl ThreadClock {
    pub(crate) fn now() -> Self {
        Self(thread_time())
    }

    /// To be called on the thread that started the clock.
    pub(crate) fn elapsed(&self) -> Duration {
        thread_time().saturating_sub(self.0)
    }
}

#[cfg(unix)]
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(unix))]
fn thread_time() -> Duration {
    Duration::ZERO
}

/// Result and processor time of `work`. It runs in a thread pool of one thread, so that parallel iterators in it count
/// in full and other tests of the same process do not count at all.
pub(crate) fn cpu_time<T: Send>(work: impl FnOnce() -> T + Send) -> (T, Duration) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be started");
    pool.install(|| {
        let begun = ThreadClock::now();
        let result = work();
        (result, begun.elapsed())
    })
}

#[test]
#[cfg(unix)]
fn work_costs_processor_time_and_waiting_does_not() {
    let (sum, worked) = cpu_time(|| {
        use rayon::prelude::*;
        (0..2_000_000_u64).into_par_iter().map(|number| std::hint::black_box(number) % 7).sum::<u64>()
    });
    assert!(sum > 0 && worked > Duration::from_micros(100), "{worked:?}");
    let ((), waited) = cpu_time(|| std::thread::sleep(Duration::from_millis(300)));
    assert!(waited < Duration::from_millis(100), "{waited:?}");
}
