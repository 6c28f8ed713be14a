//! The screening of a folder.

pub(super) mod messages;
mod model;
mod update;

pub(super) use model::ScreeningState;
pub use model::{Screened, Screening};
