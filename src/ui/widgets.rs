//! Small pieces that several views share: list rows, icon buttons, panel titles, text cut in the middle.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Rect, Response, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::theme::{BODY, CAPTION, CONTROL_HEIGHT, Palette, bold, regular};

/// Places widgets at the right end of the row, in the order in which they are read. Their width is that of the last pass;
/// a first pass measures it.
pub(super) fn at_right_ui<R>(ui: &mut Ui, name: &'static str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(("at-right", name));
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let width = known.unwrap_or_default();
    if known.is_some() {
        ui.add_space((ui.available_width() - width).max(0.0));
    }
    let shown = ui.scope(|ui| ui.horizontal(add).inner);
    let width = shown.response.rect.width();
    if known.is_none_or(|known| (known - width).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx().request_discard("the width of widgets at the right end was not known");
    }
    shown.inner
}

/// The title of a panel, with a count beside it and room for one button at its right end.
pub(super) fn panel_title_ui(
    ui: &mut Ui,
    palette: &Palette,
    title: &str,
    count: &str,
    right: impl FnOnce(&mut Ui),
) {
    ui.horizontal(|ui| {
        title_ui(ui, palette, title, count);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), right);
    });
}

/// [`panel_title_ui`] for several buttons, in the order in which they are read.
pub(super) fn panel_title_with_buttons_ui(
    ui: &mut Ui,
    palette: &Palette,
    title: &str,
    count: &str,
    buttons: impl FnOnce(&mut Ui),
) {
    ui.horizontal(|ui| {
        title_ui(ui, palette, title, count);
        at_right_ui(ui, "panel-title", buttons);
    });
}

fn title_ui(ui: &mut Ui, palette: &Palette, title: &str, count: &str) {
    ui.set_min_height(CONTROL_HEIGHT);
    let label = ui.label(RichText::new(title).font(bold(BODY)));
    label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    if !count.is_empty() {
        ui.label(RichText::new(count).font(regular(CAPTION)).color(palette.secondary));
    }
}

/// Clips to the room that is left, so that nothing is painted over a strip drawn below, however low the window is.
pub(super) fn clip_to_rest(ui: &mut Ui) {
    let rest = ui.available_rect_before_wrap();
    ui.shrink_clip_rect(rest);
}

/// Text of an empty list: its purpose, and the way to fill it.
pub(super) fn empty_ui(ui: &mut Ui, palette: &Palette, words: &str) {
    ui.add_space(8.0);
    ui.add(egui::Label::new(RichText::new(words).color(palette.secondary)).wrap());
}

/// An icon as the text of a button.
pub(super) fn icon_text(icon: &str) -> RichText {
    RichText::new(icon).size(16.0)
}

/// An icon beside words that say the same: nothing for a screen reader.
pub(super) fn icon_ui(ui: &mut Ui, icon: &str, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(size + 2.0, size + 4.0), Sense::hover());
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, regular(size), color);
    response
}

/// Says why a disabled control is disabled: in its tooltip, and as its description for assistive technologies.
pub(super) fn explain(response: Response, why: Option<&str>) -> Response {
    let Some(why) = why else { return response };
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(why));
    response.on_disabled_hover_text(why)
}

/// A button that shows an icon alone; its name is in its tooltip and for screen readers.
pub(super) fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let button = egui::Button::new(RichText::new(icon).size(16.0)).frame_when_inactive(false);
    let response = ui.add(button.min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

/// A button that shows an icon alone and stays down while it is on.
pub(super) fn icon_toggle(ui: &mut Ui, palette: &Palette, icon: &str, name: &str, on: bool) -> Response {
    let response = ui
        .scope(|ui| {
            if on {
                ui.visuals_mut().widgets.inactive.weak_bg_fill = palette.chosen();
            }
            let button = egui::Button::new(RichText::new(icon).size(16.0)).frame_when_inactive(on);
            ui.add(button.min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT)))
        })
        .inner;
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name));
    response.on_hover_text(name)
}

/// A check box whose edge has 3:1 contrast to the background.
pub(super) fn checkbox(
    ui: &mut Ui,
    palette: &Palette,
    on: &mut bool,
    words: impl Into<egui::WidgetText>,
) -> Response {
    let words: egui::WidgetText = words.into();
    // In a row that wraps, it is on the next line rather than its words under one another.
    if ui.layout().is_horizontal() && ui.layout().main_wrap {
        let wrap = Some(egui::TextWrapMode::Extend);
        let galley = words.clone().into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Button);
        let width = galley.size().x + ui.spacing().icon_width + ui.spacing().icon_spacing;
        if width > ui.available_size_before_wrap().x {
            ui.end_row();
        }
    }
    edged_ui(ui, palette, |ui| ui.add(egui::Checkbox::new(on, words)))
}

/// A slider whose rail has contrast to the background.
pub(super) fn slider(ui: &mut Ui, palette: &Palette, slider: egui::Slider<'_>) -> Response {
    edged_ui(ui, palette, |ui| {
        ui.visuals_mut().widgets.inactive.bg_fill = palette.border;
        ui.add(slider.trailing_fill(true))
    })
}

fn edged_ui(ui: &mut Ui, palette: &Palette, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.inactive, &mut widgets.hovered] {
            visuals.bg_stroke.color = palette.control();
        }
        add(ui)
    })
    .inner
}

/// Scrolls a list of rows of one height so that a row is in its middle, in the frame in which the row changes.
pub(super) fn scroll_to_row(
    ui: &Ui,
    scroll: egui::ScrollArea,
    row: Option<usize>,
    shown: &mut Option<usize>,
    height: f32,
) -> egui::ScrollArea {
    if std::mem::replace(shown, row) == row {
        return scroll;
    }
    let Some(row) = row else { return scroll };
    let middle = (ui.available_height() - height) * 0.5;
    let top = row as f32 * (height + ui.spacing().item_spacing.y);
    scroll.vertical_scroll_offset((top - middle).max(0.0))
}

/// The two lines of a tall row, between `left` and, for the upper one, `right`.
pub(super) fn two_lines(row: Rect, left: f32, right: f32) -> [Rect; 2] {
    let upper = Rect::from_min_max(pos2(left, row.top() + 5.0), pos2(right, row.top() + 29.0));
    let lower = Rect::from_min_max(pos2(left, row.top() + 28.0), pos2(row.right() - 8.0, row.bottom() - 4.0));
    [upper, lower]
}

/// Paints one line of text into `rect`, cut with `…` if it is too long. Returns its right end.
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

/// Like [`line`], with the bytes `found` on the background of a search hit.
pub(super) fn marked_line(
    painter: &egui::Painter,
    rect: Rect,
    text: &str,
    found: std::ops::Range<usize>,
    palette: &Palette,
) {
    let plain = TextFormat::simple(regular(BODY), palette.text);
    let hit = TextFormat { background: palette.hit(), ..plain.clone() };
    let mut job = LayoutJob::default();
    job.append(&text[..found.start], 0.0, plain.clone());
    job.append(&text[found.clone()], 0.0, hit);
    job.append(&text[found.end..], 0.0, plain);
    job.wrap.max_width = rect.width().max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = painter.layout_job(job);
    let top = rect.center().y - galley.size().y * 0.5;
    painter.galley(pos2(rect.left(), top), galley, palette.text);
}

/// A name shortened in the middle to `width` points, so that its beginning and its end (year, extension) can be read.
pub(super) fn cut_middle(ctx: &egui::Context, text: &str, font: &FontId, width: f32) -> String {
    ctx.fonts_mut(|fonts| cut_middle_by(text, width, |character| fonts.glyph_width(font, character)))
}

fn cut_middle_by(text: &str, width: f32, mut width_of: impl FnMut(char) -> f32) -> String {
    let widths: Vec<f32> = text.chars().map(&mut width_of).collect();
    if widths.iter().sum::<f32>() <= width {
        return text.to_owned();
    }
    let mut room = width - width_of('…');
    let (mut head, mut tail) = (0, widths.len());
    // Characters are kept from both ends in turn, the beginning first.
    while head < tail {
        let from_head = head <= widths.len() - tail;
        let next = if from_head { widths[head] } else { widths[tail - 1] };
        if next > room {
            break;
        }
        room -= next;
        if from_head { head += 1 } else { tail -= 1 }
    }
    let kept =
        |range: std::ops::Range<usize>| text.chars().skip(range.start).take(range.len()).collect::<String>();
    format!("{}…{}", kept(0..head), kept(tail..widths.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_goes_and_both_ends_stay() {
        let cut =
            |text: &str, width: f32| cut_middle_by(text, width, |c| if c.is_ascii() { 0.5 } else { 1.0 });
        assert_eq!(cut("大连高新区法治政府建设年度报告2024.txt", 9.0), "大连高新区…4.txt");
        assert_eq!(cut("短名", 2.0), "短名");
        assert_eq!(cut("短名短名", 1.0), "…");
    }
}
