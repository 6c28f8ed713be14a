//! Resources that processes use, from `/proc` of Linux; zero where that is absent.

use std::fmt::Debug;
use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use crate::hang::Hang;

/// Resources used by a process and its children.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Used {
    /// Processor time, of children that have ended as well.
    pub(crate) time: Duration,
    /// Highest memory of the process and of each child alive, summed, in kB.
    pub(crate) memory: u64,
}

impl Used {
    pub(crate) fn max(self, other: Self) -> Self {
        Self { time: self.time.max(other.time), memory: self.memory.max(other.memory) }
    }
}

/// Runs a command to its end and measures what it and its children use. `check` is given that after each look.
pub(crate) fn measured(
    command: &mut Command,
    waited_for: impl Debug,
    check: impl Fn(&Used),
) -> (Output, Used) {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let id = child.id();
    let waiting = thread::spawn(move || child.wait_with_output().unwrap());
    let (mut most, hang) = (Used::default(), Hang::guard());
    while !waiting.is_finished() {
        most = most.max(used(id));
        check(&most);
        hang.check(&waited_for);
        thread::sleep(Duration::from_millis(5));
    }
    (waiting.join().unwrap(), most)
}

fn used(id: u32) -> Used {
    let family = || std::iter::once(u64::from(id)).chain(children(id));
    Used { time: family().map(time).sum(), memory: family().map(peak).sum() }
}

/// Processor time of a process and of its children that have ended.
fn time(id: u64) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    // The program's name, in parentheses, may contain anything; the fields after it are numbers. Four of them are
    // times in hundredths of a second: user and system time of the process, and of its children.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let hundredths: u64 = fields.skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(hundredths * 10)
}

/// The living processes that a process has started.
pub(crate) fn children(process: u32) -> Vec<u64> {
    fs::read_dir(format!("/proc/{process}/task"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|task| fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u64>>())
        .collect()
}

fn peak(process: u64) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
