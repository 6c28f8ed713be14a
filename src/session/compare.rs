//! Comparisons: two reports row by row, and two selections.

pub(super) mod messages;
mod model;
mod passages;
mod update;

pub(super) use model::CompareState;
pub use model::{Compared, compare_rows};
pub use passages::{Passage, Passages};
