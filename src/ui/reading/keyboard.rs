//! Selecting with the keyboard: Shift with the arrows, by character or by sentence.

use egui::{Key, Modifiers, Ui};

use super::linked::LEVEL;
use super::{Page, Reading};
use crate::session::{PaneCommand, Selection};
use crate::text::Span;
use crate::ui::context::UiCtx;

impl Reading {
    /// Moves the end of this pane's selection; without a selection, selects the sentence at reading height.
    pub(super) fn handle_selecting(&self, ui: &Ui, cx: &mut UiCtx<'_>, page: &Page<'_>) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
        let moves = [
            (Key::ArrowRight, Move::Character(1)),
            (Key::ArrowLeft, Move::Character(-1)),
            (Key::ArrowDown, Move::NextSentence),
            (Key::ArrowUp, Move::SentenceBefore),
        ];
        let Some((_, way)) = moves.into_iter().find(|(key, _)| pressed(*key)) else { return };
        let here = cx.session.selection().filter(|s| s.pane == page.pane && s.report == page.report);
        let span = match here {
            Some(selection) => moved(page, selection.span, &way),
            None => page.document.sentence_at(self.position_at_height(page.view.height() * LEVEL) as usize),
        };
        cx.push(PaneCommand::Select(Some(Selection { pane: page.pane, report: page.report, span })));
    }
}

enum Move {
    Character(isize),
    NextSentence,
    SentenceBefore,
}

/// The selection with its end moved; it keeps at least one character.
fn moved(page: &Page<'_>, span: Span, way: &Move) -> Span {
    let last = page.document.text().characters();
    let end = match way {
        Move::Character(by) => span.end.saturating_add_signed(*by),
        Move::NextSentence => {
            let next = page.document.sentence_at(span.end.min(last));
            if next.end > span.end {
                next.end
            } else {
                page.document.sentence_at((span.end + 1).min(last)).end
            }
        }
        Move::SentenceBefore => {
            let inside = page.document.sentence_at(span.end.saturating_sub(1)).start;
            if inside > span.start { inside } else { span.end }
        }
    };
    Span::new(span.start, end.clamp(span.start + 1, last.max(span.start + 1)))
}
