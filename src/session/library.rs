//! The open reports: which are being read, which are read, which failed.

pub(super) mod messages;
mod model;
mod update;
mod word;

pub use model::{Document, Entry, EntryState, Found, ReportId, one_line};
pub(super) use model::{Library, file_stem};
