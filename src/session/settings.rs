//! The user's choices, which outlive the session.

mod export_choices;
pub(super) mod messages;
mod model;
mod update;

pub use export_choices::ExportChoices;
pub use model::{CaseOrder, LibraryOrder, Settings, Theme, WindowPlace};
pub(super) use update::{Changed, SettingsState};
