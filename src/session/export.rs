//! Exports: options, progress, and the copy of the review that is written.

mod comparison;
mod gather;
pub(super) mod messages;
mod model;
mod preview;
mod snapshot;
mod update;

pub use comparison::ComparisonExport;
pub(super) use gather::{Order, Sources, kept_files, snapshot};
pub use messages::ExportPlace;
pub(super) use model::{ExportState, with_extension};
pub(super) use preview::preview;
pub use preview::{ExportPreview, WordFile};
pub use snapshot::{Export, gather_export};
