//! Paths of reports in journals: as in a review file at the root of the file system, that is absolute without the
//! leading slash. Quotes that are longer than a journal may hold are shortened on the way in.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use super::Step;
use super::record::Record;
use crate::review::store::{StoreReason, path_from_stored, stored_from_path};
use crate::review::{Edit, Note, ReportEntry};

/// The folder relative to which paths are stored.
pub(super) fn root() -> &'static Path {
    Path::new("/")
}

/// The record with stored paths.
pub(super) fn to_stored(record: Record) -> Result<Record, StoreReason> {
    with_paths(record, &|path| stored_from_path(path, root()).map(Into::into))
}

/// The record with absolute paths and bounded quotes.
pub(super) fn to_absolute(record: Record) -> Record {
    let absolute = |path: &Path| Ok::<_, Infallible>(path_from_stored(path, root()));
    let Ok(mut record) = with_paths(record, &absolute);
    match &mut record {
        Record::Base(review) => review.notes.iter_mut().for_each(Note::bound_quotes),
        Record::Step(step) => {
            for edit in &mut step.edits {
                edit.for_each_note(&Note::bound_quotes);
            }
        }
        Record::Draft(Some(unfinished)) => unfinished.note.bound_quotes(),
        Record::Begin { .. } | Record::Draft(None) => {}
    }
    record
}

type Rewrite<'a, E> = &'a dyn Fn(&Path) -> Result<PathBuf, E>;

/// The record with every report's path rewritten.
fn with_paths<E>(mut record: Record, rewrite: Rewrite<'_, E>) -> Result<Record, E> {
    match &mut record {
        Record::Base(review) => of_reports(&mut review.reports, rewrite)?,
        Record::Step(Step { edits, reports }) => {
            for edit in edits {
                of_edit(edit, rewrite)?;
            }
            of_reports(reports.as_deref_mut().unwrap_or_default(), rewrite)?;
        }
        Record::Begin { .. } | Record::Draft(_) => {}
    }
    Ok(record)
}

fn of_reports<E>(reports: &mut [ReportEntry], rewrite: Rewrite<'_, E>) -> Result<(), E> {
    for report in reports {
        report.path = rewrite(&report.path)?;
    }
    Ok(())
}

fn of_edit<E>(edit: &mut Edit, rewrite: Rewrite<'_, E>) -> Result<(), E> {
    match edit {
        Edit::AddReport { report, .. } | Edit::ReplaceReport(report) => {
            of_reports(std::slice::from_mut(report), rewrite)
        }
        Edit::SetContent(content) => of_reports(&mut content.reports, rewrite),
        Edit::All(edits) => edits.iter_mut().try_for_each(|edit| of_edit(edit, rewrite)),
        Edit::AddNote { .. }
        | Edit::RemoveNote(_)
        | Edit::ReplaceNote(_)
        | Edit::RemoveReport(_)
        | Edit::AddVerdict { .. }
        | Edit::RemoveVerdict(_)
        | Edit::AddExclusion { .. }
        | Edit::RemoveExclusion(_)
        | Edit::AddCorrection { .. }
        | Edit::RemoveCorrection(_)
        | Edit::AddLedgerRule { .. }
        | Edit::RemoveLedgerRule(_)
        | Edit::ReplaceVerdict(_)
        | Edit::SetTitle(_) => Ok(()),
    }
}
