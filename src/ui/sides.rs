//! The panels left and right of the panes: beside the text, or as a strip of buttons that opens them as a drawer over it.
//! How wide each is, is decided in `layout`; the grip on a panel's edge changes it by hand.

use egui::{
    Area, Button, CursorIcon, Frame, Key, Margin, Modifiers, Order, Panel, Rect, RichText, ScrollArea, Sense,
    Ui, WidgetInfo, pos2, vec2,
};

use super::context::UiCtx;
use super::icons;
use super::layout::{Layout, STRIP, Shape, Wanted};
use super::split::{GRIP, stepped};
use super::theme::{CAPTION, bold, regular};
use super::widgets::icon_button;
use crate::session::{Command, PaneCommand, SettingsCommand, Switch, WindowPlace};

/// Width of a drawer, in points.
const DRAWER: f32 = 340.0;

/// One of the two side panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The panel that is open as a drawer, and the layout of the last frame.
#[derive(Clone, Copy, Default)]
pub(super) struct Drawer {
    pub(super) open: Option<Side>,
    pub(super) layout: Layout,
}

/// The width of each panel that the reviewer chose by dragging, in this session or an earlier one.
pub(super) fn by_hand(cx: &UiCtx<'_>) -> [Option<f32>; 2] {
    let stored = cx.session.settings().window.sides;
    let usual = WindowPlace::default().sides;
    let pick = |dragged: f32, stored: f32, usual: f32| {
        let width = if dragged > 0.0 { dragged } else { stored };
        ((width - usual).abs() > 0.5).then_some(width)
    };
    [pick(cx.view.sides[0], stored.0, usual.0), pick(cx.view.sides[1], stored.1, usual.1)]
}

/// Draws a panel in the shape that the layout gives it.
pub(super) fn side_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    side: Side,
    (layout, wanted): (Layout, Wanted),
    contents: impl FnOnce(&mut Ui, &mut UiCtx<'_>),
) {
    let panel = |name: &'static str| match side {
        Side::Left => Panel::left(name),
        Side::Right => Panel::right(name),
    };
    match layout.sides[side as usize] {
        Shape::Off => {}
        Shape::Strip => {
            let frame = Frame::new().inner_margin(Margin::symmetric(4, 8));
            let name = if side == Side::Left { "left-strip" } else { "right-strip" };
            panel(name).frame(frame).resizable(false).exact_size(STRIP).show(ui, |ui| strip_ui(ui, cx, side));
        }
        Shape::Panel(width) => {
            let name = if side == Side::Left { "left" } else { "right" };
            let range = layout.range(wanted, side as usize);
            panel(name).frame(Frame::new()).resizable(false).exact_size(width).show(ui, |ui| {
                grip_ui(ui, cx, side, ui.max_rect(), range);
                contents(ui, cx);
            });
        }
    }
}

/// The strip: a button that opens the panel, and on the left a badge for each report.
fn strip_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, side: Side) {
    ui.spacing_mut().item_spacing = vec2(0.0, 4.0);
    let (icon, name) = match side {
        Side::Left => (icons::FILES, cx.tr("drawer-library")),
        Side::Right => (icons::WARNING_CIRCLE, cx.tr("drawer-findings")),
    };
    if icon_button(ui, icon, name).clicked() {
        toggle(cx, side);
    }
    match side {
        Side::Left => badges_ui(ui, cx),
        Side::Right => {
            let findings = cx.session.listing().findings().len();
            let notes = cx.session.review().notes.len();
            count_ui(ui, cx, findings);
            ui.add_space(8.0);
            if icon_button(ui, icons::NOTE_PENCIL, cx.tr("drawer-notes")).clicked() {
                toggle(cx, side);
            }
            count_ui(ui, cx, notes);
        }
    }
}

fn count_ui(ui: &mut Ui, cx: &UiCtx<'_>, count: usize) {
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(count.to_string()).font(regular(CAPTION)).color(cx.palette.secondary));
    });
}

/// A badge with its number for each report; those in view stand out. A click shows the report in the pane with the focus.
fn badges_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let count = cx.session.entries().len();
    let scroll = ScrollArea::vertical().id_salt("badges").auto_shrink(false);
    let scroll = scroll.scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden);
    scroll.show_rows(ui, 28.0, count, |ui, rows| {
        for row in rows {
            let entry = &cx.session.entries()[row];
            let shown = cx.session.panes().list.iter().any(|pane| pane.report == Some(entry.id));
            let font = if shown { bold(CAPTION) } else { regular(CAPTION) };
            let color = match (shown, entry.is_failed()) {
                (_, true) => cx.palette.danger,
                (true, _) => cx.palette.accent,
                (false, _) => cx.palette.secondary,
            };
            let words = RichText::new((row + 1).to_string()).font(font).color(color);
            let button = Button::new(words).selected(shown).frame_when_inactive(shown);
            let response = ui.add(button.min_size(vec2(STRIP - 8.0, 28.0)));
            let name = format!("{} {}", row + 1, cx.session.name(entry.id));
            response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, shown, &name));
            if response.on_hover_text(format!("{name}\n{}", entry.title())).clicked() {
                cx.push(PaneCommand::Show { report: entry.id, pane: None });
            }
        }
    });
}

fn toggle(cx: &mut UiCtx<'_>, side: Side) {
    let drawer = cx.view.slot::<Drawer>();
    drawer.open = if drawer.open == Some(side) { None } else { Some(side) };
}

/// Draws the open drawer over the text. Escape and a click outside close it.
pub(super) fn drawer_ui(
    ui: &Ui,
    cx: &mut UiCtx<'_>,
    area: Rect,
    contents: impl FnOnce(&mut Ui, &mut UiCtx<'_>, Side),
) {
    let Drawer { open, layout } = *cx.view.slot::<Drawer>();
    let Some(side) = open else { return };
    if !matches!(layout.sides[side as usize], Shape::Strip) {
        cx.view.slot::<Drawer>().open = None;
        return;
    }
    let width = DRAWER.min(area.width() - 80.0);
    let left = if side == Side::Left { area.left() } else { area.right() - width };
    let rect = Rect::from_min_size(pos2(left, area.top()), vec2(width, area.height()));
    let id = egui::Id::unique(("drawer", side as usize));
    let shown = Area::new(id).order(Order::Middle).fixed_pos(rect.min).show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(cx.palette.panel)
            .stroke((1.0, cx.palette.border))
            .shadow(ui.visuals().popup_shadow);
        frame.show(ui, |ui| {
            ui.set_min_size(rect.size());
            ui.set_max_size(rect.size());
            ui.shrink_clip_rect(rect.expand(1.0));
            contents(ui, cx, side);
        });
    });
    let pressed_outside = ui.input(|input| {
        input.pointer.any_pressed()
            && input.pointer.interact_pos().is_some_and(|at| area.contains(at) && !rect.contains(at))
    });
    let is_menu_open = egui::Popup::is_any_open(ui.ctx());
    if pressed_outside && !is_menu_open && !shown.response.contains_pointer() {
        cx.view.slot::<Drawer>().open = None;
    }
}

/// Escape closes the drawer before anything else.
pub(super) fn escape_drawer(ctx: &egui::Context, cx: &mut UiCtx<'_>) {
    let is_free = !cx.is_covered(ctx) && cx.session.draft().is_none() && !cx.view.was_typing;
    if cx.view.slot::<Drawer>().open.is_some()
        && is_free
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        cx.view.slot::<Drawer>().open = None;
    }
}

/// The keys that switch a panel open and close its drawer where it is a strip.
pub(super) fn handle_drawer(cx: &mut UiCtx<'_>) {
    let layout = cx.view.slot::<Drawer>().layout;
    for (side, switch) in [(Side::Left, Switch::Library), (Side::Right, Switch::Findings)] {
        if layout.sides[side as usize] != Shape::Strip {
            continue;
        }
        let is_toggle = |command: &Command| matches!(command, Command::Settings(SettingsCommand::Toggle(toggled)) if *toggled == switch);
        let before = cx.commands.len();
        cx.commands.retain(|command| !is_toggle(command));
        if cx.commands.len() != before {
            toggle(cx, side);
        }
    }
}

/// The strip inside the panel's edge that the edge is dragged by, below the panel's widgets; arrow keys move it, and a
/// double click restores the default width.
fn grip_ui(ui: &Ui, cx: &mut UiCtx<'_>, side: Side, panel: Rect, (least, most): (f32, f32)) {
    let (edge, inner) = if side == Side::Left { (panel.right(), -GRIP) } else { (panel.left(), GRIP) };
    let strip = Rect::from_two_pos(pos2(edge, panel.top()), pos2(edge + inner, panel.bottom()));
    let id = egui::Id::unique(("side", side as usize));
    let response = ui.interact(strip, id, Sense::click_and_drag());
    let name = cx.tr(if side == Side::Left { "side-left" } else { "side-right" });
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if response.hovered() || response.dragged() || response.has_focus() {
        ui.painter().vline(edge, panel.y_range(), (2.0, cx.palette.accent));
    }
    let step = stepped(ui, &response, true);
    let dragged = response.interact_pointer_pos().filter(|_| response.dragged()).map(|at| at.x);
    let chosen = &mut cx.view.sides[side as usize];
    if let Some(to) = dragged.or((step != 0.0).then_some(edge + step)) {
        let width = if side == Side::Left { to - panel.left() } else { panel.right() - to };
        *chosen = width.clamp(least, most).round();
    } else if response.double_clicked() {
        let usual = WindowPlace::default().sides;
        *chosen = if side == Side::Left { usual.0 } else { usual.1 };
    }
}
