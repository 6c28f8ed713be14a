//! The rules between components: consequences of opening a report, selecting a finding or replacing the review for the
//! other components.

mod commenting;
mod comparing;
mod correcting;
mod differing;
mod exporting;
mod judging;
mod ledger;
mod opening;
mod recovery;
mod returning;
mod storing;
mod walking;
mod writing;

pub(super) use correcting::Correcting;
pub use correcting::corrected;
pub(super) use returning::Returning;
