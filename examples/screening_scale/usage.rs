//! Processor time and memory of this process, from `/proc` of Linux; zero elsewhere.

use std::fs;
use std::time::Instant;

/// Sums processor time by name.
pub(crate) struct Meter {
    begun: (f64, Instant),
    last: f64,
    sums: Vec<(String, f64)>,
}

impl Meter {
    pub(crate) fn start() -> Self {
        Self { begun: (cpu_seconds(), Instant::now()), last: cpu_seconds(), sums: Vec::new() }
    }

    /// Adds the time since the last call to this name.
    pub(crate) fn add(&mut self, name: &str) {
        let now = cpu_seconds();
        let used = now - self.last;
        self.last = now;
        match self.sums.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum += used,
            None => self.sums.push((name.to_owned(), used)),
        }
    }

    pub(crate) fn print(&self) {
        for (name, sum) in self.sums.iter().filter(|(name, _)| !name.is_empty()) {
            println!("  {sum:6.2} CPU s  {name}");
        }
    }

    /// Processor seconds and wall-clock seconds since the start.
    pub(crate) fn elapsed(&self) -> (f64, f64) {
        (cpu_seconds() - self.begun.0, self.begun.1.elapsed().as_secs_f64())
    }
}

/// User and system time of all threads in seconds, in steps of a hundredth.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

pub(crate) fn resident_megabytes() -> usize {
    status("VmRSS:")
}

pub(crate) fn peak_megabytes() -> usize {
    status("VmHWM:")
}

fn status(name: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) / 1_024
}
