//! A reviewer's work as data and on disk: a [`Review`] with its notes and verdicts; the [`Edit`]s that change it, all
//! of which can be undone ([`History`]); [`Target`]s, whose text the [`Resolver`] finds again after a report changed;
//! the [`store`] for `*.review.ron` files (`docs/review-format.md`); the [`journal`] of unsaved changes; and [`merge`],
//! which combines two versions of a review; and [`returned`], which takes back what colleagues wrote into exported files.
//!
//! No code here reads reports or draws. Only [`store`] and [`journal`] use the file system.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects, clippy::indexing_slicing))]

mod anchor;
mod correction;
mod digest;
mod document;
mod edit;
mod exclusion;
mod history;
mod id;
pub mod journal;
mod ledger;
pub mod merge;
mod note;
mod quote;
mod reply;
mod report_entry;
pub mod returned;
pub mod store;
mod time;

pub use anchor::{CONTEXT, Placement, Resolver, State};
pub use correction::Correction;
pub use digest::sha256;
pub use document::{JUDGED_PLACES, JudgedPlace, Judgement, Review, SCHEMA, Verdict};
pub use edit::{Content, Edit, EditError};
pub use exclusion::{Excluded, Exclusion, Rules, Subject};
pub use history::{History, Revision};
pub use ledger::{Indicator, LedgerChange, LedgerRule};
pub use note::{Category, Note, NoteId, Severity, Status, Target};
pub use quote::{Cut, MAX_QUOTE, QUOTE_END};
pub use reply::Reply;
pub use report_entry::{ReportEntry, ReportKey};
pub use time::Time;
