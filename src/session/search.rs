//! The search in the open reports.

mod fault;
mod find;
pub(super) mod messages;
mod model;
mod update;

pub use find::{Hits, MAX_HITS, Wanted, find};
pub use model::Search;
pub(super) use model::SearchState;
