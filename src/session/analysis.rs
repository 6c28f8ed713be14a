//! What a worker does when reports are to be analysed: everything that is found in them, with names that outlive the
//! analysis. A pure function; who calls it on which thread is not decided here.

use std::sync::Arc;

use super::{Document, Matrix, ReportId};
use crate::duplicates::{self, Duplicates, Input, Options};
use crate::task::{Cancel, Cancelled};

/// What is to be analysed, and how.
#[derive(Clone, Debug)]
pub struct Task {
    /// The reports, in the order of the library.
    pub documents: Vec<(ReportId, Arc<Document>)>,
    /// Least length of a passage in normalised characters.
    pub min_length: usize,
}

/// Everything that was found.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The reports, in the order that `found` counts them in.
    pub reports: Vec<ReportId>,
    /// What stands twice.
    pub found: Duplicates,
    /// For each group of `found` the name that its verdict is kept under.
    pub keys: Vec<String>,
    /// How much each report shares with each other.
    pub matrix: Arc<Matrix>,
}

/// Analyses reports. Takes as long as it takes: not for the thread that draws.
pub fn analyse(task: &Task, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    let inputs: Vec<Input<'_>> =
        task.documents.iter().map(|(_, d)| Input { report: &d.report, outline: &d.outline }).collect();
    let found = duplicates::duplicates(&inputs, &Options { min_length: task.min_length }, cancel)?;
    let mut keys = Vec::with_capacity(found.groups.len());
    for group in &found.groups {
        cancel.check()?;
        keys.push(group.key(&inputs));
    }
    let reports = task.documents.iter().map(|(id, _)| *id).collect();
    let mut analysis = Analysis { reports, found, keys, matrix: Arc::default() };
    let lengths: Vec<usize> = task.documents.iter().map(|(_, document)| document.characters).collect();
    cancel.check()?;
    analysis.matrix = Arc::new(Matrix::new(&analysis, &lengths));
    Ok(analysis)
}
