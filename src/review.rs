//! The reviewer's work as data and on disk: a [`Review`] with its notes and verdicts, the [`Edit`]s that change it and
//! can all be undone ([`History`]), the [`Target`]s that find their text again after a report changed, and the
//! [`store`] that keeps it all in a `*.review.ron` file (`docs/review-format.md`), the [`journal`] that holds what is not
//! saved yet, and [`merge`], which makes one review of two.
//!
//! Nothing here reads a report, draws or asks; the file system is touched in [`store`] and [`journal`] alone.

mod anchor;
mod document;
mod edit;
mod history;
pub mod journal;
pub mod merge;
mod note;
pub mod store;
mod time;

pub use anchor::{CONTEXT, Placement, Resolver, State};
pub use document::{Judgement, ReportEntry, ReportKey, Review, SCHEMA, Verdict};
pub use edit::{Content, Edit, EditError};
pub use history::{History, Revision};
pub use note::{Category, Note, NoteId, Severity, Status, Target};
pub use time::Time;
