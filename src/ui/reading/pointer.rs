//! The pointer over the text: the caret by a click, selecting by drag, double and triple click, the card that explains a
//! mark.

use egui::{CursorIcon, PointerButton, Pos2, Response, Ui};

use super::blocks::Block;
use super::inserted::to_source;
use super::{Page, Reading, Seen};
use crate::message::Message;
use crate::session::{Mark, PaneCommand, Selection};
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::galley::character_at;
use crate::ui::places::beginning;
use crate::ui::theme::{BODY, CAPTION, regular};
use crate::ui::widgets::icon_ui;
use crate::ui::words::{check_severity_name, finding_name, finding_summary, how_alike, mark_glyph};

/// A press that moves less than this, in points, is a click.
const STILL: f32 = 4.0;
/// Scrolling speed while a selection is dragged past an edge, in points per frame and point past the edge.
const EDGE_SPEED: f32 = 0.2;

impl Reading {
    pub(super) fn handle_pointer(
        &mut self,
        ui: &Ui,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        seen: &[Seen],
        response: &Response,
    ) {
        if response.hovered() {
            self.hover_ui(ui, cx, page, seen, response);
        }
        let Some(at) = response.interact_pointer_pos() else { return };
        let position = self.position_at(page, seen, at);
        let shift = ui.input(|input| input.modifiers.shift);
        if ui.input(|input| input.pointer.button_pressed(PointerButton::Primary)) {
            response.surrender_focus();
            cx.push(PaneCommand::Focus(page.pane));
            let extended = cx.session.selection().filter(|s| shift && s.report == page.report);
            self.anchor = match extended {
                Some(before) if position < before.span.start => Some(before.span.end),
                Some(before) => Some(before.span.start),
                None if shift => self.caret.or(Some(position)),
                None => Some(position),
            };
        }
        if response.triple_clicked() {
            Self::select(cx, page, page.document.sentence_at(position));
        } else if response.double_clicked() {
            Self::select(cx, page, page.document.word_at(position));
        } else if response.clicked() && !shift {
            self.caret = Some(position);
            if cx.session.selection().is_some() {
                cx.push(PaneCommand::Select(None));
            }
        } else if response.dragged_by(PointerButton::Primary) || response.clicked() {
            self.drag_to(ui, cx, page, at, position);
        }
    }

    fn drag_to(&mut self, ui: &Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, at: Pos2, position: usize) {
        let Some(anchor) = self.anchor else { return };
        let origin = ui.input(|input| input.pointer.press_origin());
        if origin.is_some_and(|origin| origin.distance(at) < STILL) {
            return;
        }
        Self::select(cx, page, Span::new(anchor.min(position), anchor.max(position)));
        let past = (at.y - page.view.bottom()).max(0.0) + (at.y - page.view.top()).min(0.0);
        if past != 0.0 {
            self.top.offset += past * EDGE_SPEED;
            ui.ctx().request_repaint();
        }
    }

    pub(super) fn select(cx: &mut UiCtx<'_>, page: &Page<'_>, span: Span) {
        cx.push(PaneCommand::Select(Some(Selection { pane: page.pane, report: page.report, span })));
    }

    /// The position of the source nearest to a point.
    pub(super) fn position_at(&self, page: &Page<'_>, seen: &[Seen], at: Pos2) -> usize {
        let index = seen.partition_point(|seen| seen.y <= at.y).saturating_sub(1);
        let Some(&Seen { block, y }) = seen.get(index) else { return 0 };
        let (Some(rect), Some(laid)) = (self.galley_rect(page, block, y), self.laid[block].as_ref()) else {
            return self.blocks[block].span.start;
        };
        let Block { span, inserted, .. } = &self.blocks[block];
        to_source(span.start, inserted, character_at(&laid.galley, at - rect.min)).min(span.end)
    }

    /// The mark under a point; the shortest one if several overlap.
    fn mark_at(&self, page: &Page<'_>, seen: &[Seen], at: Pos2, cx: &UiCtx<'_>) -> Option<Mark> {
        let index = seen.partition_point(|seen| seen.y <= at.y).checked_sub(1)?;
        let Seen { block, y } = seen[index];
        let rect = self.galley_rect(page, block, y)?;
        let inside = at - rect.min.to_vec2();
        let marks = self.laid[block].as_ref()?.marks.iter();
        let hit = marks.filter(|laid| laid.rects.iter().any(|rect| rect.contains(inside)));
        let list = &cx.session.findings().list;
        hit.min_by_key(|laid| list[laid.mark.finding].characters).map(|laid| laid.mark)
    }

    fn hover_ui(&mut self, ui: &Ui, cx: &UiCtx<'_>, page: &Page<'_>, seen: &[Seen], response: &Response) {
        let Some(at) = response.hover_pos() else { return };
        ui.ctx().set_cursor_icon(CursorIcon::Text);
        let Some(mark) = self.mark_at(page, seen, at, cx) else { return };
        if ui.input(|input| input.pointer.any_down()) || self.resting == Some(at) {
            return;
        }
        self.resting = None;
        response.clone().on_hover_ui_at_pointer(|ui| card_ui(ui, cx, page, &mark));
    }
}

/// The card over a mark: kind of the finding, number of places, and the other places.
fn card_ui(ui: &mut Ui, cx: &UiCtx<'_>, page: &Page<'_>, mark: &Mark) {
    const LISTED: usize = 4;
    /// Number of characters quoted of each place.
    const QUOTED: usize = 36;
    let finding = &cx.session.findings().list[mark.finding];
    let small = |ui: &mut Ui, words: String, color: egui::Color32| {
        ui.label(egui::RichText::new(words).font(regular(CAPTION)).color(color));
    };
    ui.set_max_width(340.0);
    ui.horizontal(|ui| {
        let color = cx.palette.mark(mark.kind);
        icon_ui(ui, mark_glyph(mark.kind), BODY, color);
        ui.label(egui::RichText::new(cx.tr(finding_name(finding))).color(color));
        match &finding.check {
            Some(check) => ui.label(cx.tr(check_severity_name(check.severity))),
            None => ui.label(cx.words.words(&finding_summary(cx.session, mark.finding))),
        }
    });
    if finding.check.is_some() {
        ui.label(cx.words.words(&finding_summary(cx.session, mark.finding)));
    }
    for how in how_alike(cx.session, mark.finding) {
        small(ui, cx.words.words(&how), cx.palette.text);
    }
    let others = finding.places.iter().enumerate().filter(|(index, _)| *index != mark.place);
    for (_, place) in others.clone().take(LISTED) {
        let Some(document) = cx.session.document(place.report) else { continue };
        let line = document.text().line_from_position(place.span.start) + 1;
        let here = place.report == page.report;
        let id = if here { "place-here" } else { "place-there" };
        let message = Message::new(id).with("title", cx.session.name(place.report)).with("line", line);
        small(ui, cx.words.words(&message), cx.palette.text);
        if let Some(section) = document.sections_at(place.span.start).last() {
            small(ui, document.heading(section), cx.palette.secondary);
        }
        if finding.check.is_none() {
            let words = format!("{}…", beginning(cx, *place, QUOTED));
            small(ui, cx.words.words(&Message::new("quoted").with("words", words)), cx.palette.secondary);
        }
    }
    let more = finding.places.len().saturating_sub(1 + LISTED);
    if more > 0 {
        small(ui, cx.words.words(&Message::new("places-more").with("count", more)), cx.palette.secondary);
    }
    let hint = Message::new("mark-choose");
    small(ui, cx.words.words(&hint), cx.palette.accent);
}
