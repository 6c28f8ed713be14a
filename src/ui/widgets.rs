//! Small pieces that several views share: list rows, icon buttons, panel titles, text cut in the middle.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Rect, Response, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::theme::{BODY, CAPTION, CONTROL_HEIGHT, Palette, bold, regular};

/// The title of a panel, with a count beside it and room for buttons at its right end.
pub(super) fn panel_title_ui(
    ui: &mut Ui,
    palette: &Palette,
    title: &str,
    count: &str,
    right: impl FnOnce(&mut Ui),
) {
    ui.horizontal(|ui| {
        ui.set_min_height(CONTROL_HEIGHT);
        let label = ui.label(RichText::new(title).font(bold(BODY)));
        label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
        if !count.is_empty() {
            ui.label(RichText::new(count).font(regular(CAPTION)).color(palette.secondary));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), right);
    });
}

/// What an empty list says: what would be here and how to get it.
pub(super) fn empty_ui(ui: &mut Ui, palette: &Palette, words: &str) {
    ui.add_space(8.0);
    ui.add(egui::Label::new(RichText::new(words).color(palette.secondary)).wrap());
}

/// A button that shows an icon alone; its name is in its tooltip and for screen readers.
pub(super) fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let button = egui::Button::new(RichText::new(icon).size(16.0)).frame_when_inactive(false);
    let response = ui.add(button.min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

/// A row of a list: takes the whole width, shows hover and choice, and is a button by its name. `paint` draws into it.
pub(super) fn row_ui(
    ui: &mut Ui,
    palette: &Palette,
    height: f32,
    chosen: bool,
    name: &str,
    paint: impl FnOnce(&egui::Painter, Rect),
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, name));
    if ui.is_rect_visible(rect) {
        let ground = match (chosen, response.hovered()) {
            (true, _) => palette.chosen(),
            (false, true) => palette.hover(),
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, 6.0, ground);
        if response.has_focus() {
            let stroke = (1.5, palette.accent);
            ui.painter().rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Inside);
        }
        paint(&ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), rect);
    }
    response
}

/// Paints one line of text into `rect`, cut with `…` at its end where it is too long. Returns where it ended.
pub(super) fn line(painter: &egui::Painter, rect: Rect, text: &str, font: FontId, color: Color32) -> f32 {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap.max_width = rect.width().max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = painter.layout_job(job);
    let size = galley.size();
    painter.galley(pos2(rect.left(), rect.center().y - size.y * 0.5), galley, color);
    rect.left() + size.x
}

/// Paints a short text at the right end of `rect`. Returns where it began.
pub(super) fn line_right(
    painter: &egui::Painter,
    rect: Rect,
    text: &str,
    font: FontId,
    color: Color32,
) -> f32 {
    let at = painter.text(rect.right_center(), Align2::RIGHT_CENTER, text, font, color);
    at.left()
}

/// A long name with its middle left out, so that both its beginning and its end (year, extension) can be read.
pub(super) fn cut_middle(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most.max(3) {
        return text.to_owned();
    }
    let kept = most.max(3) - 1;
    let head: String = text.chars().take(kept.div_ceil(2)).collect();
    let tail: String = text.chars().skip(count - kept / 2).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_goes_and_both_ends_stay() {
        assert_eq!(cut_middle("大连高新区法治政府建设年度报告2024.txt", 12), "大连高新区法…4.txt");
        assert_eq!(cut_middle("大连高新区法治政府建设年度报告2024.txt", 12).chars().count(), 11 + 1 - 1);
        assert_eq!(cut_middle("短名", 12), "短名");
    }
}
