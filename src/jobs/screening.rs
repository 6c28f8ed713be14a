//! Screens a folder: its files are read, unless the cache contains their results. Screening is the same as by
//! `jiaokan-cli screen` with the built-in profile of parts, so that both use one cache.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Reporter;
use crate::checks::{self, Profile};
use crate::report::{self, Named, Report};
use crate::screening::{Cache, Options, gather};
use crate::session::{Screened, ScreeningOutcome, Ticket};
use crate::structure::Outline;
use crate::task::{Cancel, Cancelled, Progress};

/// Minimum time between two reports of progress, each of which draws a frame.
const PACE: Duration = Duration::from_millis(100);

/// Screens the reports of a folder.
pub(super) fn screen(
    folder: &Path,
    min_length: usize,
    sketches: Option<PathBuf>,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<Screened, Cancelled> {
    let mut collected = report::collect(&[folder.to_owned()]);
    // Numbers and ties must not depend on the order in which the system lists files.
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
    let stems: Vec<String> = paths.iter().map(|path| report::file_stem(path)).collect();
    let named: Vec<Named<'_>> = stems.iter().map(|stem| Named { title: "", stem }).collect();
    let names = report::short_names(&named);
    let unreadable = [collected.unreadable, gathered.unreadable].concat();
    Ok(Screened { screening, paths, names, unreadable, left_out: gathered.left_out.len() })
}

/// Sends the steps of a screening, at most one in [`PACE`].
pub(super) fn progress(ticket: Ticket, report: Reporter) -> Progress {
    Progress::paced(PACE, move |step| report.send(ScreeningOutcome::Step { ticket, step }))
}
