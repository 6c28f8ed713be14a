//! Selecting with the keyboard: text by Shift with the arrows, by character or by sentence; the finding at the caret by
//! Enter.

use egui::{Key, Modifiers, Ui};

use super::linked::LEVEL;
use super::{Page, Reading};
use crate::session::{PaneCommand, Selection, Spot, WorkCommand};
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
            None => match (self.caret, &way) {
                (Some(caret), Move::Character(_)) => moved(page, Span::new(caret, caret), &way),
                (Some(caret), _) => page.document.sentence_at(caret),
                (None, _) => {
                    page.document.sentence_at(self.position_at_height(page.view.height() * LEVEL) as usize)
                }
            },
        };
        cx.push(PaneCommand::Select(Some(Selection { pane: page.pane, report: page.report, span })));
    }
}

impl Reading {
    /// Enter selects the finding at the caret, or else at reading height.
    pub(super) fn handle_enter(&self, ui: &Ui, cx: &mut UiCtx<'_>, page: &Page<'_>) {
        if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            return;
        }
        let position =
            self.caret.unwrap_or_else(|| self.position_at_height(page.view.height() * LEVEL) as usize);
        let findings = cx.session.findings();
        let here = Span::new(position, position + 1);
        let marks = findings.marks_in(page.report, here).filter(|mark| cx.session.shows(mark));
        let Some(mark) = marks.min_by_key(|mark| findings.list[mark.finding].characters) else { return };
        let height = self.height_at(page, position).unwrap_or(page.view.height() * LEVEL);
        let at = Spot { position, height };
        let (finding, place) = (mark.finding, mark.place);
        cx.push(WorkCommand::ChoosePlace { finding, place, pane: page.pane, at });
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
