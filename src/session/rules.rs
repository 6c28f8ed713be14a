//! The rules between components: consequences of opening a report, selecting a finding or replacing the review for the
//! other components.

mod exporting;
mod judging;
mod opening;
mod recovery;
mod storing;
mod walking;
mod writing;
