//! Comments in an ODT's text.

use super::{CommentPart, Frame, Story};
use crate::report::Comment;
use crate::report::readers::comments::{Edge, MAX_COMMENTS, mark};
use crate::report::readers::xml::{Element, Ns};

impl Story<'_> {
    pub(super) fn is_in_comment(&self) -> bool {
        self.frames.last() == Some(&Frame::Comment)
    }

    pub(super) fn begin_comment(&mut self, element: &Element<'_>) {
        if self.comments.len() >= MAX_COMMENTS {
            return;
        }
        let number = self.comments.len();
        if let Some(name) = element.attribute("name") {
            self.named.insert(name, number);
        }
        let resolved = element.attribute("resolved").is_some_and(|resolved| resolved == "true");
        let comment = Comment { resolved, ..Comment::default() };
        self.comments.push((comment, element.attribute("parent-name")));
        self.mark(Edge::Start, number);
    }

    pub(super) fn mark(&mut self, edge: Edge, number: usize) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push(&mark(edge, number));
        }
    }

    pub(super) fn open_in_comment(&mut self, element: &Element<'_>) {
        self.of_comment = match element.local() {
            "creator" => CommentPart::Author,
            "date" => CommentPart::Date,
            "date-string" | "creator-initials" | "sender-initials" => self.of_comment,
            _ => CommentPart::Text,
        };
        if element.ns == Ns::Text
            && element.local() == "p"
            && let Some((comment, _)) = self.comments.last_mut()
            && !comment.text.is_empty()
        {
            comment.text.push('\n');
        }
    }

    pub(super) fn write_comment(&mut self, characters: &str) {
        let Some((comment, _)) = self.comments.last_mut() else { return };
        match self.of_comment {
            CommentPart::Author => comment.author.push_str(characters.trim()),
            CommentPart::Date => comment.at.push_str(characters.trim()),
            CommentPart::Text => comment.text.push_str(characters.trim_matches(['\n', '\r'])),
        }
    }
}
