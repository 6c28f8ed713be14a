//! Reads files that colleagues wrote into and takes them into a copy of the review.

use std::path::Path;

use crate::message::Message;
use crate::report::{self, ReadError};
use crate::session::{CameBack, SavingOutcome, TakeBack};
use crate::structure;

/// Extensions of workbooks and annotations; other files are documents with comments.
const TABLES: [&str; 6] = ["xlsx", "xls", "et", "ods", "json", "jsonld"];

/// Reads the file and takes it.
pub(super) fn take(order: &TakeBack) -> SavingOutcome {
    let file = || order.path.display().to_string();
    let unreadable = |error: ReadError| {
        Message::new("returned-unreadable").with("file", file()).with("reason", error.reason.to_string())
    };
    let taken = read(&order.path).map_err(unreadable).and_then(|content| {
        let taken = order.taken(&content).map(Box::new);
        taken.map_err(|_| Message::new("returned-stranger").with("file", file()))
    });
    SavingOutcome::TakenBack { path: order.path.clone(), revision: order.revision, result: taken }
}

fn read(path: &Path) -> Result<CameBack, ReadError> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if TABLES.contains(&extension.as_str()) {
        return report::read_returned(path).map(CameBack::Entries);
    }
    let report = report::read_file(path, None)?;
    let outline = structure::outline(&report);
    Ok(CameBack::Document(Box::new((report, outline))))
}
