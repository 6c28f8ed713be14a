//! The panel of findings: the filter, the ranked list with two lines a finding (kind and length, then places), and
//! below it the details of the chosen one.

mod rows;

use egui::{Align2, Frame, Panel, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::actions::Action;
use super::card;
use super::context::UiCtx;
use super::filter_field::{FilterField, filter_field_ui};
use super::icons;
use super::list::{self, List};
use super::theme::{BODY, CAPTION, ROW_HEIGHT, TALL_ROW_HEIGHT, bold, panel_margin, regular};
use super::widgets::{clip_to_rest, empty_ui, line, panel_title_ui, two_lines};
use super::words::mark_glyph;
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{Activity, WorkCommand};
use rows::{FindingRow, Row, Rows};

/// Room between two rows in points.
const GAP: f32 = 2.0;
/// Characters of a passage that its row quotes.
const QUOTED: usize = 60;

const FILTER: FilterField = FilterField {
    name: "action-filter",
    hint: "filter-hint",
    clear: "filter-clear",
    menu: "filter-menu",
    terms: &[
        ("filter-open", "filter-open-term"),
        ("filter-confirmed", "filter-confirmed-term"),
        ("filter-dismissed", "filter-dismissed-term"),
        ("filter-near", "filter-near-term"),
        ("filter-same", "filter-same-term"),
        ("filter-within", "filter-within-term"),
        ("filter-check", "filter-check-term"),
        ("filter-without-check", "filter-without-check-term"),
        ("filter-long", "filter-long-term"),
        ("filter-without-note", "filter-without-note-term"),
    ],
};

pub(super) fn findings_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    rows::refresh(cx);
    // A low window shows the list rather than the details of one finding.
    let most = ui.available_height() * 0.5;
    if cx.session.chosen().is_some() && most > 88.0 {
        let frame = Frame::new().inner_margin(panel_margin());
        Panel::bottom("card")
            .frame(frame)
            .resizable(false)
            .max_size(most)
            .show(ui, |ui| card::show(ui, cx, most));
    }
    clip_to_rest(ui);
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        title_ui(ui, cx);
        if cx.session.listing().unfiltered > 0 || !cx.session.listing().filter.is_empty() {
            filter_ui(ui, cx);
        }
        if cx.session.listing().findings().is_empty() {
            let words = match (cx.session.activity(), cx.session.listing().unfiltered) {
                (Some(Activity::Reading(..) | Activity::Analysing), _) => "findings-wait",
                (_, 0) if !cx.session.entries().iter().any(|entry| entry.document().is_some()) => {
                    "findings-none-read"
                }
                (_, 0) => "findings-empty",
                _ => "findings-none-match",
            };
            empty_ui(ui, cx.palette, cx.tr(words));
            return;
        }
        list_ui(ui, cx);
    });
}

fn title_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let listing = cx.session.listing();
    let (listed, all) = (listing.findings().len(), listing.unfiltered);
    let count = if listed == all { all.to_string() } else { format!("{listed} / {all}") };
    let mut toggled = false;
    panel_title_ui(ui, cx.palette, cx.tr("findings"), &count, |ui| {
        let phrases = cx.session.findings().phrases();
        if phrases > 0 {
            let id = if cx.session.settings().show_phrases { "phrases-hide" } else { "phrases-show" };
            let words = cx.words.words(&Message::new(id).with("count", phrases));
            let shown = egui::RichText::new(&words).font(regular(CAPTION)).color(cx.palette.secondary);
            let button = egui::Button::new(shown).frame_when_inactive(false).truncate();
            toggled = ui.add(button).on_hover_text(words).clicked();
        }
    });
    if toggled {
        Action::TogglePhrases.run(&ui.ctx().clone(), cx);
    }
}

fn filter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut words = cx.session.listing().filter.clone();
    let focus = std::mem::take(&mut cx.view.filter_wanted);
    filter_field_ui(ui, cx, FILTER, &mut words, focus, cx.session.listing().error.as_ref());
    if words != cx.session.listing().filter {
        cx.push(WorkCommand::Filter(words));
    }
}

fn list_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let chosen = cx.session.chosen().map(|chosen| chosen.finding);
    let mut scroll = ScrollArea::vertical().id_salt("findings").auto_shrink(false).min_scrolled_height(0.0);
    // Scroll again when the height changes: the details of a finding take room from the list one frame after it is chosen.
    let listed = chosen.map(|chosen| (chosen, ui.available_height().round() as usize));
    let mut rows = std::mem::take(cx.view.slot::<Rows>());
    if listed != rows.shown {
        rows.shown = listed;
        if let Some(row) = rows.row_of(chosen) {
            let middle = (ui.available_height() - TALL_ROW_HEIGHT) * 0.5;
            scroll = scroll.vertical_scroll_offset((rows.tops[row] - middle).max(0.0));
        }
    }
    let number = rows.row_of(chosen).and_then(|row| match &rows.list[row] {
        Row::Finding(row) => Some(row.number - 1),
        Row::Heading(_) => None,
    });
    let count = cx.session.listing().findings().len();
    let mut list = List::begin(ui, "findings", count, number);
    let scroll = list.scroll(ui, scroll, |index| {
        let row = rows.row_of_number(index + 1).unwrap_or_default();
        egui::Rangef::new(rows.tops[row], rows.tops[row] + TALL_ROW_HEIGHT)
    });
    scroll.show_viewport(ui, |ui, viewport| {
        list.name_ui(ui, cx.tr("findings"));
        let tops = &rows.tops;
        let all = tops.last().copied().unwrap_or_default();
        let first = tops.partition_point(|&top| top <= viewport.top()).saturating_sub(1);
        let last = tops.partition_point(|&top| top < viewport.bottom()).min(rows.list.len());
        let origin = ui.max_rect().left_top();
        ui.set_height(all);
        for index in first..last {
            let (top, bottom) = (rows.tops[index], rows.tops[index + 1]);
            let rect = Rect::from_min_size(
                pos2(origin.x, origin.y + top),
                vec2(ui.max_rect().width(), bottom - top - GAP),
            );
            let chosen = ui.scope_builder(UiBuilder::new().id_salt(index).max_rect(rect), |ui| {
                match &rows.list[index] {
                    Row::Heading(words) => {
                        heading_ui(ui, cx, words);
                        None
                    }
                    Row::Finding(row) => finding_ui(ui, cx, &mut list, row).then_some(row.finding),
                }
            });
            if let Some(finding) = chosen.inner {
                cx.push(WorkCommand::Choose(finding));
            }
        }
    });
    list.end(ui);
    *cx.view.slot() = rows;
}

fn heading_ui(ui: &mut Ui, cx: &UiCtx<'_>, words: &str) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    let inner = Rect::from_min_max(pos2(rect.left() + 8.0, rect.top()), rect.max);
    line(ui.painter(), inner, words, bold(CAPTION), cx.palette.secondary);
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, (1.0, cx.palette.divider));
    response.on_hover_text(words);
}

/// Draws the row of a finding and returns whether it was clicked.
fn finding_ui(ui: &mut Ui, cx: &UiCtx<'_>, list: &mut List, row: &FindingRow) -> bool {
    let palette = cx.palette;
    let kind = cx.session.findings().list[row.finding].kind;
    let chosen = cx.session.chosen().is_some_and(|chosen| chosen.finding == row.finding);
    let dismissed = row.verdict == Some(Judgement::Dismissed);
    let (index, height) = (row.number - 1, TALL_ROW_HEIGHT);
    let listed = list::Row { index, height, chosen, name: &row.name, ..Default::default() };
    let response = list.row_ui(ui, palette, listed, |painter, rect| {
        let glyph = Rect::from_center_size(pos2(rect.left() + 18.0, rect.top() + 17.0), vec2(20.0, 20.0));
        painter.rect_filled(glyph, 4.0, palette.mark_fill(kind));
        let ink = if palette.dark { palette.text } else { palette.mark(kind) };
        painter.text(glyph.center(), Align2::CENTER_CENTER, mark_glyph(kind), regular(14.0), ink);
        let (words, numbers_color) =
            if dismissed { (palette.secondary, palette.secondary) } else { (palette.text, palette.text) };
        let at = pos2(rect.right() - 8.0, rect.top() + 17.0);
        let numbers = painter.text(at, Align2::RIGHT_CENTER, &row.length, bold(BODY), numbers_color);
        let [upper, mut lower] = two_lines(rect, rect.left() + 36.0, numbers.left() - 8.0);
        line(painter, upper, &row.quote, regular(BODY), words);
        if let Some(verdict) = row.verdict {
            let (icon, color) = match verdict {
                Judgement::Confirmed => (icons::CHECK_CIRCLE, palette.success),
                Judgement::Dismissed => (icons::PROHIBIT, palette.secondary),
            };
            let at = pos2(rect.right() - 8.0, lower.center().y);
            let badge = painter.text(at, Align2::RIGHT_CENTER, icon, regular(15.0), color);
            lower.max.x = badge.left() - 6.0;
        }
        line(painter, lower, &row.places, regular(CAPTION), palette.secondary);
    });
    let clicked = response.clicked();
    response.on_hover_text(&row.tip);
    clicked
}
