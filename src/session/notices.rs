//! What is said to the user until they have seen it: what failed, which file, what to do.

use std::path::PathBuf;

use super::{Effect, Session};
use crate::message::Message;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// For information.
    Info,
    /// Something did not work.
    Failure,
}

/// Something said to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// To dismiss it by.
    pub id: u64,
    /// How much it matters.
    pub kind: NoticeKind,
    /// What it says.
    pub message: Message,
    /// A file that was written, to be shown in its folder.
    pub file: Option<PathBuf>,
}

impl Session {
    /// Says something, unless it stands there already; what it can be dismissed by comes back.
    pub(super) fn notify(&mut self, kind: NoticeKind, message: Message) -> u64 {
        if let Some(said) = self.notices.iter().find(|notice| notice.message == message) {
            return said.id;
        }
        self.next_notice += 1;
        self.notices.push(Notice { id: self.next_notice, kind, message, file: None });
        self.next_notice
    }

    pub(super) fn dismiss(&mut self, id: u64) -> Vec<Effect> {
        self.notices.retain(|notice| notice.id != id);
        Vec::new()
    }
}
