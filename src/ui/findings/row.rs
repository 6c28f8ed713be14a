//! One row of the work list: a case in two lines, a check or a part in one.

use std::borrow::Cow;

use egui::{Align2, Color32, Painter, Rect, Ui, pos2, vec2};

use super::words::{RowWords, Shorter};
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{
    Choose, CompareCommand, ListRow, SearchCommand, Subject, Wanted, WorkCommand, one_line,
};
use crate::ui::actions::Action;
use crate::ui::context::{Dialog, UiCtx};
use crate::ui::icons;
use crate::ui::list::{self, List};
use crate::ui::theme::{BODY, CAPTION, Palette, bold, regular};
use crate::ui::widgets::{cut_middle, line};
use crate::ui::words::mark_glyph;

/// Indent of a row for each row above it in the tree, in points.
const INDENT: f32 = 14.0;
/// Width of the triangle that folds a row, in points; the smallest target.
const TRIANGLE: f32 = 24.0;

/// What a click on a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowClick {
    /// Unfold or fold it.
    Fold,
    /// Choose it.
    Choose(Choose),
}

/// Draws a row; `index` counts the rows that are shown.
pub(super) fn row_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    list: &mut List,
    (index, row): (usize, ListRow),
    words: &RowWords,
) -> Option<RowClick> {
    let depth = cx.session.findings().tree.nodes[row.node].depth;
    let chosen = cx.session.is_row_selected(row.node);
    let palette = cx.palette;
    let triangle = |rect: Rect| {
        let left = rect.left() + INDENT * depth as f32;
        Rect::from_min_size(pos2(left, rect.top()), vec2(TRIANGLE, rect.height().min(32.0)))
    };
    let listed = list::Row {
        index,
        height: ui.max_rect().height(),
        chosen,
        name: &words.name,
        level: Some(depth + 1),
        expanded: row.is_open,
    };
    let response = list.row_ui(ui, palette, listed, |painter, rect| {
        let triangle = triangle(rect);
        if let Some(open) = row.is_open {
            paint_triangle(painter, triangle.center(), open, palette.secondary);
        }
        let inner = Rect::from_min_max(pos2(triangle.right(), rect.top()), rect.max);
        if words.mark.is_some() {
            paint_part(painter, inner, palette, words, row.is_open.is_some());
        } else {
            paint_case(painter, inner, palette, words);
        }
    });
    let triangle = triangle(response.rect);
    let clicked = response.clicked();
    let at = response.interact_pointer_pos();
    let response = response.on_hover_text(&words.tip);
    response.context_menu(|ui| menu_ui(ui, cx, row));
    if !clicked {
        return None;
    }
    if row.is_open.is_some() && at.is_some_and(|at| triangle.contains(at)) {
        return Some(RowClick::Fold);
    }
    let modifiers = ui.input(|input| input.modifiers);
    Some(RowClick::Choose(match (modifiers.command, modifiers.shift) {
        (true, _) => Choose::Too,
        (_, true) => Choose::UpTo,
        _ => Choose::Only,
    }))
}

fn paint_triangle(painter: &Painter, center: egui::Pos2, open: bool, color: Color32) {
    let points = if open {
        [vec2(-4.0, -2.5), vec2(4.0, -2.5), vec2(0.0, 3.0)]
    } else {
        [vec2(-2.5, -4.0), vec2(3.0, 0.0), vec2(-2.5, 4.0)]
    };
    let points = points.iter().map(|&by| center + by).collect();
    painter.add(egui::Shape::convex_polygon(points, color, egui::Stroke::NONE));
}

/// A thin bar that shows a share.
pub(in crate::ui) fn bar(painter: &Painter, rect: Rect, palette: &Palette, share: f32) {
    painter.rect_filled(rect, 1.5, palette.divider);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * share.clamp(0.0, 1.0), rect.height()));
    painter.rect_filled(done, 1.5, palette.success);
}

/// Number badges of reports; returns where they end.
pub(in crate::ui) fn badges(
    painter: &Painter,
    left: f32,
    middle: f32,
    palette: &Palette,
    numbers: &[usize],
) -> f32 {
    let mut left = left;
    for number in numbers {
        let galley = painter.layout_no_wrap(number.to_string(), bold(CAPTION), palette.text);
        let width = (galley.size().x + 8.0).max(18.0);
        let rect = Rect::from_min_size(pos2(left, middle - 9.0), vec2(width, 18.0));
        painter.rect_filled(rect, 4.0, palette.hover());
        painter.rect_stroke(rect, 4.0, (1.0, palette.border), egui::StrokeKind::Inside);
        painter.galley(rect.center() - galley.size() * 0.5, galley, palette.text);
        left += width + 3.0;
    }
    if numbers.is_empty() { left } else { left + 3.0 }
}

fn verdict_sign(painter: &Painter, right: f32, middle: f32, palette: &Palette, verdict: Judgement) -> f32 {
    let (icon, color) = match verdict {
        Judgement::Confirmed => (icons::CHECK_CIRCLE, palette.success),
        Judgement::Dismissed => (icons::PROHIBIT, palette.secondary),
    };
    painter.text(pos2(right, middle), Align2::RIGHT_CENTER, icon, regular(15.0), color).left() - 6.0
}

fn paint_case(painter: &Painter, rect: Rect, palette: &Palette, words: &RowWords) {
    let dim = words.verdict == Some(Judgement::Dismissed);
    let ink = if dim { palette.secondary } else { palette.text };
    let upper = rect.top() + 17.0;
    let lower = rect.top() + 38.0;
    let right = rect.right() - 8.0;
    let number = painter.text(pos2(right, upper), Align2::RIGHT_CENTER, &words.number, bold(BODY), ink);
    let title = Rect::from_min_max(pos2(rect.left(), upper - 11.0), pos2(number.left() - 8.0, upper + 11.0));
    line(painter, title, &fitting(painter, words, title.width()), bold(BODY), ink);
    let mut end = right;
    if let Some(verdict) = words.verdict {
        end = verdict_sign(painter, right, lower, palette, verdict);
    } else if !words.open.is_empty() {
        let at = pos2(right, lower);
        end = painter.text(at, Align2::RIGHT_CENTER, &words.open, regular(CAPTION), palette.secondary).left()
            - 8.0;
    }
    // The badges stand before the kind, so that the names have the whole upper line.
    let left = badges(painter, rect.left(), lower - 1.0, palette, &words.badges);
    let kind = Rect::from_min_max(pos2(left, lower - 10.0), pos2(end, lower + 8.0));
    line(painter, kind, &words.kind, regular(CAPTION), palette.secondary);
    if let Some(share) = words.judged.filter(|share| *share > 0.0 && *share < 1.0) {
        let under =
            Rect::from_min_max(pos2(rect.left(), rect.bottom() - 3.0), pos2(right, rect.bottom() - 1.0));
        bar(painter, under, palette, share);
    }
}

/// The longest title of a case that fits into `width` points.
fn fitting<'w>(painter: &Painter, words: &'w RowWords, width: f32) -> Cow<'w, str> {
    let font = bold(BODY);
    let measure = |words: &str| {
        painter.ctx().fonts_mut(|fonts| words.chars().map(|c| fonts.glyph_width(&font, c)).sum::<f32>())
    };
    if measure(&words.title) <= width {
        return Cow::Borrowed(&words.title);
    }
    match &words.shorter {
        Shorter::Cut => Cow::Borrowed(&words.title),
        Shorter::Both([left, right], between) => {
            // A short name leaves its room to the other.
            let room = width - measure(between);
            let needed = [measure(left), measure(right)];
            let half = |own: usize| (room * 0.5).max(room - needed[1 - own]).min(needed[own]);
            let cut = |name: &str, own: usize| cut_middle(painter.ctx(), name, &font, half(own) + 0.5);
            Cow::Owned(format!("{}{between}{}", cut(left, 0), cut(right, 1)))
        }
        Shorter::Fewer(titles) => {
            let fits = titles.iter().find(|title| measure(title) <= width).or(titles.last());
            Cow::Borrowed(fits.map_or(words.title.as_str(), String::as_str))
        }
    }
}

fn paint_part(painter: &Painter, rect: Rect, palette: &Palette, words: &RowWords, is_check: bool) {
    let Some(kind) = words.mark else { return };
    let dim = words.verdict == Some(Judgement::Dismissed) || words.is_reference;
    let ink = if dim { palette.secondary } else { palette.text };
    let middle = rect.center().y;
    let glyph = Rect::from_center_size(pos2(rect.left() + 10.0, middle), vec2(20.0, 20.0));
    painter.rect_filled(glyph, 4.0, palette.mark_fill(kind));
    let color = if palette.dark { palette.text } else { palette.mark(kind) };
    painter.text(glyph.center(), Align2::CENTER_CENTER, mark_glyph(kind), regular(14.0), color);
    let mut right = rect.right() - 8.0;
    if let Some(verdict) = words.verdict {
        right = verdict_sign(painter, right, middle, palette, verdict);
    }
    let number = if is_check { &words.open } else { &words.number };
    if !number.is_empty() {
        let at = pos2(right, middle);
        right =
            painter.text(at, Align2::RIGHT_CENTER, number, regular(CAPTION), palette.secondary).left() - 8.0;
    }
    let title = Rect::from_min_max(pos2(rect.left() + 26.0, rect.top()), pos2(right, rect.bottom()));
    line(painter, title, &words.title, regular(BODY), ink);
}

/// Maximum length in characters of text that is searched for.
const MAX_SEARCHED: usize = 60;

/// What else can be done with a row: the comparison of its pair; for a part, a search for its text and a copy with its
/// source.
fn at_hand_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, row: ListRow) {
    let tree = &cx.session.findings().tree;
    if let Some((left, right)) = tree.pair_of(row.node).filter(|(left, right)| left != right) {
        ui.separator();
        if ui.button(cx.tr("row-compare")).clicked() {
            cx.push(WorkCommand::ChooseRow(row.node, Choose::Only));
            cx.push(CompareCommand::Reports(left, right));
            ui.close();
        }
    }
    let Subject::Part { finding, .. } = tree.nodes[row.node].subject else { return };
    let place = cx.session.findings().list[finding].places[0];
    let Some(document) = cx.session.document(place.report) else { return };
    let words: String = one_line(document.text().slice(place.span)).chars().take(MAX_SEARCHED).collect();
    if ui.button(cx.tr("row-search")).clicked() {
        cx.push(SearchCommand::Open);
        cx.push(SearchCommand::Find(Wanted { words, ..Wanted::default() }));
        ui.close();
    }
    if ui.button(cx.tr("at-hand-copy")).clicked() {
        ui.ctx().copy_text(cx.session.with_source(place).unwrap_or_default());
        ui.close();
    }
}

/// The context menu of a row: verdicts, folding, and the ladder of exclusion. It acts on the row that it belongs to.
fn menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, row: ListRow) {
    let is_selected = cx.session.is_row_selected(row.node);
    let count = if is_selected {
        cx.session.targets().len()
    } else {
        cx.session.listing().tally(row.node).open().max(1)
    };
    for (id, action) in
        [("judge-confirm", Action::Confirm), ("judge-dismiss", Action::Dismiss), ("judge-note", Action::Note)]
    {
        let words = cx.words.words(&Message::new(id).with("count", count));
        if ui.button(words).clicked() {
            if !is_selected {
                cx.push(WorkCommand::ChooseRow(row.node, Choose::Only));
            }
            match action {
                Action::Confirm => cx.push(WorkCommand::JudgeChosen(Judgement::Confirmed)),
                Action::Note => cx.push(crate::session::ReviewCommand::BeginNote),
                _ => cx.view.dialog = Some(Dialog::Exclude),
            }
            ui.close();
        }
    }
    at_hand_ui(ui, cx, row);
    if let Some(open) = row.is_open {
        ui.separator();
        if ui.button(cx.tr(if open { "row-fold" } else { "row-unfold" })).clicked() {
            cx.push(WorkCommand::Fold { row: row.node, open: !open });
            ui.close();
        }
    }
}
