//! One row of the comparison on the screen: its texts, its sign, verdict and notes, the selection in it, its menu; and the
//! line in place of folded rows.

use egui::{Align2, CursorIcon, PointerButton, Rect, Response, Sense, Ui, pos2, vec2};

use super::lay::{self, LaidRow, Page};
use super::{Facts, SeenRow, View, reports};
use crate::compare::{Row, RowKind};
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{CompareCommand, Compared, PaneCommand, ReviewCommand, Selection};
use crate::text::Span;
use crate::ui::actions::Action;
use crate::ui::context::UiCtx;
use crate::ui::icons;
use crate::ui::list::{self, List};
use crate::ui::theme::{CAPTION, regular};

/// A row that is drawn.
pub(super) struct Shown<'a> {
    pub(super) compared: &'a Compared,
    /// Index of the row.
    pub(super) row: usize,
    /// Where it is on the screen.
    pub(super) rect: Rect,
    pub(super) laid: &'a LaidRow,
    pub(super) facts: &'a Facts,
}

/// A line in place of folded rows. Returns whether it was clicked.
pub(super) fn fold_ui(
    ui: &Ui,
    cx: &UiCtx<'_>,
    (list, index): (&mut List, usize),
    rect: Rect,
    (count, years): (usize, usize),
) -> bool {
    let id = match years {
        0 => "compare-folded",
        years if years == count => "compare-folded-years",
        _ => "compare-folded-both",
    };
    let words = cx.words.words(&Message::new(id).with("count", count).with("years", years));
    let row = list::Row { index, name: &words, expanded: Some(false), ..Default::default() };
    let response = list.interact(ui, rect, row);
    let ground = if response.hovered() { cx.palette.hover() } else { cx.palette.window };
    ui.painter().rect_filled(rect.shrink2(vec2(0.0, 4.0)), 0.0, ground);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, regular(CAPTION), cx.palette.secondary);
    response.clicked()
}

/// Draws a row and returns its response.
pub(super) fn row_ui(
    ui: &Ui,
    cx: &mut UiCtx<'_>,
    page: &Page<'_>,
    (list, index): (&mut List, usize),
    shown: &Shown<'_>,
) -> Response {
    let &Shown { compared, row, rect, laid, facts } = shown;
    let entry = &page.rows.rows[row];
    let painter = ui.painter();
    let current = compared.at == Some(row);
    let name = if list::listens(ui) {
        format!("{} {}", cx.tr(kind_name(entry.kind)), lay::words(page, entry))
    } else {
        String::new()
    };
    let response =
        list.interact(ui, rect, list::Row { index, chosen: current, name: &name, ..Default::default() });
    lay::paint_grounds(painter, cx, page, rect, entry);
    if current {
        let ground = cx.palette.panel.lerp_to_gamma(cx.palette.accent, 0.06);
        painter.rect_filled(rect.shrink2(vec2(2.0, 1.0)), 3.0, ground);
    }
    paint_selection(ui, cx, page, compared, rect, laid);
    lay::paint_texts(painter, cx, page, rect, entry, laid);
    let verdict = verdict(cx, facts);
    if verdict == Some(Judgement::Dismissed) && !current {
        painter.rect_filled(rect, 0.0, cx.palette.panel.gamma_multiply(0.4));
    }
    if current {
        let bar = Rect::from_min_size(rect.left_top(), vec2(3.0, rect.height()));
        painter.rect_filled(bar, 0.0, cx.palette.accent);
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 4.0, (1.5, cx.palette.accent), egui::StrokeKind::Inside);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Text);
    }
    signs_ui(ui, cx, page, rect, (entry, laid), verdict);
    notes_ui(ui, cx, rect, facts, row);
    menu_ui(cx, compared, row, &response);
    response
}

fn row_id(row: usize) -> egui::Id {
    egui::Id::unique(("compare-row", row))
}

/// The verdict that all parts of a row have.
fn verdict(cx: &UiCtx<'_>, facts: &Facts) -> Option<Judgement> {
    let mut verdicts = facts.parts.iter().map(|part| cx.session.verdict(part.finding).map(|v| v.verdict));
    let first = verdicts.next()??;
    verdicts.all(|verdict| verdict == Some(first)).then_some(first)
}

/// Below the line number: the sign of the row's kind and of its verdict.
fn signs_ui(
    ui: &Ui,
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    rect: Rect,
    (entry, laid): (&Row, &LaidRow),
    verdict: Option<Judgement>,
) {
    // The number stands at the first line, which is lower in a heading.
    let number = lay::corner(page, rect, laid, 0).y + 12.0;
    let mut at = pos2(page.area.left() + 20.0, number + 18.0);
    let kind = glyph(cx, entry.kind);
    let verdict = verdict.map(|verdict| match verdict {
        Judgement::Confirmed => (icons::CHECK_CIRCLE, cx.palette.success),
        Judgement::Dismissed => (icons::PROHIBIT, cx.palette.secondary),
    });
    for (glyph, color) in kind.into_iter().chain(verdict) {
        if at.y + 8.0 > rect.bottom() {
            at = pos2(page.area.left() + 9.0, number);
        }
        ui.painter().text(at, Align2::CENTER_CENTER, glyph, regular(15.0), color);
        at.y += 20.0;
    }
}

/// The numbers of the notes on a row, at its right edge. A click opens the note.
fn notes_ui(ui: &Ui, cx: &mut UiCtx<'_>, rect: Rect, facts: &Facts, row: usize) {
    for (place, number) in facts.notes.iter().enumerate() {
        let top = rect.top() + lay::ABOVE + 2.0 + 26.0 * place as f32;
        let target = Rect::from_min_size(pos2(rect.right() - 26.0, top), vec2(24.0, 24.0));
        if target.bottom() > rect.bottom() {
            break;
        }
        let response = ui.interact(target, row_id(row).with(("note", number)), Sense::click());
        let name = cx.words.words(&Message::new("note-marker").with("number", *number));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        let (ground, color) = if response.hovered() {
            (cx.palette.accent, cx.palette.on_accent)
        } else {
            (cx.palette.chosen(), cx.palette.accent)
        };
        ui.painter().rect_filled(target.shrink2(vec2(1.0, 3.0)), 5.0, ground);
        let words = number.to_string();
        ui.painter().text(target.center(), Align2::CENTER_CENTER, words, regular(CAPTION), color);
        let note =
            cx.session.review().notes.get(number - 1).map(|note| (note.id.clone(), note.body.as_str()));
        if let Some((id, body)) = note
            && response.on_hover_text(body).clicked()
        {
            cx.push(ReviewCommand::EditNote(id));
        }
    }
}

fn paint_selection(
    ui: &Ui,
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    compared: &Compared,
    rect: Rect,
    laid: &LaidRow,
) {
    let Some(selection) = cx.session.selection() else { return };
    let Some(side) = reports(compared).iter().position(|report| *report == selection.report) else { return };
    for (column, cell) in laid.cells.iter().enumerate() {
        let Some(cell) = cell else { continue };
        let corner = lay::corner(page, rect, laid, column).to_vec2();
        for part in cell.rects(side, selection.span) {
            ui.painter().rect_filled(part.translate(corner), 0.0, cx.palette.selection());
        }
    }
}

fn menu_ui(cx: &mut UiCtx<'_>, compared: &Compared, row: usize, response: &Response) {
    if response.secondary_clicked() && compared.at != Some(row) {
        cx.push(CompareCommand::RowInView(row));
    }
    response.context_menu(|ui| {
        let ctx = ui.ctx().clone();
        for action in [Action::Note, Action::Copy, Action::Compare] {
            let words = match action {
                Action::Note => "compare-note",
                Action::Compare => "compare-show-panes",
                other => other.label(),
            };
            let enabled = action != Action::Copy || action.is_enabled(cx.session);
            if ui.add_enabled(enabled, egui::Button::new(cx.tr(words))).clicked() {
                action.run(&ctx, cx);
                ui.close();
            }
        }
        let there = compared.result().and_then(|rows| rows.rows[row].counterpart);
        if let Some(there) = there
            && ui.button(cx.tr("compare-go-to-moved")).clicked()
        {
            cx.push(CompareCommand::GoToRow(there));
            ui.close();
        }
    });
}

impl View {
    /// The pointer over the rows: a click makes a row current, a drag selects text of one side, a double click a word, a
    /// triple click a sentence.
    pub(super) fn handle_pointer(
        &mut self,
        ui: &Ui,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        (compared, seen): (&Compared, &[SeenRow]),
        (drag, clicked): (&Response, Option<&Response>),
    ) {
        let pressed = ui.input(|input| input.pointer.button_pressed(PointerButton::Primary));
        let at = ui
            .input(|input| input.pointer.interact_pos())
            .filter(|_| drag.is_pointer_button_down_on() || drag.dragged() || clicked.is_some());
        let Some((row, side, position)) = at.and_then(|at| self.position_at(page, seen, at)) else { return };
        if pressed {
            self.anchor = Some((side, position));
        }
        if compared.at != Some(row) && (pressed || clicked.is_some()) {
            cx.push(CompareCommand::RowInView(row));
        }
        let document = page.documents[side];
        if let Some(clicked) = clicked {
            if clicked.triple_clicked() {
                select(cx, compared, side, document.sentence_at(position));
            } else if clicked.double_clicked() {
                select(cx, compared, side, document.word_at(position));
            } else if cx.session.selection().is_some() {
                cx.push(PaneCommand::Select(None));
            }
        } else if drag.dragged_by(PointerButton::Primary)
            && let Some((begun, anchor)) = self.anchor
        {
            // In one column the pointer may be over the other side's words.
            if begun == side && anchor != position {
                select(cx, compared, side, Span::new(anchor.min(position), anchor.max(position)));
            }
        }
    }

    /// The row, the side and the position of its source nearest to a point.
    fn position_at(
        &self,
        page: &Page<'_>,
        seen: &[SeenRow],
        at: egui::Pos2,
    ) -> Option<(usize, usize, usize)> {
        let below = seen.iter().find(|seen| at.y < seen.rect.bottom()).or(seen.last())?;
        let laid = self.laid.get(&below.row)?;
        let wanted = match self.anchor.filter(|_| !page.inline) {
            // A drag stays on the side that it began on.
            Some((side, _))
                if page.ctx.input(|input| !input.pointer.button_pressed(PointerButton::Primary)) =>
            {
                side
            }
            _ => usize::from(!page.inline && at.x >= page.area.center().x),
        };
        let column = if laid.cells[wanted].is_some() { wanted } else { 1 - wanted };
        let cell = laid.cells[column].as_ref()?;
        let inside = at - lay::corner(page, below.rect, laid, column);
        let (side, position) = cell.position_at(inside)?;
        Some((below.row, side, position))
    }
}

fn select(cx: &mut UiCtx<'_>, compared: &Compared, side: usize, span: Span) {
    let report = reports(compared)[side];
    let pane = cx.session.panes().list.iter().position(|pane| pane.report == Some(report));
    if let Some(pane) = pane {
        cx.push(PaneCommand::Select(Some(Selection { pane, report, span })));
    }
}

/// The sign of a row's kind.
fn glyph(cx: &UiCtx<'_>, kind: RowKind) -> Option<(&'static str, egui::Color32)> {
    Some(match kind {
        RowKind::Equal => return None,
        RowKind::Changed => (icons::NOT_EQUALS, cx.palette.warning),
        RowKind::Moved => (icons::ARROWS_DOWN_UP, cx.palette.accent),
        RowKind::OnlyLeft => (icons::MINUS, cx.palette.danger),
        RowKind::OnlyRight => (icons::PLUS, cx.palette.success),
    })
}

/// Id of the name of a kind of row.
pub(super) fn kind_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Equal => "row-equal",
        RowKind::Changed => "row-changed",
        RowKind::Moved => "row-moved",
        RowKind::OnlyLeft => "row-only-left",
        RowKind::OnlyRight => "row-only-right",
    }
}
