//! The user's choices, which outlive the session.

mod export_choices;
mod left_at;
pub(super) mod messages;
mod model;
mod update;

pub use export_choices::ExportChoices;
pub use left_at::LeftAt;
pub use model::{CaseOrder, LibraryOrder, Settings, Theme, WindowPlace};
pub(super) use update::{Changed, SettingsState};
