//! The review's file: saving, the journal, leaving without losing work.

mod journal;
pub(super) mod messages;
mod model;
mod returned;
mod safety;
mod update;

pub use messages::{Answer, Restored, Write};
pub use model::Question;
pub(super) use model::{Destination, SavingState, file_name, is_review, stem_of};
pub use returned::TakeBack;
pub use safety::Safety;
pub(super) use update::Next;
