//! Any passage held against any other: text selected in one pane and text selected in another one, with what differs.

use super::notices::NoticeKind;
use super::{Effect, Selection, Session};
use crate::duplicates::difference;
use crate::message::Message;
use crate::text::Span;

/// Longer selections are not compared here: two whole reports are compared row by row.
const LONGEST: usize = 4_000;

/// Two passages and what differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Passages {
    /// From left to right, as the panes stand.
    pub sides: [Passage; 2],
    /// In how many spots they differ.
    pub differences: usize,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Where it was selected.
    pub selection: Selection,
    /// What stands there.
    pub text: String,
    /// What the other one has differently, by position in `text`, in code points.
    pub changed: Vec<Span>,
    /// The share of its characters that the other one has in the same order, from 0 to 1.
    pub kept: f32,
}

impl Passages {
    /// What differs between two selections of these texts.
    #[must_use]
    pub fn new(selections: [Selection; 2], texts: [String; 2]) -> Self {
        let [left, right] = texts;
        let differing = difference(&left, &right);
        let side = |selection: Selection, text: String, changed: Vec<Span>| {
            let lost: usize = changed.iter().map(|span| span.len()).sum();
            let kept = 1.0 - lost as f32 / selection.span.len().max(1) as f32;
            let changed = changed.into_iter().filter(|span| !span.is_empty()).collect();
            Passage { selection, text, changed, kept }
        };
        let [first, second] = selections;
        let sides = [
            side(first, left, differing.iter().map(|differing| differing.left).collect()),
            side(second, right, differing.iter().map(|differing| differing.right).collect()),
        ];
        Self { sides, differences: differing.len() }
    }
}

impl Session {
    /// The two selections that can be compared: the present one and the one made before it in another pane.
    #[must_use]
    pub fn selections_to_compare(&self) -> Option<[Selection; 2]> {
        let (here, beside) = (self.selection?, self.beside?);
        Some(if here.pane < beside.pane { [here, beside] } else { [beside, here] })
    }

    /// A selection in another pane does not take the place of the one before: they may be meant for each other.
    pub(super) fn keep_beside(&mut self, next: Option<&Selection>) {
        match (next, self.selection) {
            (None, _) => self.beside = None,
            (Some(next), Some(before)) if next.pane != before.pane => self.beside = Some(before),
            (Some(next), _) => self.beside = self.beside.filter(|beside| beside.pane != next.pane),
        }
    }

    pub(super) fn compare_selections(&mut self) -> Vec<Effect> {
        let Some(selections) = self.selections_to_compare() else { return Vec::new() };
        if selections.iter().any(|selection| selection.span.len() > LONGEST) {
            self.notify(NoticeKind::Info, Message::new("passages-too-long").with("most", LONGEST));
            return Vec::new();
        }
        let text = |selection: Selection| {
            self.document(selection.report).map(|document| document.text().slice(selection.span).to_owned())
        };
        let [Some(left), Some(right)] = selections.map(text) else { return Vec::new() };
        self.generation += 1;
        self.awaited_passages = self.generation;
        vec![Effect::ComparePassages { generation: self.generation, selections, texts: [left, right] }]
    }

    pub(super) fn passages_compared(&mut self, generation: u64, passages: Passages) {
        if self.awaited_passages == generation {
            self.passages = Some(passages);
        }
    }

    pub(super) fn close_passages(&mut self) -> Vec<Effect> {
        self.passages = None;
        Vec::new()
    }
}
