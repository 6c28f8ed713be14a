//! The open review: notes and their places, verdicts, the list of notes, the editor, the history of edits.

mod bind;
mod binding;
mod changes;
mod displaced;
mod edits;
mod filter;
mod list;
pub(super) mod messages;
mod model;
mod note_change;
mod note_list;
mod place;
mod placements;
mod places;
mod update;
mod verdicts;

pub use displaced::Displaced;
pub use model::Draft;
pub(super) use model::ReviewState;
pub use note_change::NoteChange;
pub use note_list::{Choose, NoteList, NoteOrder};
pub use places::{NoteMark, NotePlace};
