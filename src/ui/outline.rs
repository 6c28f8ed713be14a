//! The outline: the sections of the report in the pane that has the focus, and which parts of its profile it has.

use egui::{Frame, Panel, Rect, ScrollArea, Ui, pos2};

use super::parts::parts_ui;
use super::theme::{BODY, ROW_HEIGHT, bold, regular};
use super::widgets::{empty_ui, line, panel_title_ui, row_ui};
use super::{UiCtx, panel_margin};
use crate::session::{Command, ReportId};

/// Height of an outline row: closer than other lists, since sections are many.
const ROW: f32 = ROW_HEIGHT - 4.0;
/// The title and three rows, in points.
const LEAST: f32 = 32.0 + 3.0 * ROW;

pub(super) fn outline_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        let report = cx.session.panes.focused_report();
        // The title and a few sections stay; where the window is so low that the parts find no room, the library's menu has them.
        let room = (ui.available_height() - LEAST).min(ui.available_height() * 0.6);
        let has_parts = |report: &ReportId| !cx.session.parts.of(*report).is_empty();
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
        let document = report.and_then(|report| cx.session.document(report)).cloned();
        let sections = document.as_ref().map_or(0, |document| document.outline.sections.len());
        panel_title_ui(ui, cx.palette, cx.tr("outline"), &sections.to_string(), |_| {});
        let (Some(report), Some(document)) = (report, document.filter(|_| sections > 0)) else {
            empty_ui(ui, cx.palette, cx.tr("outline-empty"));
            return;
        };
        let scroll = ScrollArea::vertical().id_salt("outline").auto_shrink(false);
        ui.spacing_mut().item_spacing.y = 0.0;
        scroll.show_rows(ui, ROW, sections, |ui, range| {
            for index in range {
                let section = &document.outline.sections[index];
                let heading = document.heading(index);
                let indent = 14.0 * f32::from(section.level.saturating_sub(1).min(5));
                let palette = cx.palette;
                let response = row_ui(ui, palette, ROW, false, &heading, |painter, rect| {
                    let inner = Rect::from_min_max(
                        pos2(rect.left() + 8.0 + indent, rect.top()),
                        pos2(rect.right() - 4.0, rect.bottom()),
                    );
                    let font = if section.level == 1 { bold(BODY) } else { regular(BODY) };
                    let color = if section.level <= 2 { palette.text } else { palette.secondary };
                    line(painter, inner, &heading, font, color);
                });
                if response.on_hover_text(&heading).clicked() {
                    cx.push(Command::GoTo { report, span: section.heading });
                }
            }
        });
    });
}
