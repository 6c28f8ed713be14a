//! The work list: how far the review is, the filter, and the cases, which unfold to their parts.

mod row;
mod rows;
mod words;

use egui::{Frame, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::actions::Action;
use super::context::{UiCtx, Wanted};
use super::filter_field::{FilterField, filter_field_ui};
use super::list::List;
use super::theme::{CAPTION, TALL_ROW_HEIGHT, panel_margin, regular};
use super::widgets::{clip_to_rest, empty_ui, panel_title_ui};
use crate::message::Message;
use crate::session::{Activity, Choose, WorkCommand};
use row::{RowClick, row_ui};
pub(super) use row::{badges, bar};
use rows::Rows;
pub(super) use words::{figures_of, figures_words};

/// Room between two rows in points.
const GAP: f32 = 2.0;

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
    clip_to_rest(ui);
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        title_ui(ui, cx);
        if cx.session.listing().unfiltered > 0 || !cx.session.listing().filter.is_empty() {
            progress_ui(ui, cx);
            filter_ui(ui, cx);
        }
        if cx.session.listing().rows.is_empty() {
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
            let shown = RichText::new(&words).font(regular(CAPTION)).color(cx.palette.secondary);
            let button = egui::Button::new(shown).frame_when_inactive(false).truncate();
            toggled = ui.add(button).on_hover_text(words).clicked();
        }
    });
    if toggled {
        Action::TogglePhrases.run(&ui.ctx().clone(), cx);
    }
}

/// `17 / 42 已判 · 3 条批注` over a thin bar.
fn progress_ui(ui: &mut Ui, cx: &UiCtx<'_>) {
    let progress = cx.session.listing().progress();
    if progress.all == 0 {
        return;
    }
    let message = Message::new("work-progress")
        .with("judged", progress.judged)
        .with("all", progress.all)
        .with("notes", cx.session.review().notes.len());
    let words = RichText::new(cx.words.words(&message)).font(regular(CAPTION)).color(cx.palette.secondary);
    ui.add(egui::Label::new(words).truncate());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0), egui::Sense::hover());
    bar(ui.painter(), rect, cx.palette, progress.judged as f32 / progress.all as f32);
    ui.add_space(2.0);
}

fn filter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut words = cx.session.listing().filter.clone();
    let focus = cx.view.take_wanted(Wanted::Filter);
    filter_field_ui(ui, cx, FILTER, &mut words, focus, cx.session.listing().error.as_ref());
    if words != cx.session.listing().filter {
        cx.push(WorkCommand::Filter(words));
    }
}

fn list_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut scroll = ScrollArea::vertical().id_salt("findings").auto_shrink(false).min_scrolled_height(0.0);
    let mut rows = std::mem::take(cx.view.slot::<Rows>());
    let listed = &cx.session.listing().rows;
    // Scroll again when the height changes: the details of a finding take room from the list one frame after it is
    // chosen. A row that was clicked stays where it is.
    let shown = cx.session.cursor().map(|node| (node, ui.available_height().round() as usize));
    if shown != rows.shown {
        rows.shown = shown;
        let row = shown.and_then(|(node, _)| listed.iter().position(|row| row.node == node));
        if let Some(row) = row.filter(|_| rows.clicked != cx.session.cursor()) {
            let middle = (ui.available_height() - TALL_ROW_HEIGHT) * 0.5;
            scroll = scroll.vertical_scroll_offset((rows.tops[row] - middle).max(0.0));
        }
    }
    let current = cx.session.cursor().and_then(|node| listed.iter().position(|row| row.node == node));
    let mut list = List::begin(ui, "findings", listed.len(), current).tree();
    let scroll = list.scroll(ui, scroll, |index| egui::Rangef::new(rows.tops[index], rows.tops[index + 1]));
    let mut click = None;
    scroll.show_viewport(ui, |ui, viewport| {
        list.name_ui(ui, cx.tr("findings"));
        let all = rows.tops.last().copied().unwrap_or_default();
        let first = rows.tops.partition_point(|&top| top <= viewport.top()).saturating_sub(1);
        let last = rows.tops.partition_point(|&top| top < viewport.bottom()).min(listed.len());
        let origin = ui.max_rect().left_top();
        ui.set_height(all);
        for (index, &row) in listed.iter().enumerate().take(last).skip(first) {
            let (top, bottom) = (rows.tops[index], rows.tops[index + 1]);
            let size = vec2(ui.max_rect().width(), bottom - top - GAP);
            let rect = Rect::from_min_size(pos2(origin.x, origin.y + top), size);
            let words = rows.words(cx, row.node).clone();
            let builder = UiBuilder::new().id_salt(row.node).max_rect(rect);
            let done = ui.scope_builder(builder, |ui| row_ui(ui, cx, &mut list, (index, row), &words)).inner;
            click = done.map(|done| (row, done)).or(click);
        }
    });
    list.end(ui);
    if let Some((row, done)) = click {
        rows.clicked = Some(row.node);
        clicked(cx, row, done);
    }
    *cx.view.slot() = rows;
}

/// A click on a row chooses it and unfolds a case; a second click folds the case again.
fn clicked(cx: &mut UiCtx<'_>, row: crate::session::ListRow, click: RowClick) {
    let is_current = cx.session.cursor() == Some(row.node);
    match click {
        RowClick::Fold => {
            cx.push(WorkCommand::Fold { row: row.node, open: row.is_open == Some(false) });
        }
        RowClick::Choose(how) => {
            if how == Choose::Only && row.is_open.is_some() {
                let open = !(is_current && row.is_open == Some(true));
                cx.push(WorkCommand::Fold { row: row.node, open });
            }
            cx.push(WorkCommand::ChooseRow(row.node, how));
        }
    }
}
