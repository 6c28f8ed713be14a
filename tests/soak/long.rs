//! What every soak is made of, that of the session and that of the window: the count of panics, and sittings one after the
//! other for as long as `JIAOKAN_SOAK_MINUTES` says, the first one with the seed in `JIAOKAN_SOAK_SEED`.

use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// A worker's panic is caught where it works; from now on it is counted.
pub(crate) fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        before(info);
    }));
}

/// How many panics there were since they are counted.
pub(crate) fn panics() -> usize {
    PANICS.load(Ordering::Relaxed)
}

/// One sitting after the other; each gets its seed and says what it did. None panics, and memory does not grow from the
/// third one on.
pub(crate) fn sit(mut sitting: impl FnMut(u64) -> String) {
    let (begun, length) = (Instant::now(), Duration::from_mins(wished("JIAOKAN_SOAK_MINUTES")));
    let first: u64 = wished("JIAOKAN_SOAK_SEED");
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

/// A number that the environment wishes for, or else 1.
fn wished<T: FromStr + From<u8>>(name: &str) -> T {
    std::env::var(name).ok().and_then(|words| words.parse().ok()).unwrap_or_else(|| 1.into())
}

/// Memory in use in MB; nothing where the system does not tell.
fn megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}
