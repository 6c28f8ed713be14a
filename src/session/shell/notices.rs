//! Messages shown to the user until dismissed: the failure, the file, the remedy.

use std::path::PathBuf;

use crate::message::Message;

/// Severity of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// For information.
    Info,
    /// An operation failed.
    Failure,
}

/// A message shown to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Identifies the notice when it is dismissed.
    pub id: u64,
    /// Its severity.
    pub kind: NoticeKind,
    /// The text.
    pub message: Message,
    /// A file that was written, to be shown in its folder.
    pub file: Option<PathBuf>,
    topic: Option<Topic>,
}

/// A subject whose notices are withdrawn together, once they no longer hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) enum Topic {
    /// Writing the review.
    Save,
    /// Writing the journal.
    Journal,
    /// The user's profile of parts.
    Profile,
    /// The last export.
    Export,
    /// Work that was restored and is to be saved.
    Restored,
    /// The report that was closed last.
    Closing,
    /// Something that a note needs.
    Note,
    /// Verdicts on findings that are no longer reported.
    LostVerdicts,
    /// What the rule made last excludes.
    Excluded,
}

/// The notices that are shown.
#[derive(Debug, Default)]
pub(in crate::session) struct Notices {
    list: Vec<Notice>,
    last: u64,
}

impl Notices {
    /// The notices, oldest first.
    pub(in crate::session) fn list(&self) -> &[Notice] {
        &self.list
    }

    /// Adds a notice. One with the same message is not repeated, but takes over the topic.
    pub(in crate::session) fn add(
        &mut self,
        kind: NoticeKind,
        message: Message,
        topic: Option<Topic>,
    ) -> &mut Notice {
        let at = self.list.iter().position(|notice| notice.message == message).unwrap_or_else(|| {
            self.last += 1;
            self.list.push(Notice { id: self.last, kind, message, file: None, topic: None });
            self.list.len() - 1
        });
        let notice = &mut self.list[at];
        notice.topic = topic.or(notice.topic);
        notice
    }

    /// Removes the notice with this id.
    pub(in crate::session) fn dismiss(&mut self, id: u64) {
        self.list.retain(|notice| notice.id != id);
    }

    /// Removes all notices about a topic.
    pub(in crate::session) fn withdraw(&mut self, topic: Topic) {
        self.list.retain(|notice| notice.topic != Some(topic));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_shown_once_and_withdrawn_with_its_topic() {
        let mut notices = Notices::default();
        let first = notices.add(NoticeKind::Failure, Message::new("job-failed"), None).id;
        let again = notices.add(NoticeKind::Failure, Message::new("job-failed"), Some(Topic::Save)).id;
        assert_eq!((first, notices.list().len()), (again, 1));
        notices.withdraw(Topic::Export);
        assert_eq!(notices.list().len(), 1);
        notices.withdraw(Topic::Save);
        assert!(notices.list().is_empty());
    }

    #[test]
    fn ids_are_never_reused() {
        let mut notices = Notices::default();
        let first = notices.add(NoticeKind::Info, Message::new("export-done"), None).id;
        notices.dismiss(first);
        assert_ne!(notices.add(NoticeKind::Info, Message::new("export-done"), None).id, first);
    }
}
