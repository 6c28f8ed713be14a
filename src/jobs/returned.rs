//! Reads files that colleagues wrote into and takes them into a copy of the review.

use crate::export::CameBack;
use crate::message::Message;
use crate::report::ReadError;
use crate::session::{SavingOutcome, TakeBack};

/// Reads the file and takes it.
pub(super) fn take(order: &TakeBack) -> SavingOutcome {
    let file = || order.path.display().to_string();
    let unreadable = |error: ReadError| {
        Message::new("returned-unreadable").with("file", file()).with("reason", error.reason.to_string())
    };
    let taken = CameBack::read(&order.path).map_err(unreadable).and_then(|content| {
        let taken = order.taken(&content).map(Box::new);
        taken.map_err(|_| Message::new("returned-stranger").with("file", file()))
    });
    SavingOutcome::TakenBack { path: order.path.clone(), revision: order.revision, result: taken }
}
