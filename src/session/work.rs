//! The work list: cases that unfold to parts, filter, order, the chosen rows, and how far the review is.

mod compose;
mod exclusions;
mod filter;
pub(super) mod messages;
mod model;
mod selection;
mod sources;
mod tally;
mod update;

pub use messages::{Rung, Spot};
pub(super) use model::WorkList;
pub use model::{Chosen, ListRow, Listing, Progress};
pub(super) use selection::places_at;
pub(super) use sources::Sources;
pub use tally::Tally;
pub(super) use update::corresponding;
