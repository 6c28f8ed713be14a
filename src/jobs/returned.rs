//! Reads files that colleagues wrote into and takes them into a copy of the review.

use std::path::Path;

use crate::export::CameBack;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, ReadError};
use crate::session::{SavingOutcome, TakeBack};
use crate::structure;

/// Reads the file and takes it.
pub(super) fn take(order: &TakeBack) -> SavingOutcome {
    let file = || order.path.display().to_string();
    let unreadable = |error: ReadError| {
        let reason = Catalogue::new(order.language).words(&error.reason.message());
        Message::new("returned-unreadable").with("file", file()).with("reason", reason)
    };
    let document = |path: &Path| {
        let report = report::read_file(path, None)?;
        let outline = structure::outline(&report);
        Ok((report, outline))
    };
    let taken = CameBack::read(&order.path, document).map_err(unreadable).and_then(|content| {
        let taken = order.taken(&content).map(Box::new);
        taken.map_err(|_| Message::new("returned-stranger").with("file", file()))
    });
    SavingOutcome::TakenBack { path: order.path.clone(), revision: order.revision, result: taken }
}
