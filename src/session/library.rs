//! The open reports: which are being read, which are read, which failed.

pub(super) mod messages;
mod model;
mod update;
mod word;

pub(super) use model::Library;
pub use model::{Document, Entry, EntryState, Found, ReportId, one_line};
