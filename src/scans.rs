//! Reads pages that are pictures: a picture of a page in, characters with their places and confidences out. Nothing here
//! opens a file or knows a document's format.
//!
//! ```text
//!   picture ─ ink ─▶ without seals and red ─ detect ─▶ places of lines ─ strip ─▶ strips ─ recognise ─▶ readings
//!                                                                                                        │
//!   page ◀─ rules ── ruling lines        upright page ◀─ page ── characters on straight lines ◀─ marks ──┘
//! ```
//!
//! Two models do the seeing (`assets/models`): the detector of PP-OCRv6 gives each cell of the picture a probability that
//! it belongs to a line of text, the recogniser reads one line. Both are given as bytes, see [`Engine::new`].

mod detect;
mod engine;
mod ink;
mod lines;
mod marks;
mod net;
mod page;
mod picture;
mod recognise;
mod rules;
mod seal;
mod strip;

pub use engine::{Engine, Failed};
pub use page::{Character, Page, Rule};
pub use picture::Picture;

/// Height of a page's short side in millimetres: every scan is taken for A4, since few files tell the truth.
pub const SHORT_SIDE: f32 = 210.0;
/// Number of pixels on a page's short side that is enough for the models: 200 dpi.
pub const PIXELS: usize = 1654;
/// Confidence under which a character is doubtful.
pub const DOUBTFUL: f32 = 0.9;
