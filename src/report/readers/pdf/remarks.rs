//! Comments: annotations with which a reader marks a page (ISO 32000-1, 12.5.6.2), answers to them, and whether they are
//! done (12.5.6.3). They are not part of the text.

use hayro_interpret::kurbo::Affine;
use hayro_syntax::object::dict::keys::{ANNOTS, CONTENTS, F, RECT, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Rect, Stream, String as PdfString};
use hayro_syntax::page::Page;

use super::fields::{HIDDEN, MAX_ANNOTATIONS};
use super::places::point;
use super::strings::{date, text_string};
use crate::report::readers::comments::{MAX_COMMENTS, with_replies};
use crate::report::readers::docx::sent::read_part;
use crate::report::readers::layout::{Area, Drawn, mark_comment};
use crate::report::{Comment, PDF_RECORD, Sent};

/// Annotations that a reader makes.
const MARKS: [&[u8]; 12] = [
    b"Text",
    b"FreeText",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Caret",
    b"Square",
    b"Circle",
    b"Ink",
    b"Line",
    b"Stamp",
];
/// Maximum number of boxes of one comment.
const MAX_AREAS: usize = 200;

/// The comments of a document while its pages are read.
#[derive(Default)]
pub(super) struct Remarks {
    all: Vec<Remark>,
    /// What this program recorded about those that it exported.
    sent: Vec<Sent>,
}

struct Remark {
    id: Option<ObjectIdentifier>,
    /// The comment that it answers.
    answers: Option<ObjectIdentifier>,
    /// Whether it only states that the other comment is done.
    state: Option<bool>,
    comment: Comment,
}

impl Remarks {
    /// Adds the comments of a page and marks their places among its glyphs.
    pub(super) fn add(&mut self, page: &Page<'_>, transform: Affine, glyphs: &mut [Drawn]) {
        let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else { return };
        for annotation in annotations.iter::<Dict<'_>>().take(MAX_ANNOTATIONS) {
            if self.all.len() >= MAX_COMMENTS {
                return;
            }
            let Some(remark) = remark(&annotation) else { continue };
            if self.sent.is_empty() {
                self.sent = record(&annotation);
            }
            if remark.answers.is_none() {
                mark_comment(glyphs, &areas(&annotation, transform), self.all.len());
            }
            self.all.push(remark);
        }
    }

    /// What was recorded about exported comments.
    pub(super) fn take_sent(&mut self) -> Vec<Sent> {
        std::mem::take(&mut self.sent)
    }

    /// The comments with their numbers, answers as replies.
    pub(super) fn finish(mut self) -> Vec<(usize, Comment)> {
        let number = |id: &ObjectIdentifier, all: &[Remark]| {
            all.iter().position(|other| other.id.as_ref() == Some(id))
        };
        let states: Vec<(usize, bool)> = self
            .all
            .iter()
            .filter_map(|remark| Some((number(remark.answers.as_ref()?, &self.all)?, remark.state?)))
            .collect();
        for (number, done) in states {
            if let Some(remark) = self.all.get_mut(number) {
                remark.comment.resolved = done;
            }
        }
        let parents: Vec<Option<usize>> =
            self.all.iter().map(|remark| number(remark.answers.as_ref()?, &self.all)).collect();
        let all = self.all.into_iter().zip(parents).enumerate();
        let worded = all.filter(|(_, (remark, _))| remark.state.is_none() && !remark.comment.text.is_empty());
        with_replies(worded.map(|(number, (remark, parent))| (number, parent, remark.comment)).collect())
    }
}

/// A comment with words, or the state of another one; `None` for other annotations.
fn remark(annotation: &Dict<'_>) -> Option<Remark> {
    let kind = annotation.get::<Name<'_>>(SUBTYPE)?;
    if !MARKS.contains(&kind.as_ref()) {
        return None;
    }
    let of = |key: &[u8]| {
        annotation.get::<PdfString<'_>>(key).map(|text| text_string(text.as_bytes())).unwrap_or_default()
    };
    let answers = annotation.get_ref(b"IRT").map(ObjectIdentifier::from);
    let state = answers.is_some().then(|| of(b"State")).filter(|state| !state.is_empty());
    let state = state.map(|state| matches!(state.as_str(), "Completed" | "Marked"));
    let text = of(CONTENTS).replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
    // Answers and states are often hidden.
    let hidden = annotation.get::<u32>(F).unwrap_or(0) & HIDDEN != 0 && answers.is_none();
    if hidden || (text.is_empty() && state.is_none()) {
        return None;
    }
    let at = [date(&of(b"M")), date(&of(b"CreationDate"))].into_iter().find(|at| !at.is_empty());
    let comment = Comment { author: of(b"T"), at: at.unwrap_or_default(), text, ..Comment::default() };
    Some(Remark { id: annotation.obj_id(), answers, state, comment })
}

/// The record that an annotation of this program leads to.
fn record(annotation: &Dict<'_>) -> Vec<Sent> {
    let mut sent = Vec::new();
    if let Some(data) = annotation.get::<Stream<'_>>(PDF_RECORD).and_then(|stream| stream.decoded().ok()) {
        read_part(&String::from_utf8_lossy(&data), &mut sent);
    }
    sent
}

/// The boxes of the words that an annotation marks; its own box if it marks none.
fn areas(annotation: &Dict<'_>, transform: Affine) -> Vec<Area> {
    let corners: Vec<f64> = annotation
        .get::<Array<'_>>(b"QuadPoints")
        .map(|points| points.iter::<f64>().take(8 * MAX_AREAS).collect())
        .unwrap_or_default();
    let area = |points: &[f64]| {
        let points = points.chunks_exact(2).filter_map(|pair| match pair {
            [x, y] => Some(point(transform, *x, *y)),
            _ => None,
        });
        let empty = Area {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        points.fold(empty, |area, point| Area {
            left: area.left.min(point.x),
            top: area.top.min(point.y),
            right: area.right.max(point.x),
            bottom: area.bottom.max(point.y),
        })
    };
    let marked: Vec<Area> = corners.chunks_exact(8).map(area).collect();
    if !marked.is_empty() {
        return marked;
    }
    let rect = annotation.get::<Rect>(RECT);
    rect.map(|rect| area(&[rect.x0, rect.y0, rect.x1, rect.y1])).into_iter().collect()
}
