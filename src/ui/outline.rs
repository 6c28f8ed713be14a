//! The outline: the sections of the focused report, or the paired sections of two reports; and the parts of the profile
//! that the report has.

use std::sync::Arc;

use egui::{Align2, Frame, Panel, Rect, ScrollArea, Ui, pos2};

use super::context::UiCtx;
use super::format::pane_letter;
use super::icons;
use super::list::{self, List};
use super::parts::parts_ui;
use super::theme::{BODY, CAPTION, ROW_HEIGHT, bold, panel_margin, regular};
use super::widgets::{clip_to_rest, empty_ui, icon_toggle, line, panel_title_ui};
use crate::message::Message;
use crate::session::{
    Command, Document, PaneCommand, Place, ReportId, ReviewCommand, SearchCommand, SectionPair,
    SettingsCommand, Switch, Wanted,
};
use crate::structure::Section;

/// Height of a row in points: lower than in other lists, since sections are many.
const ROW: f32 = ROW_HEIGHT - 4.0;
/// Height of the title and three rows, in points.
const LEAST: f32 = 32.0 + 3.0 * ROW;

pub(super) fn outline_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        let report = cx.session.panes().focused_report();
        // The title and three sections stay in view. Where no room is left for the parts, the library's menu has them.
        let room = (ui.available_height() - LEAST).min(ui.available_height() * 0.6);
        let has_parts = |report: &ReportId| !cx.session.parts().of(*report).is_empty();
        if let Some(report) = report.filter(has_parts).filter(|_| room > ROW) {
            let panel = Panel::bottom("parts").frame(Frame::new()).resizable(false).max_size(room);
            panel.show(ui, |ui| {
                ui.add_space(6.0);
                let room = room - 6.0;
                let scroll =
                    ScrollArea::vertical().id_salt("parts").max_height(room).min_scrolled_height(room);
                scroll.auto_shrink([false, true]).show(ui, |ui| parts_ui(ui, cx, report));
            });
        }
        clip_to_rest(ui);
        let pairs = cx.session.section_pairs().shown();
        let document = report.and_then(|report| cx.session.document(report)).cloned();
        let sections = document.as_ref().map_or(0, |document| document.outline.sections.len());
        let paired = cx.session.settings().pair_sections;
        let mut toggled = false;
        panel_title_ui(ui, cx.palette, cx.tr("outline"), &sections.to_string(), |ui| {
            if pairs.is_some() {
                let name = cx.tr("outline-pairs");
                toggled = icon_toggle(ui, cx.palette, icons::ARROWS_LEFT_RIGHT, name, paired).clicked();
            }
        });
        if toggled {
            cx.push(SettingsCommand::Toggle(Switch::PairSections));
        }
        if let Some((reports, pairs)) = pairs.filter(|_| paired) {
            return pairs_ui(ui, cx, reports, pairs);
        }
        let (Some(report), Some(document)) = (report, document.filter(|_| sections > 0)) else {
            if report.is_some() {
                empty_ui(ui, cx.palette, cx.tr("outline-empty"));
            }
            return;
        };
        let scroll = ScrollArea::vertical().id_salt("outline").auto_shrink(false);
        ui.spacing_mut().item_spacing.y = 0.0;
        let list = List::begin(ui, "outline", sections, None).tree();
        list.show_rows(ui, scroll, cx.tr("outline"), ROW, |ui, list, index| {
            let section = &document.outline.sections[index];
            let heading = document.heading(index);
            let indent = 14.0 * f32::from(section.level.saturating_sub(1).min(5));
            let palette = cx.palette;
            let level = Some(usize::from(section.level));
            let row = list::Row { index, height: ROW, name: &heading, level, ..Default::default() };
            let response = list.row_ui(ui, palette, row, |painter, rect| {
                let inner = Rect::from_min_max(
                    pos2(rect.left() + 8.0 + indent, rect.top()),
                    pos2(rect.right() - 4.0, rect.bottom()),
                );
                let font = if section.level == 1 { bold(BODY) } else { regular(BODY) };
                let color = if section.level <= 2 { palette.text } else { palette.secondary };
                line(painter, inner, &heading, font, color);
            });
            let response = response.on_hover_text(&heading);
            if response.clicked() {
                cx.push(PaneCommand::GoTo { report, span: section.heading });
            }
            let place = Place { report, span: section.heading };
            response.context_menu(|ui| section_menu_ui(ui, cx, place, &heading));
        });
    });
}

/// What can be done with a section: go there, write a note on it, search its heading, copy it.
fn section_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, place: Place, heading: &str) {
    let wanted = Wanted { words: heading.to_owned(), ..Wanted::default() };
    let entries = [
        ("section-go", Command::Panes(PaneCommand::GoTo { report: place.report, span: place.span })),
        ("section-note", Command::Review(ReviewCommand::BeginNoteOn(vec![place]))),
        ("section-search", Command::Search(SearchCommand::Find(wanted))),
    ];
    for (id, command) in entries {
        if ui.button(cx.tr(id)).clicked() {
            if matches!(command, Command::Search(_)) {
                cx.push(SearchCommand::Open);
            }
            cx.push(command);
            ui.close();
        }
    }
    if ui.button(cx.tr("section-copy")).clicked() {
        ui.ctx().copy_text(cx.session.with_source(place).unwrap_or_default());
        ui.close();
    }
}

/// Paired sections of two reports: the left heading, and whether the right one is equal. A click shows both side by side.
fn pairs_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, reports: [ReportId; 2], pairs: &[SectionPair]) {
    let session = cx.session;
    let [Some(left), Some(right)] = reports.map(|report| session.document(report)) else { return };
    // The letters of the panes that show them.
    let letters = reports.map(|report| {
        let pane = session.panes().list.iter().position(|pane| pane.report == Some(report));
        pane_letter(pane.unwrap_or_default())
    });
    let scroll = ScrollArea::vertical().id_salt("pairs").auto_shrink(false);
    ui.spacing_mut().item_spacing.y = 0.0;
    let list = List::begin(ui, "section-pairs", pairs.len(), None).tree();
    list.show_rows(ui, scroll, cx.tr("outline"), ROW, |ui, list, index| {
        let (first, second) = pairs[index];
        let section = |document: &Arc<Document>, index: Option<usize>| {
            Some((document.outline.sections.get(index?)?.clone(), document.heading(index?)))
        };
        let (first, second) = (section(left, first), section(right, second));
        let Some((shown, heading)) = first.as_ref().or(second.as_ref()) else { return };
        // The other heading in words, and its sign at the row's end.
        let (below, sign) = match (&first, &second) {
            (Some((_, left)), Some((_, right))) if left == right => {
                (cx.tr("outline-same").to_owned(), icons::EQUALS.to_owned())
            }
            (Some(_), Some((_, right))) => {
                (format!("{} {right}", letters[1]), icons::APPROXIMATE_EQUALS.to_owned())
            }
            (only, _) => {
                let letter = letters[usize::from(only.is_none())];
                let words = cx.words.words(&Message::new("outline-only").with("pane", letter));
                (words.clone(), words)
            }
        };
        let palette = cx.palette;
        let indent = 14.0 * f32::from(shown.level.saturating_sub(1).min(5));
        let name = format!("{heading}, {below}");
        let level = Some(usize::from(shown.level));
        let row = list::Row { index, height: ROW, name: &name, level, ..Default::default() };
        let response = list.row_ui(ui, palette, row, |painter, rect| {
            let together = first.is_some() && second.is_some();
            let color = if together { palette.secondary } else { palette.warning };
            let at = pos2(rect.right() - 6.0, rect.center().y);
            let sign = painter.text(at, Align2::RIGHT_CENTER, sign, regular(CAPTION), color);
            let inner = Rect::from_min_max(
                pos2(rect.left() + 8.0 + indent, rect.top()),
                pos2(sign.left() - 6.0, rect.bottom()),
            );
            let font = if shown.level == 1 { bold(BODY) } else { regular(BODY) };
            line(painter, inner, heading, font, palette.text);
        });
        if response.on_hover_text(format!("{heading}\n{below}")).clicked() {
            let sides = [(reports[0], &first), (reports[1], &second)];
            let place = |(report, side): (ReportId, &Option<(Section, String)>)| {
                side.as_ref().map(|(section, _)| Place { report, span: section.heading })
            };
            cx.push(PaneCommand::ShowBeside(sides.into_iter().filter_map(place).collect()));
        }
    });
}
