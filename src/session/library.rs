//! The open reports: which are being read, which are read, which failed.

mod document;
mod entry;
pub(super) mod messages;
mod model;
mod update;
mod word;

pub use document::{Document, ReportId, one_line};
pub use entry::{Entry, EntryState};
pub use model::Found;
pub(super) use model::Library;
