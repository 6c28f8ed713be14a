//! Ranks a folder: its files are read, or known from the cache, and screened. The same as `jiaokan-cli screen` with the
//! profile of parts that comes with the program, so that both use one cache.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::Reporter;
use crate::checks::{self, Profile};
use crate::report::{self, Report};
use crate::screening::{Cache, Options, gather};
use crate::session::{Outcome, Ranked};
use crate::structure::Outline;
use crate::task::{Cancel, Cancelled, Progress};

/// What is said of the progress is drawn, so it is said no more often than this.
const PACE: Duration = Duration::from_millis(100);

/// Ranks; nothing comes of a ranking that was cancelled.
pub(super) fn rank(
    folder: &Path,
    min_length: usize,
    sketches: Option<PathBuf>,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<Ranked, Cancelled> {
    let mut collected = report::collect(&[folder.to_owned()]);
    // So that numbers and ties do not depend on the order in which the system lists files.
    collected.files.sort();
    cancel.check()?;
    let options = Options { min_length, incremental: false };
    let profile = Profile::rule_of_law();
    let absent = |report: &Report, outline: &Outline| Some(checks::parts_absent(report, outline, profile));
    let mut cache = sketches.map(|folder| Cache::open(&folder, Profile::SHIPPED));
    let mut gathered = gather(&collected.files, options, cache.as_mut(), &absent, cancel, progress)?;
    drop(cache);
    gathered.index.analyse(cancel, progress)?;
    let screening = gathered.index.screening();
    let mut paths = vec![PathBuf::new(); screening.reports.len()];
    for rank in &screening.reports {
        paths[rank.report].clone_from(&rank.path);
    }
    let unreadable = [collected.unreadable, gathered.unreadable].concat();
    Ok(Ranked { screening, paths, unreadable, left_out: gathered.left_out.len() })
}

/// Hands the steps of a ranking over, not too many of them.
pub(super) fn progress(generation: u64, report: Reporter) -> Progress {
    Progress::paced(PACE, move |step| report.send(Outcome::RankingAt { generation, step }))
}

/// The outcome of a ranking, where it has one.
pub(super) fn outcome(generation: u64, ranked: Result<Ranked, Cancelled>) -> Vec<Outcome> {
    let ranked = ranked.ok().map(Arc::new);
    ranked.map(|ranked| Outcome::Ranked { generation, ranked }).into_iter().collect()
}
