//! Shared by the soak tests of the session and of the window: counts panics, and runs sittings for `JIAOKAN_SOAK_MINUTES`,
//! with seeds that begin at `JIAOKAN_SOAK_SEED`.

use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Begins to count panics. Workers catch theirs, so that they are not seen otherwise.
pub(crate) fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        before(info);
    }));
}

/// Number of panics counted.
pub(crate) fn panics() -> usize {
    PANICS.load(Ordering::Relaxed)
}

/// Runs sittings, each with a seed, and prints what each returns. Asserts that none panics and that memory does not grow
/// after the third one.
pub(crate) fn sit(mut sitting: impl FnMut(u64) -> String) {
    let (begun, length) = (Instant::now(), Duration::from_mins(from_environment("JIAOKAN_SOAK_MINUTES")));
    let first: u64 = from_environment("JIAOKAN_SOAK_SEED");
    let (mut seed, mut early) = (first - 1, None);
    while begun.elapsed() < length {
        seed += 1;
        let done = sitting(seed);
        let now = megabytes();
        if seed == first + 2 {
            early = now;
        }
        println!("sitting {seed}: {done}, {now:?} MB, {:?}", begun.elapsed());
        if let (Some(early), Some(now)) = (early, now) {
            assert!(now < early * 3 / 2 + 64, "memory grew from {early} MB to {now} MB");
        }
        assert_eq!(panics(), 0, "seed {seed}");
    }
}

/// A number from an environment variable, 1 by default.
fn from_environment<T: FromStr + From<u8>>(name: &str) -> T {
    std::env::var(name).ok().and_then(|words| words.parse().ok()).unwrap_or_else(|| 1.into())
}

/// Resident memory in MB; `None` where the system does not tell.
fn megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}
