//! The rules between components: what opening a report, selecting a finding or replacing the review means for the others.

mod exporting;
mod opening;
mod recovery;
mod storing;
mod walking;
mod writing;
