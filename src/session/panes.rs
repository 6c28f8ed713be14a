//! The panes in the middle of the window: reports, focus, selection, linked scrolling, jump list.

mod differences;
mod jump_list;
mod link;
pub(super) mod messages;
mod model;
mod pairing;
mod section_pairs;
mod state;
mod update;

pub(super) use differences::key as place_pair;
pub use differences::{PairDifference, PlacePair, ToDiffer};
pub use jump_list::JumpList;
pub use link::Link;
pub use model::{MAX_PANES, Pane, Panes, Reveal, Selection, View};
pub use pairing::{SectionPair, section_pairs};
pub use section_pairs::SectionPairs;
pub(super) use state::PanesState;
