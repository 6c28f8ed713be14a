//! The list of findings: filter, grouping, the selected finding.

mod filter;
pub(super) mod messages;
mod model;
mod update;

pub use messages::Spot;
pub(super) use model::WorkList;
pub use model::{Chosen, Common, ListRow, Listing};
pub(super) use update::{Sources, corresponding};
