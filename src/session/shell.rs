//! The window itself: notices, typed paths, names of the renderer and of the user.

pub(super) mod messages;
mod model;
pub(super) mod notices;

pub use messages::{Picker, Picture, WritePicture};
pub(super) use model::Shell;
pub use notices::{Notice, NoticeKind};
